// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife explore, with the browser that it opens and the interrupt that ends it.

#include "app/app.h"

#include "app/explore_command.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <spawn.h>
#include <string>
#include <unistd.h>

namespace counterlife::app {
namespace {

/// Opens an address in the browser of whoever sits before a screen.
void open_in_browser(const std::string& address)
{
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    if (!set("DISPLAY") && !set("WAYLAND_DISPLAY")) return;
    std::string program = "xdg-open", where = address;
    std::array<char*, 3> words{program.data(), where.data(), nullptr};
    posix_spawn_file_actions_t quietly;
    posix_spawn_file_actions_init(&quietly);
    for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&quietly, file, "/dev/null", O_RDWR, 0);
    posix_spawnattr_t apart; // So that Ctrl-C here does not close a browser.
    posix_spawnattr_init(&apart);
    posix_spawnattr_setflags(&apart, POSIX_SPAWN_SETSID);
    pid_t child = 0; // Where there is no such program the address is on the screen all the same.
    ::posix_spawnp(&child, program.c_str(), &quietly, &apart, words.data(), environ);
    posix_spawnattr_destroy(&apart);
    posix_spawn_file_actions_destroy(&quietly);
}

} // namespace

int explore_command(app::ExploreRequest request, const RunOptions& options)
{
    request.data = data_folder(options.data);
    watch_for_interrupts();
    request.live_again = living_again(request.data, options.quiet);
    const bool terminal = ::isatty(STDERR_FILENO) == 1, asks = !request.no_browser;
    const int code = app::explore(request,
                                  {.stopped = was_interrupted,
                                   .say =
                                       [&](std::string_view text) {
                                           if (terminal && !options.quiet)
                                               say("\r\x1b[K" + std::string{text});
                                       },
                                   .opened =
                                       [&](const std::string& address) {
                                           if (asks) open_in_browser(address);
                                       }},
                                  std::cout, std::cerr);
    // Ctrl-C is how a page that is served comes to its end; a kill is told apart.
    const bool served = request.export_to.empty() && code == 0;
    if (served && interrupted() == 128 + SIGINT) forget_interrupt();
    return was_interrupted() ? interrupted() : code;
}

} // namespace counterlife::app
