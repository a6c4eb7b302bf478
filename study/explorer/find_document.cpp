// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Lives that follow a pattern: the funnel, some of them with their days, and their states by age;
// or what is wrong with the pattern, and where in it.

#include "study/explorer/opened.h"
#include "study/find/sequences.h"
#include "study/text/json.h"
#include "study/text/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace counterlife::study::explorer {
namespace {

constexpr std::size_t most_shown = 1000, most_sequences = 2000;
constexpr const char* pattern_name = "pattern";

int digit_of(char letter)
{
    if (letter >= '0' && letter <= '9') return letter - '0';
    const char small = small_letter(letter);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// The text behind %20 and its like, and + for blanks.
std::string decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded = text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 &&
                           digit_of(text[i + 2]) >= 0;
        if (coded) {
            plain += static_cast<char>(16 * digit_of(text[i + 1]) + digit_of(text[i + 2]));
            i += 2;
        } else {
            plain += text[i] == '+' ? ' ' : text[i];
        }
    }
    return plain;
}

struct Asked {
    std::string pattern;
    std::size_t show = 100;
    bool sequences = true;
    bool only_checked = false; ///< whether the pattern is sound is all that is asked
};

Asked asked_in(std::string_view query, Complaints& complaints)
{
    Asked asked;
    while (!query.empty()) {
        const std::string_view field = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), field.size() + 1));
        const std::string_view key = field.substr(0, field.find('='));
        const std::string value =
            key.size() < field.size() ? decoded(field.substr(key.size() + 1)) : "";
        if (key == "pattern") {
            asked.pattern = value;
        } else if (key == "show") {
            const char* const end = value.data() + value.size();
            const auto [stopped, error] = std::from_chars(value.data(), end, asked.show);
            if (error != std::errc{} || stopped != end || asked.show > most_shown)
                complaints.found("show", in_quotes(value), fmt::format("0 to {}", most_shown));
        } else if (key == "step") {
            asked.sequences = value == "year";
            if (!asked.sequences && value != "none")
                complaints.found("step", in_quotes(value), "year or none");
        } else if (key == "check") {
            asked.only_checked = value == "only";
            if (!asked.only_checked) complaints.found("check", in_quotes(value), "only");
        } else if (!field.empty()) {
            constexpr std::array keys{"pattern", "show", "step", "check"};
            complaints.found("find", in_quotes(key), "pattern, show, step and check",
                             nearest(key, keys));
        }
    }
    if (asked.pattern.size() > largest_pattern)
        complaints.found(pattern_name, fmt::format("{} bytes", asked.pattern.size()),
                         fmt::format("{} at most", largest_pattern));
    return asked;
}

/// So many letters as a script counts them stand before a byte of the text.
std::size_t letters_before(std::string_view text, std::size_t byte)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(byte, text.size()); ++i) {
        const auto letter = static_cast<unsigned char>(text[i]);
        if ((letter & 0xC0) != 0x80) count += letter >= 0xF0 ? 2 : 1;
    }
    return count;
}

/// Where in the pattern a complaint points, by its "pattern:line:column"; null for nowhere.
std::string column_json(const std::string& where, std::string_view pattern)
{
    const std::string before = std::string{pattern_name} + ":";
    if (!where.starts_with(before)) return "null";
    std::size_t line = 0, column = 0;
    const char* const end = where.data() + where.size();
    const auto first = std::from_chars(where.data() + before.size(), end, line);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':') return "null";
    if (std::from_chars(first.ptr + 1, end, column).ec != std::errc{}) return "null";
    std::size_t start = 0;
    for (; line > 1 && start < pattern.size(); --line) {
        const auto next = pattern.find('\n', start);
        start = next == std::string_view::npos ? pattern.size() : next + 1;
    }
    return std::to_string(letters_before(pattern, start + column - 1));
}

std::string complaints_json(const Complaints& complaints, std::string_view pattern)
{
    return json_list(complaints.list(), [&](const Complaint& one) {
        Json json{'{'};
        json.field("where", json_word(one.where));
        // A text that shows the place by a mark below it is for terminals.
        json.field("what", json_word(one.what.substr(0, one.what.find('\n'))));
        json.field("column", column_json(one.where, pattern));
        return json.done();
    });
}

