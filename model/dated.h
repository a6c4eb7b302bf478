// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers that differ by date, as rules read them: one look-up by day, never a search.

#include "model/parameters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace counterlife::model {

/// The days that tables cover; the first and last values hold beyond them.
inline constexpr engine::Day first_day = engine::day_of(1950);
inline constexpr engine::Day last_day = engine::day_of(2040);

constexpr std::size_t day_index(engine::Day day) noexcept
{
    return static_cast<std::size_t>((day - first_day).count());
}

/// N numbers that change together: the keys of one parameter, or of a few.
template <std::size_t N> class Dated {
public:
    using Values = std::array<double, N>;

    Dated() = default;
    using Name = std::pair<std::string, std::string>; ///< of a parameter and a key

    Dated(const ParameterSet& set, std::string_view name, const std::vector<std::string>& keys)
        : Dated{set, named(name, keys)}
    {
    }

    Dated(const ParameterSet& set, const std::array<Name, N>& names)
    {
        std::vector<engine::Day> changes{first_day};
        for (const auto& [name, key] : names)
            for (const ParameterRow& row : set.history(name, key))
                if (row.from && *row.from > first_day && *row.from < last_day)
                    changes.push_back(*row.from);
        std::sort(changes.begin(), changes.end());
        changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

        spell_.resize(day_index(last_day));
        for (std::size_t c = 0; c < changes.size(); ++c) {
            Values values;
            for (std::size_t i = 0; i < N; ++i)
                values[i] = set.at(names[i].first, names[i].second, changes[c]);
            const bool same = !values_.empty() && values == values_.back();
            if (!same) {
                values_.push_back(values);
                starts_.push_back(changes[c]);
            }
            std::fill(spell_.begin() + (changes[c] - first_day).count(), spell_.end(),
                      static_cast<std::uint16_t>(values_.size() - 1));
        }
    }

    /// The same spells with every sign turned: its highest values are the lowest of these.
    Dated negated() const
    {
        Dated other = *this;
        for (Values& values : other.values_)
            for (double& value : values) value = -value;
        return other;
    }

    const Values& at(engine::Day day) const noexcept { return values_[spell(day)]; }

    /// The spell of unchanged values that a day lies in.
    std::size_t spell(engine::Day day) const noexcept
    {
        return spell_[day_index(std::clamp(day, first_day, last_day - 1))];
    }
    std::size_t spells() const noexcept { return values_.size(); }
    const Values& values(std::size_t spell) const noexcept { return values_[spell]; }

    /// The first day of the first spell, not before `spell`, in which a value lies above one of
    /// these; no_day where there is none.
    engine::Day first_above(const Values& these, std::size_t spell) const noexcept
    {
        const auto above = [&](std::size_t s) {
            for (std::size_t i = 0; i < N; ++i)
                if (values_[s][i] > these[i]) return true;
            return false;
        };
        while (spell < spells() && !above(spell)) ++spell;
        return spell < spells() ? starts_[spell] : engine::no_day;
    }

private:
    static std::array<Name, N> named(std::string_view name, const std::vector<std::string>& keys)
    {
        std::array<Name, N> names;
        for (std::size_t i = 0; i < N; ++i) names[i] = {std::string{name}, keys[i]};
        return names;
    }

    std::vector<std::uint16_t> spell_;
    std::vector<Values> values_;
    std::vector<engine::Day> starts_; ///< of the spells
};

/// The highest values over the years that follow: what a rule may promise as its ceiling.
template <std::size_t N> class Highest {
public:
    using Values = typename Dated<N>::Values;

    Highest() = default;
    /// For each calendar year, the highest value from its first day to `years` after its last.
    Highest(const Dated<N>& dated, int years)
    {
        const int first = engine::year_of(first_day), last = engine::year_of(last_day - 1);
        for (int year = first; year <= last; ++year) {
            const std::size_t from = dated.spell(engine::day_of(year));
            const std::size_t to = dated.spell(engine::day_of(year + 1 + years));
            Values high = dated.values(from);
            for (std::size_t spell = from; spell <= to; ++spell)
                for (std::size_t i = 0; i < N; ++i)
                    high[i] = std::max(high[i], dated.values(spell)[i]);
            by_year_.push_back(high);
            until_.push_back(dated.first_above(high, to));
        }
        year_.resize(day_index(last_day));
        for (engine::Day day = first_day; day < last_day; ++day)
            year_[day_index(day)] = static_cast<std::uint8_t>(engine::year_of(day) - first);
    }

    const Values& from(engine::Day day) const noexcept { return by_year_[year(day)]; }
    /// The day on which a value first passes those highest from a day on.
    engine::Day until(engine::Day day) const noexcept { return until_[year(day)]; }

private:
    std::size_t year(engine::Day day) const noexcept
    {
        return year_[day_index(std::clamp(day, first_day, last_day - 1))];
    }

    std::vector<std::uint8_t> year_;
    std::vector<Values> by_year_;
    std::vector<engine::Day> until_;
};

} // namespace counterlife::model
