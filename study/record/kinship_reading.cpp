// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/kinship_reading.h"

#include "engine/rule.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace counterlife::study::record {
namespace {

using Failure = std::string; ///< continues "found "; empty: none

Complaints complaint_of(const std::filesystem::path& file, const Failure& failure)
{
    Complaints complaints;
    complaints.found(file.string(), failure,
                     "the table that `counterlife run` wrote; run it again");
    return complaints;
}

/// What each word of a column of categories stands for; none where it is not among these.
template <class Value, std::size_t count> std::vector<std::optional<Value>>
values_of_words(const arrow::Table& table, const std::string& column,
                const std::array<std::pair<std::string_view, Value>, count>& meanings)
{
    const auto words = std::static_pointer_cast<arrow::StringArray>(
        array_of<arrow::DictionaryArray>(table, column)->dictionary());
    std::vector<std::optional<Value>> values(static_cast<std::size_t>(words->length()));
    for (std::int64_t i = 0; i < words->length(); ++i)
        for (const auto& [word, value] : meanings)
            if (words->GetView(i) == word) values[static_cast<std::size_t>(i)] = value;
    return values;
}

template <class Value>
std::optional<Value> value_at(const arrow::DictionaryArray& column,
                              const std::vector<std::optional<Value>>& values, std::int64_t row)
{
    if (column.IsNull(row)) return {};
    return values[static_cast<std::size_t>(column.GetValueIndex(row))];
}

constexpr std::array<std::pair<std::string_view, Sex>, 2> sexes{
    {{"male", Sex::male}, {"female", Sex::female}}};
constexpr std::array<std::pair<std::string_view, Marital>, 4> marital_words{
    {{"never_married", Marital::never_married},
     {"married", Marital::married},
     {"widowed", Marital::widowed},
     {"divorced", Marital::divorced}}};

Failure add_kin(const arrow::Table& table, std::int64_t people, std::vector<KinLife>& lives)
{
    const auto number = array_of<arrow::Int32Array>(table, "person");
    const auto mother = array_of<arrow::Int32Array>(table, "mother");
    const auto father = array_of<arrow::Int32Array>(table, "father");
    const auto spouse = array_of<arrow::Int32Array>(table, "spouse");
    const auto born = array_of<arrow::Date32Array>(table, "born");
    const auto died = array_of<arrow::Date32Array>(table, "died");
    const auto sex = array_of<arrow::DictionaryArray>(table, "sex");
    const auto marital = array_of<arrow::DictionaryArray>(table, "marital");
    const auto sex_of = values_of_words(table, "sex", sexes);
    const auto marital_of = values_of_words(table, "marital", marital_words);
    for (std::int64_t i = 0; i < table.num_rows(); ++i) {
        const auto row = static_cast<std::int64_t>(lives.size()) + 1;
        if (number->Value(i) != row)
            return fmt::format("{} as the number of person {}", number->Value(i), row);
        for (const PersonNumber kin : {mother->Value(i), father->Value(i), spouse->Value(i)})
            if (kin < 0 || kin > people)
                return fmt::format("{} among the kin of person {}", kin, row);
        const auto is_a = value_at(*sex, sex_of, i);
        const auto status = value_at(*marital, marital_of, i);
        if (!is_a || !status) return fmt::format("an unknown word in the row of person {}", row);
        lives.push_back({.mother = mother->Value(i),
                         .father = father->Value(i),
                         .spouse = spouse->Value(i),
                         .born = engine::Day{born->Value(i)},
                         .died = died->IsNull(i) ? engine::no_day : engine::Day{died->Value(i)},
                         .sex = *is_a,
                         .marital = *status});
    }
    return {};
}

/// The first whose wife or husband is of the same sex, or a parent of the wrong one: nobody is.
Failure mismatch(const std::vector<KinLife>& lives)
{
    const auto is = [&](PersonNumber who, Sex sex) {
        return who == number_of_nobody || lives[static_cast<std::size_t>(who - 1)].sex == sex;
    };
    for (std::size_t row = 0; row < lives.size(); ++row) {
        const KinLife& life = lives[row];
        const Sex other = life.sex == Sex::male ? Sex::female : Sex::male;
        if (!is(life.mother, Sex::female) || !is(life.father, Sex::male) || !is(life.spouse, other))
            return fmt::format("kin of the wrong sex in the row of person {}", row + 1);
    }
    return {};
}

Failure add_couples(const arrow::Table& table, std::span<const KinLife> lives,
                    std::vector<CoupleEvent>& events)
{
    namespace marriage = model::marriage;
    const std::array<std::pair<std::string_view, CoupleStep>, 4> steps{
        {{marriage::promise.name, CoupleStep::promise},
         {marriage::wedding.name, CoupleStep::wedding},
         {marriage::vow.name, CoupleStep::wedding},
         {marriage::divorce.name, CoupleStep::divorce}}};
    const auto person = array_of<arrow::Int32Array>(table, "person");
    const auto other = array_of<arrow::Int32Array>(table, "other");
    const auto date = array_of<arrow::Date32Array>(table, "date");
    const auto event = array_of<arrow::DictionaryArray>(table, "event");
    const auto step_of = values_of_words(table, "event", steps);
    const auto people = static_cast<PersonNumber>(lives.size());
    const auto sex_of = [&](PersonNumber who) {
        return lives[static_cast<std::size_t>(who - 1)].sex;
    };
    for (std::int64_t i = 0; i < table.num_rows(); ++i) {
        const auto step = value_at(*event, step_of, i);
        if (!step) continue;
        const PersonNumber one = person->Value(i), two = other->Value(i);
        const bool are_people = one >= 1 && one <= people && two >= 1 && two <= people;
        if (!are_people || sex_of(one) == sex_of(two))
            return fmt::format("persons {} and {} as a couple", one, two);
        const bool is_wife = sex_of(one) == Sex::female;
        events.push_back({.wife = is_wife ? one : two,
                          .husband = is_wife ? two : one,
                          .day = engine::Day{date->Value(i)},
                          .step = *step});
    }
    return {};
}

/// Hands over these columns group by group until `use` says what is wrong with one.
Failure each_group_of(const std::filesystem::path& file, const arrow::Schema& schema,
                      const std::vector<std::string>& columns,
                      const std::function<Failure(const arrow::Table&, std::int64_t rows)>& use)
{
    const auto table = TableReader::open(file, schema);
    if (!table) return table.error();
    for (int number = 0; number < table->groups(); ++number) {
        const auto group = table->group(number, columns);
        if (!group) return group.error();
        if ((*group)->num_rows() == 0) continue;
        if (Failure failure = use(**group, table->rows()); !failure.empty()) return failure;
    }
    return {};
}

} // namespace

std::expected<std::vector<KinLife>, Complaints> read_kin(const std::filesystem::path& run,
                                                         const RunDescription& description)
{
    std::vector<KinLife> lives;
    Failure failure = each_group_of(
        run / lives_file, *schema_of(life_columns(description)),
        {"person", "mother", "father", "spouse", "born", "died", "sex", "marital"},
        [&](const arrow::Table& group, std::int64_t rows) { return add_kin(group, rows, lives); });
    if (failure.empty()) failure = mismatch(lives);
    if (!failure.empty()) return std::unexpected{complaint_of(run / lives_file, failure)};
    return lives;
}

std::expected<std::vector<CoupleEvent>, Complaints> read_couples(const std::filesystem::path& run,
                                                                 const RunDescription& description,
                                                                 std::span<const KinLife> lives)
{
    std::vector<CoupleEvent> events;
    const Failure failure = each_group_of(
        run / events_file, *schema_of(event_columns(description)),
        {"person", "date", "event", "other"},
        [&](const arrow::Table& group, std::int64_t) { return add_couples(group, lives, events); });
    if (!failure.empty()) return std::unexpected{complaint_of(run / events_file, failure)};
    return events;
}

} // namespace counterlife::study::record
