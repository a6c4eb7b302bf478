// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Work: who is placed where, orders from the top, and the ways out of an assignment.

#include "engine/lot.h"
#include "model/life.h"

#include <array>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

/// What the labour office of a place keeps. `open` is as of the first of the month.
struct LabourState {
    std::array<std::array<std::int32_t, sectors>, 2> workers{}; ///< on the land, in the town
    std::array<std::array<float, sectors>, 2> open{};           ///< weight of each sector's need
    std::int32_t left_by_privilege = 0, left_known = 0; ///< out of an order's batch; as told
    std::int32_t scoldings = 0, scoldings_known = 0;    ///< in the last months
};

namespace labour {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule planning;       ///< The labour office sees what is needed.
extern const Rule placement;      ///< Somebody is placed in an organisation.
extern const Rule retirement;     ///< A worker retires.
extern const Rule job_change;     ///< A worker asks for another job.
extern const Rule release_asked;  ///< A committee hears such a request.
extern const Rule release_answer; ///< A member hears the answer.
extern const Rule quitting;       ///< A worker stops going to work.
extern const Rule visit;          ///< The leader asks why output is low.
extern const Rule order;          ///< The capital orders men to be sent.
extern const Rule demand;         ///< An army staff chooses whom to send.
extern const Rule posting;        ///< A soldier hears of it.
extern const Rule reception;      ///< The batch arrives.
extern const Rule term_end;       ///< An assignment with an end ends.
extern const Rule petition;       ///< A worker asks to be sent home.
extern const Rule petition_heard; ///< The committee refuses.
extern const Rule refusal;        ///< The worker hears of it, and of the label.
extern const Rule scolding;       ///< A full staff meeting.
extern const Rule banishment;     ///< To a worse place.
extern const Rule absconding;     ///< A worker leaves everything.
extern const Rule flight_home;    ///< and comes home.

/// Enters a status; what the old one held has been given up before.
void enter_stage(Act& act, Stage stage);
/// Gives up job, post, registration and label, whatever the person has.
void leave_work(Act& act);
/// The person will report to the labour office where they are (or will be).
void wait_for_placement(Act& act);
/// Back among those at home: whoever is still of school age is a child again, and others report to
/// the labour office.
void resume(Act& act);
/// Before a move: workers give up the job and will be placed anew.
void uproot(Act& act);
/// A share of the women who marry give up work for the household.
void keep_house(Act& act);
/// Whether a woman keeps house from her wedding on, where this share of women does: for those who
/// follow her events.
bool keeps_house(const engine::Luck& luck, LifeId who, double share) noexcept;
/// What it leaves to luck.
inline constexpr engine::Lot keeping_house{.stream = engine::stream_of("labour.keeping_house")};
/// Lives in a town or on the land from now on; the labour office counts workers apart.
void resettle(Act& act, bool urban);
/// Whether somebody may not go where they please.
bool is_tied(const Life& life) noexcept;
/// In a stage without party life, which the party does not excuse.
bool misses_party_life(Stage stage) noexcept;
/// Lawfully out of an assignment and home.
void go_home(Act& act);
/// Starts in a sector of the place.
void start_work(Act& act, Sector sector);
/// What it leaves to luck.
inline constexpr engine::Lot organisation{.first = 15, .every = 16};

} // namespace labour

} // namespace counterlife::model
