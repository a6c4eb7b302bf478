// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/orders_file.h"

#include "study/input/data_layers.h"
#include "study/input/load_scenario.h"
#include "study/input/parameter_files.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <tuple>

namespace counterlife::study::input {
namespace {

using engine::Day;

enum Column : std::size_t {
    order,
    lot,
    visit_date,
    visited,
    order_date,
    due_from,
    due_to,
    work,
    men,
    batch,
    destinations,
    worst,
    kind,
    source,
    note
};
constexpr std::array<std::string_view, 15> header{
    "order", "lot",   "visit_date",   "visited", "order_date", "due_from", "due_to", "work",
    "men",   "batch", "destinations", "worst",   "kind",       "source",   "note"};

constexpr std::int64_t largest_count = 1'000'000'000; ///< so that sums stay whole numbers

std::optional<std::int64_t> count_of(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (value < 0 || value > largest_count) return std::nullopt;
    return value;
}

class OrderReader {
public:
    OrderReader(std::string_view file, std::span<const model::PlaceFacts> places,
                std::int64_t most_men, Complaints& complaints)
        : file_{file}, most_men_{most_men}, complaints_{complaints}
    {
        for (const model::PlaceFacts& place : places) places_.push_back(place.name);
    }

    std::optional<OrderRow> read(const CsvRow& row)
    {
        row_ = &row;
        const std::size_t complaints_before = complaints_.size();
        OrderRow result{.name = name_in(),
                        .visited = row.fields[visited],
                        .source = row.fields[source],
                        .note = row.fields[note]};
        check_place(row.fields[visited]);
        read_dates(result);
        read_work(result);
        read_men(result);
        read_destinations(result);
        read_lot(result);
        read_worst(result);
        read_kind(result);
        if (complaints_.size() != complaints_before) return std::nullopt;
        return result;
    }

private:
    void found(std::string_view what, std::string_view allowed, std::string_view right = {})
    {
        complaints_.found(at_line(file_, row_->line), what, allowed, right);
    }
    /// As in "men 'many'".
    std::string shown(Column column) const
    {
        return std::string{header[column]} + " " + in_quotes(row_->fields[column]);
    }

    std::string name_in()
    {
        const std::string& name = row_->fields[order];
        if (name.empty())
            found("no name of the order", "a name that no other order has");
        else if (!names_.insert(name).second)
            found(shown(order) + " a second time", "a name that no other order has");
        return name;
    }

    void check_place(const std::string& name)
    {
        if (places_.empty() || std::ranges::find(places_, name) != places_.end()) return;
        found("unknown place " + in_quotes(name), "the name of a place in places/places.csv",
              nearest(name, places_));
    }

    std::optional<Day> date_in(Column column)
    {
        const auto day = parse_date(row_->fields[column]);
        if (!day) found(shown(column), "a date as 1987-01-05");
        return day;
    }

    void read_dates(OrderRow& result)
    {
        const auto visit = date_in(visit_date), told = date_in(order_date);
        const auto from = date_in(due_from), to = date_in(due_to);
        // What cannot be read is complained of already, and of the others no less.
        const Day first = engine::day_of(first_year), end = engine::day_of(last_year + 1);
        result.visit = visit.value_or(first);
        result.day = told.value_or(end);
        result.due_from = from.value_or(first);
        result.due_to = to.value_or(end);
        check_days_of(result, at_line(file_, row_->line), complaints_);
    }

    void read_work(OrderRow& result)
    {
        const auto read = work_of(row_->fields[work]);
        if (!read) found(shown(work), "mine or farm", nearest(row_->fields[work], work_words));
        result.work = read.value_or(result.work);
    }

    void read_men(OrderRow& result)
    {
        result.men = count_of(row_->fields[men]).value_or(0);
        result.batch = count_of(row_->fields[batch]).value_or(0);
        if (result.men < 1)
            found(shown(men), "a whole number, one or more");
        else if (result.men > most_men_)
            found(shown(men),
                  "at most " + std::to_string(most_men_) + ": the army has no more soldiers");
        if (result.batch < 1)
            found(shown(batch), "a whole number, one or more");
        else if (result.men >= 1 && result.batch > result.men)
            found(shown(batch), "at most the " + std::to_string(result.men) + " men of the order");
    }

    void read_destinations(OrderRow& result)
    {
        std::string_view rest = row_->fields[destinations];
        std::int64_t taken = 0;
        const std::size_t complaints_before = complaints_.size();
        for (bool more = true; more;) {
            const std::size_t end = rest.find(';');
            more = end != std::string_view::npos;
            read_destination(rest.substr(0, end), result);
            rest.remove_prefix(more ? end + 1 : rest.size());
        }
        for (const OrderRow::Destination& one : result.destinations) taken += one.men;
        if (complaints_.size() == complaints_before && taken < result.men)
            found("destinations that take " + std::to_string(taken) + " of " +
                      std::to_string(result.men) + " men",
                  "places for all of them");
    }

    void read_destination(std::string_view text, OrderRow& result)
    {
        const std::size_t colon = text.find(':');
        const auto taken =
            colon == std::string_view::npos ? std::nullopt : count_of(text.substr(colon + 1));
        if (!taken)
            return found("destination " + in_quotes(text),
                         "places and the men they take, as tokchon:500;anju:1500");
        const std::string place{text.substr(0, colon)};
        check_place(place);
        if (*taken == 0)
            found("destination " + in_quotes(text) + ", a " + std::string{work_text(result.work)} +
                      " with no places",
                  "one man or more");
        if (std::ranges::find(result.destinations, place, &OrderRow::Destination::place) !=
            result.destinations.end())
            found("destination " + in_quotes(place) + " a second time", "each place once");
        result.destinations.push_back({.place = place, .men = *taken});
    }

