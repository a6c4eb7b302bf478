// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/model/alone.h"

#include "model/claims.h"
#include "model/places/map.h"
#include "study/input/orders_file.h"
#include "study/input/parameter_files.h"
#include "study/input/places_file.h"
#include "study/study.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

namespace counterlife::engine {

/// A place of which each act is seen on its own, outside the run of days.
template <> class Rehearsal<model::Nation> : public Partition<model::Nation> {
public:
    using Partition::Partition;

    template <class Acting> void finish(const Acting& act)
    {
        if constexpr (std::is_same_v<Acting, Act<model::Nation>>)
            visits_.settle(act);
        else
            site_.write_down(act);
    }

    /// All letters that wait here, whatever their day.
    std::vector<Letter> take_letters(Day from)
    {
        std::vector<Letter> all(outbox().begin(), outbox().end());
        outgoing().clear();
        for (Day day = from; site_.calendar.letters_waiting() > 0; day += days) {
            site_.calendar.gather(day);
            for (Day one = day; one < day + days; ++one) {
                auto& letters = site_.calendar.letters_of(one);
                all.insert(all.end(), letters.begin(), letters.end());
                letters.clear();
            }
        }
        return all;
    }

private:
    static constexpr engine::Days days = 64; ///< as many as a calendar gathers at once
};

} // namespace counterlife::engine

namespace counterlife::model {

namespace {

using World = engine::Rehearsal<Nation>;
constexpr Day start = engine::day_of(1955);

/// The shipped data, read once.
struct Data {
    std::vector<ParameterRow> rows;
    std::vector<PlaceFacts> places;
    std::vector<PolicyOrder> orders;

    static const Data& shipped()
    {
        static const Data data = read();
        return data;
    }

private:
    static Data read()
    {
        const auto folder = std::filesystem::path{COUNTERLIFE_SOURCE} / "data";
        auto rows = study::read_parameters(folder, families(), start, engine::day_of(2026));
        auto places = study::read_places(folder);
        if (!rows || !places) throw std::runtime_error{"the data do not load"};
        const auto orders = study::read_orders(folder, *places);
        if (!orders) throw std::runtime_error{"the orders do not load"};
        study::Complaints none;
        return {*std::move(rows), *places, study::policy_orders(*orders, *places, {}, none)};
    }
};

/// From a day on.
void set(std::vector<ParameterRow>& rows, std::string_view name, double value,
         Day from = engine::before_all_days)
{
    const auto slash = name.find('/');
    bool found = false;
    std::vector<ParameterRow> earlier;
    for (ParameterRow& row : rows) {
        if (row.name != name.substr(0, slash)) continue;
        if (slash != std::string_view::npos && row.key != name.substr(slash + 1)) continue;
        found = true;
        if (row.to && *row.to <= from) continue;
        if (from != engine::before_all_days && (!row.from || *row.from < from)) {
            earlier.push_back(row);
            earlier.back().to = from;
            row.from = from;
        }
        row.value = value;
    }
    rows.insert(rows.end(), earlier.begin(), earlier.end());
    if (!found) throw std::invalid_argument{"no parameter " + std::string{name}};
}

RuleSwitches switches_of(const Given& given)
{
    RuleSwitches switches;
    for (const auto* ids : {&given.off, &given.soft})
        for (const std::string& id : *ids) {
            if (!find_claim(id)) throw std::invalid_argument{"no claim " + id};
            if (ids == &given.off)
                switches.push_back({.rule = id, .from = Day{}, .to = Day{}});
            else
                switches.push_back({.rule = id, .soft = true});
        }
    for (const auto& [id, day] : given.until) {
        if (!find_claim(id)) throw std::invalid_argument{"no claim " + id};
        switches.push_back({.rule = id, .to = day});
    }
    return switches;
}

/// The numbers that hold. Tests ask many times in a row for the same; all that were ever asked for
/// would take gigabytes.
std::shared_ptr<const Numbers> numbers_of(const Given& given)
{
    using Key = std::tuple<decltype(Given::numbers), decltype(Given::off), decltype(Given::soft),
                           decltype(Given::later), decltype(Given::until)>;
    static std::map<Key, std::shared_ptr<const Numbers>> known;
    constexpr std::size_t most = 32;
    const Key key{given.numbers, given.off, given.soft, given.later, given.until};
    if (const auto at = known.find(key); at != known.end()) return at->second;
    if (known.size() >= most) known.clear();
    const Data& data = Data::shipped();
    std::vector<ParameterRow> rows = data.rows;
    set(rows, "population.spell_spread", 0); // Every spell lasts its usual time.
    for (const auto& [name, value] : given.numbers) set(rows, name, value);
    for (const auto& [name, value, from] : given.later) set(rows, name, value, from);
    return known[key] = std::make_shared<const Numbers>(ParameterSet{std::move(rows)}, data.places,
                                                        switches_of(given), data.orders);
}

PlaceId find_place(const Numbers& numbers, std::string_view name)
{
    const auto& places = numbers.map.places;
    const auto at = std::ranges::find(places, name, &PlaceFacts::name);
    if (at == places.end()) throw std::invalid_argument{"no place " + std::string{name}};
    return static_cast<PlaceId>(at - places.begin());
}

engine::RunContext<Nation> context_of(const Given& given, const Numbers& numbers)
{
    engine::RunContext<Nation> context{.numbers = numbers,
                                       .rules = Nation::rules(),
                                       .in_force = {},
                                       .travel = numbers.map.travel,
                                       .places = numbers.map.places.size(),
                                       .luck = engine::Luck{given.seed},
                                       .start = start,
                                       .sample = {.one_in = 1}};
    // Once for all tests: every world enrols the same rules.
    [[maybe_unused]] static const bool enrolled = (engine::enrol<Nation>(context.rules), true);
    context.in_force.resize(context.rules.size());
    context.asked = engine::asked_of(context.rules, numbers, context.in_force);
    return context;
}

PlaceState state_of(PlaceId place)
{
    PlaceState state;
    state.number = place;
    return state;
}

LifeId id_of(std::uint32_t number) noexcept
{
    return engine::first_life_id + number;
}

template <class Item> Item the_only(const std::vector<Item>& items, const char* what)
{
    if (items.size() != 1)
        throw std::logic_error{std::to_string(items.size()) + " " + what +
                               " where one was looked for"};
    return items.front();
}

} // namespace

struct Alone::Ground {
    std::shared_ptr<const Numbers> kept;
    const Numbers& numbers;
    engine::RunContext<Nation> context;
    World world;
    engine::Slot slot;

