// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How sure the numbers are: the replicates that the nation is drawn by, and what came with the
// ensemble of the data.

#include "study/explorer/opened.h"
#include "study/figures/replicate_tally.h"
#include "study/figures/uncertainty_tables.h"
#include "study/record/read_run.h"
#include "study/text/json.h"

namespace counterlife::study::explorer {
namespace {

std::string luck_json(const Opened& opened)
{
    const std::size_t members = opened.all ? opened.all->members() : 0;
    const std::size_t runs = opened.all ? opened.all->file.runs.size() : 1;
    Json json{'{'};
    json.field("runs", std::to_string(runs));
    json.field("members", std::to_string(members));
    json.field("ensemble", json_word(members > 0 ? opened.all->file.members->ensemble : ""));
    json.field("scale",
               json_number(static_cast<double>(opened.here.description().scale_denominator)));
    return json.done();
}

} // namespace

std::optional<Several> several_in(const DocumentsRequest& request, Complaints& complaints)
{
    auto file = open_replicates(request.replicates);
    if (!file) {
        complaints.append(file.error());
        return std::nullopt;
    }
    Several all{.file = std::move(*file), .mean = {}, .drawn = {}, .fit = {}};
    all.mean = mean_of(all.file.runs);
    ReplicateTally drawn;
    std::vector<std::vector<SeriesRow>> fitted;
    for (std::size_t i = 0; i < all.file.runs.size(); ++i) {
        const auto series = read_series(replicate_in(request.replicates, i));
        if (!series) {
            complaints.append(series.error());
            return std::nullopt;
        }
        drawn.add(drawn_of(*series));
        fitted.push_back(fitted_of(*series));
    }
    all.drawn = drawn.rows(all.file.ensemble());
    all.fit = fit(targets_in(request.data, complaints), fitted, all.file.ensemble());
    return all;
}

ReportRequest Several::request(const std::filesystem::path& data, std::int64_t founders) const
{
    return {.description = file.description,
            .result = mean,
            .founders = founders,
            .series = {},
            .data = data,
            .page = {},
            .replicates = drawn,
            .drawn = file.runs,
            .judged = file.runs,
            .fit = &fit,
            .members = file.ensemble()};
}

Document sure_document(Opened& opened)
{
    Complaints complaints;
    const std::string shipped = shipped_uncertainty_json(opened.request.data, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    Json json{'{'};
    json.field("format", "1");
    json.field("luck", luck_json(opened));
    json.field("shipped", shipped);
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer
