// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/biography.h"
#include "study/study.h"

#include "app/life_command.h"
#include "model/border/departure.h"
#include "model/nation.h"
#include "model/offices.h"
#include "study/account/causes.h"
#include "study/account/life_page.h"
#include "study/account/sentences.h"
#include "study/record/read_run.h"
#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::study {
namespace {

using namespace app;

using engine::day_of;
using engine::LifeId;

constexpr LifeId he = engine::first_life_id + 1, mother = he + 1, father = he + 2, wife = he + 3,
                 child = he + 4, stranger = he + 5;
const std::vector<std::string> places{"onsong", "chung-district", "front-west"};

const LifeRow self{.person = he,
                   .mother = mother,
                   .father = father,
                   .spouse = wife,
                   .born = day_of(1960, 5, 17),
                   .died = day_of(2000, 3, 1),
                   .birth_place = 0,
                   .place = 1};

std::vector<LifeRow> lives()
{
    return {
        self,
        {.person = mother, .born = day_of(1935), .died = day_of(1980), .sex = Sex::female},
        {.person = father, .born = day_of(1933), .died = day_of(1985, 6)},
        {.person = wife, .born = day_of(1962), .birth_place = 0, .sex = Sex::female},
        {.person = child, .mother = wife, .father = he, .born = day_of(1990), .sex = Sex::female},
        {.person = stranger, .born = day_of(1960)}};
}

WhoIsWho cast()
{
    return {he, lives(), places};
}

LoggedEvent event(std::string rule, int year, std::int32_t detail = 0, LifeId other = 0,
                  LoggedCause cause = {})
{
    return {.person = he,
            .other = other,
            .day = day_of(year, 6, 1),
            .detail = detail,
            .rule = std::move(rule),
            .place = "onsong",
            .cause = std::move(cause)};
}

RunDescription described()
{
    return {.from = day_of(1955), .to = day_of(2026)};
}

std::vector<Line> with_events(std::vector<Line> lines)
{
    std::erase_if(lines, [](const Line& line) { return line.number == 0; });
    return lines;
}

Biography account_of(std::vector<LoggedEvent> events, bool every_line = false)
{
    static const ClaimsFile none;
    static const RunDescription run = described();
    return biography({.cast = cast(),
                      .events = std::move(events),
                      .run = run,
                      .claims = none,
                      .every_line = every_line});
}

TEST(Sentences, every_rule_of_the_model_has_one)
{
    for (const model::Rule* rule : model::Nation::rules()) {
        const model::Record* record = rule->beside.record;
        ASSERT_NE(record, nullptr) << rule->name;
        const int sentences = !record->text.empty() + (record->tell != nullptr);
        EXPECT_EQ(sentences, record->silent ? 0 : 1) << rule->name;
    }
}

TEST(Sentences, whatever_the_detail_a_sentence_is_whole)
{
    for (const model::Rule* rule : model::Nation::rules()) {
        if (rule->beside.record->silent) continue;
        for (const std::int32_t detail :
             {-300, -3, -2, -1, 0, 1, 2, 3, 4, 8, 10, 11, 15, 17, 302, 67073})
            for (const std::string_view who : {"", "the army staff of the western front"}) {
                const std::string text =
                    told(event(std::string{rule->name}, 1980, detail, child), cast(), who);
                EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
                EXPECT_TRUE(text.ends_with('.')) << text;
                EXPECT_FALSE(text.contains("  ") || text.contains("..") || text.contains(" ."))
                    << text;
                EXPECT_TRUE(text.front() >= 'A' && text.front() <= 'Z') << text;
            }
    }
}

TEST(Sentences, what_a_rule_follows_are_rules_of_people_or_the_birth)
{
    for (const model::Rule* rule : model::Nation::rules())
        for (const model::Rule* before : rule->beside.record->follows)
            EXPECT_TRUE(before == model::at_birth || before->effect != nullptr ||
                        before->react != nullptr)
                << rule->name;
}

TEST(Sentences, a_rule_that_nobody_has_put_into_words_says_what_it_says)
{
    EXPECT_EQ(record_of("border.wading"), nullptr);
    EXPECT_TRUE(told(event("border.wading", 1998), cast()).contains("border.wading"));
}

TEST(WhoIsWho, people_go_by_what_they_are_to_the_person_and_institutions_by_their_place)
{
    const WhoIsWho who = cast();
    EXPECT_EQ(who.name(mother), "his mother");
    EXPECT_EQ(who.name(wife), "his wife");
    EXPECT_EQ(who.name(child), "his daughter");
    WhoIsWho groom = cast();
    groom.add_partner(wife, day_of(1985));
    EXPECT_EQ(groom.name(wife, day_of(1984, 12, 31)), "his future wife");
    EXPECT_EQ(groom.name(wife, day_of(1985)), "his wife");
    EXPECT_EQ(who.name(stranger), "person 429496...");
    EXPECT_EQ(who.name(engine::office_id(0, 4)), "the labour office of Onsong");
    EXPECT_EQ(who.name(engine::office_id(2, 9)), "the army staff of the western front");
    EXPECT_EQ(who.description(wife, day_of(1988, 7)), "a woman of 26 born in Onsong");
    const WhoIsWho of_child{child, lives(), places};
    EXPECT_EQ(of_child.name(he), "her father");
    EXPECT_EQ(of_child.name(mother), "her grandmother");
    EXPECT_EQ(in_place("chung-district"), "in Chung District");
    EXPECT_EQ(in_place("front-west"), "at the western front");
}

TEST(WhoIsWho, ages_are_whole_years_and_change_on_the_birthday)
{
    EXPECT_EQ(age_on(day_of(1960, 5, 17), day_of(1980, 5, 16)), 19);
    EXPECT_EQ(age_on(day_of(1960, 5, 17), day_of(1980, 5, 17)), 20);
    EXPECT_EQ(age_on(day_of(1960, 2, 29), day_of(1961, 2, 28)), 0);
    EXPECT_EQ(ordinal(3), "third");
    EXPECT_EQ(ordinal(21), "21st");
    EXPECT_EQ(ordinal(111), "111th");
}

TEST(Biography, small_events_in_a_row_are_one_line_and_all_shows_each)
{
    const std::vector<LoggedEvent> events{
        event("army.reporting", 1977, 5), event("army.training", 1978, 85),
        event("army.heartened", 1979, 20, mother), event("army.training", 1980, 200),
        event("party.admission", 1981, 7)};
    const std::vector<Line> lines = with_events(account_of(events).lines);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[1].text,
              "He trains for two years, his merit score reported each time; is heartened by a "
              "letter from his mother.");
    EXPECT_EQ(lines[1].number, 2u);
    EXPECT_EQ(lines[1].last, 4u);
    EXPECT_EQ(lines[2].text, "He is admitted to the party, in his eighth year of service.");
    EXPECT_EQ(lines[1].says, "") << "of two rules";
    EXPECT_EQ(with_events(account_of(events, true).lines).size(), 5u);
}

