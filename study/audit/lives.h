// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What must hold of lives and of those they are linked with, whatever happened: all of it is seen
// in lives.parquet alone.

#include "study/audit/findings.h"
#include "study/audit/people.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <span>

namespace counterlife::study::audit {

/// The days of a run and its places, as its checks need them.
struct Frame {
    engine::Day from, to;          ///< the second exclusive
    std::span<const Bits> grounds; ///< of each place by number; empty for an unknown one
};

/// Where a place lies, for the question whom mail can reach.
enum class Side : std::uint8_t { country, china, third_country, south };
Side side_of(Bits grounds);

/// Whether no word goes between two where they are when the run ends, or were when they died, so
/// that either may be wrong about the other.
bool is_cut_off(const People& people, const Frame& frame, Row one, Row other);

/// Whether somebody has no life in the run, having died before it.
inline bool is_forebear(const People& people, const Frame& frame, Row row)
{
    return people.born(row) < frame.from && !people.is_founder(row);
}

void check_lives(const People& people, const Grammar& grammar, const Frame& frame,
                 Findings& findings);

/// Counts a couple that must not be one, for the person.
class CoupleCheck {
public:
    explicit CoupleCheck(Findings& findings);
    void operator()(const People& people, Row one, Row other);

private:
    Findings& findings_;
    std::size_t parent_, sibling_, half_sibling_, uncle_, self_;
};

} // namespace counterlife::study::audit
