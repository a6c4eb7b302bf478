// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/find_command.h"

#include "app/new_file.h"
#include "study/find/find.h"
#include "study/find/sequences.h"
#include "study/find/state_table.h"
#include "study/input/places_file.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/text_table.h"
#include "study/text/typed.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>
#include <vector>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* ending = ".pattern";

std::vector<std::string> shipped_patterns(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& file : fs::directory_iterator{folder, error})
        if (file.path().extension() == ending) names.push_back(file.path().stem().string());
    std::ranges::sort(names);
    return names;
}

/// Whether somebody has typed the name of a file in the place of a pattern: no pattern ends so.
bool names_a_file(const std::string& typed)
{
    return typed.ends_with(ending);
}

/// The pattern that was typed, or that of a file.
Pattern pattern_of(const FindRequest& request, Complaints& complaints)
{
    if (request.pattern.empty() == request.like.empty()) {
        complaints.found("find", request.like.empty() ? "no pattern" : "a pattern and --like",
                         "a pattern, or --like with the name of one, as in --like narrator");
        return {};
    }
    const bool typed = request.like.empty();
    if (typed && !names_a_file(request.pattern))
        return read_pattern(request.pattern, "pattern", complaints);
    return pattern_like(typed ? "find" : "--like", typed ? request.pattern : request.like,
                        request.patterns, complaints);
}

std::size_t number_of(const char* option, const std::string& typed, std::size_t least,
                      Complaints& complaints)
{
    constexpr std::size_t most = 100'000'000;
    std::size_t number = 0;
    const char* const end = typed.data() + typed.size();
    const auto [stopped, error] = std::from_chars(typed.data(), end, number);
    if (error != std::errc{} || stopped != end || number < least || number > most)
        complaints.found(option, in_quotes(typed), fmt::format("{} to {}", least, most));
    return number;
}

/// The alphabet stands beside the sequences: sts.csv and sts.states.csv.
fs::path states_beside(const fs::path& file)
{
    fs::path beside = file;
    return beside.replace_extension(".states.csv");
}

/// Left by a command that was stopped between the two files, or made for the same alphabet.
bool holds_the_states(const fs::path& file)
{
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(file, error))) return false;
    const std::string states = state_table();
    return read_file(file, states.size()) == states;
}

/// How to write sequences, if they were asked for.
std::optional<SequencesRequest> sequences_asked(const FindRequest& request, Complaints& complaints)
{
    if (request.sequences.empty()) {
        for (const auto& [option, is_given] :
             {std::pair{"--out", !request.out.empty()},
              std::pair{"--sample", !request.sample.empty()},
              std::pair{"--step", !request.step.empty()}, std::pair{"--weights", request.weights}})
            if (is_given)
                complaints.found(option, "no --sequences beside it", "--sequences STS or SPELL");
        return {};
    }
    SequencesRequest asked{.weights = request.weights};
    const auto one_of = [&](const char* option, const std::string& typed, std::string_view first,
                            std::string_view second) {
        if (typed != first && typed != second)
            complaints.found(option, in_quotes(typed), fmt::format("{} or {}", first, second),
                             nearest(typed, std::array{first, second}));
        return typed == second;
    };
    if (one_of("--sequences", request.sequences, "STS", "SPELL"))
        asked.form = SequencesRequest::Form::spell;
    if (request.step.empty() || !one_of("--step", request.step, "month", "year"))
        asked.step = SequencesRequest::Step::month;
    if (request.step.empty() || request.step == "year") asked.step = SequencesRequest::Step::year;
    if (!request.sample.empty())
        asked.sample = number_of("--sample", request.sample, 1, complaints);
    if (request.out.empty())
        complaints.found("--out", "no file", "the file to write the sequences to");
    else {
        const fs::path states = states_beside(request.out);
        std::vector<fs::path> files{request.out};
        if (!holds_the_states(states)) files.push_back(states);
        complain_of_new_files(files, complaints);
    }
    return asked;
}

