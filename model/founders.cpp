// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/founders.h"
#include "model/age_within_group.h"
#include "model/household/numbers.h"
#include "model/labour/numbers.h"
#include "model/marriage/kinship.h"
#include "model/marriage/numbers.h"
#include "model/party/numbers.h"
#include "model/person/numbers.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"
#include "model/population_numbers.h"
#include "model/school/numbers.h"
#include "model/spread.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace counterlife::model {

namespace {

using engine::stream_of;
using Population = PopulationNumbers;

constexpr std::size_t nobody_here = Relative::none;

/// One place's founders while they are being put together; a person is a row.
class Settlement {
public:
    Settlement(PlaceId place, std::size_t people, const Numbers& numbers, const engine::Luck& luck,
               Day start)
        : place_{place}, numbers_{numbers}, luck_{luck}, start_{start}, people_(people),
          spouse_(people, nobody_here), mother_(people, nobody_here), home_(people, nobody_here)
    {
    }

    void draw_people();
    void begin_career(std::size_t row);
    void form_couples();
    void find_mothers();
    void form_households();
    void find_forebears();
    void settle(engine::Partition<Nation>& partition);
    std::vector<ForebearRecord> forebears() const;

private:
    void write_kin(std::size_t row, engine::Partition<Nation>& partition) const;
    Address known(std::size_t row) const;
    bool makes_near_kin(std::size_t child, std::size_t woman) const;
    bool could_be_mother(std::size_t child, std::size_t woman,
                         const std::vector<Day>& births) const;
    void begin_pregnancy(Life& life) const;
    std::size_t father_of(std::size_t row) const
    {
        return mother_[row] == nobody_here ? nobody_here : spouse_[mother_[row]];
    }
    std::vector<std::size_t> from_the_oldest() const
    {
        std::vector<std::size_t> rows(people_.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        std::ranges::sort(rows, {},
                          [&](std::size_t row) { return std::pair{people_[row].born, row}; });
        return rows;
    }
    LifeId id_of(std::size_t relative) const
    {
        return relative == nobody_here ? engine::nobody : relatives_[relative].id;
    }
    double chance(std::size_t row, engine::Stream what, std::uint32_t nth = 0) const
    {
        return luck_.uniform(people_[row].being.id, what, nth);
    }
    double age(std::size_t row) const
    {
        return age_in_years(people_[row], {.day = start_, .fraction = 0});
    }
    std::size_t marriage_column(std::size_t row) const
    {
        const auto group = std::min<std::size_t>(12, static_cast<std::size_t>(age(row) / 5) - 3);
        return index_of(people_[row].sex) * 13 + group;
    }
    std::vector<std::size_t> rows_of(Sex sex, Marital marital) const
    {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < people_.size(); ++row)
            if (people_[row].sex == sex && people_[row].marital == marital && age(row) >= 15)
                rows.push_back(row);
        return rows;
    }
    void marry(std::size_t man, std::size_t woman);