TEST(Biography, a_line_of_one_rule_says_why_and_one_of_several_does_not)
{
    const std::vector<LoggedEvent> events{event("army.reporting", 1977, 5),
                                          event("army.training", 1978, 85),
                                          event("army.training", 1980, 200)};
    const std::vector<Line> lines = with_events(account_of(events).lines);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[1].rule, "army.training");
    EXPECT_EQ(lines[1].says, rule_says("army.training"));
    EXPECT_NE(lines[1].says, "");
}

TEST(Biography, news_that_comes_late_and_news_that_never_comes_stand_beside_the_truth)
{
    const LoggedEvent late = event("person.bereavement", 1980, 2, mother,
                                   {.person = mother, .day = day_of(1980), .rule = "person.death"});
    const Biography account = account_of({late, event("labour.retirement", 1999)});
    ASSERT_EQ(account.lines.size(), 3u);
    ASSERT_EQ(account.lines[0].differs.size(), 1u);
    EXPECT_EQ(account.lines[0].differs[0].kind, "death_heard_late");
    EXPECT_EQ(account.lines[0].differs[0].text,
              "His mother had died on 1 January 1980; he learned of it five months later.");
    EXPECT_EQ(account.lines[1].number, 0u);
    EXPECT_EQ(account.lines[1].text, "His father dies on 1 June 1985; no word of it reaches him.");
    EXPECT_EQ(account.lines[1].differs[0].known_since, std::nullopt);
}

