// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Forebears.
//
//   data/person/population.csv: mother_gap, large_family, siblings, forebears_from, war_years,
//   war_deaths; data/person/death.csv: mx; data/person/birth.csv: gestation_gap_months, term_days;
//   data/marriage/marriage.csv: age_gap_mean, age_gap_spread, age_gap_reach, least_age

#include "model/forebears.h"

#include "engine/luck.h"
#include "model/marriage/numbers.h"
#include "model/numbers.h"
#include "model/person/numbers.h"
#include "model/population_numbers.h"
#include "model/spread.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>

namespace counterlife::model {

namespace {

constexpr std::size_t none = Relative::none;

class Ancestry {
public:
    Ancestry(std::vector<Relative>& people, const ForebearNumbers& numbers,
             const engine::Luck& luck, Day start)
        : people_{people}, p_{numbers}, luck_{luck}, start_{start}, children_(people.size())
    {
        for (std::size_t row = 0; row < people_.size(); ++row)
            for (const std::size_t parent : {people_[row].mother, people_[row].father})
                if (parent != none) children_[parent].push_back(row);
    }

    void add()
    {
        const std::size_t founders = people_.size();
        for (std::size_t row = 0; row < founders; ++row)
            if (people_[row].widowed) add_spouse(row);
        // Parents who are born late enough have parents too, and so on.
        for (std::size_t first = 0; first < people_.size();) {
            const std::size_t end = people_.size();
            find_parents(first, end);
            first = end;
        }
        for (std::size_t row = founders; row < people_.size(); ++row) draw_death(row);
        for (std::size_t row = founders; row < people_.size(); ++row)
            people_[row].widowed = people_[people_[row].spouse].died < people_[row].died;
    }

private:
    struct Couple {
        std::size_t woman, man;
        std::vector<Day> births;
    };

    double chance(LifeId who, std::string_view what, std::uint32_t nth = 0) const
    {
        return luck_.uniform(who, engine::stream_of(what), nth);
    }
    /// A husband's age less that of his wife.
    Days couple_gap(LifeId of) const
    {
        const auto words = luck_.words(of, engine::stream_of("forebears.couple"), 0);
        return engine::days_in_years(p_.couple_gap + p_.couple_spread * spread_draw(words));
    }
    std::size_t add_person(std::size_t of, Forebear which, Sex sex, Day born)
    {
        const Relative& whose = people_[of];
        const std::size_t founder = whose.is_founder() ? of : whose.founder;
        people_.push_back({.id = identity_of_forebear(whose.id, which),
                           .born = born,
                           .died = start_ - 1,
                           .sex = sex,
                           .founder = founder});
        children_.emplace_back();
        return people_.size() - 1;
    }
    void marry(std::size_t one, std::size_t other)
    {
        people_[one].spouse = other;
        people_[other].spouse = one;
    }

    void add_spouse(std::size_t row);
    void find_parents(std::size_t first, std::size_t end);
    void found_couple(std::size_t child);
    void join(std::size_t child, Couple& couple);
    bool fits(std::size_t child, const Couple& couple);
    bool makes_near_kin(std::size_t child, const Couple& couple);
    void draw_death(std::size_t row);
    Day earliest_death(std::size_t row) const;

    std::vector<Relative>& people_;
    const ForebearNumbers& p_;
    const engine::Luck& luck_;
    Day start_;
    std::vector<std::vector<std::size_t>> children_; ///< rows by row
    std::vector<Couple> couples_;                    ///< of two forebears
};

/// The wife or husband whom a founder has outlived; a widow's children are his.
void Ancestry::add_spouse(std::size_t row)
{
    const bool of_woman = people_[row].sex == Sex::female;
    const Sex sex = of_woman ? Sex::male : Sex::female;
    const Days gap = couple_gap(people_[row].id);
    Day born = of_woman ? people_[row].born - gap : people_[row].born + gap;
    born = std::min(born, start_ - 1 - engine::days_in_years(p_.least_age[index_of(sex)]));
    for (const std::size_t child : children_[row])
        born = std::min(born, people_[child].born - engine::days_in_years(p_.gap_least));
    const std::size_t spouse = add_person(row, Forebear::spouse, sex, born);
    marry(row, spouse);
    if (!of_woman) return;
    for (const std::size_t child : children_[row]) people_[child].father = spouse;
    children_[spouse] = children_[row];
}

/// Whoever has none on record becomes one of the children of a couple, the oldest first: of the
/// likeliest among a few drawn by lot, or of one of their own.
void Ancestry::find_parents(std::size_t first, std::size_t end)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = first; row < end; ++row)
        if (people_[row].mother == none &&
            (people_[row].is_founder() || people_[row].born >= p_.parents_from))
            rows.push_back(row);
    std::ranges::sort(
        rows, {}, [&](std::size_t row) { return std::pair{people_[row].born, people_[row].id}; });
    constexpr std::uint32_t introductions = 24;
    for (const std::size_t row : rows) {
        const LifeId id = people_[row].id;
        Couple* found = nullptr;
        double best = 0;
        const bool joins = chance(id, "forebears.first") * p_.siblings > 1;
        for (std::uint32_t nth = 0; joins && nth < introductions && !couples_.empty(); ++nth) {
            Couple& couple = couples_[static_cast<std::size_t>(
                chance(id, "forebears.parents", nth) * static_cast<double>(couples_.size()))];
            if (!fits(row, couple)) continue;
            const double age = engine::years(people_[row].born - people_[couple.woman].born);
            const double from_usual = std::abs(age - p_.gap_usual) / p_.gap_reach;
            const double family = 1 + p_.large_family * static_cast<double>(couple.births.size());
            const double liking = (1 - from_usual) / family * chance(id, "forebears.liking", nth);
            if (liking > best) best = liking, found = &couple;
        }
        if (found != nullptr)
            join(row, *found);
        else
            found_couple(row);
    }
}

