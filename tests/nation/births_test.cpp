// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Conception decides: who was there then, and how long before.

#include "model/person/details.h"
#include "tests/nation/small_nation.h"

#include <cmath>

namespace counterlife::tests {
namespace {

struct Birth {
    const study::LifeRow* child;
    const study::LifeRow* father;
    engine::Day conceived;
};

/// Of a run through the worst years.
const Heard& hard_times()
{
    static const Heard heard = [] {
        study::RunRequest request = small_run();
        request.to = engine::day_of(2005);
        return run(request);
    }();
    return heard;
}

std::vector<Birth> births()
{
    std::map<LifeId, const study::LifeRow*> by_id;
    for (const study::LifeRow& life : hard_times().lives) by_id[life.person] = &life;
    std::vector<Birth> found;
    for (const Event& event : hard_times().events) {
        if (event.rule != rule("person.maternity")) continue;
        const auto birth = model::detail_of<model::person::MaternityDetail>(event.detail);
        const study::LifeRow* child = by_id.at(event.with);
        const auto father = by_id.find(child->father);
        if (father == by_id.end()) continue;
        found.push_back({child, father->second, event.day - engine::Days{birth.carried}});
    }
    return found;
}

TEST(Births, come_about_nine_months_after_a_conception_and_not_on_one_day)
{
    double sum = 0, squares = 0;
    const auto all = births();
    ASSERT_GT(all.size(), 5000u);
    for (const Birth& birth : all) {
        const double days = (birth.child->born - birth.conceived).count();
        EXPECT_GT(days, 266 - 40);
        EXPECT_LT(days, 266 + 60) << "a journey may have put it off";
        sum += days;
        squares += days * days;
    }
    const auto count = static_cast<double>(all.size());
    const double mean = sum / count;
    EXPECT_NEAR(mean, 266, 1);
    EXPECT_NEAR(std::sqrt(squares / count - mean * mean), 9, 1);
}

TEST(Births, are_posthumous_now_and_then_and_no_child_is_conceived_by_the_dead)
{
    std::size_t posthumous = 0;
    for (const Birth& birth : births()) {
        EXPECT_GE(birth.father->died, birth.conceived) << birth.child->person;
        posthumous += birth.father->died < birth.child->born;
    }
    EXPECT_GT(posthumous, 10u);
}

TEST(Births, have_no_father_who_served_or_was_across_the_river_at_conception)
{
    // The spells of every man, from the events that begin and end them.
    struct Spell {
        engine::Day from, to;
    };
    std::map<LifeId, std::vector<Spell>> away;
    const auto begins = [](engine::RuleId of) {
        return of == rule("army.enlistment") || of == rule("border.far_bank") ||
               of == rule("security.handed_over");
    };
    std::vector<Event> events = hard_times().events;
    std::ranges::stable_sort(events, {}, [](const Event& e) { return std::pair{e.who, e.day}; });
    for (const Event& event : events) {
        auto& spells = away[event.who];
        const bool open = !spells.empty() && spells.back().to == engine::no_day;
        if (begins(event.rule)) {
            if (!open) spells.push_back({event.day, engine::no_day});
        } else if (event.rule == rule("army.discharge") || event.rule == rule("border.way_back") ||
                   event.rule == rule("security.custody_step") ||
                   event.rule == rule("family.homecoming")) {
            if (open) spells.back().to = event.day;
        }
    }
    for (const Birth& birth : births())
        for (const Spell& spell : away[birth.father->person])
            EXPECT_FALSE(spell.from < birth.conceived && birth.conceived < spell.to)
                << birth.child->person << " of " << birth.father->person;
}

TEST(Births, of_one_mother_are_as_far_apart_as_nature_has_it)
{
    std::map<LifeId, std::vector<engine::Day>> of_mother;
    for (const study::LifeRow& life : hard_times().lives)
        if (!life.founder) of_mother[life.mother].push_back(life.born);
    std::size_t later = 0;
    for (auto& [mother, days] : of_mother) {
        std::ranges::sort(days);
        for (std::size_t i = 1; i < days.size(); ++i) {
            if (days[i] == days[i - 1]) continue; // Twins.
            EXPECT_GE((days[i] - days[i - 1]).count(), 300) << mother;
            ++later;
        }
    }
    EXPECT_GT(later, 5000u);
}

} // namespace
} // namespace counterlife::tests
