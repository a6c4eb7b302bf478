// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/streams.h"

#include "app/app.h"
#include "study/nation/machine.h"
#include "study/record/partial_directory.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <iostream>
#include <new>
#include <optional>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace counterlife::app {

namespace {

/// Opens what was closed on something that says of each read or write that it failed.
void open_closed_descriptors()
{
    for (int file = 0; file <= STDERR_FILENO; ++file) {
        if (::fcntl(file, F_GETFD) >= 0 || errno != EBADF) continue;
        // The lowest that is free: those below are open by now.
        [[maybe_unused]] const int opened =
            ::open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

} // namespace

class StandardOutput::Buffer : public std::streambuf {
public:
    Buffer() { setp(room_.data(), room_.data() + room_.size()); }

    int error() const { return error_; }
    void fail(int error)
    {
        if (error_ == 0) error_ = error;
    }

protected:
    int_type overflow(int_type letter) override
    {
        if (sync() != 0) return traits_type::eof();
        if (!traits_type::eq_int_type(letter, traits_type::eof()))
            sputc(traits_type::to_char_type(letter));
        return traits_type::not_eof(letter);
    }

    int sync() override
    {
        const char* at = pbase();
        while (error_ == 0 && at < pptr()) {
            const ssize_t written =
                ::write(STDOUT_FILENO, at, static_cast<std::size_t>(pptr() - at));
            if (written >= 0) {
                at += written;
            } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
                pollfd wait{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
                ::poll(&wait, 1, -1);
            } else if (errno != EINTR) {
                fail(errno);
            }
        }
        setp(room_.data(), room_.data() + room_.size());
        return error_ == 0 ? 0 : -1;
    }

private:
    std::array<char, 1 << 16> room_{};
    int error_ = 0;
};

StandardOutput::StandardOutput()
{
    open_closed_descriptors();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // A write beyond the limit fails, and that is told.
    buffer_ = std::make_unique<Buffer>();
    before_ = std::cout.rdbuf(buffer_.get());
    if (::isatty(STDOUT_FILENO) == 1) std::cout << std::unitbuf;
}

StandardOutput::~StandardOutput()
{
    std::cout.flush();
    std::cout.rdbuf(before_);
}

int StandardOutput::flush()
{
    std::cout.flush();
    // Some disks tell only of a file that is closed that it has no room.
    const int again = ::dup(STDOUT_FILENO);
    if (buffer_->error() == 0 && again >= 0 && ::close(again) != 0) buffer_->fail(errno);
    return buffer_->error();
}

void say(std::string_view text)
{
    std::cout.flush();
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

namespace {

/// What a command came to; nothing, once it is said what the machine refused it.
std::optional<int> done_or_refused(const std::function<int()>& command)
{
    try {
        return command();
    } catch (const std::bad_alloc&) {
        const study::MemoryLimit limit = study::memory_limit();
        say(fmt::format("There is not enough memory: {} is what this process may have ({}). "
                        "Nothing is kept. A run of a smaller scale needs less.\n",
                        study::bytes_text(limit.bytes), limit.which));
    } catch (const std::system_error& error) {
        say(fmt::format("The machine refused what this needs, such as a thread: {}. Nothing is "
                        "kept; --threads 1 needs the least.\n",
                        error.code().message()));
    } catch (const std::exception& error) {
        say(fmt::format("This cannot go on: {}. Nothing is kept.\n", error.what()));
    }
    return std::nullopt;
}

/// What the machine refuses where nothing can be thrown, as in a library's own threads.
[[noreturn]] void end_at_once()
{
    static std::atomic_flag ending; // Several threads may come here: one is enough.
    if (ending.test_and_set()) ::pause();
    study::abandon_partial_directories();
    const auto tell = [](const char* words) {
        [[maybe_unused]] const auto told = ::write(STDERR_FILENO, words, std::strlen(words));
    };
    tell("The machine refused what this needs, memory or a thread");
    if (const std::exception_ptr thrown = std::current_exception()) {
        try {
            std::rethrow_exception(thrown);
        } catch (const std::exception& error) {
            tell(": ");
            tell(error.what());
        } catch (...) {
        }
    }
    tell(". Nothing is kept; a smaller scale or fewer --threads need less.\n");
    ::_exit(failed);
}

} // namespace

int run_to_its_end(const std::function<int()>& command)
{
    std::set_terminate(end_at_once);
    StandardOutput output;
    const std::optional<int> done = done_or_refused(command);
    const int code = done.value_or(failed);
    if (const int error = output.flush(); error != 0) {
        say(fmt::format("What this prints did not all reach standard output: {}.\n",
                        std::strerror(error)));
        if (code == 0 && !was_interrupted()) return failed;
    }
    // What libraries do at the end of a process they cannot do without memory either.
    if (!done) std::_Exit(code);
    end_watch_for_interrupts();
    if (code == 0 && was_interrupted()) {
        say("The interruption came when all was done.\n");
        return interrupted();
    }
    return code;
}

} // namespace counterlife::app