void Ancestry::found_couple(std::size_t child)
{
    const LifeId id = people_[child].id;
    const Day born = people_[child].born;
    const double from_usual = chance(id, "forebears.age", 0) + chance(id, "forebears.age", 1) - 1;
    const double age =
        std::clamp(p_.gap_usual + p_.gap_reach * from_usual, p_.gap_least, p_.gap_most);
    const Day hers = born - engine::days_in_years(age);
    const std::size_t woman = add_person(child, Forebear::mother, Sex::female, hers);
    const Day his =
        std::min(hers - couple_gap(people_[woman].id), born - engine::days_in_years(p_.gap_least));
    const std::size_t man = add_person(child, Forebear::father, Sex::male, his);
    marry(woman, man);
    couples_.push_back({.woman = woman, .man = man, .births = {}});
    join(child, couples_.back());
}

void Ancestry::join(std::size_t child, Couple& couple)
{
    people_[child].mother = couple.woman;
    people_[child].father = couple.man;
    for (const std::size_t parent : {couple.woman, couple.man}) children_[parent].push_back(child);
    couple.births.push_back(people_[child].born);
}

/// Whether they could have had this child, and no nearer to another than nature allows.
bool Ancestry::fits(std::size_t child, const Couple& couple)
{
    const Day born = people_[child].born;
    const double age = engine::years(born - people_[couple.woman].born);
    if (age < p_.gap_least || age > p_.gap_most) return false;
    if (engine::years(born - people_[couple.man].born) < p_.gap_least) return false;
    const auto is_near = [&](Day other) {
        return other - born < p_.apart && born - other < p_.apart;
    };
    return std::ranges::none_of(couple.births, is_near) && !makes_near_kin(child, couple);
}

/// Whether as a child of theirs somebody would be coupled with near kin, or be the parent of
/// somebody who is.
bool Ancestry::makes_near_kin(std::size_t child, const Couple& couple)
{
    people_[child].mother = couple.woman;
    people_[child].father = couple.man;
    const auto is_wrong = [&](std::size_t row) {
        const std::size_t spouse = people_[row].spouse;
        return spouse != none && are_near_kin(people_, row, spouse);
    };
    const bool wrong = is_wrong(child) || std::ranges::any_of(children_[child], is_wrong);
    people_[child].mother = people_[child].father = none;
    return wrong;
}

/// A mother lives to see her last child, a father until it is on the way, and both to be married.
Day Ancestry::earliest_death(std::size_t row) const
{
    const Relative& who = people_[row];
    const Relative& spouse = people_[who.spouse];
    const auto marries = [&](const Relative& one) {
        return one.born + engine::days_in_years(p_.least_age[index_of(one.sex)]);
    };
    Day earliest = std::max(marries(who), marries(spouse));
    if (!children_[row].empty()) earliest = engine::before_all_days;
    for (const std::size_t child : children_[row])
        earliest = std::max(earliest, who.sex == Sex::female ? people_[child].born
                                                             : people_[child].born - p_.term);
    return std::min(earliest, start_ - 1);
}

/// By the rates of dying of each age, for somebody who dies between a day and the first of the run.
void Ancestry::draw_death(std::size_t row)
{
    Relative& who = people_[row];
    const Days year{365};
    const Day from = earliest_death(row);
    std::vector<double> until; // How many in one have died by the end of each year.
    double alive = 1;
    for (Day day = from; day < start_; day += year) {
        const Days length = std::min(year, start_ - day);
        const Day middle = day + Days{length.count() / 2};
        const double rate =
            p_.rate_at(who.sex, engine::years(middle - who.born), engine::year_of(middle));
        const double deaths = rate * engine::years(length);
        alive /= 1 + deaths;
        until.push_back(1 - alive);
    }
    const double at = chance(who.id, "forebears.death") * until.back();
    const auto nth =
        static_cast<int>(std::upper_bound(until.begin(), until.end() - 1, at) - until.begin());
    const Day begin = from + nth * year;
    const Days length = std::min(year, start_ - begin);
    who.died = begin + Days{static_cast<int>(chance(who.id, "forebears.death", 1) *
                                             static_cast<double>(length.count()))};
}

} // namespace

