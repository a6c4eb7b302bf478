// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The market as an institution: it reads who asks for a spouse, finds one or does not, enters the
// marriage, and writes to both. They read it on the next day; should one of them die before, that
// letter comes back, and the other hears of it.

#include "examples/kin/numbers.h"

namespace counterlife::kin {

namespace {

constexpr engine::Lot ticket_lot{.every = 1, .for_others = true};

void join(OfficeAct& act, const Address& seeker, Row row, const Suitor& found)
{
    Register& entries = act.place().entries;
    const bool is_woman = entries[row].sex == Sex::woman;
    entries.enter(Marriage{.wife = is_woman ? row : found.row,
                           .husband = is_woman ? found.row : row,
                           .begun = Moment{{.day = act.today()}}});
    const Address other{.id = found.id, .slot = found.slot, .place = act.here()};
    act.send(seeker, wedding, found.row, other);
    act.send(other, wedding, row, seeker);
    act.note(1, found.id);
}

void match(OfficeAct& act, const engine::Letter& letter)
{
    Place& place = act.place();
    const auto row = static_cast<Row>(letter.payload);
    const auto child = static_cast<Row>(letter.payload >> 32);
    if (!place.entries.is_alive(row)) return act.quiet();
    const std::uint64_t ticket = act.ticket_for(letter.from, ticket_lot, act.today()) >> 1;
    const auto found = place.market.find(place.entries, row, ticket, act.today());
    if (found) {
        if (child != no_row) place.entries.enter_father(child, found->row);
        return join(act, letter.sender(), row, *found);
    }
    act.quiet();
    if (act.numbers().market.queues == 1)
        act.send(letter.sender(), disappointment);
    else
        place.market.enter({.id = letter.from, .slot = letter.from_slot, .row = row},
                           place.entries[row]);
}

} // namespace

const Rule matchmaking{.name = "market.matchmaking",
                       .says = "The market finds a spouse for whoever asks, or lets them wait.",
                       .receive = match,
                       .lots = {&ticket_lot}};

const Rule undelivered{.name = "market.undelivered",
                       .says =
                           "Who was to be told of the wedding has died, and the other is widowed.",
                       .receive = [](OfficeAct& act, const engine::Letter& letter) {
                           act.send(letter.about, bereavement);
                       }};

} // namespace counterlife::kin
