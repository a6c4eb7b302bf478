// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Changes of contacts: now and then a host that is not infectious itself looks at its links, drops
// some of those who are, and links to somebody else instead.
//
// Who was dropped and who was found are told, since they keep a list of those whom they must tell
// of an illness. Whoever is found ill answers: for that long, two days at most, the host takes them
// for well. Everything else of the model is exact; this is not.

#include "examples/epidemic/numbers.h"

namespace counterlife::epidemic {

namespace {

enum Draw : std::uint32_t { gap, dropping, where, which, draws };
constexpr Lot at_change{.every = draws, .many = draws}; // Each change anew.

/// Somebody who is a link already, or the host itself, is no new link: then there is one less.
void replace(Act& act, std::size_t link, std::uint32_t where_luck, std::uint32_t which_luck)
{
    Life& host = act.life();
    const Shares& shares = act.numbers().shares;
    const Number found = act.numbers().draw_host(act.here(), where_luck, which_luck);
    act.send(shares.address_of(host.links[link]), farewell);
    ++act.place_state().series.at(host.next_change).dropped;
    host.links[link] = no_host;
    host.ill_from[link] = never;
    const bool is_new = std::ranges::find(host.links, found) == host.links.end() &&
                        found != number_of(host.being.id);
    if (!is_new) return;
    host.links[link] = found;
    act.send(shares.address_of(found), greeting);
}

void look_at_links(Act& act)
{
    Life& host = act.life();
    const Time now = host.next_change;
    const auto luck = [&](Draw draw) {
        return act.words_for(host.being.id, at_change, host.changes, draw);
    };
    const auto dropped = luck(dropping);
    for (std::size_t link = 0; link < most_links; ++link)
        if (host.phase != Phase::infectious && is_ill(now, host.ill_from[link], act.numbers()) &&
            act.numbers().drop.takes(dropped[link]))
            replace(act, link, luck(where)[link], luck(which)[link]);
    host.next_change = after(now, gap_of(luck(gap)[0], act.numbers().change_interval));
    ++host.changes;
    ++act.place_state().series.at(now).changes;
}

void say_farewell(Act& act, const Letter& letter)
{
    Place& place = act.place_state();
    std::uint32_t* at = &act.life().known_to;
    while (*at != no_knot && place.knots[*at].host != number_of(letter.from))
        at = &place.knots[*at].next;
    if (*at != no_knot) {
        const std::uint32_t gone = *at;
        *at = std::exchange(place.knots[gone].next, place.unused);
        place.unused = gone;
    }
    act.quiet();
    act.carry_on();
}

void greet(Act& act, const Letter& letter)
{
    Life& host = act.life();
    tie(act.place_state(), host, number_of(letter.from));
    if (host.phase == Phase::latent) act.send(letter.sender(), illness_of_another, host.next_phase);
    if (host.phase == Phase::infectious) act.send(letter.sender(), illness_of_another, host.since);
    act.quiet();
    act.carry_on();
}

} // namespace

const Rule change_of_contacts{
    .name = "epidemic.change_of_contacts",
    .says = "A host drops links to those who are ill, and finds others.",
    .due = [](const View& view) { return day_of(view.life.next_change, view.numbers); },
    .effect = look_at_links,
    .lots = {&at_change}};

const Rule farewell{.name = "epidemic.farewell",
                    .says = "A host learns that it is somebody's link no more.",
                    .react = say_farewell};

const Rule greeting{.name = "epidemic.greeting",
                    .says = "A host learns that it is somebody's new link.",
                    .react = greet};

} // namespace counterlife::epidemic
