// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/new_file.h"

#include "study/text/whole_file.h"

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

void complain_of_folder(const fs::path& file, Complaints& complaints)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    std::error_code error;
    if (!fs::is_directory(folder, error))
        complaints.found("--out", "no folder " + in_quotes(folder.string()),
                         "a file in a folder that exists");
    else if (const auto tried = write_whole_file(file.string() + ".tried", ""); !tried)
        complaints.found("--out", "that " + tried.error(), "a file in a folder to write to");
    else
        fs::remove(file.string() + ".tried", error);
}

} // namespace

void complain_of_new_files(std::span<const fs::path> files, Complaints& complaints)
{
    bool all_are_new = true;
    std::error_code error;
    for (const fs::path& file : files) {
        // A link counts too, whatever it leads to.
        if (!fs::exists(fs::symlink_status(file, error))) continue;
        all_are_new = false;
        // Of several in one folder the ends of the names tell which: they are not cut short.
        complaints.found("--out", "'" + printable(file.string()) + "', which exists already",
                         "a file that does not exist yet");
    }
    if (all_are_new && !files.empty()) complain_of_folder(files.front(), complaints);
}

} // namespace counterlife::app
