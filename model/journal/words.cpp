// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/journal/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace counterlife::model {

std::string ordinal(int number)
{
    constexpr std::array words{"first",   "second", "third", "fourth", "fifth",    "sixth",
                               "seventh", "eighth", "ninth", "tenth",  "eleventh", "twelfth"};
    if (number >= 1 && number <= static_cast<int>(words.size()))
        return words[static_cast<std::size_t>(number) - 1];
    const int last = number % 10;
    const bool teen = number / 10 % 10 == 1;
    return std::to_string(number) + (teen        ? "th"
                                     : last == 1 ? "st"
                                     : last == 2 ? "nd"
                                     : last == 3 ? "rd"
                                                 : "th");
}

std::string number_words(std::int64_t number)
{
    constexpr std::array words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                               "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    if (number < 0 || number >= std::ssize(words)) return std::to_string(number);
    return words[static_cast<std::size_t>(number)];
}

std::string span_words(engine::Days span)
{
    constexpr int fewest_for_months = 100, fewest_for_years = 24;
    const std::int64_t days = span.count();
    if (days < 2) return "a day";
    if (days < fewest_for_months) return counted(days, "day", "days");
    const auto months = std::llround(static_cast<double>(days) * 12 / engine::days_per_year);
    if (months < fewest_for_years) return counted(months, "month", "months");
    const std::string years = counted(months / 12, "year", "years");
    return months % 12 == 0 ? years : years + " and " + counted(months % 12, "month", "months");
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many)
{
    return number_words(number) + " " + std::string{number == 1 ? one : many};
}

std::string one_decimal(double number)
{
    std::array<char, 40> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 1)
            .ptr;
    return {text.data(), end};
}

std::string put(std::string_view text, std::initializer_list<std::string> parts)
{
    std::string whole;
    for (const std::string& part : parts) {
        const std::size_t at = std::min(text.find("{}"), text.size());
        whole.append(text.substr(0, at)).append(part);
        text.remove_prefix(std::min(text.size(), at + 2));
    }
    return whole.append(text);
}

std::string word_of(std::span<const std::string_view> words, std::int64_t at)
{
    const std::int64_t last = std::ssize(words) - 1;
    return std::string{words[static_cast<std::size_t>(at < 0 || at > last ? last : at)]};
}

std::string_view at_work_in(std::int32_t sector)
{
    constexpr std::array<std::string_view, sectors> workplaces{"on a farm",    "in a mine",
                                                               "in a factory", "on a building site",
                                                               "in services",  "in an office"};
    if (sector < 0 || sector >= std::ssize(workplaces)) return "somewhere";
    return workplaces[static_cast<std::size_t>(sector)];
}

std::string_view by_way(Way way)
{
    constexpr std::array<std::string_view, ways + 1> words{
        "by no way that is known", "to a mission of the South in Beijing", "by way of Mongolia",
        "by way of Vietnam",       "by way of Laos and Thailand",          "by a way of their own"};
    return words[std::min(static_cast<std::size_t>(way), ways)];
}

std::string won(std::int32_t thousands)
{
    if (thousands == 0) return "no won at all";
    if (thousands < 1000) return std::to_string(thousands) + ",000 won";
    return one_decimal(thousands / 1000.0) + " million won";
}

std::string_view who_was_willing(bool head, bool secretary)
{
    if (head && secretary) return "head and party secretary were both willing";
    if (head) return "the head of the organisation was willing, the party secretary was not";
    if (secretary) return "the party secretary was willing, the head of the organisation was not";
    return "neither the head of the organisation nor the party secretary was willing";
}

} // namespace counterlife::model