std::string share_text(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return "";
    return fmt::format("{:.4g} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void print_funnel(const Found& found, std::ostream& out)
{
    // A pattern of many lines is shown in one: what a step says may go over several.
    std::vector<TableLine> lines{{"lives", "of the step before", "", "step"}};
    for (std::size_t i = 0; i < found.funnel.size(); ++i) {
        const FunnelStep& step = found.funnel[i];
        std::string says = printable(step.says);
        lines.push_back({std::to_string(step.lives),
                         i == 0 ? "" : share_text(step.lives, found.funnel[i - 1].lives),
                         i == 0 ? "" : std::to_string(i), std::move(says)});
    }
    std::vector<std::size_t> width(3);
    for (const TableLine& line : lines)
        for (std::size_t i = 0; i < 3; ++i) width[i] = std::max(width[i], line[i].size());
    for (const TableLine& line : lines)
        out << fmt::format("{:>{}}  {:>{}}  {:>{}}  {}\n", line[0], width[0], line[1], width[1],
                           line[2], width[2], line[3]);
}

void print_found(const FindRequest& request, const Found& found, std::ostream& out)
{
    const RunDescription& run = found.run.description;
    const std::uint32_t one_in = one_in_of(run);
    print_funnel(found, out);
    const auto count = static_cast<std::int64_t>(found.lives.size());
    out << fmt::format(
        "\n{} {}; at {}{} they stand for {} people\n", count,
        count == 1 ? "life matches" : "lives match", scale_text(run.scale_denominator),
        one_in > 1 ? fmt::format(", with the events of one life in {},", one_in) : "",
        count * run.scale_denominator * one_in);
    if (found.shown.empty()) return;
    out << "\nSome of them, with the day of each step:\n\n";
    for (const FoundLife& life : found.shown) {
        out << "  " << typed("life") << ' ' << in_shell(request.run) << ' '
            << found.numbers->of(life.who) << '\n';
        std::string days;
        for (const engine::Day day : life.days)
            days += (days.empty() ? "    " : "  ") + date_text(day);
        if (!days.empty()) out << days << '\n';
    }
}

/// A request that makes sense of itself.
struct Asked {
    Pattern pattern;
    FindOptions options;
    std::optional<SequencesRequest> sequences;
    std::optional<Searchable> searchable;
};

Asked asked_of(const FindRequest& request, Complaints& complaints)
{
    Asked asked{.pattern = pattern_of(request, complaints)};
    asked.options.show = number_of("--show", request.show, 0, complaints);
    asked.sequences = sequences_asked(request, complaints);
    if (const auto places = read_places(request.data); places)
        for (const model::PlaceFacts& place : *places)
            asked.options.provinces.push_back(
                {place.name, place.province, model::is_outside(place.role)});
    else
        complaints.append(places.error());
    asked.searchable = searchable(request.run, asked.pattern, asked.options, complaints);
    return asked;
}

Complaints damaged(const FindRequest& request, const std::string& found_what)
{
    Complaints complaints;
    complaints.found(request.run.string(), found_what,
                     "tables as `counterlife run` wrote them; run it again");
    return complaints;
}

} // namespace

Pattern pattern_like(const char* option, const std::string& name, const fs::path& patterns,
                     Complaints& complaints)
{
    const fs::path file = names_a_file(name) ? fs::path{name} : patterns / (name + ending);
    if (const auto text = read_file(file, largest_pattern))
        return read_pattern(*text, file.string(), complaints);
    else {
        const auto names = shipped_patterns(patterns);
        std::string all;
        for (const std::string& one : names) all += (all.empty() ? "" : ", ") + one;
        complaints.found(option, in_quotes(name) + ": " + text.error(),
                         "a file that ends in " + std::string{ending} + ", or one of " +
                             patterns.string() + ": " + all,
                         nearest(fs::path{file}.stem().string(), names));
    }
    return {};
}

std::expected<Found, Complaints> find(const FindRequest& request)
{
    Complaints complaints;
    const Asked asked = asked_of(request, complaints);
    if (!complaints.empty() || !asked.searchable) return std::unexpected(std::move(complaints));
    auto found = search(request.run, *asked.searchable, asked.pattern, asked.options);
    if (!found) return std::unexpected(damaged(request, found.error()));
    return std::move(*found);
}

int find(const FindRequest& request, std::ostream& out, std::ostream& err)
{
    Complaints complaints;
    const Asked asked = asked_of(request, complaints);
    const auto refused = [&](const Complaints& why) {
        err << why;
        return 2;
    };
    if (!complaints.empty() || !asked.searchable) return refused(complaints);
    const auto found = search(request.run, *asked.searchable, asked.pattern, asked.options);
    if (!found) return refused(damaged(request, found.error()));
    std::optional<Sequences> sequences;
    if (asked.sequences) {
        WholeFile file{request.out};
        const auto told = tell_sequences(request.run, *found, *asked.sequences,
                                         [&](std::string_view text) { return file.add(text); });
        if (!told && told.error().of_the_run)
            return refused(damaged(request, told.error().sentence));
        std::expected<void, std::string> written;
        if (!told) written = std::unexpected{told.error().sentence};
        // The states first, so that sequences never stand alone.
        const fs::path states = states_beside(request.out);
        if (written && !holds_the_states(states)) written = write_whole_file(states, state_table());
        if (written) written = file.finish();
        if (!written) {
            err << written.error() << '\n';
            return 1;
        }
        sequences = *told;
    }
    print_found(request, *found, out);
    if (sequences)
        out << fmt::format("\n{} lives of up to {} {}s written to {}, their states to {}\n",
                           sequences->lives, sequences->steps,
                           asked.sequences->step == SequencesRequest::Step::year ? "year" : "month",
                           request.out, states_beside(request.out).string());
    return 0;
}

} // namespace counterlife::app
