// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife verify, for a directory of replicates.

#include "app/verify_command.h"
#include "study/figures/replicate_tally.h"
#include "study/record/read_run.h"
#include "study/record/replicates.h"

#include <ostream>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

/// Whether the table over all replicates is what comes of their series.
Complaints check_table(const fs::path& dir, const ReplicatesFile& file)
{
    Complaints complaints;
    ReplicateTally tally;
    for (std::size_t i = 0; i < file.runs.size(); ++i) {
        const auto series = read_series(replicate_in(dir, i));
        if (!series)
            complaints.append(series.error());
        else
            tally.add(*series);
    }
    const auto written = read_replicates_digest(dir, file.members.has_value());
    if (!written) complaints.append(written.error());
    if (!complaints.empty()) return complaints;
    if (const std::string made = digest_of(tally.rows(file.ensemble()), file.members.has_value());
        made != *written)
        complaints.found((dir / replicates_table_file).string(),
                         "other rows than come of the series: their digest is " + *written, made);
    return complaints;
}

} // namespace

int verify_directory(const VerifyRequest& request, std::ostream& out, std::ostream& err)
{
    if (!holds_replicates(request.run)) return verify_with_lives(request, out, err);
    const auto file = open_replicates(request.run);
    if (!file) {
        err << file.error();
        return 2;
    }
    bool agree = true;
    for (std::size_t i = 0; i < file->runs.size(); ++i) {
        VerifyRequest one = request;
        one.run = replicate_in(request.run, i);
        agree = verify_with_lives(one, out, err) == 0 && agree;
    }
    const Complaints complaints = check_table(request.run, *file);
    err << complaints;
    if (!complaints.empty() || !agree) return 2;
    out << replicates_table_file << ": what comes of the series of all " << file->runs.size()
        << " replicates\n"
        << request.run.string() << ": the files agree\n";
    return 0;
}

} // namespace counterlife::app
