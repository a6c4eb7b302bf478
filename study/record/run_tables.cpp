// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_tables.h"

#include "model/labour/sector_codes.h"
#include "model/labour/standings.h"
#include "model/offices.h"
#include "model/party/posts.h"
#include "model/route/way.h"
#include "model/south/details.h"
#include "model/stage_codes.h"
#include "study/record/columns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace counterlife::study::record {
namespace {

/// The provinces in the order of the places, and each place's position among them.
std::pair<std::vector<std::string>, std::vector<std::optional<std::int32_t>>>
provinces_of(const std::vector<std::string>& place_provinces)
{
    std::vector<std::string> provinces;
    std::vector<std::optional<std::int32_t>> province_of;
    for (const std::string& name : place_provinces) {
        auto& position = province_of.emplace_back();
        if (name.empty()) continue;
        const auto at = std::ranges::find(provinces, name) - provinces.begin();
        if (at == std::ssize(provinces)) provinces.push_back(name);
        position = static_cast<std::int32_t>(at);
    }
    return {std::move(provinces), std::move(province_of)};
}

/// The value of a part of a life as the position of its name.
template <class Part> auto at_position(Part LifeRow::* part)
{
    return [part](const NumberedLife& l) { return static_cast<std::int32_t>(l.life.*part); };
}

auto day_of(engine::Day LifeRow::* day)
{
    return [day](const NumberedLife& l) { return if_ever(l.life.*day); };
}

template <std::uint8_t LifeRow::* part>
Column<NumberedLife> small(const char* name, const char* unit, const char* description)
{
    return column<arrow::Int16Type, NumberedLife>(
        {name, unit, description},
        [](const NumberedLife& l) { return std::int16_t{l.life.*part}; });
}

} // namespace

namespace {

/// Looks up nobody twice in a row: the events of a person stand together, and who sends a letter is
/// often the other of the event.
class EventNumbering {
public:
    explicit EventNumbering(const PersonNumbers& numbers) : numbers_{&numbers} {}

    EventRow of(const engine::Event& event)
    {
        if (event.who != who_) {
            who_ = event.who;
            number_ = numbers_->of(event.who);
        }
        const PersonNumber with = event.with == who_ ? number_ : numbers_->of(event.with);
        return {.who = number_,
                .with = with,
                .sender = sender_of(event, with),
                .day = event.day,
                .sent = event.cause.day,
                .detail = event.detail,
                .rule = event.rule,
                .sent_by = event.cause.rule,
                .place = event.place};
    }

private:
    PersonNumber sender_of(const engine::Event& event, PersonNumber with) const
    {
        if (event.cause.rule == engine::no_rule) return number_of_nobody;
        if (event.cause.who == event.with) return with;
        return event.cause.who == who_ ? number_ : numbers_->of(event.cause.who);
    }

    const PersonNumbers* numbers_;
    engine::LifeId who_ = engine::nobody;
    PersonNumber number_ = number_of_nobody;
};

} // namespace

void number_events(const PersonNumbers& numbers, std::span<const engine::Event> events,
                   std::vector<EventRow>& rows)
{
    constexpr std::size_t ahead =
        12; // The others may be anybody: so far the memory can look ahead.
    EventNumbering numbering{numbers};
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i + 2 * ahead < events.size()) numbers.look_ahead(events[i + 2 * ahead].with);
        if (i + ahead < events.size()) numbers.look_closer(events[i + ahead].with);
        rows.push_back(numbering.of(events[i]));
    }
}

NumberedLife numbered(const LifeRow& life, const PersonNumbers& numbers)
{
    return {.life = life,
            .person = numbers.of(life.person),
            .mother = numbers.of(life.mother),
            .father = numbers.of(life.father),
            .spouse = numbers.of(life.spouse)};
}

