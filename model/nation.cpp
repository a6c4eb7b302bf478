// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/nation.h"

namespace counterlife::model {

Nation::Luggage Nation::pack(Life& life, Place& from)
{
    const auto children = from.kin.list(life.children);
    Luggage luggage{.children = {children.begin(), children.end()}, .exile = {}};
    from.kin.drop(life.children);
    life.children = 0;
    if (life.exile != 0) luggage.exile = from.exiles.take(life.exile);
    life.exile = 0;
    return luggage;
}

void Nation::unpack(Life& life, Place& to, Luggage&& luggage)
{
    life.children = 0;
    for (const Address& child : luggage.children) life.children = to.kin.add(life.children, child);
    life.exile = luggage.exile ? to.exiles.add(std::move(*luggage.exile)) : 0;
}

} // namespace counterlife::model
