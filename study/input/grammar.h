// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The grammar of a life: what every event requires of the life in which it stands and of the other
// person, and what it leaves. Declared in data/grammar/*.csv; see docs/formats/grammar.md.

#include "model/life.h"
#include "model/nation.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// Where an event may happen, by the kinds of places on the map.
enum class Ground : std::uint8_t {
    north, ///< the counties and cities of the country
    front,
    river, ///< those of them that lie on a river which can be crossed
    china,
    third_country,
    south
};
inline constexpr std::size_t grounds = 6;

/// What the other may be to the person to whom an event happens.
enum class Relation : std::uint8_t { none, institution, spouse, parent, child, sibling, person };
inline constexpr std::size_t relations = 7;

/// What must be true of the other person.
enum class Must : std::uint8_t {
    alive_when_sent, ///< on the day on which the letter was sent
    dead,
    man,
    woman,
    reachable,  ///< on the same side of the river, when the letter was sent or when it arrived
    not_mourned ///< nobody of whose death this person has been told
};
inline constexpr std::size_t musts = 6;

/// Sets of any of these, one bit each.
using Bits = std::uint32_t;
template <class Enum> constexpr Bits bit_of(Enum one)
{
    return Bits{1} << static_cast<unsigned>(one);
}
template <class Enum> constexpr bool has(Bits set, Enum one)
{
    return (set & bit_of(one)) != 0;
}

/// The events of a rule: all of them; or those that a word of its record means, or whose detail
/// holds a value of that name.
struct EventKind {
    const model::Rule* rule = nullptr;
    bool (*means)(std::int32_t) = nullptr; ///< of a word
    const model::Part* part = nullptr;     ///< of a value
    std::int32_t value = 0;

    bool is(std::int32_t detail) const
    {
        if (means != nullptr) return means(detail);
        if (part == nullptr) return true;
        return model::has_part(*part, detail) && model::value_of(*part, detail) == value;
    }
};

/// A spell of life that some events begin and others end.
struct Spell {
    std::string name;
    std::vector<EventKind> opens, closes;
};
inline constexpr std::size_t most_spells = 16;

inline constexpr int no_number = std::numeric_limits<int>::min();

/// What one kind of event requires and leaves.
struct GrammarRow {
    std::string name; ///< the rule, with the word where the row is for some of its events
    EventKind events;
    int least_age = no_number, greatest_age = no_number; ///< in completed years
    std::optional<model::Sex> sex;
    Bits from = 0;        ///< stages; none: any
    Bits where = 0;       ///< grounds; none: any
    bool arrives = false; ///< may happen elsewhere than what happened before
    Bits other = 0;       ///< relations; none: any
    Bits must = 0;
    int dead_at_most = no_number; ///< days for which the other may have been dead
    Bits within = 0, outside = 0; ///< spells by position
    int days_after = 0;           ///< for which a spell that has ended counts as one within
    std::vector<EventKind> after; ///< one of which must have gone before
    int days_since = 0;           ///< the least number of days since the last of those
    bool once = false;            ///< in a life
    int again = 0;                ///< the least number of days until the next such event
    Bits leaves = 0;              ///< stages; none: the row says nothing of it, or none
    bool leaves_same = true, dies = false;
    std::string why;
    int line = 0;

    /// Whether the row is for all events of its rule.
    bool is_whole() const { return events.means == nullptr && events.part == nullptr; }
};

/// In what the events of a rule may be commoner at one value than chance allows: the day of the
/// month, the completed age, the days since what must have gone before.
enum class Heap : std::uint8_t { day, age, span };
inline constexpr std::size_t heaps = 3;

/// A rule whose events people have by the calendar.
struct HeapRow {
    const model::Rule* rule = nullptr;
    Bits by = 0; ///< heaps
};

/// At what ages somebody may be in a stage.
struct StageAges {
    int least = 0, greatest = std::numeric_limits<int>::max();
};

/// A number of the general invariants.
struct Limits {
    int least = no_number, greatest = std::numeric_limits<int>::max();
    bool hold(int value) const { return value >= least && value <= greatest; }
};
enum class Bound : std::uint8_t {
    mother_age,
    father_age,
    birth_interval,
    term,
    life,
    news,
    forebear
};
inline constexpr std::size_t bounds = 7;

struct Grammar {
    std::vector<GrammarRow> rows;
    std::vector<Spell> spells;
    bool knows_spells = true; ///< false while a line of theirs is bad
    std::size_t marriage = 0, gone = 0, held = 0, misses = 0;
    std::size_t mourning = 0; ///< the positions of the spells
    std::array<StageAges, model::stages> ages;
    std::array<Limits, bounds> limits;
    std::vector<HeapRow> heaped;

    Bits heaps_of(const model::Rule* rule) const
    {
        Bits by = 0;
        for (const HeapRow& row : heaped)
            if (row.rule == rule) by |= row.by;
        return by;
    }
    const Limits& limit(Bound bound) const { return limits[static_cast<std::size_t>(bound)]; }
};

/// The words of the table, in the order of their numbers.
inline constexpr std::array<std::string_view, grounds> ground_words{
    "north", "front", "river", "china", "third_country", "south"};
inline constexpr std::array<std::string_view, relations> relation_words{
    "none", "institution", "spouse", "parent", "child", "sibling", "person"};
inline constexpr std::array<std::string_view, bounds> bound_words{
    "mother_age", "father_age", "birth_interval", "term", "life", "news", "forebear"};

/// Whether a rule's events stand in lives: such a rule has a row. The others are those of
/// institutions, and those whose effect is seen by what follows alone.
inline bool acts_on_lives(const model::Rule& rule)
{
    const bool of_a_person = rule.effect != nullptr || rule.react != nullptr;
    return of_a_person && !(rule.beside.record != nullptr && rule.beside.record->silent);
}

} // namespace counterlife::study::input
