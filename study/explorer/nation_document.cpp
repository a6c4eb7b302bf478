// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The nation by year: what the report shows, and the map.

#include "study/explorer/opened.h"
#include "study/record/read_run.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"
#include "study/text/json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <span>
#include <tuple>

namespace counterlife::study::explorer {
namespace {

constexpr std::array<std::string_view, 10> role_words{"none",    "bank",    "village", "city",
                                                      "mission", "transit", "embassy", "shelter",
                                                      "centre",  "town"};
constexpr std::array<std::string_view, 6> kind_words{"district",    "city",   "county",
                                                     "army_sector", "abroad", "south"};
constexpr std::array<std::string_view, 4> river_words{"none", "tumen", "upper_yalu", "yalu"};

std::string places_json(const std::vector<model::PlaceFacts>& places, const PlaceNames& korean)
{
    std::size_t rank = 0;
    return json_list(places, [&](const model::PlaceFacts& place) {
        Json json{'{'};
        json.field("name", json_word(place.name));
        json.field("label", json_word(place_words(place.name)));
        const auto name = korean.find(place.name);
        json.field("korean", json_word(name == korean.end() ? "" : name->second));
        json.field("province", json_word(place.province));
        json.field("latitude", json_number(place.latitude));
        json.field("longitude", json_number(place.longitude));
        json.field("kind", json_word(kind_words[static_cast<std::size_t>(place.kind)]));
        json.field("role", json_word(role_words[static_cast<std::size_t>(place.role)]));
        json.field("river", json_word(river_words[static_cast<std::size_t>(place.river)]));
        json.field("rank", std::to_string(rank++));
        return json.done();
    });
}

/// A measure of places: what it is of, and by place a number a year.
struct Measure {
    std::string_view unit;
    std::map<std::string_view, std::map<int, double>> places;
};

std::string measure_json(std::string_view name, std::string_view status, const Measure& measure)
{
    int first = std::numeric_limits<int>::max(), last = std::numeric_limits<int>::min();
    for (const auto& [place, years] : measure.places) {
        first = std::min(first, years.begin()->first);
        last = std::max(last, years.rbegin()->first);
    }
    Json values{'{'};
    for (const auto& [place, years] : measure.places) {
        Json numbers{'['};
        for (int year = first; year <= last; ++year) {
            const auto at = years.find(year);
            numbers.item(at == years.end() ? "null" : json_number(at->second));
        }
        values.field(json_text(place), numbers.done());
    }
    Json json{'{'};
    json.field("measure", json_word(name));
    json.field("status", json_word(status));
    json.field("unit", json_word(measure.unit));
    json.field("first", std::to_string(first));
    json.field("values", values.done());
    return json.done();
}

/// The sums over ages and sexes of what the series tell of places.
Json series_measures(std::span<const SeriesRow> series)
{
    std::map<std::pair<std::string_view, std::string_view>, Measure> measures;
    for (const SeriesRow& row : series) {
        if (row.level != "place") continue;
        Measure& measure = measures[{row.measure, row.status}];
        measure.unit = row.unit;
        measure.places[row.place][row.year] += row.value;
    }
    Json list{'['};
    for (const auto& [name, measure] : measures)
        list.item(measure_json(name.first, name.second, measure));
    return list;
}

/// The nights on the river, by the county of the bank. None where no events were kept.
std::expected<Measure, Complaints> crossings_measure(const Opened& opened)
{
    Measure measure{.unit = "events", .places = {}};
    if (opened.here.description().events == "none") return measure;
    const auto file = opened.here.lives.path() / crossings_file;
    const auto table = TableReader::open(file, *schema_of(crossing_columns({})));
    std::string failure = table ? "" : table.error();
    if (table) {
        const auto read = table->each_group({"night", "bank"}, [&](const arrow::Table& group) {
            const auto nights = array_of<arrow::Date32Array>(group, "night");
            const auto banks = array_of<arrow::DictionaryArray>(group, "bank");
            const auto names = std::static_pointer_cast<arrow::StringArray>(banks->dictionary());
            for (std::int64_t row = 0; row < group.num_rows(); ++row) {
                const std::string bank = names->GetString(banks->GetValueIndex(row));
                const auto place = std::ranges::find(opened.places, bank, &model::PlaceFacts::name);
                if (place == opened.places.end()) continue;
                ++measure.places[place->name][engine::year_of(engine::Day{nights->Value(row)})];
            }
        });
        if (!read) failure = read.error();
    }
    if (!failure.empty()) return std::unexpected{damaged(file, failure)};
    return measure;
}

/// What the rations of each town lacked, by year.
Measure rations_measure(const Opened& opened, const Rations& rations)
{
    const RunDescription& run = opened.here.description();
    const int first = engine::year_of(run.from), last = engine::year_of(run.to - 1);
    Measure measure{.unit = "hundredths", .places = {}};
    for (const model::PlaceFacts& place : opened.places) {
        if (model::is_outside(place.role) || place.kind == model::PlaceKind::army_sector) continue;
        const std::vector<double> lacking = rations.by_year(place.name, first, last);
        for (std::size_t i = 0; i < lacking.size(); ++i)
            measure.places[place.name][first + static_cast<int>(i)] = lacking[i];
    }
    return measure;
}

} // namespace

Document nation_document(Opened& opened)
{
    const RunLives& lives = opened.here.lives;
    const auto series = read_series(lives.path());
    if (!series) return std::unexpected{series.error()};
    const auto founders = founders_of(opened);
    if (!founders) return std::unexpected{founders.error()};
    Complaints complaints;
    std::string data =
        report_data(opened.all ? opened.all->request(opened.request.data, *founders)
                               : ReportRequest{.description = lives.file().description,
                                               .result = lives.file().result,
                                               .founders = *founders,
                                               .series = *series,
                                               .data = opened.request.data,
                                               .page = {}},
                    complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    const auto crossings = crossings_measure(opened);
    if (!crossings) return std::unexpected{crossings.error()};
    const auto rations = rations_of(opened.here);
    if (!rations) return std::unexpected{rations.error()};
    Json measures = series_measures(*series);
    if (!crossings->places.empty()) measures.item(measure_json("crossings", "", *crossings));
    if (*rations != nullptr && (*rations)->is_told())
        measures.item(measure_json("hunger", "", rations_measure(opened, **rations)));
    Json map{'{'};
    map.field("places", places_json(opened.places, opened.korean));
    map.field("measures", measures.done());
    data.pop_back(); // The map is a field more.
    return data + ",\"map\":" + map.done() + ",\"format\":1}\n";
}

} // namespace counterlife::study::explorer
