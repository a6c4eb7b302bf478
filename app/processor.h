// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace counterlife::app {

/// Families of instructions that the compiler was free to use anywhere in the program.
struct Instructions {
    bool sse4_2, popcnt, avx2, fma, bmi2, avx512;
};
extern const Instructions used; // As processor.cpp cannot know: it is compiled without any of them.

} // namespace counterlife::app
