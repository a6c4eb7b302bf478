// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads data/<institution>/<family>.csv and checks it against what the model declares.

#include "engine/time.h"
#include "model/parameters.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <array>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// All rows of all families, in the order of the files; or everything that is wrong with them,
/// including files in the data folder that nobody declares. Every parameter and key must have one
/// value, and one only, on each day from `run_from` to `run_to` (exclusive). Where the folder
/// inherits another (data_layers.h), what it has of a parameter and key is all there is of it.
std::expected<std::vector<model::ParameterRow>, Complaints>
read_parameters(const std::filesystem::path& data_dir, std::span<const model::FamilySpec> families,
                engine::Day run_from, engine::Day run_to);

/// The same for the text of one family's file; `file` is the name to complain under.
std::vector<model::ParameterRow> read_family(std::string_view text, std::string_view file,
                                             const model::FamilySpec& family, engine::Day run_from,
                                             engine::Day run_to, Complaints& complaints);

/// The kinds of number in words, in the order of model::Kind.
inline constexpr std::array<std::string_view, 4> kind_words{"testimony", "statistic", "calibrated",
                                                            "assumption"};

std::string_view kind_text(model::Kind kind);
std::optional<model::Kind> kind_of(std::string_view text);

} // namespace counterlife::study::input
