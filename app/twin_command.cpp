// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife twin: two scenarios with the same luck, person by person.

#include "app/app.h"

#include "app/make_twin.h"
#include "study/twins/twin_report.h"

#include <iostream>

namespace counterlife::app {

int twin_command(const TwinOptions& options)
{
    watch_for_interrupts();
    auto twin = app::plan_twin(options, data_folder(options.run.data));
    if (!twin) {
        std::cerr << twin.error();
        return bad_input;
    }
    for (const std::string& sentence : twin->writer->removed()) say(sentence + "\n");

    const auto& members = twin->description.members;
    const int runs = members ? static_cast<int>(members->runs()) : twin->description.replicates;
    ReplicatesTeller teller{twin->plan, runs, members ? static_cast<int>(members->replicates) : 0};
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
