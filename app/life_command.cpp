// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife life, with what it needs to live a nation again.

#include "app/app.h"

#include "study/life_command.h"
#include "study/orders_file.h"
#include "study/places_file.h"
#include "study/read_run.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <thread>

namespace counterlife::app {

namespace {

/// The numbers that run.toml tells.
std::expected<std::unique_ptr<model::Numbers>, study::Complaints>
numbers_of(const std::filesystem::path& run, const study::RunFile& file,
           const std::filesystem::path& data)
{
    study::Complaints complaints;
    auto places = study::read_places(data);
    if (!places) return std::unexpected{places.error()};
    const study::RunDescription& description = file.description;
    const std::string name = (run / study::run_file).string();
    auto orders = study::policy_orders(description.orders, *places, name, complaints);
    if (description.rules != model::rule_names() ||
        static_cast<std::int64_t>(places->size()) != file.places)
        complaints.found(name, "other rules or places than this program has",
                         "a run of this program, which alone can live it again");
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return std::make_unique<model::Numbers>(model::ParameterSet{description.parameters},
                                            std::move(*places), description.switches,
                                            std::move(orders));
}

} // namespace

int life_command(study::LifeRequest request, const RunOptions& options)
{
    request.data = data_folder(options.data);
    watch_for_interrupts();
    request.live_again =
        [&](const std::filesystem::path& run, const study::RunFile& file,
            const std::vector<engine::LifeId>& ids,
            engine::Day until) -> std::expected<study::Relived, study::Complaints> {
        const auto numbers = numbers_of(run, file, request.data);
        if (!numbers) return std::unexpected{numbers.error()};
        const study::RunDescription& description = file.description;
        study::RunRequest again;
        again.seed = description.seed;
        again.replicate = description.replicate;
        again.scale = {description.scale_denominator};
        again.from = description.from;
        again.to = until;
        again.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        again.in_force = in_force(description.switches);
        ProgressTeller teller{description.from, until, "living again ", options.quiet};
        study::Listener listener{
            .progress = [&](const study::Progress& progress) { teller.tell(progress); },
            .cancelled = was_interrupted};
        auto relived = study::relive(**numbers, again, ids, listener);
        if (relived) return std::move(*relived);
        study::Complaints complaints;
        complaints.add(run.string(), relived.error());
        return std::unexpected{std::move(complaints)};
    };
    const int code = study::life(request, std::cout, std::cerr);
    return was_interrupted() ? interrupted : code;
}

} // namespace counterlife::app
