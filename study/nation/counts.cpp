// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/counts.h"

#include "model/places/map.h"
#include "study/nation/arrival_counts.h"
#include "study/nation/exile_counts.h"
#include "study/nation/exposure.h"
#include "study/nation/system_counts.h"

#include <array>

namespace counterlife::study::nation {

namespace {

using engine::Day;
using engine::no_day;
using engine::PlaceId;
using model::ages;

constexpr std::array<const char*, 2> sex_names{"male", "female"};
constexpr std::array<const char*, 4> marital_names{"never_married", "married", "widowed",
                                                   "divorced"};
constexpr std::array<const char*, 4> move_names{"rural_urban", "urban_urban", "rural_rural",
                                                "urban_rural"};
constexpr std::size_t largest_household = 10;
constexpr int youngest_adult = 15;
constexpr std::size_t age_of_members = 17;

/// The people of one place, counted.
struct Stock {
    std::array<std::array<std::array<std::int32_t, 4>, ages>, 2> people{}; ///< by marital status
    std::array<std::int64_t, 2> pupils{}, students{};
    std::array<std::int64_t, largest_household + 1> households{};
    std::int64_t urban = 0, members = 0;
    SystemStock system;
    ExileStock exile;
    Exposure exposure; ///< at home, in the days before

    void add(const model::Life& life, int years)
    {
        const std::size_t sex = model::index_of(life.sex);
        const std::size_t age = model::age_index(years);
        ++people[sex][age][static_cast<std::size_t>(life.marital)];
        pupils[sex] += life.school == model::School::pupil;
        students[sex] += life.school == model::School::student;
        urban += life.urban;
        system.add(life, years);
    }
    std::int64_t of(std::size_t sex) const
    {
        std::int64_t sum = 0;
        for (const auto& age : people[sex])
            for (const std::int32_t count : age) sum += count;
        return sum;
    }
    std::int64_t all_households() const
    {
        std::int64_t sum = 0;
        for (const std::int64_t count : households) sum += count;
        return sum;
    }
    Stock& operator+=(const Stock& other)
    {
        for (std::size_t sex = 0; sex < 2; ++sex) {
            for (std::size_t age = 0; age < ages; ++age)
                for (std::size_t m = 0; m < 4; ++m)
                    people[sex][age][m] += other.people[sex][age][m];
            pupils[sex] += other.pupils[sex];
            students[sex] += other.students[sex];
        }
        for (std::size_t n = 0; n <= largest_household; ++n) households[n] += other.households[n];
        urban += other.urban;
        members += other.members;
        system += other.system;
        exile += other.exile;
        exposure += other.exposure;
        return *this;
    }
};

/// The morning on which all are counted, and since when what they have lived is added up.
struct Reckoning {
    engine::Day since, today;
};

void count(const engine::Partition<model::Nation>& partition, const Reckoning& days,
           const model::Map& map, Stock& stock, std::vector<Newcomer>& in_the_south)
{
    const model::Exiles& exiles = partition.place.exiles;
    const model::Role role = map.places[partition.number()].role;
    const bool at_home = map.is_home(partition.number());
    const auto add_exposure = [&](const model::Life& life, const model::Exile* exile, Day to,
                                  int age) {
        const bool has_left_since =
            exile && exile->crossed != no_day && exile->crossed > days.since;
        if (at_home || has_left_since) stock.exposure.add(life, exile, days.since, to, age);
    };
    const auto note_newcomer = [&](const model::Life& life, const model::Exile* exile) {
        if (const auto newcomer = newcomer_of(life, exile)) in_the_south.push_back(*newcomer);
    };
    const auto add = [&](const model::Life& life, const model::Exile* exile) {
        const int age = model::whole_years(life, days.today);
        stock.add(life, age);
        stock.exile.add(life, exile, role, days.today);
        add_exposure(life, exile, days.today, age);
        note_newcomer(life, exile);
    };
    for (const model::Life& life : partition.lives())
        if (life.being.id != engine::nobody) add(life, exile_of(life, exiles));
    for (const auto& parcel : partition.expected()) {
        const auto& exile = parcel.luggage.exile;
        add(parcel.life, exile ? &*exile : nullptr);
    }
    for (const model::Deceased& dead : partition.place.deaths) {
        const model::Exile* exile = exile_of(dead.life, exiles);
        add_exposure(dead.life, exile, dead.died, model::whole_years(dead.life, dead.died));
        note_newcomer(dead.life, exile);
    }
    for (const model::Household& household : partition.place.households)
        if (household.members > 0) {
            ++stock.households[std::min<std::size_t>(household.members, largest_household)];
            stock.members += household.members;
        }
}

/// Adds rows of one year at one level.
class Writer {
public:
    Writer(std::vector<SeriesRow>& rows, int year, Interned level, Interned place) : rows_{rows}
    {
        row_.year = static_cast<std::int16_t>(year);
        row_.level = level;
        row_.place = place;
    }

