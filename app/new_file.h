// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where a command is to write a file of its own: never over one that is there.

#include "app/commands.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <span>

namespace counterlife::app {

/// Complains of files that exist already, all of one folder, and of the folder if it is not there
/// or not to be written to: before the work, which may take long.
void complain_of_new_files(std::span<const std::filesystem::path> files, Complaints& complaints);

} // namespace counterlife::app
