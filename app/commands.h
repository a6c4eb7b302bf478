// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The commands stand above study, and use the names of all its rooms.

#include "study/study.h"
#include "study/text/complaints.h"

#include <string>

namespace counterlife::app {

using namespace study;

/// Why a command came to nothing.
struct Trouble {
    Complaints bad_input; ///< or else
    std::string sentence = {};
};

} // namespace counterlife::app
