// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The grammar by rule, with a number for everything that can be broken, as a walk through all
// events needs it.

#include "study/audit/findings.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace counterlife::study::audit {

/// What of a row an event can break: a column of the table each.
enum class Aspect : std::uint8_t {
    least_age,
    greatest_age,
    sex,
    from,
    where,
    arrives,
    other,
    alive_when_sent,
    dead,
    man,
    woman,
    reachable,
    not_mourned,
    dead_at_most,
    within,
    after,
    days_since,
    again,
    leaves,
    count
};
inline constexpr std::size_t aspects = static_cast<std::size_t>(Aspect::count);

struct RowCheck {
    const GrammarRow* row = nullptr;
    std::uint32_t number = 0;         ///< among all rows
    std::vector<std::uint32_t> after; ///< the events that must have gone before, by number
    std::array<std::size_t, aspects> findings{};

    std::size_t finding(Aspect aspect) const { return findings[static_cast<std::size_t>(aspect)]; }
};

/// An event that begins or ends a spell.
struct SpellTurn {
    EventKind events;
    std::uint8_t spell = 0;
    bool opens = false;
};
/// An event that others must come after.
struct Milestone {
    EventKind events;
    std::uint32_t number = 0;
};

struct RuleChecks {
    const model::Rule* rule = nullptr;
    std::vector<RowCheck> rows; ///< the rule's own first
    std::vector<SpellTurn> spells;
    std::vector<Milestone> milestones;
    const model::Part* age = nullptr; ///< of the detail, where it tells one

    bool may_arrive() const { return !rows.empty() && rows.front().row->arrives; }
};

class AllChecks {
public:
    AllChecks(const Grammar& grammar, Findings& findings);

    static constexpr std::uint16_t unknown = 0xFFFF;
    /// The number of a rule that the grammar knows, or `unknown`.
    std::uint16_t number_of(std::string_view rule) const;
    const RuleChecks* at(std::uint16_t number) const { return &all_[number]; }
    std::size_t rows() const { return rows_; }
    std::size_t milestones() const { return milestones_; }

private:
    std::vector<RuleChecks> all_;
    std::unordered_map<std::string_view, std::size_t> by_name_;
    std::size_t rows_ = 0, milestones_ = 0;
};

} // namespace counterlife::study::audit
