// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_file.h"

#include "study/input/orders_file.h"
#include "study/input/parameter_files.h"
#include "study/record/version.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/toml.h"

#include <chrono>
#include <fmt/format.h>
#include <limits>
#include <sstream>

namespace counterlife::study::record {
namespace {

using engine::Day;
using model::ParameterRow;
using model::RuleSwitch;

constexpr Day since_ever = engine::before_all_days;

std::string parameter_text(const ParameterRow& row)
{
    std::string text = fmt::format("{{ name = {}, ", toml_text(row.name));
    if (!row.key.empty()) text += fmt::format("key = {}, ", toml_text(row.key));
    text += fmt::format("value = {}, unit = {}, ", number_text(row.value), toml_text(row.unit));
    if (row.from) text += fmt::format("from = {}, ", date_text(*row.from));
    if (row.to) text += fmt::format("to = {}, ", date_text(*row.to));
    text += fmt::format("low = {}, high = {}, kind = \"{}\", source = {}", number_text(row.low),
                        number_text(row.high), kind_text(row.kind), toml_text(row.source));
    if (!row.note.empty()) text += fmt::format(", note = {}", toml_text(row.note));
    return text + " }";
}

std::string switch_text(const RuleSwitch& one)
{
    std::string text = fmt::format("{{ rule = {}", toml_text(one.rule));
    if (one.from >= one.to) return text + ", off = true }";
    if (one.from != since_ever) text += fmt::format(", from = {}", date_text(one.from));
    if (one.to != engine::no_day) text += fmt::format(", to = {}", date_text(one.to));
    if (one.soft) text += ", mode = \"soft\"";
    return text + " }";
}

std::string order_text(const OrderRow& order)
{
    std::string text = fmt::format(
        "{{ name = {}, lot = {}, visit = {}, visited = {}, day = {}, due_from = {}, due_to = {}, "
        "work = \"{}\", men = {}, batch = {}, destinations = [",
        toml_text(order.name), order.lot, date_text(order.visit), toml_text(order.visited),
        date_text(order.day), date_text(order.due_from), date_text(order.due_to),
        work_text(order.work), order.men, order.batch);
    for (const auto& [place, men] : order.destinations)
        text += fmt::format("{{ place = {}, men = {} }}, ", toml_text(place), men);
    text += fmt::format("], kind = \"{}\", source = {}", kind_text(order.kind),
                        toml_text(order.source));
    if (!order.worst.empty()) text += fmt::format(", worst = {}", toml_text(order.worst));
    if (!order.note.empty()) text += fmt::format(", note = {}", toml_text(order.note));
    return text + " }";
}

std::string member_section(const MemberOf& member)
{
    std::string text =
        fmt::format("\n# The set of numbers under which it was lived.\n[ensemble]\n"
                    "name = {}\nmember = {}\nweight = {}\nvalues = [\n",
                    toml_text(member.ensemble), member.number, number_text(member.weight));
    for (const auto& [address, value] : member.values)
        text += fmt::format("    {{ parameter = {}, value = {} }},\n", toml_text(address),
                            number_text(value));
    return text + "]\n";
}

template <class Items, class Text>
void write_list(std::string& out, std::string_view key, const Items& items, Text text_of)
{
    out += fmt::format("{} = [\n", key);
    for (const auto& item : items) out += fmt::format("    {},\n", text_of(item));
    out += "]\n";
}

} // namespace

std::string toml_text(std::string_view text)
{
    std::ostringstream out;
    const toml::value<std::string> value{std::string{text}};
    out << toml::toml_formatter{value, toml::format_flags::allow_unicode_strings};
    return out.str();
}

std::string seed_text(std::uint64_t seed)
{
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return seed <= largest ? std::to_string(seed) : toml_text(std::to_string(seed));
}

std::string now_text()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::hh_mm_ss time{now - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z",
                       date_text(static_cast<Day>(day.time_since_epoch().count())),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string digest_text(std::uint64_t digest)
{
    return fmt::format("0x{:016x}", digest);
}

std::string scale_text(std::int64_t denominator)
{
    return fmt::format("1:{}", denominator);
}

std::string run_file_text(const RunDescription& description, const RunResult& result,
                          const TableRows& rows, const std::string& started)
{
    std::string text = "# What this run is made of and what came of it.\n";
    const auto say = [&](std::string_view key, const auto& value) {
        text += fmt::format("{} = {}\n", key, value);
    };
    say("format", run_format);
    say("version", toml_text(program_version()));
    say("scenario", toml_text(description.scenario));
    say("scenario_hash", toml_text(description.scenario_hash));
    say("description", toml_text(description.description));
    say("seed", seed_text(description.seed));
    say("replicate", description.replicate);
    say("scale", toml_text(scale_text(description.scale_denominator)));
    say("from", date_text(description.from));
    say("to", date_text(description.to));
    say("places", description.places.size());
    say("events_written", toml_text(description.events));
    say("digest", toml_text(digest_text(result.digest)));
    say("events", result.events);
    say("letters", result.letters);
    say("lives", result.lives);
    say("living", result.living);

    if (description.member) text += member_section(*description.member);
    text += "\n# Rows of the tables.\n[tables]\n";
    for (const auto& [file, count] : rows) say(toml_text(file), count);
    text += "\n[summary]\n";
    for (const auto& [name, value] : result.summary) say(toml_text(name), number_text(value));
    text += "\n# Who made it, when and where: the only part that differs when it is made again.\n"
            "[provenance]\n";
    say("commit", toml_text(program_commit()));
    say("compiler", toml_text(program_compiler()));
    say("threads", description.threads);
    say("started", started);
    say("ended", now_text());

    text +=
        "\n# All rules by number, and the rules and claims that are dated, off or soft.\n[rules]\n";
    write_list(text, "names", description.rules, toml_text);
    write_list(text, "switches", description.switches, switch_text);
    text += "\n# Every order that sent soldiers to work.\n[orders]\n";
    write_list(text, "rows", description.orders, order_text);
    text += "\n# Every number the rules used.\n[parameters]\n";
    write_list(text, "rows", description.parameters, parameter_text);
    return text;
}

} // namespace counterlife::study::record
