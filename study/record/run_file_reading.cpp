// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/orders_file.h"
#include "study/input/parameter_files.h"
#include "study/record/run_file.h"
#include "study/record/run_file_checks.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/toml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

namespace counterlife::study::record {
namespace {

using engine::Day;

constexpr std::int64_t largest_count = 1'000'000'000; ///< of persons

class Reading {
public:
    Reading(std::string_view file, Complaints& complaints) : file_{file}, complaints_{complaints} {}

    /// The value of a key that must be there.
    template <class Value>
    Value needed(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        if (const auto value = table[key].value<Value>()) return *value;
        complain(table, key, allowed);
        return {};
    }

    std::int64_t count(const toml::table& table, std::string_view key,
                       std::int64_t most = std::numeric_limits<std::int64_t>::max())
    {
        const auto value = needed<std::int64_t>(table, key, "a whole number");
        if (value < 0)
            complain(table, key, "a whole number, zero or more");
        else if (value > most)
            complain(table, key, "at most " + std::to_string(most));
        return value < 0 || value > most ? 0 : value;
    }

    double number(const toml::table& table, std::string_view key)
    {
        const auto value = needed<double>(table, key, "a number");
        if (!std::isfinite(value)) complain(table, key, "a finite number such as 0.25");
        return value;
    }

    /// A text or a switch that may be left out.
    template <class Value> Value optional(const toml::table& table, std::string_view key,
                                          std::string_view allowed, Value otherwise = {})
    {
        return table.contains(key) ? needed<Value>(table, key, allowed) : otherwise;
    }

    std::optional<Day> day(const toml::table& table, std::string_view key)
    {
        if (!table.contains(key)) return std::nullopt;
        const auto date = table[key].value<toml::date>();
        if (date) {
            const std::chrono::year_month_day day{std::chrono::year{date->year},
                                                  std::chrono::month{date->month},
                                                  std::chrono::day{date->day}};
            if (day.ok()) return engine::day_of(date->year, date->month, date->day);
        }
        complain(table, key, "a date such as 1955-01-01");
        return std::nullopt;
    }

    Day needed_day(const toml::table& table, std::string_view key)
    {
        if (!table.contains(key)) complain(table, key, "a date such as 1955-01-01");
        return day(table, key).value_or(Day{});
    }

    const toml::table* section(const toml::table& table, std::string_view key)
    {
        const toml::table* found = table[key].as_table();
        if (found == nullptr)
            complaints_.add(std::string{file_}, "found no section [" + std::string{key} +
                                                    "]; the file may have been cut short");
        return found;
    }

    template <class Use> void each(const toml::table& table, std::string_view key, Use use)
    {
        const toml::array* list = table[key].as_array();
        if (list == nullptr) return complain(table, key, "a list");
        for (const toml::node& item : *list) use(item);
    }

    template <class Use> void each_table(const toml::table& table, std::string_view key, Use use)
    {
        each(table, key, [&](const toml::node& item) {
            if (const toml::table* one = item.as_table()) return use(*one);
            complaints_.found(at_line(file_, static_cast<int>(item.source().begin.line)),
                              shown(item) + " among " + in_quotes(key), "tables in braces");
        });
    }

    void complain(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        const toml::node* node = table.get(key);
        const auto line = node == nullptr ? table.source().begin.line : node->source().begin.line;
        complaints_.found(at_line(file_, static_cast<int>(line)),
                          node == nullptr ? "no " + in_quotes(key)
                                          : shown(*node) + " as " + in_quotes(key),
                          allowed);
    }