TEST(Biography, says_by_what_somebody_lives_through_years_of_which_no_event_tells)
{
    const auto in_a_mine = static_cast<std::int32_t>(model::Sector::mine);
    const Biography account =
        account_of({event("labour.placement", 1978, in_a_mine), event("labour.quitting", 1990),
                    event("person.bereavement", 1996, 0, mother)});
    std::vector<Line> told = account.lines;
    std::erase_if(told, [](const Line& line) { return line.number != 0 || !line.differs.empty(); });
    ASSERT_EQ(told.size(), 1U) << "five and six years are no long silence";
    EXPECT_EQ(told[0].text, "He works in a mine.");
    EXPECT_EQ(told[0].day, day_of(1978, 6, 1));
    EXPECT_EQ(told[0].until, day_of(1985, 6, 1))
        << "when his father dies, of which he hears nothing";
    EXPECT_EQ(told[0].age, 18);
    EXPECT_EQ(told[0].age_until, 25);
    EXPECT_TRUE(told[0].claims.empty());

    const std::vector<Line> lines =
        account_of({event("labour.placement", 1978, in_a_mine), event("labour.quitting", 1980)})
            .lines;
    EXPECT_EQ(lines.back().text, "He stays away from work.");
    EXPECT_EQ(lines.back().until, self.died) << "until death, or the end of the run";
    for (const Line& line : account_of({event("school.enrolment", 1967)}).lines)
        EXPECT_TRUE(line.number != 0 || !line.differs.empty())
            << "nothing is said of whoever is at school: " << line.text;
}

TEST(Biography, a_claim_that_the_run_has_switched_off_is_no_reason)
{
    RunDescription run = described();
    run.switches = {{.rule = "PARTY-04", .to = day_of(1980)}};
    const auto before = claims_in_force("party.admission", run, day_of(1979));
    const auto after = claims_in_force("party.admission", run, day_of(1980));
    EXPECT_EQ(std::ranges::count(before, "PARTY-04"), 1);
    EXPECT_EQ(std::ranges::count(after, "PARTY-04"), 0);
    EXPECT_EQ(std::ranges::count(after, "PARTY-08"), 1);
}

TEST(Claims, of_a_decision_are_those_of_what_weighed_in_it)
{
    const RunDescription run = described();
    const auto claims = [&](model::border::DepartureDetail detail) {
        return claims_at_work(event("border.departure", 1998, model::code_of(detail)), run);
    };
    const auto hungry =
        claims({.most = model::border::Why::hunger, .against = model::border::Why::child});
    EXPECT_EQ(std::ranges::count(hungry, "FOOD-03"), 1);
    EXPECT_EQ(std::ranges::count(hungry, "FAMILY-03"), 1);
    EXPECT_EQ(std::ranges::count(hungry, "BORDER-01"), 1) << "of no reason in particular";
    EXPECT_EQ(std::ranges::count(hungry, "SECURITY-11"), 0);
    EXPECT_LT(hungry.size(), claims_in_force("border.departure", run, day_of(1998)).size() / 2 + 2);
}

/// A nation of a few events, by who had them.
LifeSource source_of(std::vector<LoggedEvent> events)
{
    return {.events = [events](LifeId id) -> std::expected<std::vector<LoggedEvent>, Complaints> {
                std::vector<LoggedEvent> own;
                std::ranges::copy_if(events, std::back_inserter(own),
                                     [&](const LoggedEvent& e) { return e.person == id; });
                return own;
            },
            .lives = [](std::span<const LifeId>) -> std::expected<FoundLives, Complaints> {
                return FoundLives{};
            }};
}

