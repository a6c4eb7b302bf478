// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/app.h"

#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace counterlife::app {

namespace {

std::atomic<bool> interrupt_mark{false};

void mark_interrupt(int)
{
    interrupt_mark = true;
}

} // namespace

std::filesystem::path data_folder(const std::string& named)
{
    std::error_code error;
    return study::data_folder(named,
                              std::filesystem::read_symlink("/proc/self/exe", error).parent_path());
}

bool was_interrupted()
{
    return interrupt_mark;
}

void watch_for_interrupts()
{
    std::signal(SIGINT, mark_interrupt);
    std::signal(SIGTERM, mark_interrupt);
    std::signal(SIGHUP, mark_interrupt);
    std::signal(SIGXFSZ, SIG_IGN); // A write beyond the limit fails, and that is told.
}

ProgressTeller::ProgressTeller(engine::Day from, engine::Day to, std::string what, bool quiet)
    : from_{from}, to_{to}, what_{std::move(what)}, quiet_{quiet}, terminal_{isatty(2) == 1}
{
}

ProgressTeller::~ProgressTeller()
{
    if (open_line_) fmt::print(stderr, "\n");
}

void ProgressTeller::tell(const study::Progress& progress)
{
    if (quiet_) return;
    const double interval = terminal_ ? 0.1 : 5.0;
    if (last_ >= 0 && progress.seconds - last_ < interval && progress.today < to_) return;
    last_ = progress.seconds;
    const double done = engine::years(progress.today - from_) / engine::years(to_ - from_);
    const double left = progress.seconds / std::max(done, 1e-9) * (1 - done);
    const double rate = static_cast<double>(progress.events) / std::max(progress.seconds, 1e-9);
    constexpr int width = 24;
    const int filled = static_cast<int>(done * width);
    const std::string line =
        fmt::format("{}[{}{}] {}  {} living  {:.2f} million events a second  {:.0f} s left", what_,
                    std::string(static_cast<std::size_t>(filled), '#'),
                    std::string(static_cast<std::size_t>(width - filled), '.'),
                    study::date_text(progress.today), progress.living, rate / 1e6, left);
    if (terminal_) {
        fmt::print(stderr, "\r\x1b[K{}", line);
        open_line_ = true;
    } else {
        fmt::print(stderr, "{}\n", line);
    }
    std::fflush(stderr);
}

} // namespace counterlife::app