    PlaceId place_;
    const Numbers& numbers_;
    const engine::Luck& luck_;
    Day start_;
    std::vector<Life> people_;
    std::vector<std::size_t> spouse_, mother_; ///< rows
    std::vector<std::size_t> home_;            ///< the row in whose household each lives
    std::vector<Relative> relatives_;          ///< the founders by their rows, and their forebears
    std::vector<Address> at_;                  ///< where the founders have been settled
};

/// Ages and sexes in their proportions, so that small places are not small by luck alone.
void Settlement::draw_people()
{
    const auto& start = numbers_.population.start.at(start_);
    std::vector<double> until(start.size());
    std::partial_sum(start.begin(), start.end(), until.begin());
    const double jitter =
        luck_.uniform(identity_of_founder(place_, 0), stream_of("start.order"), 0);
    for (std::size_t row = 0; row < people_.size(); ++row) {
        Life& life = people_[row];
        life.being.id = identity_of_founder(place_, static_cast<std::uint32_t>(row));
        const double at = (static_cast<double>(row) + jitter) /
                          static_cast<double>(people_.size()) * until.back();
        const auto cell = std::min<std::size_t>(
            static_cast<std::size_t>(std::upper_bound(until.begin(), until.end(), at) -
                                     until.begin()),
            until.size() - 1);
        life.sex = cell < PopulationNumbers::groups ? Sex::male : Sex::female;
        const double years = 5 * (static_cast<double>(cell % PopulationNumbers::groups) +
                                  within_group(start, cell, PopulationNumbers::groups,
                                               chance(row, stream_of("start.age"))));
        life.born = start_ - 1 - engine::days_in_years(years);
        life.founder = true;
        life.birth_place = place_;
        life.urban =
            chance(row, stream_of("start.town")) < numbers_.map.places[place_].urban_part_1955;
        const bool at_school = age(row) < numbers_.school.leaving_age.at(start_)[0];
        life.school = age(row) < numbers_.school.start_age.at(start_)[0] ? School::none
                      : at_school                                        ? School::pupil
                                                                         : School::left_school;
        begin_career(row);
        const auto& p = numbers_.marriage;
        const double least = p.least_age.at(start_)[index_of(life.sex)];
        if (age(row) < least) continue;
        const double share = chance(row, stream_of("start.marital"));
        // Of the youngest group only those count who are old enough.
        const double part = age(row) < 20 ? (20 - least) / 5 : 1;
        const double married = p.start_married.at(start_)[marriage_column(row)] / part;
        const double widowed = p.start_widowed.at(start_)[marriage_column(row)] / part;
        life.marital = share < married             ? Marital::married
                       : share < married + widowed ? Marital::widowed
                                                   : Marital::never_married;
        life.marriages = life.marital == Marital::never_married ? 0 : 1;
    }
}

/// Work by the plan of the place, and membership by sex, as of the start.
void Settlement::begin_career(std::size_t row)
{
    Life& life = people_[row];
    Career& career = life.career;
    career.home = place_;
    career.stage_since = start_;
    career.goal = Goal::party;
    const auto& labour = numbers_.labour.at(start_);
    if (life.school == School::none || life.school == School::pupil) return;
    const double years = age(row);
    const auto sex = index_of(life.sex);
    const FounderAges ages{.first_work = labour[LabourFamily::first_age],
                           .retirement = labour[LabourFamily::retire_men + sex],
                           .at_home_from =
                               numbers_.population.guess.at(start_)[Population::at_home_from],
                           .housewives = labour[LabourFamily::housewives]};
    career.stage = stage_of_founder(ages, luck_, life.being.id, life.sex, years);
    if (career.stage == Stage::waiting)
        career.stage_until = day_of_age(life, labour[LabourFamily::first_age]);
    if (career.stage != Stage::worker) return;
    const double mine = numbers_.map.places[place_].mine_share * labour[LabourFamily::mine_factor];
    const std::size_t plan = life.urban ? LabourFamily::plan_town : LabourFamily::plan_land;
    double all = 0;
    for (std::size_t i = 0; i < sectors; ++i) all += labour[plan + i];
    double at = chance(row, stream_of("start.sector"));
    career.sector = Sector::mine;
    if (at < mine) return;
    at = (at - mine) / (1 - mine) * all;
    for (std::size_t i = 0; i < sectors; ++i) {
        at -= labour[plan + i];
        career.sector = static_cast<Sector>(i);
        if (at < 0) break;
    }
    const auto& party = numbers_.party.at(start_);
    // Offices are for members, so those who sit there are members.
    const bool member =
        years >= 20 && years < 60 &&
        chance(row, stream_of("start.member")) < party[PartyFamily::start_men + sex];
    if (career.sector == Sector::office && !member) career.sector = Sector::services;
    if (!member) return;
    career.standing = Standing::member;
    career.certificate = Certificate::kept;
    career.principles = true;
    career.admitted = start_;
}

void Settlement::marry(std::size_t man, std::size_t woman)
{
    spouse_[man] = woman;
    spouse_[woman] = man;
    people_[man].urban = people_[woman].urban;
}

/// Husbands and wives in the order of the ages that go together; whoever is left over, or finds
/// nobody near enough in age, is widowed.
void Settlement::form_couples()
{
    std::vector<std::size_t> men = rows_of(Sex::male, Marital::married);
    std::vector<std::size_t> women = rows_of(Sex::female, Marital::married);
    const auto& gaps = numbers_.marriage.gap.at(start_);
    const double spread = gaps[1];
    // As far apart as those are at most who marry in the run.
    const double reach = gaps[2] + widest_spread * spread;
    const std::pair widest{gaps[0] - reach,
                           std::min(gaps[0] + reach, person::greatest_age_gap(numbers_, start_))};
    const auto by_age = [&](std::size_t a, std::size_t b) {
        const auto rank = [&](std::size_t row) {
            return people_[row].born +
                   engine::days_in_years((chance(row, stream_of("start.couple")) - 0.5) * spread);
        };
        return std::pair{rank(a), a} < std::pair{rank(b), b};
    };
    // The side with too many gives up some of every age, by lot.
    auto& many = men.size() > women.size() ? men : women;
    const std::size_t few = std::min(men.size(), women.size());
    std::sort(many.begin(), many.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{chance(a, stream_of("start.surplus")), a} <
               std::pair{chance(b, stream_of("start.surplus")), b};
    });
    for (std::size_t i = few; i < many.size(); ++i) people_[many[i]].marital = Marital::widowed;
    many.resize(few);
    std::sort(men.begin(), men.end(), by_age);
    std::sort(women.begin(), women.end(), by_age);
    std::size_t man = 0, woman = 0;
    const auto outlives = [&](std::size_t row) { people_[row].marital = Marital::widowed; };
    while (man < few && woman < few) {
        const double gap = age(men[man]) - age(women[woman]);
        if (gap > widest.second)
            outlives(men[man++]);
        else if (gap < widest.first)
            outlives(women[woman++]);
        else
            marry(men[man++], women[woman++]);
    }
    while (man < few) outlives(men[man++]);
    while (woman < few) outlives(women[woman++]);
}

