// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The course of the disease: infected, latent, infectious, immune, and susceptible again. Each
// phase lasts as long for everybody.
//
// A host reads on a morning what was passed on to it the day before, takes the first of it, and is
// latent from that moment. Then it tells those who may catch it at their contacts from when it will
// be infectious: long before that, since it is latent first.

#include "examples/epidemic/numbers.h"

namespace counterlife::epidemic {

namespace {

void catch_it(Act& act, const Letter& letter)
{
    act.quiet(); // The event is that the phase begins.
    Life& host = act.life();
    const auto when = static_cast<Time>(letter.payload);
    const bool was_susceptible = host.phase == Phase::susceptible && host.since <= when;
    if (!was_susceptible || host.next_phase <= when) return act.carry_on();
    host.next_phase = when;
    host.infector = number_of(letter.about.known() ? letter.about.id : letter.from);
}

void tell_of_illness(Act& act, Time ill_from)
{
    const std::vector<Knot>& knots = act.place().knots;
    for (std::uint32_t at = act.life().known_to; at != no_knot; at = knots[at].next)
        act.send(act.numbers().shares.address_of(knots[at].host), illness_of_another, ill_from);
}

void begin_next_phase(Act& act)
{
    Life& host = act.life();
    host.since = host.next_phase;
    host.phase = next(host.phase);
    host.next_phase = after(host.since, act.numbers().lasts(host.phase));
    act.place_state().series.enter(host.phase, host.since);
    const bool infected = host.phase == Phase::latent && host.infector != no_host;
    act.note(static_cast<std::int32_t>(host.phase),
             infected ? id_of(host.infector) : engine::nobody);
    if (host.phase == Phase::latent) tell_of_illness(act, host.next_phase);
}

void take_note(Act& act, const Letter& letter)
{
    Life& host = act.life();
    for (std::size_t link = 0; link < most_links; ++link)
        if (host.links[link] == number_of(letter.from))
            host.ill_from[link] = static_cast<Time>(letter.payload);
    act.quiet();
    act.carry_on(); // Its contacts come when they come.
}

} // namespace

const Rule infection{.name = "epidemic.infection",
                     .says = "A host learns that the disease was passed on to it.",
                     .react = catch_it};

const Rule progression{
    .name = "epidemic.progression",
    .says = "The next phase of the disease begins.",
    .due = [](const View& view) { return day_of(view.life.next_phase, view.numbers); },
    .effect = begin_next_phase};

const Rule illness_of_another{.name = "epidemic.illness_of_another",
                              .says = "A host learns from when one of its links is infectious.",
                              .react = take_note};

} // namespace counterlife::epidemic
