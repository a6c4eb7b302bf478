// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/claims_file.h"

#include "study/input/data_layers.h"
#include "study/text/csv.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace counterlife::study::input {
namespace {

constexpr std::array<std::string_view, 11> header{"id",       "group",  "title",  "says",
                                                  "kind",     "weight", "basis",  "confidence",
                                                  "absolute", "state",  "because"};

} // namespace

const ClaimRow* ClaimsFile::find(std::string_view id) const
{
    const auto at = std::ranges::find(rows, id, &ClaimRow::id);
    return at == rows.end() ? nullptr : &*at;
}

ClaimsFile read_claims(const std::filesystem::path& data_dir, Complaints& complaints)
{
    const auto path = beside_data(data_dir, "testimony") / "claims.csv";
    ClaimsFile file{.path = path.generic_string()};
    std::error_code error;
    file.is_there = std::filesystem::exists(path, error);
    if (!file.is_there) return file;
    const auto text = read_file(path, csv_largest_file);
    if (!text) {
        complaints.found(file.path, text.error(), "a readable file of claims of at most 64 MiB");
        return file;
    }
    for (const CsvRow& row : read_csv(*text, file.path, complaints, header).rows) {
        const auto& f = row.fields;
        for (const std::size_t i :
             std::array<std::size_t, 5>{0, 1, 2, 3, 9}) // Without these it is no claim.
            if (f[i].empty())
                complaints.found(at_line(file.path, row.line), "no " + std::string{header[i]},
                                 "a text");
        if (file.find(f[0]) != nullptr)
            complaints.found(at_line(file.path, row.line),
                             "the claim " + in_quotes(f[0]) + " a second time", "each claim once");
        file.rows.push_back({f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]});
    }
    return file;
}

} // namespace counterlife::study::input
