// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/journal/weighed.h"

#include <cctype>

namespace counterlife::model {

std::string what_weighed(std::string_view most, std::string_view next, std::string_view against)
{
    std::string text{most};
    if (!text.empty() && !next.empty()) text.append(" and ").append(next);
    if (!text.empty()) text += " weighed most";
    if (!against.empty())
        text.append(text.empty() ? "" : "; ").append(against).append(" spoke against it");
    if (text.empty()) return text;
    char& first = text[text.front() == '{' ? 1 : 0]; // "{his} regard", and "{His}" to begin with.
    first = static_cast<char>(std::toupper(static_cast<unsigned char>(first)));
    return " " + text + ".";
}

} // namespace counterlife::model
