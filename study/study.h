// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// For those above study, who need not know in which room a thing is kept: the names of all rooms,
// as names of study.

#include "study/rooms.h"

namespace counterlife::study {

using namespace text;
using namespace input;
using namespace record;
using namespace nation;
using namespace figures;
using namespace find;
using namespace account;
using namespace twins;
using namespace questions;
using namespace explorer;
using namespace audit;

} // namespace counterlife::study
