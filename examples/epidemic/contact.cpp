// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Contacts: now and then a host meets all those it is linked to, and either side may infect the
// other.
//
// Whoever is infectious writes to those it infects. Whoever is not can catch it from a link that it
// was told is infectious by now, and writes to itself: so all that infects is read in one way, on
// the morning after.

#include "examples/epidemic/numbers.h"

namespace counterlife::epidemic {

namespace {

enum Draw : std::uint32_t { gap, passing, draws };
constexpr Lot at_contact{.every = draws, .many = draws}; // Each contact anew.

void infect_links(Act& act, Time now)
{
    const Life& host = act.life();
    const Chance transmission = act.numbers().transmission;
    const auto luck = act.words_for(host.being.id, at_contact, host.contacts, passing);
    for (std::size_t link = 0; link < most_links; ++link)
        if (host.links[link] != no_host && transmission.takes(luck[link]))
            act.send(act.numbers().shares.address_of(host.links[link]), infection, now);
}

void catch_from_links(Act& act, Time now)
{
    const Life& host = act.life();
    const auto from = [&](std::size_t link) {
        return is_ill(now, host.ill_from[link], act.numbers());
    };
    if (!from(0) && !from(1) && !from(2) && !from(3)) return;
    const auto luck = act.words_for(host.being.id, at_contact, host.contacts, passing);
    for (std::size_t link = 0; link < most_links; ++link)
        if (from(link) && act.numbers().transmission.takes(luck[link]))
            return act.send(act.self(), infection, now,
                            act.numbers().shares.address_of(host.links[link]));
}

void meet(Act& act)
{
    Life& host = act.life();
    const Time now = host.next_contact;
    if (host.phase == Phase::infectious) infect_links(act, now);
    if (host.phase == Phase::susceptible) catch_from_links(act, now);
    const auto luck = act.words_for(host.being.id, at_contact, host.contacts, gap);
    host.next_contact = after(now, gap_of(luck[0], act.numbers().contact_interval));
    ++host.contacts;
    ++act.place_state().series.at(now).contacts;
}

} // namespace

const Rule contact{
    .name = "epidemic.contact",
    .says = "A host meets those it is linked to.",
    .due = [](const View& view) { return day_of(view.life.next_contact, view.numbers); },
    .effect = meet,
    .lots = {&at_contact}};

} // namespace counterlife::epidemic