    void read_lot(OrderRow& result)
    {
        const auto read = count_of(row_->fields[lot]);
        if (!read)
            return found(shown(lot), "a whole number that no other order has, for ever its own");
        if (!lots_.insert(*read).second)
            found(shown(lot) + " a second time", "a number that no other order has");
        result.lot = static_cast<std::uint32_t>(*read);
    }

    void read_worst(OrderRow& result)
    {
        result.worst = row_->fields[worst];
        if (result.worst.empty()) return;
        std::vector<std::string_view> places(result.destinations.size());
        std::ranges::transform(result.destinations, places.begin(), &OrderRow::Destination::place);
        if (std::ranges::find(places, result.worst) == places.end())
            found(shown(worst), "one of the order's destinations, or nothing",
                  nearest(result.worst, places));
        if (has_worst_) found(shown(worst) + " beside that of another order", "one place in all");
        has_worst_ = true;
    }

    void read_kind(OrderRow& result)
    {
        const auto read = kind_of(row_->fields[kind]);
        if (!read)
            found(shown(kind), "testimony, statistic, calibrated or assumption",
                  nearest(row_->fields[kind], kind_words));
        result.kind = read.value_or(result.kind);
        if (result.source.find_first_not_of(" \t") == std::string::npos)
            found("no source", "the place the order was taken from");
    }

    std::string_view file_;
    std::vector<std::string_view> places_;
    std::int64_t most_men_;
    Complaints& complaints_;
    std::set<std::string> names_;
    std::set<std::int64_t> lots_;
    bool has_worst_ = false;
    const CsvRow* row_ = nullptr; ///< at hand
};

} // namespace

std::string_view work_text(model::OrderedWork work)
{
    return work_words.at(static_cast<std::size_t>(work));
}

std::optional<model::OrderedWork> work_of(std::string_view text)
{
    const auto at = std::ranges::find(work_words, text);
    if (at == work_words.end()) return std::nullopt;
    return static_cast<model::OrderedWork>(at - work_words.begin());
}

std::vector<OrderRow> orders_of(std::string_view text, std::string_view file,
                                std::span<const model::PlaceFacts> places, Complaints& complaints,
                                std::int64_t most_men)
{
    const CsvTable table = read_csv(text, file, complaints, header);
    OrderReader reader{file, places, most_men, complaints};
    std::vector<OrderRow> rows;
    for (const CsvRow& row : table.rows)
        if (auto one = reader.read(row)) rows.push_back(std::move(*one));
    // Where a row stands in the file settles nothing.
    std::ranges::sort(rows, {}, [](const OrderRow& row) { return std::tie(row.day, row.name); });
    return rows;
}

void check_days_of(const OrderRow& order, const std::string& where, Complaints& complaints)
{
    const auto shown = [](std::string_view column, Day day) {
        return std::string{column} + " " + in_quotes(date_text(day));
    };
    const Day first = engine::day_of(first_year), end = engine::day_of(last_year + 1);
    for (const auto& [column, day] :
         {std::pair{visit_date, order.visit}, std::pair{order_date, order.day},
          std::pair{due_from, order.due_from}, std::pair{due_to, order.due_to}})
        if (day < first || day > end)
            complaints.found(where, shown(header[column], day),
                             "a day from " + date_text(first) + " to " + date_text(end));
    if (order.visit > order.day)
        complaints.found(where,
                         shown(header[visit_date], order.visit) + " after " +
                             shown(header[order_date], order.day),
                         "a visit before the order that answers it");
    if (order.due_from >= order.due_to)
        complaints.found(where,
                         shown(header[due_from], order.due_from) + " and " +
                             shown(header[due_to], order.due_to),
                         "a first day (due_from) before the day it ends (due_to)");
}

std::expected<std::vector<OrderRow>, Complaints>
read_orders(const std::filesystem::path& data_dir, std::span<const model::PlaceFacts> places)
{
    const std::string file = data_file(data_dir, "labour/orders.csv").generic_string();
    Complaints complaints;
    std::vector<OrderRow> rows;
    if (const auto text = read_file(file, csv_largest_file))
        rows = orders_of(*text, file, places, complaints);
    else
        complaints.found(file, text.error(), "a readable file of orders of at most 64 MiB");
    if (!complaints.empty()) return std::unexpected(std::move(complaints));
    return rows;
}

std::vector<model::PolicyOrder> policy_orders(std::span<const OrderRow> rows,
                                              std::span<const model::PlaceFacts> places,
                                              std::string_view file, Complaints& complaints)
{
    const auto number_of = [&](const std::string& name) {
        const auto at = std::ranges::find(places, name, &model::PlaceFacts::name);
        if (at != places.end()) return static_cast<model::PlaceId>(at - places.begin());
        complaints.found(std::string{file}, "an order to " + in_quotes(name),
                         "the name of a place in places/places.csv");
        return engine::nowhere;
    };
    std::vector<model::PolicyOrder> orders;
    for (const OrderRow& row : rows) {
        model::PolicyOrder& one = orders.emplace_back();
        one = {.name = row.name,
               .lot = row.lot,
               .visit = row.visit,
               .visited = number_of(row.visited),
               .day = row.day,
               .due_from = row.due_from,
               .due_to = row.due_to,
               .work = row.work,
               .men = row.men,
               .batch = row.batch};
        for (const auto& [place, taken] : row.destinations) {
            one.destinations.push_back({.place = number_of(place), .men = taken});
            if (place == row.worst) one.worst = one.destinations.back().place;
        }
    }
    return orders;
}

} // namespace counterlife::study::input