std::string shown_json(const Opened& opened, const Found& found, const std::vector<LifeRow>& rows)
{
    return json_list(found.shown, [&](const FoundLife& one) {
        const auto row = std::ranges::lower_bound(rows, one.who, {}, &LifeRow::person);
        const bool is_there = row != rows.end() && row->person == one.who;
        Json json{'{'};
        json.field("number", std::to_string(opened.here.number(one.who)));
        json.field("born", is_there ? json_day(row->born) : "null");
        json.field("died", is_there ? json_day(row->died) : "null");
        json.field("sex", !is_there ? "null" : row->sex == Sex::female ? "\"female\"" : "\"male\"");
        json.field("days", json_list(one.days, json_day));
        return json.done();
    });
}

std::string sequences_json(const Opened& opened, const std::vector<StatesByAge>& lives)
{
    Json json{'{'};
    json.field("first_age", "0");
    json.field("step", "\"year\"");
    json.field("states", json_list(status_names, json_word));
    json.field("rows", json_list(lives, [&](const StatesByAge& one) {
                   Json row{'{'};
                   row.field("number", std::to_string(opened.here.number(one.who)));
                   row.field("born", json_day(one.born));
                   row.field("sex", one.sex == Sex::female ? "\"female\"" : "\"male\"");
                   row.field("states", json_list(one.states, [](const std::optional<Status>& at) {
                                 return at ? std::to_string(static_cast<int>(*at)) : "null";
                             }));
                   return row.done();
               }));
    return json.done();
}

Document found_json(Opened& opened, const Found& found, bool sequences)
{
    std::vector<engine::LifeId> ids;
    ids.reserve(found.shown.size());
    for (const FoundLife& one : found.shown) ids.push_back(one.who);
    const auto rows = opened.here.lives.lives(ids);
    if (!rows) return std::unexpected{rows.error()};
    const RunDescription& run = opened.here.description();
    const auto count = static_cast<std::int64_t>(found.lives.size());
    Json json{'{'};
    json.field("complaints", "[]");
    json.field("funnel", json_list(found.funnel, [](const FunnelStep& step) {
                   Json one{'{'};
                   one.field("says", json_word(step.says));
                   one.field("lives", std::to_string(step.lives));
                   return one.done();
               }));
    json.field("lives", std::to_string(count));
    json.field("stands_for", std::to_string(count * run.scale_denominator * one_in_of(run)));
    json.field("shown", shown_json(opened, found, *rows));
    if (sequences) {
        const auto states = states_by_age(opened.here.lives.path(), found, most_sequences);
        if (!states) return std::unexpected{damaged(opened.request.run, states.error())};
        json.field("sequences", sequences_json(opened, *states));
    } else {
        json.field("sequences", "null");
    }
    return json.done() + "\n";
}

} // namespace

FindOptions find_options(const Opened& opened)
{
    FindOptions options;
    for (const model::PlaceFacts& place : opened.places)
        options.provinces.push_back({place.name, place.province, model::is_outside(place.role)});
    return options;
}

std::expected<const Searchable*, Complaints> searchable_of(Opened& opened)
{
    if (!opened.searchable) {
        Complaints complaints;
        auto ready =
            searchable(opened.here.lives.path(), Pattern{}, find_options(opened), complaints);
        if (!ready) return std::unexpected{std::move(complaints)};
        opened.searchable = std::move(*ready);
    }
    return &*opened.searchable;
}

Document find_document(Opened& opened, std::string_view query)
{
    Complaints complaints;
    const Asked asked = asked_in(query, complaints);
    const auto ready = searchable_of(opened);
    if (!ready) return std::unexpected{ready.error()};
    Pattern pattern;
    if (complaints.empty()) {
        pattern = read_pattern(asked.pattern, pattern_name, complaints);
        check_names(pattern, (*ready)->names, complaints);
    }
    if (!complaints.empty() || asked.only_checked) {
        Json json{'{'};
        json.field("complaints", complaints_json(complaints, asked.pattern));
        return json.done() + "\n";
    }
    FindOptions options = find_options(opened);
    options.show = asked.show;
    const auto found = search(opened.here.lives.path(), **ready, pattern, options);
    if (!found) return std::unexpected{damaged(opened.request.run, found.error())};
    return found_json(opened, *found, asked.sequences);
}

} // namespace counterlife::study::explorer
