// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/kept_lives.h"

#include "study/record/partial_directory.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace counterlife::study::questions {
namespace {

namespace fs = std::filesystem;

// A file has the key, a line a replicate and slot, and a last line that says that nothing is
// missing. A line has the number of its replicate before its sums, and counties behind them.
constexpr std::string_view last_line = "end";
constexpr std::size_t largest_file = std::size_t{256} << 20;

constexpr std::array people_sums{&PairedSums::base, &PairedSums::other, &PairedSums::base_squares,
                                 &PairedSums::other_squares, &PairedSums::difference_squares};
constexpr std::array county_sums{&CountySums::persons_squares, &CountySums::products,
                                 &CountySums::difference_squares};
constexpr std::size_t counts = 5, columns = counts + people_sums.size() + county_sums.size();
constexpr std::size_t of_county = 3; ///< parts of a line

std::string line_of(std::size_t replicate, const LivedSums& sums)
{
    std::string text = fmt::format("{},{},{},{},{}", replicate, sums.people.persons,
                                   sums.people.untouched, sums.moved, sums.counties.counties);
    for (const auto member : people_sums) text += "," + number_text(sums.people.*member);
    for (const auto member : county_sums) text += "," + number_text(sums.counties.*member);
    for (const CountyOf& county : sums.by_county)
        text += fmt::format(",{},{},{}", county.place, number_text(county.persons),
                            number_text(county.difference));
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

bool read_count(std::string_view text, std::int64_t& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0;
}

bool read_number(std::string_view text, double& value)
{
    const auto number = parse_number(text);
    if (number) value = *number;
    return number.has_value();
}

/// A county from its three parts.
std::optional<CountyOf> county_of(std::span<const std::string_view> parts)
{
    CountyOf county;
    std::int64_t place = 0;
    if (!read_count(parts[0], place) || place > engine::nowhere ||
        !read_number(parts[1], county.persons) || !read_number(parts[2], county.difference))
        return std::nullopt;
    county.place = static_cast<engine::PlaceId>(place);
    return county;
}

/// The sums of a line and the replicate that they are of.
std::optional<std::pair<std::int64_t, LivedSums>> sums_of(std::string_view line)
{
    const auto parts = parts_of(line, ',');
    if (parts.size() < columns || (parts.size() - columns) % of_county != 0) return std::nullopt;
    std::int64_t replicate = 0;
    LivedSums sums;
    bool sound = true;
    std::size_t at = 0;
    for (std::int64_t* const count : {&replicate, &sums.people.persons, &sums.people.untouched,
                                      &sums.moved, &sums.counties.counties})
        sound &= read_count(parts[at++], *count);
    for (const auto member : people_sums) sound &= read_number(parts[at++], sums.people.*member);
    for (const auto member : county_sums) sound &= read_number(parts[at++], sums.counties.*member);
    for (; sound && at < parts.size(); at += of_county) {
        const auto county = county_of(std::span{parts}.subspan(at, of_county));
        sound = county.has_value();
        if (county) sums.by_county.push_back(*county);
    }
    if (!sound) return std::nullopt;
    return std::pair{replicate, sums};
}

/// The replicates of a file, if it is whole.
std::optional<std::vector<Lived>> lived_of(std::span<const std::string_view> lines)
{
    // The last part is what follows the last line's end: nothing.
    if (lines.size() < 3 || lines[lines.size() - 2] != last_line || !lines.back().empty())
        return std::nullopt;
    std::vector<Lived> lived;
    for (const std::string_view line : lines.subspan(1, lines.size() - 3)) {
        const auto sums = sums_of(line);
        if (!sums) return std::nullopt;
        const auto replicate = static_cast<std::size_t>(sums->first);
        if (replicate == lived.size()) lived.emplace_back();
        if (replicate + 1 != lived.size()) return std::nullopt;
        lived.back().push_back(sums->second);
    }
    return lived;
}

/// Whether a file holds lives, of whatever question and key, or was to hold some.
bool is_kept(const fs::path& file)
{
    // As write_whole_file calls what it has begun: NAME.<process>.part.
    if (file.extension() == ".part")
        return file.stem().stem().extension() == ".txt" &&
               file.filename().string().starts_with("Q-");
    if (file.extension() != ".txt") return false;
    const auto text = read_file(file, largest_file);
    return text && lived_of(parts_of(*text, '\n'));
}

} // namespace

KeptLives::KeptLives(const fs::path& dir) : path_{dir}
{
    while (path_.has_relative_path() && (!path_.has_filename() || path_.filename() == "."))
        path_ = path_.parent_path();
    path_ += ".unfinished";
}

fs::path KeptLives::file_of(const AskedSide& side) const
{
    return path_ / fmt::format("{}-{}{}.txt", side.question->id, side.version + 1,
                               side.member > 0 ? fmt::format("-member-{}", side.member) : "");
}

std::vector<Lived> KeptLives::find(const AskedSide& side) const
{
    const auto text = read_file(file_of(side), largest_file);
    if (!text) return {};
    const auto lines = parts_of(*text, '\n');
    if (lines.front() != side.key) return {};
    return lived_of(lines).value_or(std::vector<Lived>{});
}

std::expected<void, std::string> KeptLives::keep(const AskedSide& side,
                                                 std::span<const Lived> lived) const
{
    std::error_code error;
    fs::create_directories(path_, error);
    if (error)
        return std::unexpected(path_.string() + " could not be made: " + error.message() + ".");
    std::string text = side.key;
    text += '\n';
    for (std::size_t replicate = 0; replicate < lived.size(); ++replicate)
        for (const LivedSums& sums : lived[replicate]) text += line_of(replicate, sums);
    text += last_line;
    text += '\n';
    return write_whole_file(file_of(side), text);
}

std::vector<std::string> KeptLives::remove() const
{
    return remove_own_files(path_, is_kept);
}

} // namespace counterlife::study::questions
