// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/looked_lives.h"

#include "engine/run_context.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

namespace counterlife::study::find {
namespace {

/// A column of categories against the names that are allowed in it.
class Allowed {
public:
    Allowed(const arrow::Table& table, const std::string& column, const std::vector<bool>& words)
        : any_{words.empty()}
    {
        if (any_) return;
        column_ = array_of<arrow::DictionaryArray>(table, column);
        words_ = words;
    }

    bool has(std::int64_t row) const
    {
        if (any_) return true;
        if (column_->IsNull(row)) return false;
        const auto number = static_cast<std::size_t>(column_->GetValueIndex(row));
        return number < words_.size() && words_[number];
    }

private:
    bool any_;
    std::shared_ptr<arrow::DictionaryArray> column_;
    std::vector<bool> words_;
};

/// Which of a column's words are among the names; empty for any.
std::vector<bool> among(const arrow::Table& table, const std::string& column,
                        const std::vector<PatternName>& names)
{
    std::vector<bool> allowed;
    if (names.empty()) return allowed;
    for (const std::string& word : words_of(table, column))
        allowed.push_back(std::ranges::any_of(
            names, [&](const PatternName& name) { return folded(name.text) == folded(word); }));
    return allowed;
}

/// Birth places by name or by province; both empty for any.
std::vector<bool> birth_places(const arrow::Table& table, const PatternPeople& people,
                               const PatternNames& names)
{
    if (people.birth_provinces.empty()) return among(table, "birth_place", people.birth_places);
    std::vector<bool> allowed = among(table, "birth_place", people.birth_places);
    const std::vector<std::string> words = words_of(table, "birth_place");
    if (allowed.empty()) allowed.assign(words.size(), true);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto at = static_cast<std::size_t>(std::ranges::find(names.places, words[i]) -
                                                 names.places.begin());
        const bool there = at < names.places.size() &&
                           std::ranges::any_of(
                               people.birth_provinces,
                               [&](const PatternName& name) {
                                   return folded(name.text) == folded(names.place_provinces[at]);
                               });
        allowed[i] = allowed[i] && there;
    }
    return allowed;
}

std::vector<std::string> columns_for(const PatternPeople& people)
{
    std::vector<std::string> columns{"identity", "sex", "born", "died", "founder", "birth_place"};
    if (!people.places.empty()) columns.emplace_back("place");
    if (!people.provinces.empty()) columns.emplace_back("province");
    return columns;
}

void add_lives(const arrow::Table& table, const PatternPeople& people, const PatternNames& names,
               engine::EventSample sample, engine::Day from, std::vector<Looked>& lives)
{
    const auto person = array_of<arrow::Int64Array>(table, "identity");
    const auto born = array_of<arrow::Date32Array>(table, "born");
    const auto died = array_of<arrow::Date32Array>(table, "died");
    const auto founder = array_of<arrow::BooleanArray>(table, "founder");
    const auto sex = array_of<arrow::DictionaryArray>(table, "sex");
    const auto born_in = array_of<arrow::DictionaryArray>(table, "birth_place");
    std::vector<bool> abroad;
    for (const std::string& name : words_of(table, "birth_place")) {
        const auto at = std::ranges::find(names.places, name);
        abroad.push_back(at != names.places.end() &&
                         names.places_abroad[static_cast<std::size_t>(at - names.places.begin())]);
    }
    std::vector<Sex> sexes;
    for (const std::string& word : words_of(table, "sex"))
        sexes.push_back(word == "male" ? Sex::male : Sex::female);
    const Allowed birth_place{table, "birth_place", birth_places(table, people, names)};
    const Allowed place{table, "place", among(table, "place", people.places)};
    const Allowed province{table, "province", among(table, "province", people.provinces)};
    for (std::int64_t i = 0; i < table.num_rows(); ++i) {
        const Looked life{.who = static_cast<engine::LifeId>(person->Value(i)),
                          .born = engine::Day{born->Value(i)},
                          .died = died->IsNull(i) ? engine::no_day : engine::Day{died->Value(i)},
                          .sex = sexes[static_cast<std::size_t>(sex->GetValueIndex(i))],
                          .founder = founder->Value(i),
                          .born_abroad =
                              !born_in->IsNull(i) &&
                              abroad[static_cast<std::size_t>(born_in->GetValueIndex(i))]};
        const bool lives_on = life.died == engine::no_day;
        if (life.died < from) continue; // Has no life in the run.
        if (!sample.keeps(life.who)) continue;
        if (people.sex && *people.sex != life.sex) continue;
        if (!people.born.has(life.born) || (people.living && !lives_on)) continue;
        if (!people.died.is_all() && (lives_on || !people.died.has(life.died))) continue;
        if (birth_place.has(i) && place.has(i) && province.has(i)) lives.push_back(life);
    }
}

} // namespace

std::uint32_t one_in_of(const RunDescription& description)
{
    const std::string& events = description.events;
    if (events == "all") return 1;
    std::uint32_t one_in = 0;
    if (events.starts_with("1:"))
        std::from_chars(events.data() + 2, events.data() + events.size(), one_in);
    return one_in;
}

std::expected<std::vector<Looked>, std::string> read_looked(const std::filesystem::path& run,
                                                            const RunDescription& description,
                                                            const PatternPeople& people,
                                                            const PatternNames& names)
{
    std::vector<Looked> lives;
    const auto table = TableReader::open(run / lives_file, *schema_of(life_columns(description)));
    if (!table) return std::unexpected{table.error()};
    const auto read = table->each_group(columns_for(people), [&](const arrow::Table& group) {
        add_lives(group, people, names, {.one_in = one_in_of(description)}, description.from,
                  lives);
    });
    if (!read) return std::unexpected{read.error()};
    std::ranges::sort(lives, {}, &Looked::who);
    return lives;
}

std::expected<PatternNames, std::string> read_names(const std::filesystem::path& run,
                                                    const RunDescription& description,
                                                    const std::vector<PlaceProvince>& provinces)
{
    PatternNames names{
        .rules = description.rules, .places = {}, .place_provinces = {}, .places_abroad = {}};
    const auto table = TableReader::open(run / lives_file, *schema_of(life_columns(description)));
    if (!table) return std::unexpected{table.error()};
    if (table->groups() > 0) {
        auto group = table->group(0, {"place"});
        if (!group) return std::unexpected{group.error()};
        names.places = words_of(**group, "place");
    }
    for (const std::string& place : names.places) {
        const auto known = std::ranges::find(provinces, place, &PlaceProvince::place);
        names.place_provinces.push_back(known == provinces.end() ? "" : known->province);
        names.places_abroad.push_back(known != provinces.end() && known->abroad);
    }
    return names;
}

} // namespace counterlife::study::find