Columns<EventRow> event_columns(const RunDescription& description)
{
    const Names rules = names_of(description.rules);
    const Names places = names_of(description.places);
    const std::size_t count = description.places.size();
    const auto if_sent = [](auto get) {
        return [get](const EventRow& e) {
            using Value = std::invoke_result_t<decltype(get), const EventRow&>;
            return e.sent_by == engine::no_rule ? std::nullopt : std::optional<Value>{get(e)};
        };
    };
    return {
        column<arrow::Int32Type, EventRow>(
            {"person", "number",
             "To whom it happened: a row of lives.parquet, from one; an institution below zero"},
            &EventRow::who),
        column<arrow::Date32Type, EventRow>({"date", "day", "The day on which it happened"},
                                            &EventRow::day),
        category_column<EventRow>({"event", "rule", "The rule that made it happen"}, rules,
                                  [](const EventRow& e) { return std::int32_t{e.rule}; }),
        category_column<EventRow>({"place", "name", "The place where it happened"}, places,
                                  [count](const EventRow& e) { return among(count, e.place); }),
        column<arrow::Int32Type, EventRow>(
            {"other", "number", "The other person or institution; 0 where there is none"},
            &EventRow::with),
        column<arrow::Int32Type, EventRow>(
            {"detail", "see description", "A small number whose meaning belongs to the rule"},
            &EventRow::detail),
        column<arrow::Int32Type, EventRow>(
            {"cause_person", "number",
             "Who sent the letter that set it off; 0 where it was the person's own rule"},
            &EventRow::sender),
        column<arrow::Date32Type, EventRow>(
            {"cause_date", "day", "The day on which that letter was sent"},
            if_sent([](const EventRow& e) { return e.sent; })),
        category_column<EventRow>(
            {"cause_event", "rule", "The rule under which it was sent"}, rules,
            if_sent([](const EventRow& e) { return std::int32_t{e.sent_by}; })),
    };
}

