// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/orders_file.h"
#include "study/input/parameter_files.h"
#include "study/record/run_file.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/toml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace counterlife::study::record {
namespace {

using engine::Day;

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

    std::int64_t count(const toml::table& table, std::string_view key)
    {
        const auto value = needed<std::int64_t>(table, key, "a whole number");
        if (value < 0) complain(table, key, "a whole number, zero or more");
        return value;
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

    void complain(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        const toml::node* node = table.get(key);
        const auto line = node == nullptr ? table.source().begin.line : node->source().begin.line;
        complaints_.found(at_line(file_, static_cast<int>(line)),
                          (node == nullptr ? "no " : "an unfit value of ") + in_quotes(key),
                          allowed);
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
                            .key = table["key"].value_or(std::string{}),
                            .value = reading.needed<double>(table, "value", "a number"),
                            .unit = reading.needed<std::string>(table, "unit", "a unit"),
                            .from = reading.day(table, "from"),
                            .to = reading.day(table, "to"),
                            .low = reading.needed<double>(table, "low", "a number"),
                            .high = reading.needed<double>(table, "high", "a number"),
                            .source = reading.needed<std::string>(table, "source", "a source"),
                            .note = table["note"].value_or(std::string{}),
                            .file = run_file,
                            .line = static_cast<int>(table.source().begin.line)};
    row.kind = kind_in(table, reading);
    return row;
}

constexpr std::uint32_t no_lot = std::numeric_limits<std::uint32_t>::max();

OrderRow order_in(const toml::table& table, Reading& reading)
{
    OrderRow order{.name = reading.needed<std::string>(table, "name", "an order's name"),
                   .lot = table["lot"].value_or(no_lot),
                   .visit = reading.needed_day(table, "visit"),
                   .visited = reading.needed<std::string>(table, "visited", "a place"),
                   .day = reading.needed_day(table, "day"),
                   .due_from = reading.needed_day(table, "due_from"),
                   .due_to = reading.needed_day(table, "due_to"),
                   .men = reading.count(table, "men"),
                   .batch = reading.count(table, "batch"),
                   .worst = table["worst"].value_or(std::string{}),
                   .kind = kind_in(table, reading),
                   .source = reading.needed<std::string>(table, "source", "a source"),
                   .note = table["note"].value_or(std::string{})};
    const auto work = work_of(reading.needed<std::string>(table, "work", "mine or farm"));
    if (!work) reading.complain(table, "work", "mine or farm");
    order.work = work.value_or(order.work);
    reading.each(table, "destinations", [&](const toml::node& one) {
        if (const toml::table* place = one.as_table())
            order.destinations.push_back(
                {.place = reading.needed<std::string>(*place, "place", "a place"),
                 .men = reading.count(*place, "men")});
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
    if (table["off"].value_or(false)) {
        one.from = one.to = engine::Day{};
        return one;
    }
    one.from = reading.day(table, "from").value_or(one.from);
    one.to = reading.day(table, "to").value_or(one.to);
    const auto mode = table["mode"].value_or(std::string{"strict"});
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
    result.places = reading.count(run, "places");
    description.scenario = text("scenario");
    description.scenario_hash = text("scenario_hash");
    description.description = text("description");
    description.seed = seed_in(run, reading);
    description.replicate = static_cast<int>(reading.count(run, "replicate"));
    description.from = reading.needed_day(run, "from");
    description.to = reading.needed_day(run, "to");
    description.events = text("events_written");
    const auto scale = number_after("1:", text("scale"), 10);
    if (!scale || *scale == 0 || *scale > std::numeric_limits<std::uint32_t>::max())
        reading.complain(run, "scale", "a text such as \"1:100\"");
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
            result.result.summary[std::string{name.str()}] =
                reading.needed<double>(*summary, name.str(), "a number");
    if (const toml::table* provenance = reading.section(run, "provenance"))
        result.description.threads = static_cast<int>(reading.count(*provenance, "threads"));
    if (const toml::table* rules = reading.section(run, "rules")) {
        reading.each(*rules, "names", [&](const toml::node& name) {
            result.description.rules.push_back(name.value_or(std::string{}));
        });
        reading.each(*rules, "switches", [&](const toml::node& one) {
            if (const toml::table* table = one.as_table())
                result.description.switches.push_back(switch_in(*table, reading));
        });
    }
    if (const toml::table* orders = reading.section(run, "orders"))
        reading.each(*orders, "rows", [&](const toml::node& row) {
            if (const toml::table* table = row.as_table())
                result.description.orders.push_back(order_in(*table, reading));
        });
    name_lots_of_old(result.description.orders);
    if (const toml::table* parameters = reading.section(run, "parameters"))
        reading.each(*parameters, "rows", [&](const toml::node& row) {
            if (const toml::table* table = row.as_table())
                result.description.parameters.push_back(parameter_in(*table, reading));
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
    if (complaints.size() != complaints_before) return std::nullopt;
    return result;
}

} // namespace counterlife::study::record
