// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The commands stand above study, and use the names of all its rooms.

#include "study/study.h"

namespace counterlife::app {

using namespace study;

} // namespace counterlife::app
