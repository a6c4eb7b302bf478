// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The register of a place: everybody who ever lived there, with mother and father, birth and death,
// and all marriages. Who is whose kin is read here.
//
// A row is no identity: it tells where somebody is written down, as a slot tells where a record
// lies. Whoever is born is entered, whoever dies is marked, by their own act; nobody reads of
// others what was written on the same day.

#include "engine/growable_array.h"
#include "examples/kin/schedule.h"

#include <limits>
#include <span>

namespace counterlife::kin {

enum class Sex : std::uint8_t { man, woman };
inline constexpr std::size_t sexes = 2;

enum class Status : std::uint8_t { single, married, widowed };
inline constexpr std::size_t statuses = 3;

template <class Enum> constexpr std::size_t index(Enum which) noexcept
{
    return static_cast<std::size_t>(which);
}

/// The run begins on day 0; founders were born in the century before it.
inline constexpr Day first_day{0};

/// An instant to within three seconds, in four bytes.
class Moment {
public:
    constexpr Moment() = default;
    explicit constexpr Moment(Instant at) noexcept
        : count_{static_cast<std::uint32_t>((at.day - first).count()) << 15 | at.fraction >> 17}
    {
    }
    static constexpr Moment never() noexcept
    {
        return Moment{std::numeric_limits<std::uint32_t>::max()};
    }

    constexpr Day day() const noexcept { return first + Days{count_ >> 15}; }
    /// Years since the run began.
    constexpr double years() const noexcept
    {
        return (count_ * 0x1p-15 + first.count()) / engine::days_per_year;
    }
    friend constexpr auto operator<=>(const Moment&, const Moment&) = default;

private:
    explicit constexpr Moment(std::uint32_t count) noexcept : count_{count} {}

    static constexpr Day first{-37'000};
    std::uint32_t count_ = 0;
};

using Row = std::uint32_t;
inline constexpr Row no_row = std::numeric_limits<Row>::max();

/// Founders belong to one of so many families, and their descendants to their mother's: what
/// families have in common nothing but luck, so their scatter tells the standard errors.
inline constexpr std::size_t families = 256;

struct Person {
    Row mother = no_row, father = no_row;
    Moment born, died = Moment::never();
    Sex sex = Sex::man;
    std::uint8_t family = 0;
};
static_assert(sizeof(Person) == 20);

struct Marriage {
    Row wife = no_row, husband = no_row;
    Moment begun; ///< it ends with the first of two deaths
};

class Register {
public:
    Row enter(const Person& person)
    {
        people_.push_back(person);
        return static_cast<Row>(people_.size() - 1);
    }
    void enter(const Marriage& marriage) { marriages_.push_back(marriage); }
    void enter_death(Row row, Instant at) noexcept { people_[row].died = Moment{at}; }
    void enter_father(Row child, Row father) noexcept { people_[child].father = father; }

    const Person& operator[](Row row) const noexcept { return people_[row]; }
    std::span<const Person> people() const noexcept { return {people_.data(), people_.size()}; }
    std::span<const Marriage> marriages() const noexcept
    {
        return {marriages_.data(), marriages_.size()};
    }
    bool is_alive(Row row) const noexcept
    {
        return row != no_row && people_[row].died == Moment::never();
    }

    /// Parents, children, siblings, aunts and uncles, first cousins: who have a parent or
    /// grandparent in common, or are one to the other.
    bool are_close_kin(Row a, Row b) const noexcept;

private:
    /// Somebody, their parents and grandparents, where they are known.
    std::array<Row, 7> line_of(Row row) const noexcept;

    engine::GrowableArray<Person> people_;
    engine::GrowableArray<Marriage> marriages_;
};

/// Who of a place is alive of whose kin: counted for all at once.
class KinCount {
public:
    explicit KinCount(const Register& entries);

    int children(Row row) const noexcept { return children_[row]; }
    /// By the mother.
    int siblings(Row row) const noexcept
    {
        const Row mother = register_[row].mother;
        return mother == no_row ? 0 : children_[mother] - (register_.is_alive(row) ? 1 : 0);
    }
    bool has_mother(Row row) const noexcept { return register_.is_alive(register_[row].mother); }
    bool has_father(Row row) const noexcept { return register_.is_alive(register_[row].father); }
    bool has_spouse(Row row) const noexcept { return spouse_[row] != no_row; }
    Row spouse(Row row) const noexcept { return spouse_[row]; }

private:
    const Register& register_;
    std::vector<std::uint16_t> children_;
    std::vector<Row> spouse_;
};

} // namespace counterlife::kin
