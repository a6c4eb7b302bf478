// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The same model as a plain program: one queue of events for everybody, each host reading and
// writing the others as it likes. No engine, no letters, no days, another source of luck.
//
// It is what the model on the engine is compared with.

#include "examples/epidemic/run.h"

namespace counterlife::epidemic {

/// The series of so many hosts among whom links are drawn from all.
Series run_plainly(const Numbers& numbers, std::int64_t hosts, int days, std::uint64_t seed);

} // namespace counterlife::epidemic
