// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The registrar of a province: whoever looks for a spouse applies, and once a month couples are
// proposed.

#include "model/life.h"
#include "model/marriage/kinship.h"
#include "model/offices.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace counterlife::engine {
class Luck;
}

namespace counterlife::model {

struct Applicant {
    Address who;
    Day born;
    float worth = 0;       ///< of a man, in the eyes of women
    std::uint32_t lot = 0; ///< keyed by the person: decides among people of one year of birth
    Descent descent;
};

struct Couple {
    Applicant man, woman;
};

/// What makes a couple likely, in years.
struct Taste {
    double gap_mean = 0, gap_spread = 0; ///< husband's less wife's age that men look for
    double reach = 0;                    ///< nobody is introduced farther than this from it
    double urgency = 0;    ///< years of age gap overlooked for a year of a woman's lateness
    double urgent_age = 0; ///< from when on a woman is late
    std::array<double, 2> age_limit{}; ///< by sex: from when on nobody is introduced
};

class Registrar {
public:
    void enter(Sex sex, const Applicant& applicant);
    /// Strikes off somebody who no longer looks; does nothing for those who are not on the list.
    void strike(Sex sex, LifeId who, Day born);

    /// Proposes couples and strikes them off, with all who are past the age limit.
    ///
    /// Men choose, whom women rank highest first, and then the oldest. A man's own luck says which
    /// age he looks for; in each year of birth one woman is shown to him, the next by lot after his
    /// own who is not near of kin to him; he chooses the one nearest to the age he looks for, the
    /// late being thought nearer. She may decline, and then both wait for the next round. So one
    /// more applicant changes only the couples on the way of those whom this displaces, and a man's
    /// cost does not grow with the number of women. `looks_for` gives a man's draw of mean 0 and
    /// variance 1; `agrees` says whether the woman would have him.
    using LooksFor = std::function<double(LifeId)>;
    using Agrees = std::function<bool(const Applicant& man, const Applicant& woman)>;
    std::vector<Couple> match(const Taste& taste, Day today, const LooksFor& looks_for,
                              const Agrees& agrees);

    std::size_t men() const noexcept { return men_.size(); }
    std::size_t women() const noexcept;

private:
    /// The women of one year of birth, in the order of their lots but for those who came since
    /// the last matching. A struck woman is nobody until then.
    struct Year {
        std::vector<Applicant> women;
        std::size_t in_order = 0, free = 0;
    };
    Year& year_of(Day born);
    void put_in_order(Taste const& taste, Day today);

    std::vector<Applicant>
        men_; ///< in the order of choice, but for those who came since the last matching
    std::size_t men_in_order_ = 0;
    std::vector<Year> years_; ///< from `first_year_` on
    std::int32_t first_year_ = 0;
};

} // namespace counterlife::model