/// Whether, were she the mother of this child, it would be coupled with a near relative.
bool Settlement::makes_near_kin(std::size_t child, std::size_t woman) const
{
    const std::size_t partner = spouse_[child];
    if (partner == nobody_here) return false;
    const auto mother = [this](std::size_t row) {
        return row == nobody_here ? nobody_here : mother_[row];
    };
    const std::size_t in_law = mother(partner);
    return woman == partner || woman == in_law || spouse_[woman] == partner ||
           woman == mother(in_law) || woman == mother(father_of(partner)) ||
           (in_law != nobody_here && (mother(woman) == in_law || mother(spouse_[woman]) == in_law));
}

/// Whether she, and her husband, could have had this child, and no nearer to another than nature
/// allows.
bool Settlement::could_be_mother(std::size_t child, std::size_t woman,
                                 const std::vector<Day>& births) const
{
    const auto& p = numbers_.population.guess.at(start_);
    const double gap = age(woman) - age(child);
    if (gap < p[Population::gap_least] || gap > p[Population::gap_most]) return false;
    const std::size_t man = spouse_[woman];
    if (man != nobody_here && age(man) - age(child) < p[Population::gap_least]) return false;
    const Days apart = engine::days_in_months(numbers_.birth.gap_months.at(start_)[0]);
    const Day born = people_[child].born;
    const auto is_near = [&](Day other) { return other - born < apart && born - other < apart; };
    return std::ranges::none_of(births, is_near) && !makes_near_kin(child, woman);
}

/// Children, the oldest first, find a mother among a few women drawn by lot, where the years
/// between them are likely.
void Settlement::find_mothers()
{
    const auto& p = numbers_.population.guess.at(start_);
    constexpr std::uint32_t introductions = 24;
    constexpr auto mother = stream_of("start.mother"), liking_of = stream_of("start.liking");
    std::vector<std::size_t> women = rows_of(Sex::female, Marital::married);
    for (const std::size_t row : rows_of(Sex::female, Marital::widowed)) women.push_back(row);
    if (women.empty()) return;
    std::vector<std::vector<Day>> births(people_.size());
    for (const std::size_t row : from_the_oldest()) {
        if (age(row) >= p[Population::alive_until]) continue;
        double best = 0;
        for (std::uint32_t nth = 0; nth < introductions; ++nth) {
            const auto woman = women[static_cast<std::size_t>(chance(row, mother, nth) *
                                                              static_cast<double>(women.size()))];
            const double from_usual = std::abs(age(woman) - age(row) - p[Population::gap_usual]) /
                                      p[Population::gap_reach];
            const double family =
                1 + p[Population::large_family] * static_cast<double>(births[woman].size());
            const double liking = (1 - from_usual) / family * chance(row, liking_of, nth);
            if (liking > best && could_be_mother(row, woman, births[woman]))
                best = liking, mother_[row] = woman;
        }
        if (mother_[row] != nobody_here) births[mother_[row]].push_back(people_[row].born);
    }
}

