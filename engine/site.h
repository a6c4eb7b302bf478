// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ground on which the parts of a partition work: who is here, what is due, what is told.

#include "engine/calendar.h"
#include "engine/journal.h"
#include "engine/lives.h"
#include "engine/run_context.h"

#include <string>

namespace counterlife::engine {

template <class M> struct Site {
    const RunContext<M>& context;
    PlaceId number;
    typename M::Place& place;
    Lives<typename M::Life> lives{};
    Calendar calendar{context.start};
    Journal journal{context.rules.size()};

    /// A further life, with nothing due as yet.
    Slot take_in(const typename M::Life& life)
    {
        const Slot slot = lives.take_slot();
        if (slot == calendar.size()) calendar.add();
        lives[slot] = life;
        return slot;
    }
    void forget(Slot slot)
    {
        lives.leave(slot);
        calendar.forget(slot);
    }

    template <class A> void write_down(const A& act) { journal.write_down(act, context.sample); }

    void fail(Day day, LifeId who, RuleId rule, const std::string& what)
    {
        if (journal.failure) return;
        journal.failure = Failure{
            .day = day, .who = who, .what = std::string{context.rules[rule]->name} + " " + what};
    }
};

} // namespace counterlife::engine