TEST(Causes, a_chain_goes_through_letters_and_states_to_an_institution)
{
    const LifeId staff = engine::office_id(2, 9);
    const LoggedEvent demand{
        .person = staff, .day = day_of(1986), .detail = 3, .rule = "labour.demand"};
    const LoggedEvent posting =
        event("labour.posting", 1987, 6, 0,
              {.person = staff, .day = day_of(1986), .rule = "labour.demand"});
    const LoggedEvent discharge = event("army.discharge", 1988, -1);
    const LoggedEvent reception =
        event("labour.reception", 1989, 302, 0,
              {.person = he, .day = discharge.day, .rule = "army.discharge"});
    const LoggedEvent flight = event("labour.absconding", 1990, 256);
    WhoIsWho who = cast();
    const RunDescription run = described();
    const auto chain =
        causes_of(flight, source_of({posting, discharge, reception, flight, demand}), run, who);
    ASSERT_TRUE(chain);
    std::vector<std::string> rules;
    for (const Step& step : chain->steps) rules.push_back(step.event.rule);
    EXPECT_EQ(rules,
              (std::vector<std::string>{"labour.absconding", "labour.reception", "army.discharge",
                                        "labour.posting", "labour.demand"}));
    EXPECT_EQ(chain->steps[1].tie, Tie::state);
    EXPECT_EQ(chain->steps[4].tie, Tie::letter);
    EXPECT_EQ(chain->root, Root::institution);
    EXPECT_TRUE(chain->steps[4].text.starts_with("The army staff of the western front"));
}

TEST(Causes, what_weighed_is_told_with_what_brought_it_about)
{
    const LifeId rations = engine::office_id(0, model::ration_office);
    const auto delivered = [&](int year) {
        return LoggedEvent{.person = rations,
                           .day = day_of(year, 5, 10),
                           .detail = 60,
                           .rule = "food.delivery",
                           .place = "onsong"};
    };
    const LoggedEvent watch = event("security.watch", 1990, 20);
    const LoggedEvent river =
        event("border.departure", 1998,
              model::code_of(model::border::DepartureDetail{.most = model::border::Why::hunger,
                                                            .next = model::border::Why::watched}));
    WhoIsWho who = cast();
    const RunDescription run = described();
    const auto chain = causes_of(
        river, source_of({delivered(1997), delivered(1998), delivered(1999), watch, river}), run,
        who);
    ASSERT_TRUE(chain);
    ASSERT_EQ(chain->steps.size(), 3u);
    EXPECT_EQ(chain->steps[1].tie, Tie::weighed);
    EXPECT_EQ(chain->steps[1].event, delivered(1998)) << "the last before";
    EXPECT_EQ(chain->steps[2].tie, Tie::state);
    EXPECT_EQ(chain->steps[2].event, watch) << "once, though it weighed as well";
    EXPECT_EQ(chain->steps[2].since, river.day - watch.day);
    EXPECT_EQ(tie_words(chain->steps[2]),
              "It would not have been possible without this, eight years before:");
}

TEST(Causes, chains_end_at_a_birth_at_the_beginning_of_the_run_or_where_nothing_was_written)
{
    const RunDescription run = described();
    const LoggedEvent school = event("school.enrolment", 1966);
    WhoIsWho who = cast();
    EXPECT_EQ(causes_of(school, source_of({school}), run, who)->root, Root::birth);

    auto old = lives();
    old[0].founder = true;
    WhoIsWho founder{he, old, places};
    EXPECT_EQ(causes_of(school, source_of({school}), run, founder)->root, Root::founder);

    const LoggedEvent death = event("person.death", 2000, 40);
    EXPECT_EQ(causes_of(death, source_of({death}), run, who)->root, Root::own_rule);

    const LoggedEvent river = event("border.departure", 1998, 1 << 7);
    EXPECT_EQ(causes_of(river, source_of({river}), run, founder)->root, Root::own_rule)
        << "nothing had to come before it";
    EXPECT_TRUE(causes_of(river, source_of({river}), run, who)
                    ->root_says.starts_with("The decision was his own"));

    const LoggedEvent letter =
        event("army.heartened", 1980, 1, mother,
              {.person = mother, .day = engine::Day{1}, .rule = "army.letter"});
    EXPECT_EQ(causes_of(letter, source_of({letter}), run, who)->root, Root::not_written);
}

