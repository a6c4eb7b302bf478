// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/kinship.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace counterlife::study::record {
namespace {

using engine::Day;

const KinLife& life_of(std::span<const KinLife> lives, PersonNumber person)
{
    return lives[static_cast<std::size_t>(person - 1)];
}

Day first_death(std::span<const KinLife> lives, const Marriage& marriage)
{
    return std::min(life_of(lives, marriage.wife).died, life_of(lives, marriage.husband).died);
}

/// Husband and wife as one number.
std::uint64_t couple_of(PersonNumber wife, PersonNumber husband)
{
    return std::uint64_t{static_cast<std::uint32_t>(wife)} << 32 |
           static_cast<std::uint32_t>(husband);
}

/// The marriages of one couple, by what happened between them. Those from before the first day
/// begin on no_day until theirs is settled.
class CoupleCourse {
public:
    CoupleCourse(PersonNumber wife, PersonNumber husband) : wife_{wife}, husband_{husband} {}

    void pass(const CoupleEvent& event)
    {
        switch (event.step) {
        case CoupleStep::promise:
            was_promised_ = true;
            break;
        case CoupleStep::wedding:
            if (!in_force()) begin(event.day);
            break;
        case CoupleStep::divorce:
            if (marriages_.empty()) begin(engine::no_day);
            if (!in_force()) break;
            marriages_.back().end = event.day;
            marriages_.back().how = MarriageEnd::divorce;
            break;
        }
    }

    /// One of them names the other as wife or husband: by a marriage from before the first day,
    /// where nothing was promised since.
    void is_named()
    {
        if (marriages_.empty() && !was_promised_) begin(engine::no_day);
    }

    const std::vector<Marriage>& marriages() const { return marriages_; }

private:
    bool in_force() const
    {
        return !marriages_.empty() && marriages_.back().how == MarriageEnd::in_force;
    }
    void begin(Day day) { marriages_.push_back({wife_, husband_, day}); }

    PersonNumber wife_, husband_;
    bool was_promised_ = false;
    std::vector<Marriage> marriages_;
};

std::vector<std::uint64_t> couples_on_record(std::span<const KinLife> lives)
{
    std::vector<std::uint64_t> couples;
    for (std::size_t row = 0; row < lives.size(); ++row) {
        if (lives[row].spouse == number_of_nobody) continue;
        const auto person = static_cast<PersonNumber>(row + 1);
        couples.push_back(lives[row].sex == Sex::female ? couple_of(person, lives[row].spouse)
                                                        : couple_of(lives[row].spouse, person));
    }
    std::ranges::sort(couples);
    const auto [first, last] = std::ranges::unique(couples);
    couples.erase(first, last);
    return couples;
}

/// Couple by couple, of both lists in one order.
std::vector<Marriage> courses_of(std::span<const KinLife> lives,
                                 const std::vector<CoupleEvent>& events)
{
    std::vector<Marriage> marriages;
    const std::vector<std::uint64_t> named = couples_on_record(lives);
    auto event = events.begin();
    auto name = named.begin();
    while (event != events.end() || name != named.end()) {
        const std::uint64_t next =
            event != events.end() ? couple_of(event->wife, event->husband) : *name;
        const std::uint64_t couple = name == named.end() ? next : std::min(next, *name);
        CoupleCourse course{static_cast<PersonNumber>(couple >> 32),
                            static_cast<PersonNumber>(couple & 0xffffffff)};
        for (; event != events.end() && couple_of(event->wife, event->husband) == couple; ++event)
            course.pass(*event);
        if (name != named.end() && *name == couple) {
            course.is_named();
            ++name;
        }
        marriages.insert(marriages.end(), course.marriages().begin(), course.marriages().end());
    }
    return marriages;
}

Day nine_months_before(Day birth)
{
    const auto date = engine::date_of(birth);
    const std::chrono::year_month month =
        std::chrono::year_month{date.year(), date.month()} - std::chrono::months{9};
    return engine::day_of(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

/// Settles when those married who were married on the first day or before.
void date_earlier_weddings(std::span<const KinLife> lives, Day first_day,
                           std::vector<Marriage>& marriages)
{
    std::unordered_map<std::uint64_t, Day> first_births;
    for (const Marriage& each : marriages)
        if (each.start == engine::no_day)
            first_births.emplace(couple_of(each.wife, each.husband), engine::no_day);
    for (const KinLife& child : lives)
        if (const auto found = first_births.find(couple_of(child.mother, child.father));
            found != first_births.end())
            found->second = std::min(found->second, child.born);
    for (Marriage& each : marriages) {
        if (each.start != engine::no_day) continue;
        each.start = std::min(first_day - engine::Days{1}, first_death(lives, each));
        const Day birth = first_births.at(couple_of(each.wife, each.husband));
        if (birth != engine::no_day) each.start = std::min(each.start, nine_months_before(birth));
    }
}

} // namespace

std::vector<Marriage> marriages_of(std::span<const KinLife> lives, std::vector<CoupleEvent> events,
                                   Day first_day)
{
    std::ranges::sort(events);
    std::vector<Marriage> marriages = courses_of(lives, events);
    date_earlier_weddings(lives, first_day, marriages);
    std::erase_if(marriages,
                  [&](const Marriage& each) { return each.start > first_death(lives, each); });
    for (Marriage& each : marriages) {
        const Day death = first_death(lives, each);
        if (death == engine::no_day || each.end <= death) continue;
        each.end = death;
        each.how = MarriageEnd::death;
    }
    std::ranges::sort(marriages, {}, [](const Marriage& each) {
        return std::tuple{each.start, each.end, each.wife, each.husband};
    });
    std::vector<std::int32_t> last(lives.size() + 1);
    for (std::size_t i = 0; i < marriages.size(); ++i) {
        Marriage& each = marriages[i];
        const auto number = static_cast<std::int32_t>(i + 1);
        each.wifes_prior = std::exchange(last[static_cast<std::size_t>(each.wife)], number);
        each.husbands_prior = std::exchange(last[static_cast<std::size_t>(each.husband)], number);
    }
    return marriages;
}

KinLinks links_of(std::span<const KinLife> lives, std::span<const Marriage> marriages)
{
    const std::size_t people = lives.size() + 1;
    KinLinks links{.elder_by_mother = std::vector<PersonNumber>(people),
                   .elder_by_father = std::vector<PersonNumber>(people),
                   .last_child = std::vector<PersonNumber>(people),
                   .last_marriage = std::vector<std::int32_t>(people)};
    std::vector<PersonNumber> by_birth(lives.size());
    std::iota(by_birth.begin(), by_birth.end(), 1);
    std::ranges::sort(by_birth, {}, [&](PersonNumber person) {
        return std::pair{life_of(lives, person).born, person};
    });
    const auto follow = [&](PersonNumber parent, PersonNumber child, PersonNumber& elder) {
        if (parent == number_of_nobody) return;
        elder = std::exchange(links.last_child[static_cast<std::size_t>(parent)], child);
    };
    for (const PersonNumber child : by_birth) {
        const auto at = static_cast<std::size_t>(child);
        follow(life_of(lives, child).mother, child, links.elder_by_mother[at]);
        follow(life_of(lives, child).father, child, links.elder_by_father[at]);
    }
    for (std::size_t i = 0; i < marriages.size(); ++i)
        for (const PersonNumber one : {marriages[i].wife, marriages[i].husband})
            links.last_marriage[static_cast<std::size_t>(one)] = static_cast<std::int32_t>(i + 1);
    return links;
}

} // namespace counterlife::study::record
