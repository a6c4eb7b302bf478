// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace counterlife::study::text {

/// How a command is typed: by the script of a clone, or where the program is installed, by its
/// name.
inline std::string typed(std::string_view command)
{
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    const bool installed = program.parent_path().filename() == "bin";
    return (installed ? "counterlife " : "./counterlife ") + std::string{command};
}

} // namespace counterlife::study::text
