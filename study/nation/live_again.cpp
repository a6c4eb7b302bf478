// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/live_again.h"

#include "study/input/load_scenario.h"
#include "study/input/orders_file.h"
#include "study/input/overlay.h"
#include "study/input/parameter_checks.h"
#include "study/input/places_file.h"
#include "study/nation/machine.h"

#include <memory>
#include <utility>

namespace counterlife::study::nation {

std::expected<std::unique_ptr<model::Numbers>, Complaints>
numbers_of(const std::filesystem::path& run, const RunFile& file, const std::filesystem::path& data)
{
    Complaints complaints;
    const RunDescription& description = file.description;
    const std::string name = (run / run_file).string();
    auto places = read_places(data);
    if (!places) complaints.append(places.error());
    std::vector<model::PolicyOrder> orders;
    if (places) orders = policy_orders(description.orders, *places, name, complaints);
    if (description.rules != model::rule_names() ||
        (places && static_cast<std::int64_t>(places->size()) != file.places))
        complaints.found(name, "other rules or places than this program has",
                         "a run of this program, which alone can live it again");
    check_families(description.parameters, model::families(), name, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    const std::string hash =
        resolved_hash(description.parameters, description.switches, description.orders, *places);
    if (hash != description.scenario_hash) {
        complaints.found(name,
                         "numbers and places of the hash " + hash +
                             "; the places of the data may have changed since",
                         "those of the run, " + in_quotes(description.scenario_hash));
        return std::unexpected{std::move(complaints)};
    }
    return std::make_unique<model::Numbers>(model::ParameterSet{description.parameters},
                                            std::move(*places), description.switches,
                                            std::move(orders));
}

LiveAgain live_again_with(std::filesystem::path data, RelivingListener listener_of)
{
    return [data = std::move(data), listener_of = std::move(listener_of)](
               const std::filesystem::path& run, const RunFile& file,
               const std::vector<engine::LifeId>& ids,
               engine::Day until) -> std::expected<Relived, Complaints> {
        const auto numbers = numbers_of(run, file, data);
        if (!numbers) return std::unexpected{numbers.error()};
        const RunDescription& description = file.description;
        RunRequest again;
        again.seed = description.seed;
        again.replicate = description.replicate;
        again.scale = {description.scale_denominator};
        again.from = description.from;
        again.to = until;
        again.threads = usable_cores();
        again.in_force = in_force(description.switches);
        auto relived = relive(**numbers, again, ids, listener_of(file, until));
        if (relived) return std::move(*relived);
        Complaints complaints;
        complaints.add(run.string(), relived.error());
        return std::unexpected{std::move(complaints)};
    };
}

} // namespace counterlife::study::nation
