// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parameters of a scenario as the rules use them.

#include "examples/kin/kin.h"

namespace counterlife::kin {

/// Births are told apart by how many there have been before, up to this many.
inline constexpr std::size_t parities = 8;

struct Numbers {
    std::array<std::array<Schedule, statuses>, sexes> death, marriage;
    std::array<std::array<Schedule, parities>, statuses> birth;
    double share_of_boys = 0.5112;
    int birth_interval = 0;         ///< months
    bool marriage_at_birth = false; ///< an unmarried mother seeks a husband
    MarketNumbers market;

    // What the others amount to: see `sum_up`.
    bool births_alike = true; ///< whatever the marital status and the parity
    bool deaths_alike = true; ///< whatever the marital status
    bool anybody_seeks = false;

    const Schedule& death_of(const Life& life) const noexcept
    {
        return death[index(life.sex)][index(life.status)];
    }
    const Schedule& marriage_of(const Life& life) const noexcept
    {
        return marriage[index(life.sex)][index(life.status)];
    }
    const Schedule& birth_of(const Life& life) const noexcept
    {
        const std::size_t parity = std::min<std::size_t>(life.parity, parities - 1);
        return birth[index(life.status)][parity];
    }
    /// Whether a wedding or a bereavement changes what comes next for anybody.
    bool status_matters() const noexcept { return !births_alike || !deaths_alike || anybody_seeks; }
    void sum_up();
};

} // namespace counterlife::kin