    explicit Ground(const Given& given)
        : kept{numbers_of(given)}, numbers{*kept}, context{context_of(given, numbers)},
          world{context, find_place(numbers, given.place),
                state_of(find_place(numbers, given.place))}
    {
        Life somebody;
        somebody.being.id = id_of(0);
        somebody.born = engine::day_of(1950);
        somebody.birth_place = world.number();
        somebody.household = world.place.open_household(2);
        world.place.households[somebody.household].lot = 0.5F; // Which lacks what the place does.
        world.place.enter(somebody.household, engine::no_day);
        slot = world.settle(somebody).slot;
    }
};

Alone::Alone(const Given& given) : ground_{std::make_unique<Ground>(given)} {}
Alone::~Alone() = default;

Life& Alone::life() noexcept
{
    return ground_->world.life(ground_->slot);
}
Exile& Alone::exile()
{
    if (life().exile == 0) life().exile = place_state().exiles.add(model::Exile{});
    return place_state().exiles[life().exile];
}
Address Alone::self() noexcept
{
    return {.id = life().being.id, .slot = ground_->slot, .place = here()};
}
Address Alone::other(std::uint32_t number, PlaceId where) const noexcept
{
    return {.id = id_of(number), .slot = number, .place = where};
}
Address Alone::child(std::uint32_t number, int birth_year, PlaceId where)
{
    Address child = other(number, where);
    child.note = remark_of_birth(birth_year);
    life().children = place_state().kin.add(life().children, child);
    return child;
}
PlaceId Alone::here() const noexcept
{
    return ground_->world.number();
}
PlaceId Alone::place_named(std::string_view name) const
{
    return find_place(numbers(), name);
}
PlaceState& Alone::place_state() noexcept
{
    return ground_->world.place;
}
const Numbers& Alone::numbers() const noexcept
{
    return ground_->numbers;
}

bool Alone::meets(const Rule& rule) noexcept
{
    return std::ranges::find(Nation::rules_of(life()), &rule) != Nation::rules_of(life()).end();
}
Day Alone::due(const Rule& rule)
{
    return rule.due({life(), place_state(), numbers()});
}
Bound Alone::ceiling(const Rule& rule, Day day)
{
    return rule.ceiling({life(), place_state(), numbers()}, {.day = day, .fraction = 0});
}
double Alone::rate(const Rule& rule, Day day)
{
    const PerYear rate = rule.rate({life(), place_state(), numbers()}, {.day = day, .fraction = 0});
    if (!(rate <= ceiling(rule, day).rate))
        throw std::logic_error{std::string{rule.name} + " has a rate above its ceiling"};
    return rate.value();
}
Day Alone::next(const Rule& rule, Day day)
{
    return rule.next(place_state(), numbers(), day);
}
double Alone::uniform(const Rule& rule, std::uint32_t occasion, LifeId whose)
{
    return ground_->context.luck.uniform(whose == engine::nobody ? life().being.id : whose,
                                         ground_->context.asked[rule.number].stream, occasion);
}

/// Calls and keeps what comes of it.
template <class Call> Deed Alone::keep(Day day, const Call& call)
{
    World& world = ground_->world;
    const std::size_t before = world.lives().size();
    if (life().being.id == engine::nobody)
        throw std::logic_error{"whoever has died or left does nothing more here"};
    Deed deed;
    call(deed);
    deed.events = world.take_events();
    deed.letters = world.take_letters(day);
    std::ranges::sort(deed.letters, {}, [](const Letter& letter) {
        return std::tuple{letter.day, letter.rule, letter.to, letter.payload};
    });
    for (std::size_t slot = before; slot < world.lives().size(); ++slot)
        deed.born.push_back(world.lives()[slot]);
    deed.died = world.work().died > 0;
    deed.life = life();
    if (life().exile != 0) deed.exile = place_state().exiles[life().exile];
    for (const engine::Parcel<Nation>& parcel : world.departures()) {
        deed.left_for = parcel.letter.to_place;
        deed.arrival = ground_->context.rules[parcel.letter.rule];
        deed.arrival_payload = parcel.letter.payload;
        deed.life = parcel.life;
        deed.exile = parcel.luggage.exile;
        deed.children = parcel.luggage.children;
    }
    if (deed.left_for == engine::nowhere) {
        const auto children = place_state().kin.list(life().children);
        deed.children = {children.begin(), children.end()};
    }
    if (world.failure()) throw std::logic_error{world.failure()->what};
    return deed;
}

Deed Alone::does(const Rule& rule, Day day)
{
    return keep(day, [&](Deed& deed) {
        engine::Act<Nation> act{
            ground_->world, ground_->slot, rule.number, {.day = day, .fraction = 0}, {}};
        rule.effect(act);
        deed.carries_on = act.carries_on();
        ground_->world.finish(act);
    });
}

namespace {

/// A letter as it is read: written yesterday, unless the test says when.
Letter addressed(Letter letter, const Rule& rule, const Address& to, Day day)
{
    letter.to = to.id;
    letter.to_slot = to.slot;
    letter.to_place = to.place;
    letter.rule = rule.number;
    letter.day = day;
    if (letter.sent == Day{}) letter.sent = day - 1;
    if (letter.from_place == engine::nowhere) letter.from_place = to.place;
    return letter;
}

} // namespace

namespace {

/// What hazards and timers say of what is to come.
std::map<std::string_view, std::pair<double, Day>> outlook(const View& view, Day day)
{
    std::map<std::string_view, std::pair<double, Day>> says;
    const bool has_left = view.life.career.stage >= first_stage_of_exile;
    if (has_left && view.life.exile == 0) return says; // Nobody whom a run would know.
    for (const Rule* rule : Nation::rules_of(view.life)) {
        if (rule->due) {
            says[rule->name] = {0, rule->due(view)};
        } else {
            const Bound bound = rule->ceiling(view, {.day = day, .fraction = 0});
            says[rule->name] = {bound.rate.value(), bound.until};
        }
    }
    return says;
}

} // namespace

Deed Alone::reads(const Rule& rule, Day day, Letter letter)
{
    letter = addressed(letter, rule, self(), day);
    const View view{life(), place_state(), numbers()};
    const auto before = outlook(view, day);
    const Deed done = keep(day, [&](Deed& deed) {
        engine::Act<Nation> act{ground_->world,
                                ground_->slot,
                                rule.number,
                                {.day = day, .fraction = 0},
                                letter.cause()};
        rule.react(act, letter);
        deed.carries_on = act.carries_on();
        ground_->world.finish(act);
    });
    if (done.carries_on && outlook(view, day) != before)
        throw std::logic_error{std::string{rule.name} + " changes what it says it carries on with"};
    return done;
}

Deed Alone::carries_out(const Rule& rule, Day day)
{
    return keep(day, [&](Deed&) {
        engine::OfficeAct<Nation> act{
            ground_->world, office_at(here(), rule.office), rule.number, day, {}};
        rule.carry_out(act);
        ground_->world.finish(act);
    });
}

Deed Alone::receives(const Rule& rule, std::uint8_t office, Day day, Letter letter)
{
    const Address to{.id = office_at(here(), office), .slot = engine::no_slot, .place = here()};
    letter = addressed(letter, rule, to, day);
    return keep(day, [&](Deed&) {
        engine::OfficeAct<Nation> act{ground_->world, to.id, rule.number, day, letter.cause()};
        rule.receive(act, letter);
        ground_->world.finish(act);
    });
}

engine::Event Deed::event() const
{
    return the_only(events, "events");
}

std::vector<Letter> Deed::letters_of(const Rule& rule) const
{
    std::vector<Letter> found;
    for (const Letter& letter : letters)
        if (letter.rule == rule.number) found.push_back(letter);
    return found;
}

Letter Deed::letter_of(const Rule& rule) const
{
    return the_only(letters_of(rule), "letters");
}

std::vector<Letter> Deed::letters_to(LifeId whom) const
{
    std::vector<Letter> found;
    for (const Letter& letter : letters)
        if (letter.to == whom) found.push_back(letter);
    return found;
}

} // namespace counterlife::model
