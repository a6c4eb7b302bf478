// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads testimony/claims.csv, beside the data: what each claim says and what it rests on.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// A claim in the file's own words.
struct ClaimRow {
    std::string id, group, title, says, kind, weight, basis, confidence, absolute, state, because;
};

struct ClaimsFile {
    std::string path;
    bool is_there = false;
    std::vector<ClaimRow> rows;

    /// Null where the file does not have the claim.
    const ClaimRow* find(std::string_view id) const;
};

/// A file that is not there is no complaint: the commands that show claims say so themselves.
ClaimsFile read_claims(const std::filesystem::path& data_dir, Complaints& complaints);

} // namespace counterlife::study::input