    void add(Interned measure, Interned sex, std::int64_t value, Interned unit, int age = -1,
             Interned status = {})
    {
        row_.measure = measure;
        row_.sex = sex;
        row_.age = static_cast<std::int16_t>(age);
        row_.status = status;
        row_.value = static_cast<double>(value);
        row_.unit = unit;
        rows_.push_back(row_);
    }
    template <class Values>
    void add_by_sex(const char* measure, const Values& values, const char* unit)
    {
        for (std::size_t sex = 0; sex < 2; ++sex) add(measure, sex_names[sex], values[sex], unit);
    }

private:
    std::vector<SeriesRow>& rows_;
    SeriesRow row_;
};

void write_totals(const Stock& stock, Writer& writer)
{
    writer.add_by_sex("population", std::array{stock.of(0), stock.of(1)}, "persons");
    writer.add("households", "all", stock.all_households(), "households");
    writer.add("household_members", "all", stock.members, "persons");
    writer.add("urban_population", "all", stock.urban, "persons");
}

/// Who lives in a province and is of the age at which people may be members.
void write_members(const Stock& stock, Writer& writer)
{
    std::int64_t grown = 0;
    for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t age = age_of_members; age < ages; ++age)
            for (const std::int32_t count : stock.people[sex][age]) grown += count;
    writer.add("grown_residents", "all", grown, "persons");
    writer.add("resident_members", "all", stock.system.members_from(0), "persons");
    writer.add("resident_members_of_40_and_over", "all", stock.system.members_from(40), "persons");
}

void write_nation(const Stock& stock, Writer& writer)
{
    write_totals(stock, writer);
    for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t age = 0; age < ages; ++age) {
            std::int64_t people = 0;
            for (std::size_t m = 0; m < 4; ++m) people += stock.people[sex][age][m];
            writer.add("population", sex_names[sex], people, "persons", static_cast<int>(age));
            if (static_cast<int>(age) < youngest_adult) continue;
            for (std::size_t m = 0; m < 4; ++m)
                writer.add("marital", sex_names[sex], stock.people[sex][age][m], "persons",
                           static_cast<int>(age), marital_names[m]);
        }
    for (std::size_t n = 1; n <= largest_household; ++n)
        writer.add("households_by_size", "all", stock.households[n], "households", -1,
                   std::to_string(n));
    writer.add_by_sex("pupils", stock.pupils, "persons");
    writer.add_by_sex("students", stock.students, "persons");
}

struct Flow {
    std::array<std::int64_t, 2> births{}, deaths{};
    std::int64_t marriages = 0, divorces = 0;

    Flow& operator+=(const Flow& other)
    {
        for (std::size_t sex = 0; sex < 2; ++sex) {
            births[sex] += other.births[sex];
            deaths[sex] += other.deaths[sex];
        }
        marriages += other.marriages;
        divorces += other.divorces;
        return *this;
    }
    void write(Writer& writer) const
    {
        writer.add_by_sex("births", births, "events");
        writer.add_by_sex("deaths", deaths, "events");
        writer.add("marriages", "all", marriages, "events");
        writer.add("divorces", "all", divorces, "events");
    }
};

/// How often each rule has written an event. One that never did has its nought, which is news too.
void write_firings(NationWorld& world, Writer& writer)
{
    const auto rules = model::Nation::rules();
    std::vector<std::int64_t> sums(rules.size());
    for (PlaceId place = 0; place < world.places(); ++place) {
        const auto firings = world.partition(place).take_firings();
        for (std::size_t rule = 0; rule < sums.size(); ++rule) sums[rule] += firings[rule];
    }
    for (std::size_t rule = 0; rule < sums.size(); ++rule)
        writer.add(events_by_rule, "all", sums[rule], "events", -1, rules[rule]->name);
}

} // namespace

std::int64_t count_stocks(NationWorld& world, const model::Numbers& numbers, int year,
                          engine::Day since, std::vector<SeriesRow>& rows)
{
    const Reckoning days{.since = since, .today = engine::day_of(year)};
    const model::Map& map = numbers.map;
    std::vector<Stock> stocks(world.places());
    std::vector<std::vector<Newcomer>> newcomers(world.places());
    world.for_each_place([&](engine::Partition<model::Nation>& partition) {
        const PlaceId place = partition.number();
        count(partition, days, map, stocks[place], newcomers[place]);
    });
    std::vector<Stock> provinces(map.provinces.size());
    Stock nation, abroad; // Whoever has left is counted apart.
    for (PlaceId place = 0; place < stocks.size(); ++place) {
        (map.is_home(place) ? nation : abroad) += stocks[place];
        if (map.province_of[place] < provinces.size())
            provinces[map.province_of[place]] += stocks[place];
        if (stocks[place].of(0) + stocks[place].of(1) == 0) continue;
        Writer writer{rows, year, "place", map.places[place].name};
        write_totals(stocks[place], writer);
    }
    for (std::size_t province = 0; province < provinces.size(); ++province) {
        Writer writer{rows, year, "province", map.provinces[province]};
        write_totals(provinces[province], writer);
        write_members(provinces[province], writer);
    }
    Writer writer{rows, year, "nation", "nation"};
    write_nation(nation, writer);
    nation.system.write(year, rows);
    const std::int64_t living = nation.of(0) + nation.of(1) + abroad.of(0) + abroad.of(1);
    abroad += nation;
    abroad.exile.write(year, rows);
    if (days.since < days.today) {
        abroad.exposure.write(year - 1, rows);
        std::vector<Newcomer> in_the_south;
        for (const auto& of_place : newcomers)
            in_the_south.insert(in_the_south.end(), of_place.begin(), of_place.end());
        write_newcomers(in_the_south, days.since, year - 1, rows);
    }
    return living;
}

void count_flows(NationWorld& world, const model::Numbers& numbers, int year,
                 std::vector<SeriesRow>& rows)
{
    const model::Map& map = numbers.map;
    std::vector<Flow> provinces(map.provinces.size());
    Flow all;
    model::Tally sum, at_home; ///< the second without those who are across the border
    for (PlaceId place = 0; place < world.places(); ++place) {
        model::Tally& tally = world.partition(place).place.tally;
        Flow flow{.births = {tally.births[0], tally.births[1]},
                  .deaths = {},
                  .marriages = tally.marriages,
                  .divorces = tally.divorces};
        for (std::size_t sex = 0; sex < 2; ++sex)
            for (const std::int32_t deaths : tally.deaths[sex]) flow.deaths[sex] += deaths;
        if (map.province_of[place] < provinces.size()) {
            provinces[map.province_of[place]] += flow;
        }
        if (map.is_home(place)) {
            Writer writer{rows, year, "place", map.places[place].name};
            flow.write(writer);
            all += flow;
            at_home += tally;
        }
        sum += tally;
        tally = {};
    }
    for (std::size_t province = 0; province < provinces.size(); ++province) {
        Writer writer{rows, year, "province", map.provinces[province]};
        provinces[province].write(writer);
    }
    Writer writer{rows, year, "nation", "nation"};
    all.write(writer);
    for (std::size_t age = 0; age < ages; ++age)
        if (at_home.births_by_mother_age[age] > 0)
            writer.add("births_by_mother_age", "female", at_home.births_by_mother_age[age],
                       "events", static_cast<int>(age));
    writer.add("maternities", "female", at_home.maternities, "events");
    for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t age = 0; age < ages; ++age) {
            writer.add("deaths", sex_names[sex], at_home.deaths[sex][age], "events",
                       static_cast<int>(age));
            if (at_home.first_marriages[sex][age] > 0)
                writer.add("first_marriages", sex_names[sex], at_home.first_marriages[sex][age],
                           "events", static_cast<int>(age));
        }
    for (std::size_t kind = 0; kind < 4; ++kind)
        writer.add("moves", "all", at_home.moves[kind], "events", -1, move_names[kind]);
    writer.add_by_sex("widowings", at_home.widowings, "events");
    writer.add_by_sex("school_leavers", at_home.school_leavers, "events");
    writer.add_by_sex("college_entries", at_home.college_entries, "events");
    write_system_flows(sum, year, rows);
    write_exile_flows(sum, numbers.map, year, rows);
    write_firings(world, writer);
}

} // namespace counterlife::study::nation
