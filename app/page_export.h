// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The explorer's page with documents beside it or in it, for those who have no program.

#include "app/commands.h"
#include "study/explorer/documents.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::app {

/// The page with these documents in it: {{documents}} of the template becomes their packed text.
inline constexpr std::string_view documents_mark = "{{documents}}";

struct PageExport {
    std::filesystem::path out; ///< a file that ends in .html, or a folder
    std::string page;          ///< the template
    std::vector<PersonNumber> lives;
    bool twins = false;                                   ///< of those lives too
    std::function<void(std::size_t lives_done)> progress; ///< may be empty
    std::function<bool()> cancelled;                      ///< may be empty
};

struct ExportedPage {
    std::size_t documents = 0;
    std::uint64_t bytes = 0; ///< of the file, or of all files
};

/// Whether a name is that of one file rather than of a folder.
bool is_one_page(const std::filesystem::path& out);

/// Writes all of it or nothing.
std::expected<ExportedPage, Trouble> export_page(Documents& documents, const PageExport& wanted);

/// Documents by path as the page reads them out of itself: JSON, compressed, in letters.
std::string packed(std::string_view json);

} // namespace counterlife::app
