// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/byte_range.h"

#include <algorithm>
#include <charconv>

namespace counterlife::app {
namespace {

std::optional<std::uint64_t> digits(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

AskedRange part(std::uint64_t from, std::uint64_t to, std::uint64_t file_size)
{
    const std::uint64_t last = std::min(to, file_size - 1);
    return {AskedRange::Kind::part, {.from = from, .size = last - from + 1}};
}

} // namespace

AskedRange range_asked(std::string_view header, std::uint64_t file_size)
{
    const AskedRange whole{AskedRange::Kind::whole, {.from = 0, .size = file_size}};
    const AskedRange beyond{AskedRange::Kind::beyond, {}};
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || header.contains(',')) return whole;
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return whole;
    const std::string_view first = header.substr(0, dash), last = header.substr(dash + 1);
    const auto from = digits(first), to = digits(last);
    if ((!first.empty() && !from) || (!last.empty() && !to)) return whole;
    if (from && to && *to < *from) return whole;
    if (from) return *from < file_size ? part(*from, to.value_or(UINT64_MAX), file_size) : beyond;
    if (!to) return whole;
    if (*to == 0 || file_size == 0) return beyond;
    return part(file_size - std::min(*to, file_size), UINT64_MAX, file_size);
}

} // namespace counterlife::app