ForebearNumbers ForebearNumbers::of(const Numbers& numbers, Day start)
{
    using Guess = PopulationNumbers;
    const auto& guess = numbers.population.guess.at(start);
    const auto& gap = numbers.marriage.gap.at(start);
    const auto& rate = numbers.death.rate.at(start);
    const auto& least = numbers.marriage.least_age.at(start);
    const auto year = [&](std::size_t which) { return static_cast<int>(guess[which]); };
    ForebearNumbers p{.gap_least = guess[Guess::gap_least],
                      .gap_most = guess[Guess::gap_most],
                      .gap_usual = guess[Guess::gap_usual],
                      .gap_reach = guess[Guess::gap_reach],
                      .large_family = guess[Guess::large_family],
                      .siblings = guess[Guess::siblings],
                      .parents_from = engine::day_of(year(Guess::forebears_from)),
                      .couple_gap = gap[0],
                      .couple_spread = gap[1],
                      .least_age = {least[0], least[1]},
                      .apart = engine::days_in_months(numbers.birth.gap_months.at(start)[0]),
                      .term = engine::whole_days(numbers.birth.gestation.at(start)[0]),
                      .war_first = year(Guess::war_first),
                      .war_last = year(Guess::war_last),
                      .war_deaths = {guess[Guess::war_men], guess[Guess::war_women]}};
    for (const Sex sex : {Sex::male, Sex::female})
        for (std::size_t group = 0; group < DeathNumbers::groups; ++group)
            p.rate[index_of(sex)].push_back(rate[DeathNumbers::column(sex, group)]);
    return p;
}

double ForebearNumbers::rate_at(Sex sex, double age, int year) const noexcept
{
    const auto of = index_of(sex);
    const bool war = year >= war_first && year <= war_last;
    return rate[of][DeathNumbers::group_of(age)] * (war ? war_deaths[of] : 1);
}

LifeId identity_of_forebear(LifeId of, Forebear which) noexcept
{
    // Founders are made of ~0, children of small numbers.
    return identity_from(of, ~std::uint64_t{1} - static_cast<std::uint64_t>(which));
}

void add_forebears(std::vector<Relative>& people, const ForebearNumbers& numbers,
                   const engine::Luck& luck, Day start)
{
    Ancestry{people, numbers, luck, start}.add();
}

std::vector<ForebearRecord> records_of(const std::vector<Relative>& people, PlaceId place,
                                       const std::function<bool(std::size_t founder)>& urban)
{
    const auto id_of = [&](std::size_t row) {
        return row == none ? engine::nobody : people[row].id;
    };
    std::vector<std::uint8_t> children(people.size());
    for (const Relative& child : people)
        for (const std::size_t parent : {child.mother, child.father})
            if (parent != none) ++children[parent];
    std::vector<ForebearRecord> records;
    for (std::size_t row = 0; row < people.size(); ++row) {
        const Relative& who = people[row];
        if (who.is_founder()) continue;
        records.push_back({.id = who.id,
                           .mother = id_of(who.mother),
                           .father = id_of(who.father),
                           .spouse = id_of(who.spouse),
                           .born = who.born,
                           .died = who.died,
                           .place = place,
                           .sex = who.sex,
                           .widowed = who.widowed,
                           .urban = urban(who.founder),
                           .children = children[row]});
    }
    return records;
}

bool are_near_kin(const std::vector<Relative>& people, std::size_t one, std::size_t other) noexcept
{
    const auto same = [](std::size_t a, std::size_t b) { return a != none && a == b; };
    const auto siblings = [&](std::size_t a, std::size_t b) {
        return same(people[a].mother, people[b].mother) || same(people[a].father, people[b].father);
    };
    const auto bore = [&](std::size_t parent, std::size_t child) {
        return people[child].mother == parent || people[child].father == parent;
    };
    const auto uncle = [&](std::size_t older, std::size_t younger) {
        return std::ranges::any_of(
            std::initializer_list<std::size_t>{people[younger].mother, people[younger].father},
            [&](std::size_t parent) {
                return parent != none && parent != older && siblings(parent, older);
            });
    };
    return bore(one, other) || bore(other, one) || siblings(one, other) || uncle(one, other) ||
           uncle(other, one);
}

} // namespace counterlife::model
