// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/app.h"

#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <csignal>
#include <unistd.h>

namespace counterlife::app {

namespace {

constexpr std::array watched{SIGINT, SIGTERM, SIGHUP};

/// The number of the first signal; nought: none.
std::atomic<int> interrupt_mark{0};
static_assert(std::atomic<int>::is_always_lock_free);

void mark_interrupt(int number)
{
    int none = 0;
    interrupt_mark.compare_exchange_strong(none, number);
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
    return interrupt_mark != 0;
}

int interrupted()
{
    return 128 + interrupt_mark;
}

void forget_interrupt()
{
    interrupt_mark = 0;
}

void watch_for_interrupts()
{
    // Whoever began this may have made it deaf to some, as nohup does.
    for (const int number : watched)
        if (std::signal(number, mark_interrupt) == SIG_IGN) std::signal(number, SIG_IGN);
}

void end_watch_for_interrupts()
{
    for (const int number : watched)
        if (std::signal(number, SIG_DFL) == SIG_IGN) std::signal(number, SIG_IGN);
}

ProgressTeller::ProgressTeller(engine::Day from, engine::Day to, std::string what, bool quiet)
    : from_{from}, to_{to}, what_{std::move(what)}, quiet_{quiet}, terminal_{isatty(2) == 1}
{
}

ProgressTeller::~ProgressTeller()
{
    if (open_line_) say("\n");
}

void ProgressTeller::tell(const study::Progress& progress)
{
    if (quiet_) return;
    const double interval = terminal_ ? 0.1 : 5.0;
    if (last_ >= 0 && progress.seconds - last_ < interval && progress.today < to_) return;
    last_ = progress.seconds;
    const double done = engine::years(progress.today - from_) / engine::years(to_ - from_);
    // The founders have settled by the first time, which takes as long at any length of the run.
    if (first_seconds_ < 0) first_seconds_ = progress.seconds, first_done_ = done;
    constexpr double enough = 0.02;
    std::string left;
    if (done - first_done_ > enough)
        left = fmt::format("  {:.0f} s left",
                           (progress.seconds - first_seconds_) / (done - first_done_) * (1 - done));
    const double rate = static_cast<double>(progress.events) / std::max(progress.seconds, 1e-9);
    constexpr int width = 24;
    const int filled = static_cast<int>(done * width);
    const std::string line =
        fmt::format("{}[{}{}] {}  {} living  {:.2f} million events a second{}", what_,
                    std::string(static_cast<std::size_t>(filled), '#'),
                    std::string(static_cast<std::size_t>(width - filled), '.'),
                    study::date_text(progress.today), progress.living, rate / 1e6, left);
    say_line(line);
    told_rows_ = std::chrono::steady_clock::now();
}

void ProgressTeller::tell_rows(std::string_view table, std::int64_t rows)
{
    const auto now = std::chrono::steady_clock::now();
    const auto interval = terminal_ ? std::chrono::milliseconds{100} : std::chrono::seconds{5};
    if (quiet_ || now - told_rows_ < interval) return;
    told_rows_ = now;
    say_line(fmt::format("{}writing {}, {:.1f} million rows", what_, table,
                         static_cast<double>(rows) / 1e6));
}

void ProgressTeller::say_line(const std::string& line)
{
    say(terminal_ ? "\r\x1b[K" + line : line + "\n");
    open_line_ = terminal_;
}

std::string ReplicatesTeller::which(int replicate) const
{
    if (of_member_ == 0)
        return replicates_ > 1 ? fmt::format("replicate {} of {}  ", replicate + 1, replicates_)
                               : "";
    const std::string member =
        fmt::format("member {} of {}", replicate / of_member_ + 1, replicates_ / of_member_);
    if (of_member_ == 1) return member + "  ";
    return member + fmt::format(", replicate {} of {}  ", replicate % of_member_ + 1, of_member_);
}

void ReplicatesTeller::tell(int replicate, const study::Progress& progress)
{
    if (replicate != told_) {
        teller_.reset(); // Ends its line.
        teller_.emplace(plan_.request.from, plan_.request.to, which(replicate), plan_.quiet);
    }
    told_ = replicate;
    teller_->tell(progress);
}

} // namespace counterlife::app