namespace {

using Lived = NumberedLife;

Columns<Lived> columns_of_persons()
{
    return {
        column<arrow::Int32Type, Lived>(
            {"person", "number",
             "The row in this table, from one: the person's number in all tables of the run"},
            &Lived::person),
        column<arrow::Int64Type, Lived>(
            {"identity", "id", "The same person in any run, by a number of nineteen digits"},
            [](const Lived& l) { return static_cast<std::int64_t>(l.life.person); }),
        column<arrow::Int32Type, Lived>({"mother", "number", "0 where she is not known"},
                                        &Lived::mother),
        column<arrow::Int32Type, Lived>({"father", "number", "0 where he is not known"},
                                        &Lived::father),
        column<arrow::Int32Type, Lived>(
            {"spouse", "number", "The present or last wife or husband; 0 for none"},
            &Lived::spouse),
        category_column<Lived>({"sex", "category", "male or female"}, names_of({"male", "female"}),
                               at_position(&LifeRow::sex)),
        column<arrow::Date32Type, Lived>({"born", "day", "The day of birth"},
                                         [](const Lived& l) { return l.life.born; }),
        column<arrow::Date32Type, Lived>({"died", "day", "The day of death; none for the living"},
                                         day_of(&LifeRow::died)),
    };
}

Columns<Lived> columns_of_places(const RunDescription& description)
{
    const Names places = names_of(description.places);
    const std::size_t count = description.places.size();
    auto [province_names, province_of] = provinces_of(description.place_provinces);
    return {
        category_column<Lived>(
            {"birth_place", "name", "The place of birth"}, places,
            [count](const Lived& l) { return among(count, l.life.birth_place); }),
        category_column<Lived>({"place", "name", "Where the person is, or died"}, places,
                               [count](const Lived& l) { return among(count, l.life.place); }),
        category_column<Lived>(
            {"province", "name", "The province of that place"}, names_of(province_names),
            [of = province_of](const Lived& l) {
                return l.life.place < of.size() ? of[l.life.place] : std::nullopt;
            }),
        column<arrow::BooleanType, Lived>(
            {"urban", "yes or no", "Whether the person lives, or died, in a town"},
            [](const Lived& l) { return l.life.urban; }),
        column<arrow::Int32Type, Lived>({"household", "number",
                                         "The household at the end of the run or of life, as in "
                                         "households.parquet; 0 for none, "
                                         "as in the army, in custody and across the river"},
                                        &Lived::household),
    };
}

Columns<Lived> columns_of_family_and_school()
{
    return {
        category_column<Lived>(
            {"marital", "category", "Marital status at the end of the run or of life"},
            names_of({"never_married", "married", "widowed", "divorced"}),
            at_position(&LifeRow::marital)),
        small<&LifeRow::marriages>("marriages", "marriages", "How often the person has married"),
        small<&LifeRow::children>(
            "children", "children",
            "How many children the person has had: those in this table, before the run too"),
        category_column<Lived>({"school", "category", "Schooling at the end of the run or of life"},
                               names_of({"none", "pupil", "left_school", "student", "graduate"}),
                               at_position(&LifeRow::school)),
        small<&LifeRow::school_years>("school_years", "years",
                                      "Years of schooling that were completed"),
        column<arrow::BooleanType, Lived>(
            {"founder", "yes or no", "Whether the person was alive when the run began"},
            [](const Lived& l) { return l.life.founder; }),
    };
}

Columns<Lived> columns_of_careers()
{
    return {
        category_column<Lived>(
            {"stage", "category", "What the person does all day, at the end of the run or of life"},
            names_in(model::stage_codes), at_position(&LifeRow::stage)),
        category_column<Lived>(
            {"sector", "category", "The sector of work, of workers and of those on a ward"},
            names_in(model::labour::sector_codes),
            [](const Lived& l) {
                return l.life.has_work ? std::optional{static_cast<std::int32_t>(l.life.sector)}
                                       : std::nullopt;
            }),
        category_column<Lived>(
            {"party", "category", "Standing with the party; lapsed: by regulation, unrecorded"},
            names_in(model::labour::standings), at_position(&LifeRow::standing)),
        column<arrow::Date32Type, Lived>({"admitted", "day", "To the party, the last time"},
                                         day_of(&LifeRow::admitted)),
        category_column<Lived>({"post", "category", "The post held at the end"},
                               names_in(model::party::names_of_posts), at_position(&LifeRow::post)),
        category_column<Lived>({"highest_post", "category", "The highest post ever held"},
                               names_in(model::party::names_of_posts),
                               at_position(&LifeRow::highest_post)),
        category_column<Lived>(
            {"service", "category", "Military service; sent: discharged to where an order said"},
            names_of({"civilian", "soldier", "discharged", "sent"}),
            at_position(&LifeRow::service)),
        column<arrow::Date32Type, Lived>({"enlisted", "day", "The day of enlistment"},
                                         day_of(&LifeRow::enlisted)),
        category_column<Lived>({"award", "category", "The highest award of service"},
                               names_of({"none", "commendation", "medal"}),
                               at_position(&LifeRow::award)),
    };
}

Columns<Lived> columns_of_exile()
{
    return {
        small<&LifeRow::crossings>("crossings", "crossings",
                                   "How often the person has crossed to the other bank"),
        column<arrow::Date32Type, Lived>({"first_crossed", "day", "The first time"},
                                         day_of(&LifeRow::first_crossed)),
        column<arrow::Date32Type, Lived>({"last_crossed", "day", "The last time"},
                                         day_of(&LifeRow::last_crossed)),
        small<&LifeRow::forced_returns>("forced_returns", "returns", "How often sent back"),
        small<&LifeRow::own_returns>("own_returns", "returns",
                                     "How often gone back of one's own accord"),
        column<arrow::Date32Type, Lived>(
            {"last_returned", "day", "To the North, the last time, freely or not"},
            day_of(&LifeRow::last_returned)),
        category_column<Lived>({"way", "category", "By which way on to the South"},
                               names_in(model::route::way_codes), at_position(&LifeRow::way)),
        column<arrow::Date32Type, Lived>({"arrived", "day", "In the South"},
                                         day_of(&LifeRow::arrived)),
        category_column<Lived>({"occupation", "category", "What the person does in the South"},
                               names_in(model::south::names_of_occupations),
                               at_position(&LifeRow::occupation)),
    };
}

std::string_view kind_of(engine::LifeId institution)
{
    switch ((institution - 1) & 0xFF) { // As engine::office_id makes it.
    case model::registrar_office:
        return "registrar";
    case model::mobilisation_office:
        return "mobilisation";
    case model::committee_office:
        return "committee";
    case model::labour_office:
        return "labour";
    case model::mine_office:
        return "mine";
    case model::hospital_office:
        return "hospital";
    case model::police_office:
        return "police";
    case model::ration_office:
        return "rations";
    case model::army_office:
        return "army";
    case model::camp_office:
        return "camp";
    case model::leader_office:
        return "leader";
    case model::agency_office:
        return "agency";
    case model::neighbours_office:
        return "neighbours";
    case model::underground_office:
        return "underground";
    case model::centre_office:
        return "centre";
    default:
        return "other";
    }
}

} // namespace

