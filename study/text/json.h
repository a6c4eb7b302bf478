// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers and words as JSON, and the pages that they are put into.

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

/// The page `dir/name` with `dir/style.css`, the script `dir/dist/script` and the data in it.
/// Complains of what is missing.
std::string page_with(const std::filesystem::path& dir, const std::string& name,
                      const std::string& script, const std::string& data, Complaints& complaints);

} // namespace counterlife::study::text
