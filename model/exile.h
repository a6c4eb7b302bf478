// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What crossing the river makes of a life, kept beside the record of the few to whom it happens.
//
// A life holds a handle into the pool of its place; whoever travels takes the record along. The
// record of somebody who has died stays, for those who ask afterwards.

#include "model/life.h"
#include "model/money.h"

#include <vector>

namespace counterlife::engine {
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

/// How somebody in China lives.
enum class Stay : std::uint8_t {
    hiding, ///< with whoever will have them, without work
    farm,
    city,
    partner ///< with a Chinese man, sold to him or not
};

/// What somebody left for.
enum class Aim : std::uint8_t { earn, south };

/// Where somebody in custody is held.
enum class Phase : std::uint8_t {
    none,
    handover, ///< in China, until the next group is handed over
    agency,   ///< the agency's detention centre
    division, ///< the security division
    camp,     ///< labour training
    prison,   ///< the heavier track
    kept      ///< a child, until it is brought to where the family lived
};

/// By which countries somebody came.
enum class Way : std::uint8_t { none, mission, mongolia, vietnam, thailand };
inline constexpr std::size_t ways = 5;

/// What somebody does in the South.
enum class Occupation : std::uint8_t { none, centre, menial, factory, service, office, student };
inline constexpr std::size_t occupations = 7;

struct Exile {
    Day first_crossed = engine::no_day;    ///< the river, on foot and to the other side
    Day crossed = engine::no_day;          ///< the last time
    Day returned = engine::no_day;         ///< to the North, the last time, freely or not
    Day arrived = engine::no_day;          ///< in the South
    Day came_home = engine::no_day;        ///< to the house that was left, the last time
    Day since;                             ///< of the present stay, phase or occupation
    Day last_seen = engine::no_day;        ///< wife or husband was last seen, or heard of
    Day word = engine::no_day;             ///< of the last word from wife or husband far away
    Day searching = engine::no_day;        ///< since when, in the present or last search
    Day first_search = engine::no_day;     ///< by which the order of the stations is drawn
    Day denied_since = engine::no_day;     ///< in detention, until the confession
    std::uint64_t house = 0;               ///< key of the household left behind
    Yuan purse;                            ///< at hand, in China
    Yuan owed;                             ///< by an employer
    Yuan admitted;                         ///< under interrogation
    ThousandWon saved;                     ///< in the South
    ThousandWon debt;                      ///< for the way
    ThousandWon wage;                      ///< a month
    float school = 0;                      ///< years of Northern schooling that count in the South
    ThousandWon sent;                      ///< home, fees included
    Day settled = engine::no_day;          ///< in a town of the South
    Day remembered = engine::no_day;       ///< the last tenth of October, of a former member
    Day reckoned = engine::no_day;         ///< up to when wages have been added to the savings
    PlaceId home = engine::nowhere;        ///< the county left
    PlaceId stayed = engine::nowhere;      ///< where in China
    PlaceId sighted = engine::nowhere;     ///< where wife or husband was said to be
    PlaceId sighted_too = engine::nowhere; ///< and where others said
    PlaceId told_of = engine::nowhere;     ///< the place that friends have named last
    std::uint8_t crossings = 0;
    std::uint8_t forced_returns = 0;
    std::uint8_t own_returns = 0;
    std::uint8_t punished = 0; ///< times released from custody
    std::uint8_t employer = 0; ///< the number of the employer within the place
    std::uint8_t seasons = 0;  ///< full years worked for the present employer
    std::uint8_t stations = 0; ///< visited in the present search
    std::uint8_t asked = 0;    ///< stations in their order, in all searches
    std::uint8_t searches = 0; ///< begun
    std::uint8_t jobs = 0;     ///< held in the South
    std::uint8_t pages = 0;    ///< of the self-criticism
    std::uint8_t harm = 0;     ///< in hundredths: what custody did to body and mind
    std::uint8_t regret = 0;   ///< in hundredths
    std::uint8_t hours = 0;    ///< worked in a week, in the South
    std::uint8_t calls = 0;    ///< for kin, from the South
    std::uint8_t choice = 0;   ///< of a party in the South; 0: none, and nothing reads it
    std::uint8_t checks = 0;   ///< paid looks at the house
    Stay stay = Stay::hiding;
    Aim aim = Aim::earn;
    Phase phase = Phase::none;
    Way way = Way::none;
    Occupation occupation = Occupation::none;
    bool promised : 1 = false;      ///< to come back
    bool alone : 1 = true;          ///< crossed without the family
    bool beside : 1 = false;        ///< wife or husband goes along with this one, who leads
    bool scouted : 1 = false;       ///< studied the bank from a hill
    bool church : 1 = false;        ///< goes to church in China
    bool koreans : 1 = false;       ///< has met people from the South
    bool contact_known : 1 = false; ///< to the interrogators
    bool file_known : 1 = false;    ///< the agency knew where the person had been
    bool heavy : 1 = false;         ///< on the heavier track
    bool oath : 1 = false;          ///< has signed never to cross again
    bool seen_taken : 1 = false;    ///< taken from home, so that the family would hear of a death
    bool sold : 1 = false;          ///< to a husband in China
    bool deferred : 1 = false;      ///< has worked on against the promise of the whole sum
    bool guided : 1 = false;        ///< by a broker whom kin in the South pay
    bool searched : 1 = false;      ///< has set out in search of the family
    bool child_lost : 1 = false;    ///< a child too
    bool reunited : 1 = false;      ///< with wife or husband, after losing them
    bool sent_money : 1 = false;    ///< home from the South
    bool kin_called : 1 = false;    ///< has sent for kin from the South
    bool diploma : 1 = false;       ///< of the South
    bool college : 1 = false;       ///< studies, or has studied, at one in the South
    bool looked_back : 1 = false;   ///< has been to the lookout over the former post
    std::vector<LifeId> kin_here;   ///< who have come to the South too
    bool waits : 1 = false;         ///< has been promised that wife or husband will come back
    bool parted : 1 = false;        ///< the marriage is dissolved, and no word of it has come

