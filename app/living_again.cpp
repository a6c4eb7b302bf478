// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife life, with how it tells that a nation is lived again.

#include "app/app.h"

#include "app/life_command.h"
#include "study/nation/live_again.h"

#include <iostream>
#include <memory>

namespace counterlife::app {

int life_command(app::LifeRequest request, const RunOptions& options)
{
    request.data = data_folder(options.data);
    watch_for_interrupts();
    request.live_again =
        study::live_again_with(request.data, [&](const study::RunFile& file, engine::Day until) {
            const auto teller = std::make_shared<ProgressTeller>(file.description.from, until,
                                                                 "living again ", options.quiet);
            return study::Listener{
                .progress = [teller](const study::Progress& progress) { teller->tell(progress); },
                .cancelled = was_interrupted};
        });
    const int code = app::life(request, std::cout, std::cerr);
    return was_interrupted() ? interrupted() : code;
}

} // namespace counterlife::app
