// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/kept_events.h"

#include "study/nation/side_by_side.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

// Of each row group the rules are read first, and the other columns only where a rule of the
// pattern is among them.

namespace counterlife::study::find {
namespace {

using Group = std::vector<KeptEvent>;

/// A column of categories: the number of each row's word, and what the words are.
struct Categories {
    std::shared_ptr<arrow::DictionaryArray> column;
    std::shared_ptr<arrow::Int32Array> numbers;
    std::shared_ptr<arrow::StringArray> words;

    Categories(const arrow::Table& table, const std::string& name)
        : column{array_of<arrow::DictionaryArray>(table, name)},
          numbers{std::static_pointer_cast<arrow::Int32Array>(column->indices())},
          words{std::static_pointer_cast<arrow::StringArray>(column->dictionary())}
    {
    }
};

/// Reads one row group after another.
class GroupReader {
public:
    GroupReader(const EventQuery& query, const PersonNumbers& numbers, const LifeSieve* sieve,
                const std::vector<std::string>& places)
        : query_{query}, numbers_{numbers}, sieve_{sieve}, places_{places},
          columns_{"person", "date"}, wants_details_{query.asks_details()},
          wants_places_{query.asks_places()}
    {
        if (wants_details_) columns_.emplace_back("detail");
        if (wants_places_) columns_.emplace_back("place");
    }

    std::expected<Group, std::string> read(const TableReader& table, int group)
    {
        auto rules = table.group(group, {"event"});
        if (!rules) return std::unexpected{rules.error()};
        find_rows(**rules);
        if (rows_.empty()) return Group{};
        auto others = table.group(group, columns_);
        if (!others) return std::unexpected{others.error()};
        return hits_of(**others);
    }

private:
    /// The number in `all` of each word, or one past the end.
    static std::vector<std::size_t> numbers_of(const arrow::StringArray& words,
                                               const std::vector<std::string>& all)
    {
        std::vector<std::size_t> numbers;
        numbers.reserve(static_cast<std::size_t>(words.length()));
        for (std::int64_t i = 0; i < words.length(); ++i)
            numbers.push_back(
                static_cast<std::size_t>(std::ranges::find(all, words.GetView(i)) - all.begin()));
        return numbers;
    }

    void find_rows(const arrow::Table& table)
    {
        rows_.clear();
        const Categories events{table, "event"};
        const std::vector<std::size_t> rules = numbers_of(*events.words, query_.rules);
        std::vector<std::uint8_t> wanted;
        wanted.reserve(rules.size());
        for (const std::size_t rule : rules)
            wanted.push_back(rule < query_.rules.size() && query_.asks(rule));
        if (std::ranges::find(wanted, 1) == wanted.end()) return;
        const std::int32_t* numbers = events.numbers->raw_values();
        for (std::int64_t i = 0; i < table.num_rows(); ++i)
            if (!events.column->IsNull(i) && wanted[static_cast<std::size_t>(numbers[i])])
                rows_.push_back({.at = i,
                                 .rule = static_cast<std::uint32_t>(
                                     rules[static_cast<std::size_t>(numbers[i])])});
    }

    Group hits_of(const arrow::Table& table) const
    {
        Group group;
        const auto persons = array_of<arrow::Int32Array>(table, "person");
        const auto dates = array_of<arrow::Date32Array>(table, "date");
        std::shared_ptr<arrow::Int32Array> details;
        if (wants_details_) details = array_of<arrow::Int32Array>(table, "detail");
        std::optional<Categories> places;
        std::vector<std::size_t> place_of;
        if (wants_places_) {
            places.emplace(table, "place");
            place_of = numbers_of(*places->words, places_);
        }
        for (const auto& [at, rule] : rows_) {
            const engine::LifeId who = numbers_.identity(persons->Value(at));
            if (who < engine::first_life_id || (sieve_ != nullptr && !sieve_->has(who))) continue;
            std::size_t place = places_.size();
            if (wants_places_ && !places->column->IsNull(at))
                place = place_of[static_cast<std::size_t>(places->numbers->Value(at))];
            const std::int32_t detail = wants_details_ ? details->Value(at) : 0;
            if (const auto hit =
                    query_.hit(who, rule, engine::Day{dates->Value(at)}, detail, place))
                group.push_back(*hit);
        }
        return group;
    }

    struct Row {
        std::int64_t at;
        std::uint32_t rule;
    };

