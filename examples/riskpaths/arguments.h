// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "examples/riskpaths/run.h"
#include "examples/riskpaths/scenario.h"

namespace counterlife::riskpaths {

struct Arguments {
    Plan plan;
    std::string scenario = "bulgaria";
    std::filesystem::path data;
    bool compare = false, help = false;
};

inline constexpr std::string_view usage =
    "riskpaths [--cases N] [--seed S] [--threads T] [--scenario NAME] [--mortality] [--compare]\n"
    "          [--data FOLDER]\n";

/// What the words after the program's name ask for, or all that is wrong with them at once.
/// `data` is the folder to look for scenarios in when they name none.
std::expected<Arguments, Complaints> read_arguments(std::span<const char* const> words,
                                                    const std::filesystem::path& data);

} // namespace counterlife::riskpaths