/// A couple, a widow or a widower is a household; children and unmarried adults live with their
/// mother, some sons stay on with their wives, and whoever has nobody is taken in by lot.
void Settlement::form_households()
{
    const double patrilocal = numbers_.household.patrilocal_share.at(start_)[0];
    const double old = numbers_.household.old_age.at(start_)[0];
    std::vector<std::size_t> heads;
    const auto mother_home = [&](std::size_t row) { return home_[mother_[row]]; };
    // From the oldest, so that a mother's household stands before her children look for it.
    std::vector<bool> has_heir(people_.size());
    std::vector<std::size_t> alone;
    for (const std::size_t row : from_the_oldest()) {
        if (home_[row] != nobody_here) continue;
        Life& life = people_[row];
        const bool has_mother = mother_[row] != nobody_here && mother_home(row) != nobody_here;
        if (life.marital == Marital::married) {
            const std::size_t man = life.sex == Sex::male ? row : spouse_[row];
            const std::size_t mother = mother_[man];
            const bool stays = mother != nobody_here && home_[mother] != nobody_here &&
                               !has_heir[mother] &&
                               chance(man, stream_of("start.stays")) < patrilocal;
            if (stays) has_heir[mother] = true;
            people_[man].with_parents = stays;
            people_[man].own_home = !stays;
            home_[man] = home_[spouse_[man]] = stays ? home_[mother] : man;
            if (!stays) heads.push_back(man);
        } else if (life.marital == Marital::never_married && has_mother) {
            home_[row] = mother_home(row);
        } else if (life.marital != Marital::never_married && age(row) < old) {
            home_[row] = row;
            life.own_home = true;
            heads.push_back(row);
        } else {
            alone.push_back(row);
        }
    }
    for (const std::size_t row : alone) {
        if (heads.empty()) heads.push_back(row);
        home_[row] = heads[static_cast<std::size_t>(chance(row, stream_of("start.home")) *
                                                    static_cast<double>(heads.size()))];
    }
}

/// Parents for whoever has none alive, and the wives and husbands of the widowed.
void Settlement::find_forebears()
{
    for (std::size_t row = 0; row < people_.size(); ++row) {
        const Life& life = people_[row];
        relatives_.push_back({.id = life.being.id,
                              .born = life.born,
                              .sex = life.sex,
                              .widowed = life.marital == Marital::widowed,
                              .mother = mother_[row],
                              .father = father_of(row),
                              .spouse = spouse_[row]});
    }
    add_forebears(relatives_, ForebearNumbers::of(numbers_, start_), luck_, start_);
}

std::vector<ForebearRecord> Settlement::forebears() const
{
    return records_of(relatives_, place_,
                      [this](std::size_t founder) { return people_[home_[founder]].urban; });
}

/// As relatives keep the address of somebody.
Address Settlement::known(std::size_t row) const
{
    const Relative& who = relatives_[row];
    const Address address =
        who.is_founder() ? at_[row] : Address{.id = who.id, .place = place_, .note = known_dead};
    return with_parents_mark(address, mark_of(id_of(who.mother), id_of(who.father)));
}

/// What the records of somebody and of the living parents say of each other.
void Settlement::write_kin(std::size_t row, engine::Partition<Nation>& partition) const
{
    const Relative& who = relatives_[row];
    Life& life = partition.life(at_[row].slot);
    if (who.spouse != nobody_here) {
        const Relative& spouse = relatives_[who.spouse];
        const auto term = engine::whole_days(numbers_.birth.gestation.at(start_)[0]);
        life.spouse = known(who.spouse);
        // Nobody is newly wed: since when, is not known.
        life.since = spouse.is_founder() ? start_ - term : spouse.died;
    }
    life.mother = known(who.mother);
    life.father = known(who.father);
    Address entry = at_[row];
    entry.note = remark_of_birth(engine::year_of(life.born));
    for (const Address& each : {life.mother, life.father}) {
        if (!living(each)) continue;
        Life& parent = partition.life(each.slot);
        parent.children = partition.place.kin.add(parent.children, entry);
        if (parent.sex == Sex::male) continue;
        const bool latest = parent.deliveries++ == 0 || parent.last_delivery < life.born;
        if (latest) parent.last_delivery = life.born;
    }
}

