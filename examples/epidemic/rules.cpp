// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules.

#include "examples/epidemic/epidemic.h"

namespace counterlife::epidemic {

namespace {

constexpr std::array all_rules{&progression, &contact,  &change_of_contacts, &infection,
                               &farewell,    &greeting, &illness_of_another};

} // namespace

std::span<const Rule* const> Epidemic::rules()
{
    return all_rules;
}

} // namespace counterlife::epidemic
