// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/kept_answers.h"

#include "study/record/partial_directory.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

namespace counterlife::study::questions {
namespace {

namespace fs = std::filesystem;

// A file has the key, a line an effect, and a last line that says that nothing is missing.
constexpr std::string_view last_line = "end";
constexpr std::size_t largest_file = std::size_t{1} << 20;

constexpr std::array numbers{&EffectRow::untouched, &EffectRow::base, &EffectRow::other,
                             &EffectRow::difference};
constexpr std::array if_any{&EffectRow::error,       &EffectRow::low,
                            &EffectRow::high,        &EffectRow::paired,
                            &EffectRow::independent, &EffectRow::independent_half};
constexpr std::size_t words = 6, columns = words + numbers.size() + if_any.size();

std::string line_of(const EffectRow& row)
{
    std::string text =
        fmt::format("{},{},{},{},{},{}", row.outcome->name, row.subgroup.by, row.subgroup.is,
                    row.persons, row.replicates, row.over_replicates ? 1 : 0);
    for (const auto member : numbers) text += "," + number_text(row.*member);
    for (const auto member : if_any) {
        const std::optional<double>& value = row.*member;
        text += "," + (value ? number_text(*value) : "");
    }
    return text + "\n";
}

std::vector<std::string_view> parts_of(std::string_view text, char mark)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(mark, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

template <class Number> bool read_whole_number(std::string_view text, Number& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

std::optional<EffectRow> row_of(std::string_view line)
{
    const auto parts = parts_of(line, ',');
    if (parts.size() != columns) return std::nullopt;
    const std::size_t outcome = question_outcome(parts[0]);
    if (outcome == question_outcomes().size()) return std::nullopt;
    EffectRow row{.outcome = question_outcomes()[outcome],
                  .subgroup = {.by = std::string{parts[1]}, .is = std::string{parts[2]}}};
    row.over_replicates = parts[5] == "1";
    if (!read_whole_number(parts[3], row.persons) || !read_whole_number(parts[4], row.replicates))
        return std::nullopt;
    std::size_t at = words;
    for (const auto member : numbers) {
        const auto value = parse_number(parts[at++]);
        if (!value) return std::nullopt;
        row.*member = *value;
    }
    for (const auto member : if_any) {
        const std::string_view text = parts[at++];
        if (text.empty()) continue;
        row.*member = parse_number(text);
        if (!(row.*member)) return std::nullopt;
    }
    return row;
}

/// The rows of an answer, if its file is whole.
std::optional<std::vector<EffectRow>> rows_of(std::span<const std::string_view> lines)
{
    // The last part is what follows the last line's end: nothing.
    if (lines.size() < 3 || lines[lines.size() - 2] != last_line || !lines.back().empty())
        return std::nullopt;
    std::vector<EffectRow> rows;
    for (const std::string_view line : lines.subspan(1, lines.size() - 3)) {
        auto row = row_of(line);
        if (!row) return std::nullopt;
        rows.push_back(std::move(*row));
    }
    return rows;
}

/// Whether a file holds an answer, of whatever question and key, or was to hold one.
bool is_kept_answer(const fs::path& file)
{
    // As write_whole_file calls what it has begun: NAME.<process>.part.
    if (file.extension() == ".part")
        return file.stem().stem().extension() == ".txt" &&
               file.filename().string().starts_with("Q-");
    if (file.extension() != ".txt") return false;
    const auto text = read_file(file, largest_file);
    return text && rows_of(parts_of(*text, '\n'));
}

} // namespace

KeptAnswers::KeptAnswers(const fs::path& dir) : path_{dir}
{
    while (path_.has_relative_path() && (!path_.has_filename() || path_.filename() == "."))
        path_ = path_.parent_path();
    path_ += ".unfinished";
}

fs::path KeptAnswers::file_of(const Question& question, std::size_t version) const
{
    return path_ / fmt::format("{}-{}.txt", question.id, version + 1);
}

std::optional<Answer> KeptAnswers::find(const Question& question, std::size_t version,
                                        std::string_view key) const
{
    const auto text = read_file(file_of(question, version), largest_file);
    if (!text) return std::nullopt;
    const auto lines = parts_of(*text, '\n');
    if (lines.front() != key) return std::nullopt;
    auto rows = rows_of(lines);
    if (!rows) return std::nullopt;
    Answer answer{.question = &question, .version = version, .rows = {}};
    for (EffectRow& row : *rows)
        (row.subgroup.by == "all" ? answer.rows : answer.parts).push_back(std::move(row));
    return answer;
}

std::expected<void, std::string> KeptAnswers::keep(const Answer& answer, std::string_view key) const
{
    std::error_code error;
    fs::create_directories(path_, error);
    if (error)
        return std::unexpected(path_.string() + " could not be made: " + error.message() + ".");
    std::string text{key};
    text += '\n';
    for (const auto* rows : {&answer.rows, &answer.parts})
        for (const EffectRow& row : *rows) text += line_of(row);
    text += last_line;
    text += '\n';
    return write_whole_file(file_of(*answer.question, answer.version), text);
}

std::vector<std::string> KeptAnswers::remove() const
{
    return remove_own_files(path_, is_kept_answer);
}

} // namespace counterlife::study::questions
