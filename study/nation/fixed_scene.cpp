// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/fixed_scene.h"

#include "study/record/run_file.h"

#include <utility>

namespace counterlife::study::nation {
namespace {

constexpr const char* remedy =
    ": it is an ensemble of another version; take the program and the data that it was made with, "
    "or calibrate anew";

} // namespace

std::expected<std::uint64_t, std::string> fixed_scene_digest(const LoadedScenario& baseline,
                                                             int threads)
{
    // From the first day to the last.
    RunRequest scene{.seed = 1, .scale = {1000}, .threads = threads};
    scene.in_force = in_force(baseline.scenario.switches);
    auto outcome = simulate(*baseline.numbers, scene);
    if (!outcome) return std::unexpected(std::move(outcome.error()));
    return outcome->digest;
}

void check_ensemble_data(const Ensemble& ensemble, const std::filesystem::path& data,
                         Complaints& complaints)
{
    const auto ground = read_ground(ensemble.scenario, data);
    if (!ground) return complaints.append(ground.error());
    const auto first = make_ready(*ground, &ensemble, &ensemble.members.front());
    if (!first) return complaints.append(first.error());
    if (const std::string& hash = (*first)->scenario.hash; hash != ensemble.data)
        complaints.found(
            at_line(ensemble.file, ensemble.data_line), in_quotes(ensemble.data) + " as data",
            in_quotes(hash) + ", the scenario_hash of its first member with these data" + remedy);
}

void check_ensemble_lives(const Ensemble& ensemble, const std::filesystem::path& data, int threads,
                          Complaints& complaints)
{
    const auto baseline = load_scenario("baseline", data);
    if (!baseline) return complaints.append(baseline.error());
    const auto digest = fixed_scene_digest(**baseline, threads);
    if (!digest) return complaints.add(ensemble.file, digest.error());
    if (const std::string here = digest_text(*digest); here != ensemble.lives)
        complaints.found(at_line(ensemble.file, ensemble.lives_line),
                         in_quotes(ensemble.lives) + " as lives",
                         in_quotes(here) + ", what `counterlife lives` prints here" + remedy);
}

} // namespace counterlife::study::nation
