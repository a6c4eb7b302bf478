// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/rows/rows.h"

#include "model/claims.h"
#include "model/founders.h"
#include "model/places/map.h"
#include "study/audit/watch.h"
#include "study/input/grammar_file.h"

#include <stdexcept>

namespace counterlife::tests {

std::unique_ptr<model::Numbers> numbers_with(const Change& change)
{
    std::vector<model::ParameterRow> rows = all_rows();
    for (const auto& [name, value] : change.numbers) {
        const auto slash = name.find('/');
        bool found = false;
        for (model::ParameterRow& row : rows) {
            if (row.name != name.substr(0, slash)) continue;
            if (slash != std::string::npos && row.key != name.substr(slash + 1)) continue;
            row.value = value;
            found = true;
        }
        if (!found) throw std::invalid_argument{"no parameter " + name};
    }
    for (model::ParameterRow& row : rows)
        if (row.name == "policy.men_factor") row.value = change.men_factor;
    model::RuleSwitches switches;
    for (const std::string& id : change.off) {
        if (!model::find_claim(id)) throw std::invalid_argument{"no claim " + id};
        switches.push_back({.rule = id, .from = engine::Day{}, .to = engine::Day{}});
    }
    for (const std::string& id : change.soft) switches.push_back({.rule = id, .soft = true});
    for (const std::string& id : change.strict) switches.push_back({.rule = id});
    auto places = study::read_places(data_folder);
    if (!places) throw std::runtime_error{"the places do not load"};
    const auto rows_of_orders = study::read_orders(data_folder, *places);
    if (!rows_of_orders) throw std::runtime_error{"the orders do not load"};
    study::Complaints none;
    auto orders = study::policy_orders(*rows_of_orders, *places, {}, none);
    return std::make_unique<model::Numbers>(model::ParameterSet{std::move(rows)},
                                            std::move(*places), switches, std::move(orders));
}

std::vector<Event> Told::of(std::string_view rule_name) const
{
    std::vector<Event> result;
    const engine::RuleId number = rule(rule_name);
    for (const Event& event : events)
        if (event.rule == number) result.push_back(event);
    return result;
}

std::int64_t Told::count(std::string_view rule_name, int from, int to) const
{
    const engine::RuleId number = rule(rule_name);
    return std::count_if(events.begin(), events.end(), [&](const Event& event) {
        const int year = engine::year_of(event.day);
        return event.rule == number && from <= year && year <= to;
    });
}

std::vector<Event> Told::life_of(LifeId id) const
{
    std::vector<Event> result;
    for (const Event& event : events)
        if (event.who == id) result.push_back(event);
    return result;
}

namespace {

using World = engine::World<model::Nation>;

/// What the past year has left in every place.
void take_year(Told& told, World& world, bool keep)
{
    for (engine::PlaceId place = 0; place < world.places(); ++place) {
        auto& partition = world.partition(place);
        const auto events = partition.take_events();
        if (keep) {
            told.events.insert(told.events.end(), events.begin(), events.end());
            for (const model::Deceased& dead : partition.place.deaths) {
                told.people.push_back({dead.life, place, dead.died});
                if (dead.life.exile != 0)
                    told.exiles[dead.life.being.id] = partition.place.exiles[dead.life.exile];
            }
        }
        partition.place.deaths.clear();
        told.tally += partition.place.tally;
        partition.place.tally = {};
    }
}

/// Those who are alive at the end, travellers too.
void take_living(Told& told, World& world)
{
    for (engine::PlaceId place = 0; place < world.places(); ++place) {
        const auto& partition = world.partition(place);
        for (const Life& life : partition.lives()) {
            if (life.being.id == engine::nobody) continue;
            told.people.push_back({life, place});
            if (life.exile != 0) told.exiles[life.being.id] = partition.place.exiles[life.exile];
        }
        for (const model::CampEntry& line : partition.place.camp_book)
            told.in_camp_books.insert(line.who.id);
        for (const auto& parcel : partition.expected()) {
            told.people.push_back({parcel.life, place});
            if (parcel.luggage.exile) told.exiles[parcel.life.being.id] = *parcel.luggage.exile;
        }
    }
}

} // namespace

namespace {

/// The grammar of lives holds where nothing is switched off and no number is another.
engine::Watch<model::Nation> watch_of(const Change& change, const model::Numbers& numbers)
{
    if (!change.off.empty() || !change.numbers.empty()) return {};
    static const auto grammar = study::read_grammar(data_folder);
    if (!grammar) throw std::runtime_error{"the grammar does not load"};
    return study::audit::EventWatch{*grammar, numbers.map.places};
}

} // namespace

Told tell(const Change& change, const Span& span,
          const std::function<void(int, const Life&, engine::PlaceId)>& each_year)
{
    const auto numbers = numbers_with(change);
    std::vector<model::PlaceState> places(numbers->map.places.size());
    for (engine::PlaceId place = 0; place < places.size(); ++place) {
        places[place].number = place;
        places[place].persons_per_life = span.one_in;
        places[place].seed = span.seed;
    }
    const Day start = day_of(1955);
    World world{*numbers,
                std::move(places),
                {.seed = span.seed,
                 .start = start,
                 .threads = span.threads,
                 .sample = {.one_in = 1},
                 .watch = watch_of(change, *numbers),
                 .travel = numbers->map.travel}};
    model::settle_founders(world, *numbers, {span.one_in}, engine::Luck{span.seed}, start);
    world.open();
    Told told;
    for (int year = 1955; year < span.until; ++year) {
        if (each_year)
            for (engine::PlaceId place = 0; place < world.places(); ++place)
                for (const Life& life : world.partition(place).lives())
                    if (life.being.id != engine::nobody) each_year(year, life, place);
        if (const auto failure = world.run_until(day_of(year + 1)))
            throw std::runtime_error{failure->what};
        take_year(told, world, span.keep);
    }
    told.work = world.work();
    told.letters_waiting = world.letters_waiting();
    told.digest = world.digest();
    if (span.keep) take_living(told, world);
    std::stable_sort(told.events.begin(), told.events.end(),
                     [](const Event& a, const Event& b) { return a.day < b.day; });
    return told;
}

const Told& baseline_told()
{
    static const Told told = tell(as_told);
    return told;
}

} // namespace counterlife::tests
