// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Does the processor know the instructions that the program is made of? One that does not would end
// it without a word, so it is asked before anything else, even before the libraries make ready.
// This file is compiled for the first processors of the family (CMakeLists.txt).

#include "app/processor.h"

#if defined(__x86_64__)

#include <unistd.h>

#include <cstddef>

namespace counterlife::app {
namespace {

/// A line on standard error, put together where nothing else of the program is ready.
class Line {
public:
    void add(const char* text) noexcept
    {
        while (*text != '\0' && length_ < sizeof text_) text_[length_++] = *text++;
    }
    void print() const noexcept
    {
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text_, length_);
    }

private:
    char text_[256] = {};
    std::size_t length_ = 0;
};

void ask_processor() noexcept
{
    __builtin_cpu_init();
    const struct {
        const char* name;
        bool missing;
    } all[]{{"SSE4.2", used.sse4_2 && !__builtin_cpu_supports("sse4.2")},
            {"POPCNT", used.popcnt && !__builtin_cpu_supports("popcnt")},
            {"AVX2", used.avx2 && !__builtin_cpu_supports("avx2")},
            {"FMA", used.fma && !__builtin_cpu_supports("fma")},
            {"BMI2", used.bmi2 && !__builtin_cpu_supports("bmi2")},
            {"AVX-512", used.avx512 && !__builtin_cpu_supports("avx512f")}};
    Line line;
    bool any = false;
    for (const auto& [name, missing] : all)
        if (missing) {
            line.add(any ? ", " : "This processor does not have ");
            line.add(name);
            any = true;
        }
    if (!any) return;
    line.add(", which this program was compiled for.\n");
    line.print();
    ::_exit(1);
}

/// The loader calls what stands here before the libraries make ready.
[[gnu::used, gnu::section(".preinit_array")]] void (*const first)() noexcept = ask_processor;

} // namespace
} // namespace counterlife::app

#endif
