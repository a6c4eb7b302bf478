// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "examples/kin/run.h"
#include "examples/kin/scenario.h"

namespace counterlife::kin {

struct Arguments {
    Plan plan;
    std::string scenario = "sweden-2022";
    std::filesystem::path data, out; ///< no folder: nothing is written
    bool socsim = false, compare = false, help = false;
};

inline constexpr std::string_view usage =
    "kin [--people N] [--years Y] [--seed S] [--threads T] [--places P] [--scenario NAME]\n"
    "    [--compare] [--out FOLDER [--socsim]] [--data FOLDER]\n";

/// What the words after the program's name ask for, or all that is wrong with them at once.
/// `data` is the folder to look for scenarios in when they name none.
std::expected<Arguments, Complaints> read_arguments(std::span<const char* const> words,
                                                    const std::filesystem::path& data);

} // namespace counterlife::kin