    /// A value as it stands in the file.
    static std::string shown(const toml::node& node)
    {
        if (const auto* text = node.as_string()) return in_quotes(text->get());
        if (node.is_table() || node.is_array()) return node.is_table() ? "a table" : "a list";
        std::ostringstream out;
        node.visit([&](const auto& value) {
            if constexpr (toml::is_value<decltype(value)>) out << toml::toml_formatter{value};
        });
        return in_quotes(out.str());
    }

private:
    std::string_view file_;
    Complaints& complaints_;
};

/// A whole number without sign after `prefix`.
std::optional<std::uint64_t> number_after(std::string_view prefix, std::string_view text, int base)
{
    if (!text.starts_with(prefix)) return std::nullopt;
    text.remove_prefix(prefix.size());
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::uint64_t seed_in(const toml::table& run, Reading& reading)
{
    if (const auto text = run["seed"].value<std::string>())
        if (const auto seed = number_after("", *text, 10)) return *seed;
    return static_cast<std::uint64_t>(reading.count(run, "seed"));
}

model::Kind kind_in(const toml::table& table, Reading& reading)
{
    const auto kind = kind_of(reading.needed<std::string>(table, "kind", "a kind"));
    if (!kind) reading.complain(table, "kind", "testimony, statistic, calibrated or assumption");
    return kind.value_or(model::Kind::assumption);
}

model::ParameterRow parameter_in(const toml::table& table, Reading& reading)
{
    model::ParameterRow row{.name =
                                reading.needed<std::string>(table, "name", "a parameter's name"),
                            .key = reading.optional<std::string>(table, "key", "a text"),
                            .value = reading.number(table, "value"),
                            .unit = reading.needed<std::string>(table, "unit", "a unit"),
                            .from = reading.day(table, "from"),
                            .to = reading.day(table, "to"),
                            .low = reading.number(table, "low"),
                            .high = reading.number(table, "high"),
                            .source = reading.needed<std::string>(table, "source", "a source"),
                            .note = reading.optional<std::string>(table, "note", "a text"),
                            .file = run_file,
                            .line = static_cast<int>(table.source().begin.line)};
    row.kind = kind_in(table, reading);
    return row;
}

constexpr std::uint32_t no_lot = std::numeric_limits<std::uint32_t>::max();

OrderRow order_in(const toml::table& table, Reading& reading)
{
    OrderRow order{.name = reading.needed<std::string>(table, "name", "an order's name"),
                   .lot = table.contains("lot")
                              ? static_cast<std::uint32_t>(reading.count(table, "lot", no_lot - 1))
                              : no_lot,
                   .visit = reading.needed_day(table, "visit"),
                   .visited = reading.needed<std::string>(table, "visited", "a place"),
                   .day = reading.needed_day(table, "day"),
                   .due_from = reading.needed_day(table, "due_from"),
                   .due_to = reading.needed_day(table, "due_to"),
                   .men = reading.count(table, "men", largest_count),
                   .batch = reading.count(table, "batch", largest_count),
                   .worst = reading.optional<std::string>(table, "worst", "a place"),
                   .kind = kind_in(table, reading),
                   .source = reading.needed<std::string>(table, "source", "a source"),
                   .note = reading.optional<std::string>(table, "note", "a text")};
    const auto work = work_of(reading.needed<std::string>(table, "work", "mine or farm"));
    if (!work) reading.complain(table, "work", "mine or farm");
    order.work = work.value_or(order.work);
    reading.each_table(table, "destinations", [&](const toml::table& one) {
        order.destinations.push_back({.place = reading.needed<std::string>(one, "place", "a place"),
                                      .men = reading.count(one, "men", largest_count)});
    });
    return order;
}

/// A run of an older version drew its orders by their place in the list, and the first of them went
/// to the worst mine first.
void name_lots_of_old(std::vector<OrderRow>& orders)
{
    if (!std::ranges::all_of(orders, [](const OrderRow& one) { return one.lot == no_lot; })) return;
    for (std::uint32_t lot = 0; OrderRow & order : orders) order.lot = lot++;
    if (!orders.empty() && !orders.front().destinations.empty())
        orders.front().worst = orders.front().destinations.front().place;
}

model::RuleSwitch switch_in(const toml::table& table, Reading& reading)
{
    model::RuleSwitch one{.rule = reading.needed<std::string>(table, "rule", "a rule's name")};
    if (reading.optional<bool>(table, "off", "true or false")) {
        one.from = one.to = engine::Day{};
        return one;
    }
    one.from = reading.day(table, "from").value_or(one.from);
    one.to = reading.day(table, "to").value_or(one.to);
    const auto mode = reading.optional<std::string>(table, "mode", "strict or soft", "strict");
    one.soft = mode == "soft";
    if (!one.soft && mode != "strict") reading.complain(table, "mode", "strict or soft");
    return one;
}

void read_head(const toml::table& run, Reading& reading, RunFile& result)
{
    RunDescription& description = result.description;
    const auto text = [&](std::string_view key) {
        return reading.needed<std::string>(run, key, "a text");
    };
    result.version = text("version");
    result.places = reading.count(run, "places", engine::nowhere);
    description.scenario = text("scenario");
    description.scenario_hash = text("scenario_hash");
    description.description = text("description");
    description.seed = seed_in(run, reading);
    description.replicate = static_cast<int>(reading.count(run, "replicate", most_replicates));
    description.from = reading.needed_day(run, "from");
    description.to = reading.needed_day(run, "to");
    description.events = text("events_written");
    const auto scale = number_after("1:", text("scale"), 10);
    if (!scale || *scale == 0 || *scale > smallest_scale)
        reading.complain(run, "scale",
                         "1:1 to 1:" + std::to_string(smallest_scale) + ", as in \"1:100\"");
    else
        description.scale_denominator = static_cast<std::int64_t>(*scale);
    const auto digest = number_after("0x", text("digest"), 16);
    if (!digest) reading.complain(run, "digest", "a text such as \"0x0123456789abcdef\"");
    result.result = {.digest = digest.value_or(0),
                     .events = reading.count(run, "events"),
                     .letters = reading.count(run, "letters"),
                     .lives = reading.count(run, "lives"),
                     .living = reading.count(run, "living")};
}

void read_sections(const toml::table& run, Reading& reading, RunFile& result)
{
    if (const toml::table* tables = reading.section(run, "tables"))
        for (const auto& [file, count] : *tables)
            result.rows[std::string{file.str()}] = reading.count(*tables, file.str());
    if (const toml::table* summary = reading.section(run, "summary"))
        for (const auto& [name, value] : *summary)
            result.result.summary[std::string{name.str()}] = reading.number(*summary, name.str());
    if (const toml::table* provenance = reading.section(run, "provenance"))
        result.description.threads = static_cast<int>(
            reading.count(*provenance, "threads", std::numeric_limits<std::int16_t>::max()));
    if (const toml::table* rules = reading.section(run, "rules")) {
        reading.each(*rules, "names", [&](const toml::node& name) {
            result.description.rules.push_back(name.value_or(std::string{}));
        });
        reading.each_table(*rules, "switches", [&](const toml::table& one) {
            result.description.switches.push_back(switch_in(one, reading));
        });
    }
    if (const toml::table* orders = reading.section(run, "orders"))
        reading.each_table(*orders, "rows", [&](const toml::table& row) {
            result.description.orders.push_back(order_in(row, reading));
        });
    name_lots_of_old(result.description.orders);
    if (const toml::table* parameters = reading.section(run, "parameters"))
        reading.each_table(*parameters, "rows", [&](const toml::table& row) {
            result.description.parameters.push_back(parameter_in(row, reading));
        });
}

} // namespace

std::optional<RunFile> read_run_file(std::string_view text, std::string_view file,
                                     Complaints& complaints)
{
    const toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) {
        const toml::parse_error& error = parsed.error();
        complaints.found(at_line(file, static_cast<int>(error.source().begin.line)),
                         in_quotes(error.description()),
                         "the text that `counterlife run` wrote; it may have been cut short");
        return std::nullopt;
    }
    const toml::table& run = parsed.table();
    Reading reading{file, complaints};
    const auto format = run["format"].value<std::int64_t>();
    if (format != run_format) {
        complaints.found(std::string{file},
                         format ? "format " + std::to_string(*format) : "no format",
                         "format " + std::to_string(run_format) +
                             "; another version of the program wrote it: read it with that one, "
                             "or run it again");
        return std::nullopt;
    }
    const std::size_t complaints_before = complaints.size();
    RunFile result;
    read_head(run, reading, result);
    read_sections(run, reading, result);
    check_run_file(result, file, complaints);
    if (complaints.size() != complaints_before) return std::nullopt;
    return result;
}

} // namespace counterlife::study::record