void Settlement::settle(engine::Partition<Nation>& partition)
{
    PlaceState& state = partition.place;
    for (const Life& life : people_) at_.push_back(partition.settle(life));
    std::vector<HouseholdId> household(people_.size(), no_household);
    for (std::size_t row = 0; row < people_.size(); ++row) {
        HouseholdId& here = household[home_[row]];
        if (here == no_household)
            here = state.open_household(engine::mix(people_[home_[row]].being.id, 0));
        Life& life = partition.life(at_[row].slot);
        state.move_in(life, here, start_);
        life.urban = people_[home_[row]].urban;
        if (life.career.stage == Stage::worker)
            ++state.labour.workers[life.urban][static_cast<std::size_t>(life.career.sector)];
        write_kin(row, partition);
    }
    for (const Address& each : at_) begin_pregnancy(partition.life(each.slot));
}

/// As many wives are with child on the first day as will be delivered in the months that follow.
void Settlement::begin_pregnancy(Life& life) const
{
    if (life.sex == Sex::male || life.marital != Marital::married) return;
    const auto luck = luck_.words(life.being.id, person::gestation.stream, life.deliveries);
    const auto longer = person::longer_than_usual(numbers_, luck, start_);
    const Days term = engine::whole_days(numbers_.birth.gestation.at(start_)[0]);
    const Day nursing = person::end_of_nursing(life, numbers_, start_);
    const Day from = std::max(start_ + 1 - term - Days{longer}, nursing);
    const PerYear rate = person::fertility_within_marriage(numbers_, life, {.day = from});
    if (rate <= never || from >= start_) return;
    const double years =
        luck_.exponential(life.being.id, stream_of("start.pregnancy"), 0) / rate.value();
    const Day conceived = from + engine::days_in_years(std::min(years, 1.0));
    if (conceived >= start_) return;
    life.conceived = conceived;
    life.carries_longer = longer;
    life.by_husband = true;
}

} // namespace

Stage stage_of_founder(const FounderAges& those, const engine::Luck& luck, LifeId who, Sex sex,
                       double age) noexcept
{
    if (age < those.out_of_school) return Stage::child;
    if (age >= those.retirement) return Stage::retired;
    if (age < those.first_work) return Stage::waiting;
    const bool may_keep_house = sex == Sex::female && age > those.at_home_from;
    return may_keep_house && luck.uniform(who, stream_of("start.housewife"), 0) < those.housewives
               ? Stage::at_home
               : Stage::worker;
}

std::vector<ForebearRecord> settle_founders(engine::World<Nation>& world, const Numbers& numbers,
                                            Scale scale, const engine::Luck& luck, Day start)
{
    const auto& cells = numbers.population.start.at(start);
    const double total = 1000 * std::accumulate(cells.begin(), cells.end(), 0.0);
    double all = 0;
    for (const PlaceFacts& place : numbers.map.places) all += place.population_1955;
    // Rounded so that the sum over places is right whatever the scale.
    std::vector<std::size_t> people;
    double before = 0, until = 0;
    for (const PlaceFacts& place : numbers.map.places) {
        until += place.population_1955 / all * total / static_cast<double>(scale.denominator);
        people.push_back(static_cast<std::size_t>(std::floor(until + 0.5)) -
                         static_cast<std::size_t>(std::floor(before + 0.5)));
        before = until;
    }
    std::vector<std::vector<ForebearRecord>> forebears(people.size());
    world.for_each_place([&](engine::Partition<Nation>& partition) {
        Settlement settlement{partition.number(), people[partition.number()], numbers, luck, start};
        settlement.draw_people();
        settlement.form_couples();
        settlement.find_mothers();
        settlement.form_households();
        settlement.find_forebears();
        settlement.settle(partition);
        forebears[partition.number()] = settlement.forebears();
    });
    std::vector<ForebearRecord> records;
    for (std::vector<ForebearRecord>& of_place : forebears) {
        records.insert(records.end(), of_place.begin(), of_place.end());
        of_place = {};
    }
    return records;
}

} // namespace counterlife::model
