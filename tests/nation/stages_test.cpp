// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The stage that follows from somebody's events is the one in the model's own record.

#include "study/nation/stages.h"
#include "study/study.h"
#include "tests/rows/rows.h"

#include <sstream>

namespace counterlife::tests {
namespace {

using model::Sector;
using model::Stage;
using study::Status;

/// The status that a record shows. Children at school are pupils.
Status status_of(const Life& life)
{
    switch (life.career.stage) {
    case Stage::child:
        return life.school == model::School::pupil ? Status::pupil : Status::child;
    case Stage::worker:
        return static_cast<Status>(static_cast<int>(Status::farm) +
                                   static_cast<int>(life.career.sector));
    default:
        break;
    }
    static const std::map<Stage, Status> others{
        {Stage::waiting, Status::waiting}, {Stage::soldier, Status::soldier},
        {Stage::student, Status::student}, {Stage::ward, Status::ward},
        {Stage::absent, Status::absent},   {Stage::idle, Status::idle},
        {Stage::trader, Status::trader},   {Stage::detained, Status::detained},
        {Stage::adrift, Status::adrift},   {Stage::camp, Status::camp},
        {Stage::at_home, Status::at_home}, {Stage::retired, Status::retired},
        {Stage::leaving, Status::leaving}, {Stage::abroad, Status::abroad},
        {Stage::custody, Status::custody}, {Stage::journey, Status::journey},
        {Stage::south, Status::south},     {Stage::seeking, Status::seeking}};
    return others.at(life.career.stage);
}

struct Compared {
    std::size_t same = 0, on_the_way = 0;
    std::map<std::string, std::size_t> wrong; ///< by what was told and what is so
    std::map<Status, std::size_t> by_status;
};

Compared compare(const Told& told, const Span& span)
{
    std::vector<Event> events = told.events;
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.who, a.day, a.rule) < std::tie(b.who, b.day, b.rule);
    });
    const study::StageNumbers numbers =
        study::stage_numbers({.seed = span.seed, .from = day_of(1955), .parameters = all_rows()});
    const auto names = model::rule_names();
    Compared compared;
    for (const Person& person : told.people) {
        const Life& life = person.life;
        const bool abroad = !life.founder && !baseline().map.is_home(life.birth_place);
        study::Journey journey{numbers,      life.being.id,
                               life.born,    static_cast<study::Sex>(life.sex),
                               life.founder, abroad};
        const auto [begin, end] =
            std::equal_range(events.begin(), events.end(), Event{.who = life.being.id},
                             [](const Event& a, const Event& b) { return a.who < b.who; });
        for (auto event = begin; event != end; ++event)
            journey.pass(study::turn_of(names[event->rule], event->detail), event->day);
        const Status told_as = journey.status(), is = status_of(life);
        const bool works = is >= Status::farm && is <= Status::office;
        ++compared.by_status[is];
        if (told_as == is || (life.founder && works && told_as == Status::worker))
            ++compared.same;
        else if (person.died == engine::no_day && life.household == model::no_household &&
                 life.career.stage < model::first_stage_of_exile)
            ++compared.on_the_way; // Between two places: the arrival will tell.
        else
            ++compared.wrong[std::string{study::status_names[std::size_t(told_as)]} + " is " +
                             std::string{study::status_names[std::size_t(is)]}];
    }
    return compared;
}

std::string text_of(const std::map<std::string, std::size_t>& wrong)
{
    std::ostringstream text;
    for (const auto& [what, count] : wrong) text << what << ": " << count << '\n';
    return text.str();
}

} // namespace

TEST(Stages, follow_from_events_for_everybody_who_ever_lived)
{
    const Compared compared = compare(baseline_told(), {});
    EXPECT_GT(compared.same, 50'000u);
    EXPECT_TRUE(compared.wrong.empty()) << text_of(compared.wrong);
    EXPECT_LT(compared.on_the_way, compared.same / 500);
    for (const Status status : {Status::soldier, Status::mine, Status::trader, Status::retired,
                                Status::at_home, Status::student, Status::waiting})
        EXPECT_GT(compared.by_status.at(status), 20u) << static_cast<int>(status);
}

TEST(Stages, follow_from_events_where_the_claims_are_off)
{
    const Span span{.until = 1998, .one_in = 1000};
    const Change change{.off = {"LABOUR-05", "LABOUR-06", "LABOUR-08", "PARTY-17", "HEALTH-03",
                                "LABOUR-12", "PRIV-02"},
                        .men_factor = 20};
    const Compared compared = compare(tell(change, span), span);
    EXPECT_TRUE(compared.wrong.empty()) << text_of(compared.wrong);
    EXPECT_LT(compared.on_the_way, compared.same / 500);
}

TEST(Stages, follow_from_events_across_the_river)
{
    const Span span{.until = 2008};
    Change change;
    for (const model::ParameterRow& row : all_rows())
        if (row.name == "border.departure") change.numbers = {{row.name, 10 * row.value}};
    const Compared compared = compare(tell(change, span), span);
    EXPECT_TRUE(compared.wrong.empty()) << text_of(compared.wrong);
    for (const Status status : {Status::abroad, Status::custody, Status::journey, Status::south})
        EXPECT_GT(compared.by_status.at(status), 5u) << static_cast<int>(status);
}

} // namespace counterlife::tests
