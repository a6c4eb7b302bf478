// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/json.h"

#include "study/text/csv.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <cmath>

namespace counterlife::study::text {
namespace {

constexpr std::size_t largest_page = std::size_t{8} << 20;
constexpr const char* more_style = "{{sure}}"; ///< of pages that draw what is ruled out

void replace(std::string& text, std::string_view mark, const std::string& by)
{
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), by);
}

} // namespace

std::string json_text(std::string_view text)
{
    std::string json;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\')
            json += {'\\', letter};
        else if (byte < 0x20 || letter == '<' || letter == '>' || letter == '&')
            json += fmt::format("\\u{:04x}", byte); // No tag can begin or end in it.
        else
            json += letter;
    }
    return json;
}

std::string json_word(std::string_view text)
{
    return text.empty() ? "null" : "\"" + json_text(text) + "\"";
}

std::string json_day(engine::Day day)
{
    return day == engine::no_day ? "null" : "\"" + date_text(day) + "\"";
}

std::string json_number(double value)
{
    return std::isfinite(value) ? number_text(value) : "null";
}

std::string csv_json(const std::filesystem::path& path, Complaints& complaints)
{
    const auto text = read_file(path, csv_largest_file);
    if (!text) {
        complaints.add(path.string(), "found " + text.error());
        return "[]";
    }
    const CsvTable table = read_csv(*text, path.string(), complaints);
    return json_list(table.rows, [&](const CsvRow& row) {
        Json fields{'{'};
        for (std::size_t i = 0; i < table.header.size(); ++i) {
            const auto number = parse_number(row.fields[i]);
            fields.field(json_text(table.header[i]),
                         number ? json_number(*number) : '"' + json_text(row.fields[i]) + '"');
        }
        return fields.done();
    });
}

std::string page_with(const std::filesystem::path& dir, const std::string& name,
                      const std::string& script, const std::string& data, Complaints& complaints)
{
    const auto part = [&](const std::filesystem::path& path) {
        const auto text = read_file(path, largest_page);
        if (!text) complaints.add(path.string(), "found " + text.error() + "; run ./dev build");
        return text.value_or("");
    };
    std::string page = part(dir / name);
    replace(page, "{{style}}", part(dir / "style.css"));
    if (page.contains(more_style)) replace(page, more_style, part(dir / "sure.css"));
    replace(page, "{{script}}", part(dir / "dist" / script));
    replace(page, "{{data}}", data);
    return page;
}

} // namespace counterlife::study::text
