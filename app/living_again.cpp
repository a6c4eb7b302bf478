// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife life, with how it tells that a nation is lived again.

#include "app/app.h"

#include "app/life_command.h"
#include "study/nation/live_again.h"

#include <iostream>
#include <memory>

namespace counterlife::app {

study::LiveAgain living_again(const std::filesystem::path& data, bool quiet)
{
    return study::live_again_with(data, [quiet](const study::RunFile& file, engine::Day until) {
        const auto teller =
            std::make_shared<ProgressTeller>(file.description.from, until, "living again ", quiet);
        return study::Listener{
            .progress = [teller](const study::Progress& progress) { teller->tell(progress); },
            .cancelled = was_interrupted};
    });
}

int life_command(app::LifeRequest request, const RunOptions& options)
{
    request.data = data_folder(options.data);
    watch_for_interrupts();
    request.live_again = living_again(request.data, options.quiet);
    const int code = app::life(request, std::cout, std::cerr);
    return was_interrupted() ? interrupted() : code;
}

} // namespace counterlife::app
