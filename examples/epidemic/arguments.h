// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "examples/epidemic/run.h"
#include "examples/epidemic/scenario.h"

namespace counterlife::epidemic {

struct Arguments {
    Plan plan;
    std::string scenario = "idmm";
    std::filesystem::path data;
    std::optional<std::filesystem::path> out; ///< a folder; none: to the standard output
    bool compare = false, plain = false, help = false;
};

inline constexpr std::string_view usage =
    "epidemic [--hosts N] [--days D] [--seed S] [--threads T] [--places P] [--within SHARE]\n"
    "         [--scenario NAME] [--data FOLDER] [--out FOLDER] [--plain] [--compare]\n";

/// What the words after the program's name ask for, or all that is wrong with them at once.
/// `data` is the folder to look for scenarios in when they name none.
std::expected<Arguments, Complaints> read_arguments(std::span<const char* const> words,
                                                    const std::filesystem::path& data);

} // namespace counterlife::epidemic