TEST(LifeCommand, an_event_goes_by_its_number_its_day_or_its_day_and_rule)
{
    const std::vector<LoggedEvent> events{
        event("army.reporting", 1977), event("army.training", 1977), event("army.discharge", 1980)};
    const auto named = [&](const std::string& name) {
        Complaints complaints;
        const auto at = event_named(name, events, complaints);
        EXPECT_NE(at.has_value(), !complaints.empty());
        return at ? std::to_string(*at) : complaints.list()[0].what;
    };
    EXPECT_EQ(named("3"), "2");
    EXPECT_EQ(named("1980-06-01"), "2");
    EXPECT_EQ(named("1977-06-01:army.training"), "1");
    EXPECT_EQ(named("4"), "found the number 4; allowed 1 to 3, the events of this life");
    EXPECT_TRUE(named("1977-06-01").contains("RULE one of army.reporting, army.training"));
    EXPECT_TRUE(named("1978-01-01").contains("nearest are 1977-06-01 and 1980-06-01"));
    EXPECT_TRUE(named("1980-06-01:army.dischrge").contains("did you mean 'army.discharge'?"));
}

TEST(LifeReading, one_life_is_read_from_a_run_as_it_was_written)
{
    const SampleRun sample = sample_run(3000);
    const Folder folder;
    const auto dir = folder.path() / "run";
    ASSERT_EQ(write(dir, sample), "");
    const auto numbers = read_numbers(dir);
    ASSERT_TRUE(numbers) << text_of(numbers.error());
    const std::vector<std::string>& rules = sample.description.rules;
    std::size_t read = 0;
    for (const LifeId id : {sample.events[0].front().who, sample.events[1].back().who,
                            sample.events[2].front().who, sample.lives.back().person}) {
        std::vector<LoggedEvent> expected;
        for (const auto& year : sample.events)
            for (const engine::Event& one : year)
                if (one.who == id)
                    expected.push_back(logged(one, rules, sample.description.places));
        const auto found = events_of(dir, *numbers, id);
        ASSERT_TRUE(found) << text_of(found.error());
        const auto by = [](const LoggedEvent& e) {
            return std::tuple{e.day, e.rule, e.other, e.detail};
        };
        auto sorted = *found;
        std::ranges::sort(sorted, {}, by);
        std::ranges::sort(expected, {}, by);
        EXPECT_EQ(sorted, expected);
        read += sorted.size();
        const auto row = lives_of(dir, *numbers, std::span{&id, 1});
        ASSERT_TRUE(row && row->size() == 1);
        const auto written = std::ranges::find(sample.lives, id, &LifeRow::person);
        EXPECT_EQ(row->front().born, written->born);
        EXPECT_EQ(row->front().mother, written->mother);
        EXPECT_EQ(row->front().place, written->place);
    }
    EXPECT_GE(read, 3u);
    EXPECT_TRUE(events_of(dir, *numbers, 17)->empty());
    const LifeId nobody_there = 17;
    EXPECT_TRUE(lives_of(dir, *numbers, std::span{&nobody_there, 1})->empty());
    EXPECT_EQ(*place_names_of(dir), sample.description.places);
    EXPECT_FALSE(events_of(folder.path(), *numbers, sample.lives[0].person));
}

} // namespace
} // namespace counterlife::study