    const EventQuery& query_;
    const PersonNumbers& numbers_;
    const LifeSieve* sieve_;
    const std::vector<std::string>& places_;
    std::vector<std::string> columns_;
    bool wants_details_, wants_places_;
    std::vector<Row> rows_;
};

/// The places that one of the names or provinces names; empty for any place.
std::vector<bool> places_named(const PatternStep& step, const PatternNames& names)
{
    if (step.places.empty() && step.provinces.empty()) return {};
    const auto names_it = [](const std::vector<PatternName>& list, std::string_view name) {
        return std::ranges::any_of(
            list, [&](const PatternName& one) { return folded(one.text) == folded(name); });
    };
    std::vector<bool> places(names.places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = (step.places.empty() || names_it(step.places, names.places[i])) &&
                    (step.provinces.empty() || names_it(step.provinces, names.place_provinces[i]));
    return places;
}

} // namespace

bool EventQuery::asks_details() const
{
    if (std::ranges::find(turns, true) != turns.end()) return true;
    return std::ranges::any_of(by_rule, [](const auto& checks) {
        return std::ranges::any_of(checks, [](const Check& one) {
            return !one.detail.is_all() || !one.part_is.is_all() || one.means != nullptr;
        });
    });
}

bool EventQuery::asks_places() const
{
    return std::ranges::any_of(by_rule, [](const auto& checks) {
        return std::ranges::any_of(checks, [](const Check& one) { return !one.places.empty(); });
    });
}

std::optional<KeptEvent> EventQuery::hit(engine::LifeId who, std::size_t rule, engine::Day day,
                                         std::int32_t detail, std::size_t place) const
{
    std::uint32_t steps = 0;
    for (const Check& check : by_rule[rule]) {
        const bool there =
            check.places.empty() || (place < check.places.size() && check.places[place]);
        const bool told = check.detail.has(detail) && check.part_is.has(detail & check.part) &&
                          (check.means == nullptr || check.means(detail));
        if (there && told && check.days.has(day)) steps |= check.step;
    }
    KeptEvent hit{.who = who, .day = day};
    hit.steps = steps & ((1u << most_steps) - 1);
    if (turns[rule])
        hit.turn =
            static_cast<std::uint32_t>(turn_of(rules[rule], detail)) & ((1u << turn_bits) - 1);
    if (hit.steps == 0 && hit.turn == 0) return std::nullopt;
    return hit;
}

EventQuery query_of(const Pattern& pattern, const PatternNames& names, bool states)
{
    EventQuery query{.by_rule = std::vector<std::vector<EventQuery::Check>>(names.rules.size()),
                     .turns = std::vector<bool>(names.rules.size()),
                     .rules = names.rules};
    for (std::size_t rule = 0; rule < names.rules.size() && states; ++rule)
        for (const std::string_view turning : turning_rules())
            if (turning == names.rules[rule]) query.turns[rule] = true;
    std::uint32_t bit = 1;
    for (const PatternStep& step : pattern.steps) {
        const std::vector<bool> places = places_named(step, names);
        for (std::size_t rule = 0; rule < names.rules.size(); ++rule)
            for (const EventWord& event : step.events)
                for (const RuleChoice& choice : event.choices)
                    if (choice.covers(names.rules[rule]))
                        query.by_rule[rule].push_back({.step = bit,
                                                       .detail = step.details,
                                                       .days = step.days,
                                                       .part_is = choice.detail,
                                                       .part = choice.part,
                                                       .means = choice.means,
                                                       .places = places});
        bit <<= 1;
    }
    return query;
}

KeptEvents::KeptEvents(std::vector<Group> groups, int threads)
    : begin_((std::size_t{1} << heap_bits) + 1)
{
    for (const Group& group : groups)
        for (const KeptEvent& hit : group) ++begin_[heap_of(hit.who) + 1];
    for (std::size_t heap = 1; heap < begin_.size(); ++heap) begin_[heap] += begin_[heap - 1];
    hits_.resize(begin_.back());
    std::vector<std::size_t> next{begin_.begin(), begin_.end() - 1};
    for (Group& group : groups) {
        for (const KeptEvent& hit : group) hits_[next[heap_of(hit.who)]++] = hit;
        group = {};
    }
    // Days follow one another in a life: a stable order by life is all.
    side_by_side(heaps(), threads, [this](int) {
        return [this](std::size_t heap) {
            std::stable_sort(hits_.begin() + static_cast<std::ptrdiff_t>(begin_[heap]),
                             hits_.begin() + static_cast<std::ptrdiff_t>(begin_[heap + 1]),
                             [](const KeptEvent& a, const KeptEvent& b) { return a.who < b.who; });
        };
    });
}

std::expected<KeptEvents, std::string> read_kept_events(const std::filesystem::path& run,
                                                        const RunDescription& description,
                                                        const PersonNumbers& numbers,
                                                        const EventQuery& query,
                                                        const LifeSieve* sieve, int threads)
{
    const auto schema = schema_of(event_columns(description));
    const auto first = TableReader::open(run / events_file, *schema);
    if (!first) return std::unexpected{first.error()};
    std::vector<Group> groups(static_cast<std::size_t>(first->groups()));
    std::mutex door;
    std::string trouble;
    std::atomic<bool> stopped{false};
    const auto stop = [&](const std::string& words) {
        const std::lock_guard alone{door};
        trouble = words;
        stopped = true;
    };
    side_by_side(groups.size(), threads, [&](int) {
        auto table = TableReader::open(run / events_file, *schema);
        if (!table) stop(table.error());
        return [&, table = std::move(table),
                reader = GroupReader{query, numbers, sieve, description.places}](
                   std::size_t group) mutable {
            if (stopped) return;
            auto hits = reader.read(*table, static_cast<int>(group));
            if (!hits) return stop(hits.error());
            groups[group] = std::move(*hits);
        };
    });
    if (stopped) return std::unexpected{trouble};
    return KeptEvents{std::move(groups), threads};
}

} // namespace counterlife::study::find
