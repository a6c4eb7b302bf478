// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a comparison says to its reader: a table for the terminal and a page for the browser.

#include "study/rooms.h"
#include "study/text/complaints.h"
#include "study/twins/twin_directory.h"

#include <expected>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>

namespace counterlife::study::twins {

/// The effects as JSON, a list of objects. Of one of no replicate, as read from a table, it is not
/// known how many lives are untouched, nor over what its interval is.
std::string effects_json(std::span<const EffectRow> rows);

/// Of an effect that has the other sign under some members of an ensemble: a sentence. Else none.
std::string sign_sentence(const EffectRow& row);

/// Prints the effects on everybody, how many lives were touched and by what.
void print_effects(const TwinDescription& description, const TwinOutcome& outcome,
                   std::ostream& out);

/// The page, made of twin.html and dist/twin.js in the folder, or what is missing to make it.
std::expected<std::string, Complaints> twin_html(const TwinDescription& description,
                                                 const TwinOutcome& outcome,
                                                 const std::filesystem::path& folder);

} // namespace counterlife::study::twins
