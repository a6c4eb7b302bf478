// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife twin: two scenarios with the same luck, person by person.

#include "app/app.h"

#include "app/make_twin.h"
#include "study/twins/twin_report.h"

#include <fmt/format.h>

#include <iostream>
#include <optional>

namespace counterlife::app {

namespace {

/// Tells of each replicate by its number.
class ReplicatesTeller {
public:
    ReplicatesTeller(const RunPlan& plan, int replicates) : plan_{plan}, replicates_{replicates} {}

    void tell(int replicate, const study::Progress& progress)
    {
        if (replicate != told_) {
            const std::string which =
                fmt::format("replicate {} of {}  ", replicate + 1, replicates_);
            teller_.emplace(plan_.request.from, plan_.request.to, replicates_ > 1 ? which : "",
                            plan_.quiet);
        }
        told_ = replicate;
        teller_->tell(progress);
    }

private:
    const RunPlan& plan_;
    int replicates_, told_ = -1;
    std::optional<ProgressTeller> teller_;
};

} // namespace

int twin_command(const TwinOptions& options)
{
    watch_for_interrupts();
    auto twin = app::plan_twin(options, data_folder(options.run.data));
    if (!twin) {
        std::cerr << twin.error();
        return bad_input;
    }
    for (const std::string& sentence : twin->writer.removed()) say(sentence + "\n");

    ReplicatesTeller teller{twin->plan, twin->description.replicates};
    const auto made = app::make_twin(
        *twin,
        {.progress = [&](int replicate,
                         const study::Progress& progress) { teller.tell(replicate, progress); },
         .cancelled = was_interrupted});
    if (!made) {
        say(made.error() + "\n");
        return was_interrupted() ? interrupted() : failed;
    }
    if (!made->without_report.empty())
        std::cerr << made->without_report << "The comparison is written without its report.\n";
    study::print_effects(twin->description, made->outcome, std::cout);
    std::cout << "written to " << twin->plan.out.string() << "\n";
    return 0;
}

} // namespace counterlife::app
