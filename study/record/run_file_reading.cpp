// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/ensemble_file.h"
#include "study/input/orders_file.h"
#include "study/input/parameter_files.h"
#include "study/record/run_file.h"
#include "study/record/run_file_checks.h"
#include "study/record/toml_reading.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <limits>

namespace counterlife::study::record {
namespace {

constexpr std::int64_t largest_count = 1'000'000'000; ///< of persons

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

MemberOf member_in(const toml::table& table, Reading& reading)
{
    MemberOf member{.ensemble = reading.needed<std::string>(table, "name", "an ensemble's name"),
                    .number = static_cast<int>(reading.count(table, "member", most_members)),
                    .weight = reading.number(table, "weight"),
                    .values = {}};
    reading.each_table(table, "values", [&](const toml::table& one) {
        member.values.emplace_back(
            reading.needed<std::string>(one, "parameter", "a parameter's name"),
            reading.number(one, "value"));
    });
    return member;
}

void read_sections(const toml::table& run, Reading& reading, RunFile& result)
{
    if (run.contains("ensemble"))
        if (const toml::table* ensemble = reading.section(run, "ensemble"))
            result.description.member = member_in(*ensemble, reading);
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
