// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers and words as JSON, and the pages that they are put into.

#include "engine/time.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace counterlife::study::text {

/// Text as the inside of a JSON string that may stand in an HTML script element.
std::string json_text(std::string_view text);

/// The number, or null for what is none.
std::string json_number(double value);

/// The text between quotation marks; null for an empty one.
std::string json_word(std::string_view text);
/// The date between quotation marks; null for no_day.
std::string json_day(engine::Day day);

/// An object or a list that grows, with commas between its items.
class Json {
public:
    explicit Json(char open) : text_{open} {}

    void item(std::string_view value)
    {
        if (text_.size() > 1) text_ += ',';
        text_ += value;
    }
    /// The value is JSON already.
    void field(std::string_view key, std::string_view value)
    {
        item("\"");
        text_.append(key).append("\":").append(value);
    }
    std::string done() const { return text_ + (text_[0] == '{' ? '}' : ']'); }

private:
    std::string text_;
};

/// A list of what `item` makes of each thing.
template <class Things, class Item> std::string json_list(const Things& things, Item item)
{
    Json list{'['};
    for (const auto& thing : things) list.item(item(thing));
    return list.done();
}

/// Commas between the things written.
class JsonList {
public:
    void add(const std::string& item)
    {
        if (!text_.empty()) text_ += ",";
        text_ += item;
    }
    std::string in(char open, char close) const { return open + text_ + close; }

private:
    std::string text_;
};

/// A table of a CSV file as a list of objects with the names of its columns. Fields that are
/// numbers are numbers. Complains of a file that is not there or not sound.
std::string csv_json(const std::filesystem::path& path, Complaints& complaints);

/// The page `dir/name` with `dir/style.css`, the script `dir/dist/script` and the data in it.
/// Complains of what is missing.
std::string page_with(const std::filesystem::path& dir, const std::string& name,
                      const std::string& script, const std::string& data, Complaints& complaints);

} // namespace counterlife::study::text
