// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/twin_tables.h"

#include "study/record/columns.h"

#include <cmath>

namespace counterlife::study::twins {
namespace {

using engine::Day;
using engine::RuleId;

std::optional<std::int32_t> rule_at(RuleId rule)
{
    if (rule == engine::no_rule) return std::nullopt;
    return rule;
}

std::optional<std::int32_t> day_at(Day day)
{
    if (day == engine::no_day) return std::nullopt;
    return day.count();
}

/// A getter that gives nothing for lives that have not parted.
template <class Get> auto if_parted(Get get)
{
    return [get](const TwinRow& row) {
        using Value = decltype(get(*row.parting));
        if constexpr (requires(Value value) { value.has_value(); })
            return row.parting ? get(*row.parting) : Value{};
        else
            return row.parting ? std::optional{get(*row.parting)} : std::nullopt;
    };
}

/// The same for what only a letter has.
template <class Get> auto if_by_letter(Get get)
{
    return [get](const TwinRow& row) {
        using Value = std::optional<decltype(get(row))>;
        return row.parting && row.parting->why == Why::letter ? Value{get(row)} : Value{};
    };
}

Column<TwinRow> outcome_column(const Outcome& outcome, std::size_t at, bool of_other)
{
    return column<arrow::FloatType, TwinRow>(
        {std::string{outcome.name} + (of_other ? "_other" : "_base"), std::string{outcome.unit},
         std::string{outcome.description} + (of_other ? ", in the other world" : ", in the base")},
        [at, of_other](const TwinRow& row) -> std::optional<float> {
            const auto values = of_other ? row.other_values : row.base_values;
            if (values.empty() || std::isnan(values[at])) return std::nullopt;
            return values[at];
        });
}

std::vector<std::string> words_of_why()
{
    std::vector<std::string> words;
    words.reserve(whys);
    for (std::size_t i = 0; i < whys; ++i) words.emplace_back(word(static_cast<Why>(i)));
    return words;
}

void add_person_columns(Columns<TwinRow>& columns, const Names& places, std::size_t count)
{
    columns.push_back(column<arrow::Int32Type, TwinRow>(
        {"replicate", "number", "The replicate; within one the rows are sorted by person"},
        [](const TwinRow& row) { return row.replicate; }));
    columns.push_back(column<arrow::Int64Type, TwinRow>(
        {"person", "id", "The person, by an identity that is the same in every world"},
        [](const TwinRow& row) { return static_cast<std::int64_t>(row.person().id); }));
    columns.push_back(category_column<TwinRow>(
        {"worlds", "category", "both, base or other: the worlds in which the person is ever alive"},
        names_of({"both", "base", "other"}), [](const TwinRow& row) {
            return row.base.id == engine::nobody ? 2 : row.other.id == engine::nobody ? 1 : 0;
        }));
    columns.push_back(column<arrow::BooleanType, TwinRow>(
        {"identical", "yes or no",
         "Whether birth and every event of the life are the same in both worlds"},
        [](const TwinRow& row) {
            return !row.parting && row.base.id != engine::nobody && row.other.id != engine::nobody;
        }));
    columns.push_back(category_column<TwinRow>(
        {"sex", "category", "male or female; in the base, else in the other world"},
        names_of({"male", "female"}),
        [](const TwinRow& row) { return static_cast<std::int32_t>(row.person().sex); }));
    columns.push_back(column<arrow::Date32Type, TwinRow>(
        {"born", "day", "The day of birth; in the base, else in the other world"},
        [](const TwinRow& row) { return row.person().born; }));
    columns.push_back(category_column<TwinRow>(
        {"birth_place", "name", "The place of birth; in the base, else in the other world"}, places,
        [count](const TwinRow& row) { return among(count, row.person().birth_place); }));
}

void add_parting_columns(Columns<TwinRow>& columns, const Names& rules)
{
    const auto add = [&](Column<TwinRow> column) { columns.push_back(std::move(column)); };
    add(column<arrow::Date32Type, TwinRow>(
        {"parted", "day",
         "The day of the first event, or birth, that only one world has; none: never"},
        if_parted([](const Divergence& p) { return p.day; })));
    add(category_column<TwinRow>(
        {"base_rule", "name", "The rule of the next event in the base, within that year"}, rules,
        if_parted([](const Divergence& p) { return rule_at(p.base_rule); })));
    add(column<arrow::Date32Type, TwinRow>(
        {"base_day", "day", "The day of that event"},
        if_parted([](const Divergence& p) { return day_at(p.base_day); })));
    add(category_column<TwinRow>(
        {"other_rule", "name", "The rule of the next event in the other world, within that year"},
        rules, if_parted([](const Divergence& p) { return rule_at(p.other_rule); })));
    add(column<arrow::Date32Type, TwinRow>(
        {"other_day", "day", "The day of that event"},
        if_parted([](const Divergence& p) { return day_at(p.other_day); })));
    add(category_column<TwinRow>(
        {"why", "category",
         "What made the lives diverge: rule, letter, birth, sums, kin, numbers or unexplained"},
        names_of(words_of_why()),
        if_parted([](const Divergence& p) { return static_cast<std::int32_t>(p.why); })));
    add(column<arrow::Int64Type, TwinRow>(
        {"letter_from", "id", "Who sent the message that made them diverge, if one did"},
        if_by_letter([](const TwinRow& row) { return static_cast<std::int64_t>(row.writer); })));
    add(category_column<TwinRow>({"letter_rule", "name", "The rule under which it was written"},
                                 rules, if_by_letter([](const TwinRow& row) {
                                     return static_cast<std::int32_t>(row.parting->letter.rule);
                                 })));
    add(column<arrow::Date32Type, TwinRow>(
        {"letter_day", "day", "The day on which it was written"},
        if_by_letter([](const TwinRow& row) { return row.parting->letter.day; })));
    add(category_column<TwinRow>(
        {"root", "category", "Where the chain of letters and births begins: never one of these"},
        names_of(words_of_why()),
        if_parted([](const Divergence& p) { return static_cast<std::int32_t>(p.root); })));
    add(category_column<TwinRow>(
        {"root_rule", "name", "The rule there; of sums the rule by which they are kept or read"},
        rules, if_parted([](const Divergence& p) { return rule_at(p.root_rule); })));
    add(column<arrow::Int16Type, TwinRow>(
        {"steps", "letters and births", "How many lead from there to this life"},
        if_parted([](const Divergence& p) { return p.steps; })));
}

} // namespace

Columns<TwinRow> twin_columns(std::span<const Outcome* const> outcomes,
                              const std::vector<std::string>& rules,
                              const std::vector<std::string>& places, bool of_members)
{
    Columns<TwinRow> columns;
    if (of_members)
        columns.push_back(column<arrow::Int32Type, TwinRow>(
            {"member", "number", "The member of the ensemble; rows are sorted by it first"},
            [](const TwinRow& row) { return row.member; }));
    add_person_columns(columns, names_of(places), places.size());
    add_parting_columns(columns, names_of(rules));
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        for (const bool of_other : {false, true})
            columns.push_back(outcome_column(*outcomes[i], i, of_other));
    return columns;
}

namespace {

void add_member_columns(Columns<EffectRow>& columns)
{
    using Row = const EffectRow&;
    const auto add = [&](const char* name, const char* description,
                         std::optional<double> EffectRow::* of) {
        columns.push_back(column<arrow::DoubleType, EffectRow>(
            {name, "see the column unit", description}, [of](Row row) { return row.*of; }));
    };
    add("ensemble_low", "Lower end of the 95 % interval of luck and ignorance",
        &EffectRow::ensemble_low);
    add("ensemble_high", "Upper end of it", &EffectRow::ensemble_high);
    add("sd_luck", "Deviation of the difference from seed to seed within a member",
        &EffectRow::sd_luck);
    add("sd_ignorance", "Deviation from member to member, luck taken out",
        &EffectRow::sd_ignorance);
    columns.push_back(column<arrow::Int32Type, EffectRow>(
        {"members", "number", "Members with such persons in each of their replicates"},
        [](Row row) { return row.members; }));
    columns.push_back(column<arrow::Int32Type, EffectRow>(
        {"members_against", "number", "Those in which the difference has the other sign"},
        [](Row row) { return row.members_against; }));
}

/// Of every comparison.
Columns<EffectRow> usual_effect_columns()
{
    const auto number = [](const char* name, const char* unit, const char* description, auto get) {
        return column<arrow::DoubleType, EffectRow>({name, unit, description}, get);
    };
    constexpr const char* own = "see the column unit";
    constexpr const char* squared = "square of the unit";
    using Row = const EffectRow&;
    return {
        word_column<EffectRow>({"outcome", "name", "What is compared"},
                               [](Row row) { return row.outcome->name; }),
        word_column<EffectRow>({"unit", "name", "The unit of means and differences"},
                               [](Row row) { return row.outcome->unit; }),
        word_column<EffectRow>({"subgroup", "category", "By what persons are grouped, in the base"},
                               [](Row row) -> std::string_view { return row.subgroup.by; }),
        word_column<EffectRow>({"is", "category", "The group"},
                               [](Row row) -> std::string_view { return row.subgroup.is; }),
        column<arrow::Int64Type, EffectRow>({"persons", "persons",
                                             "Alive in both worlds at some time, the outcome "
                                             "applying in both; over all replicates"},
                                            [](Row row) { return row.persons; }),
        column<arrow::Int32Type, EffectRow>(
            {"replicates", "number", "Replicates with such persons"},
            [](Row row) { return row.replicates; }),
        number("untouched", "share", "Those whose lives are the same, event for event",
               [](Row row) { return row.untouched; }),
        number("base", own, "Mean in the base", [](Row row) { return row.base; }),
        number("other", own, "Mean in the other world", [](Row row) { return row.other; }),
        number("difference", own, "Other less base, the same persons in both",
               [](Row row) { return row.difference; }),
        number("error", own, "Standard error of the difference", [](Row row) { return row.error; }),
        number("low", own, "Lower end of the 95 % interval", [](Row row) { return row.low; }),
        number("high", own, "Upper end of the 95 % interval", [](Row row) { return row.high; }),
        word_column<EffectRow>(
            {"interval_over", "category",
             "replicates, or persons where there is one replicate; see docs/formats/twins.md"},
            [](Row row) -> std::string_view {
                return !row.error ? "" : row.over_replicates ? "replicates" : "persons";
            }),
        number("variance_paired", squared, "Variance of the difference between these twins",
               [](Row row) { return row.paired; }),
        number("variance_independent", squared,
               "Variance of the difference between runs as large with independent random numbers",
               [](Row row) { return row.independent; }),
        number("variance_reduction", "ratio", "The second over the first; none if the first is 0",
               [](Row row) { return row.reduction(); }),
        number("narrower_by", "ratio",
               "How many times as wide the interval would be from as many runs with independent "
               "random numbers",
               [](Row row) { return row.narrower(); }),
    };
}

} // namespace

Columns<EffectRow> effect_columns(bool of_members)
{
    Columns<EffectRow> columns = usual_effect_columns();
    if (of_members) add_member_columns(columns);
    return columns;
}

} // namespace counterlife::study::twins
