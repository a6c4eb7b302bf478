// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/numbers_and_dates.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <system_error>

namespace counterlife::study::text {
namespace {

std::optional<unsigned> parse_digits(std::string_view text)
{
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return {};
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional{value} : std::nullopt;
}

std::string padded(unsigned value, std::size_t width)
{
    const std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

} // namespace

std::optional<double> parse_number(std::string_view text)
{
    double value = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    if (error != std::errc{} || end != last || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<engine::Day> parse_date(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_digits(text.substr(0, 4));
    const auto month = parse_digits(text.substr(5, 2));
    const auto day = parse_digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) return std::nullopt;
    return engine::day_of(static_cast<int>(*year), *month, *day);
}

std::string number_text(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

std::string date_text(engine::Day day)
{
    const std::chrono::year_month_day date = engine::date_of(day);
    return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
           padded(static_cast<unsigned>(date.month()), 2) + "-" +
           padded(static_cast<unsigned>(date.day()), 2);
}

std::string period_text(std::optional<engine::Day> from, std::optional<engine::Day> to)
{
    return (from ? date_text(*from) : "") + ".." + (to ? date_text(*to) : "");
}

std::expected<std::string, std::string> read_file(const std::filesystem::path& path,
                                                  std::size_t limit)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return std::unexpected{"no such file"};
    if (error) return std::unexpected{"a file that cannot be read (" + error.message() + ")"};
    if (!std::filesystem::is_regular_file(status))
        return std::unexpected{"a folder or device where a file should be"};
    const auto size = std::filesystem::file_size(path, error);
    if (error) return std::unexpected{"a file that cannot be read (" + error.message() + ")"};
    if (size > limit) return std::unexpected{"a file of " + std::to_string(size) + " bytes"};

    errno = 0;
    std::ifstream in{path, std::ios::binary};
    std::string text(size, '\0');
    // One byte more: a file of the system says that it is empty, and is not, or cannot be read.
    text.push_back('\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    const bool ended = in.eof() && !in.bad() && errno == 0;
    text.pop_back();
    if (ended && in.gcount() == static_cast<std::streamsize>(size)) return text;
    if (in) return std::unexpected{"a file that is longer than it says"};
    const std::string why = errno == 0 ? "" : " (" + std::generic_category().message(errno) + ")";
    return std::unexpected{"a file that cannot be read" + why};
}

} // namespace counterlife::study::text
