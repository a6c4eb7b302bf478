// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a command meets the machine: the streams that it was started with, and the end that it comes
// to when the machine gives out.

#include <functional>
#include <memory>
#include <streambuf>
#include <string_view>

namespace counterlife::app {

/// Standard output, with what kept it from being written. While this lives, std::cout goes there;
/// descriptors 0 to 2 are always something, so that no file of a run is opened as one of them, and
/// a reader who has left makes a write fail instead of ending the process.
class StandardOutput {
public:
    StandardOutput();
    ~StandardOutput();
    StandardOutput(const StandardOutput&) = delete;
    StandardOutput& operator=(const StandardOutput&) = delete;

    /// Writes what is still waiting. Zero, or the number of the first error that there was.
    int flush();

private:
    class Buffer;
    std::unique_ptr<Buffer> buffer_;
    std::streambuf* before_;
};

/// Says something on standard error. What cannot be said is forgotten: it must not end a run.
void say(std::string_view text);

/// Does the work of a command and gives its exit code. Memory or threads that the machine refuses
/// end in a sentence, and so does output that was lost.
int run_to_its_end(const std::function<int()>& command);

} // namespace counterlife::app