    // What was left the last time, for those who count who leaves; no rule reads it.
    Stage left_as : 5 = Stage::child;
    Sector left_sector : 3 = Sector::farm;
    bool left_town : 1 = false;

    LifeId with = engine::nobody; ///< who took this person along; nobody for whoever leads
    std::vector<LifeId> unheard;  ///< kin who have died without this person's knowing
};

/// The records of a place.
class Exiles {
public:
    Exile& operator[](std::uint32_t handle) noexcept { return pool_[handle - 1]; }
    const Exile& operator[](std::uint32_t handle) const noexcept { return pool_[handle - 1]; }

    std::uint32_t add(Exile&& record)
    {
        if (free_.empty()) {
            pool_.push_back(std::move(record));
            return static_cast<std::uint32_t>(pool_.size());
        }
        const std::uint32_t handle = free_.back();
        free_.pop_back();
        pool_[handle - 1] = std::move(record);
        return handle;
    }
    Exile take(std::uint32_t handle)
    {
        free_.push_back(handle);
        return std::move(pool_[handle - 1]);
    }

private:
    std::vector<Exile> pool_;
    std::vector<std::uint32_t> free_;
};

/// The record of somebody who may have none.
const Exile* record_of(const engine::View<Nation>& view) noexcept;
/// The record of somebody who has one.
const Exile& exile_of(const engine::View<Nation>& view) noexcept;

/// Nobody leaves again on the day of coming home, nor for what would have happened on the way.
inline bool has_just_come_home(const Exile& exile, Day day) noexcept
{
    return exile.came_home != engine::no_day && day <= exile.came_home;
}

bool has_just_come_home(const engine::View<Nation>& view, Day day) noexcept;

/// Out of reach of any word from the other side.
inline bool is_cut_off(const Life& life) noexcept
{
    switch (life.career.stage) {
    case Stage::abroad:
    case Stage::custody:
    case Stage::journey:
    case Stage::south:
        return true;
    default:
        return false;
    }
}

} // namespace counterlife::model