Columns<NumberedLife> life_columns(const RunDescription& description)
{
    Columns<Lived> all;
    for (Columns<Lived>& some :
         std::array{columns_of_persons(), columns_of_places(description),
                    columns_of_family_and_school(), columns_of_careers(), columns_of_exile()})
        std::ranges::move(some, std::back_inserter(all));
    return all;
}

Columns<NumberedSpell> household_columns(const RunDescription& description)
{
    using Row = NumberedSpell;
    return {
        column<arrow::Int32Type, Row>(
            {"person", "number", "Who lived there: a row of lives.parquet, from one"},
            &Row::person),
        column<arrow::Int32Type, Row>(
            {"household", "number",
             "Where: the household, from one; who has the same lives together"},
            [](const Row& row) { return row.spell.household; }),
        category_column<Row>({"place", "name", "The place in which the household is"},
                             names_of(description.places),
                             [count = description.places.size()](const Row& row) {
                                 return among(count, row.spell.place);
                             }),
        column<arrow::Date32Type, Row>({"from", "day", "The first day"},
                                       [](const Row& row) { return row.spell.from; }),
        column<arrow::Date32Type, Row>(
            {"to", "day", "The day on which it ended; null: it goes on when the run ends"},
            [](const Row& row) { return if_ever(row.spell.to); }),
    };
}

Columns<InstitutionRow> institution_columns(const RunDescription& description)
{
    const std::size_t count = description.places.size();
    return {
        column<arrow::Int32Type, InstitutionRow>(
            {"institution", "number", "Its number in events.parquet, below zero"},
            &InstitutionRow::number),
        column<arrow::Int64Type, InstitutionRow>(
            {"identity", "id", "The same institution in any run"},
            [](const InstitutionRow& row) { return static_cast<std::int64_t>(row.id); }),
        word_column<InstitutionRow>({"kind", "category", "Of what kind it is"},
                                    [](const InstitutionRow& row) { return kind_of(row.id); }),
        category_column<InstitutionRow>(
            {"place", "name", "Where it is"}, names_of(description.places),
            [count](const InstitutionRow& row) { return among(count, (row.id - 1) >> 8); }),
    };
}

Columns<ColumnRow> column_columns()
{
    const auto words = [](const char* name, const char* description,
                          std::string ColumnRow::* text) {
        return word_column<ColumnRow>(
            {name, "name", description},
            [text](const ColumnRow& row) -> std::string_view { return row.*text; });
    };
    return {words("table", "A table of the run", &ColumnRow::table),
            words("column", "One of its columns", &ColumnRow::column),
            words("type", "How it is stored", &ColumnRow::type),
            words("unit", "The unit of its values", &ColumnRow::unit),
            words("description", "What they are", &ColumnRow::description)};
}

std::vector<ColumnRow> told_of(const std::string& table, const arrow::Schema& schema)
{
    std::vector<ColumnRow> columns;
    for (const auto& field : schema.fields()) {
        const auto said = [&](const char* key) { return field->metadata()->Get(key).ValueOr(""); };
        // Words for categories rather than how they are stored.
        const bool is_category = field->type()->id() == arrow::Type::DICTIONARY;
        columns.push_back({.table = table,
                           .column = field->name(),
                           .type = is_category ? "category" : field->type()->ToString(),
                           .unit = said("unit"),
                           .description = said("description")});
    }
    return columns;
}

} // namespace counterlife::study::record
