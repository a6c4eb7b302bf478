// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Registration at the workplace.
//
// Within days of an assignment a member's registration is entered by the secretary of the party
// committee there, in one cell. It stays there until the state assigns the member elsewhere.
//
//   PARTY-09  every organisation has a committee, and every registered member one cell of it
//   PARTY-16  registration is entered where the state has assigned the member
//   LABOUR-12 whoever works belongs to an organisation and lives by its rules
//   data/party/party.csv: days_to_register, cell_size, members_at_work

#include "model/party/registration.h"

#include "model/claims.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/party/numbers.h"
#include "model/party/party.h"

namespace counterlife::model::party {

namespace {

using Family = PartyFamily;

Day due(const View& view)
{
    const Career& career = view.life.career;
    if (career.registered) return no_day;
    // PARTY-16  Where registration follows the person it is there at once.
    const bool entered = view.numbers.claims.on(Claim::party_16, career.stage_since);
    const double days =
        entered ? view.numbers.party.at(career.stage_since)[Family::days_to_register] : 0;
    return std::max(career.stage_since, career.admitted) + engine::whole_days(days);
}

constexpr Lot which_cell{.every = 1};

void enter(Act& act)
{
    Career& career = act.life().career;
    const auto sector = static_cast<std::size_t>(career.sector);
    Committee& committee = act.place_state().committee;
    const auto& p = act.numbers().party.at(act.today());
    const bool has_committee = act.numbers().claims.on(Claim::party_09, act.today());
    career.registered = true;
    // A cell by lot: which cell the newest member joins must not hang on who came first today.
    const double cells =
        std::max(1.0, committee.workers * p[Family::members_at_work] / p[Family::cell_size]);
    career.cell = has_committee
                      ? static_cast<std::uint8_t>(1 + act.uniform(which_cell, act.today()) *
                                                          std::min(cells, 250.0))
                      : 0;
    ++committee.members[sector];
    act.note(code_of(RegistrationDetail{
        .cell = career.cell, .organisation = career.unit, .sector = career.sector}));
}

std::string tell_registration(const RegistrationDetail& d, const Telling&)
{
    return "{His} party registration is entered at the workplace, " +
           std::string{at_work_in(static_cast<std::int32_t>(d.sector))} + " {in}" +
           (d.cell > 0 ? ", in cell " + std::to_string(d.cell) : "") + ".";
}

constexpr const Rule* before_registration[]{&labour::placement, &labour::reception, &admission};
constexpr Record registration_record{.parts = parts_of<RegistrationDetail>,
                                     .tell = told_by<tell_registration>,
                                     .follows = before_registration};

} // namespace

constinit const Rule registration{
    .name = "party.registration",
    .says = "A member's registration is entered at the workplace the state has assigned.",
    .answers = "PARTY-09, PARTY-16, LABOUR-12",
    .due = due,
    .effect = enter,
    .lots = {&which_cell},
    .beside = {.concerns = [](const Situation& who) { return who.works() && who.member; },
               .record = &registration_record},
};

} // namespace counterlife::model::party
