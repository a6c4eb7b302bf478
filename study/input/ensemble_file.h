// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ensemble of a data folder: the sets of numbers that the public figures have not ruled out.
// docs/formats/ensemble.md describes its two files.

#include "model/parameters.h"
#include "study/input/overlay.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

inline constexpr const char* ensemble_folder = "ensemble";
inline constexpr const char* members_file = "members.csv";
inline constexpr const char* ensemble_file = "ensemble.toml";

/// The most members that an ensemble may have.
inline constexpr std::size_t most_members = 1000;

/// One set of numbers, which is laid over the data before any scenario is.
struct EnsembleMember {
    int number = 0; ///< from 1 on
    double weight = 1;
    std::vector<Setting> settings;      ///< each with a value and for all days
    std::vector<std::string> runs = {}; ///< of the calibration, by which it can be traced
};

struct Ensemble {
    std::string name;
    std::string lives; ///< the digest of the fixed scene, of the program that made it
    std::string data;  ///< the resolved hash of the first member under its scenario
    std::string scenario = "baseline";
    std::string file; ///< ensemble.toml, to complain under
    int lives_line = 0, data_line = 0;
    std::vector<EnsembleMember> members;
};

/// What a parameter is called where one word must do: "birth.rate", or "birth.rate/F/15".
std::string address_of(const Setting& setting);

/// What rows are told to have been set by.
std::string member_text(const Ensemble& ensemble, const EnsembleMember& member);

bool has_ensemble(const std::filesystem::path& data_dir);

/// Reads both files and holds them against the rows of the data and their families. Nothing where
/// there is a complaint.
std::optional<Ensemble> read_ensemble(const std::filesystem::path& data_dir,
                                      std::span<const model::ParameterRow> rows,
                                      std::span<const model::FamilySpec> families,
                                      Complaints& complaints);

/// The members of a text as members.csv has it. `file` is the name to complain under.
std::vector<EnsembleMember> read_members(std::string_view text, std::string_view file,
                                         std::span<const model::ParameterRow> rows,
                                         std::span<const model::FamilySpec> families,
                                         Complaints& complaints);

/// The rest, from a text as ensemble.toml has it: how these members came to be.
void read_ensemble_history(std::string_view text, std::string_view file, Ensemble& ensemble,
                           Complaints& complaints);

} // namespace counterlife::study::input
