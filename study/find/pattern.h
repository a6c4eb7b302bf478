// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A pattern says which lives to look for: who they are, and what happened to them in what order.
// docs/formats/patterns.md is its grammar.

#include "engine/time.h"
#include "study/record/life_row.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::find {

/// Whole numbers from the least to the most, both allowed.
struct NumberRange {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();

    bool has(std::int64_t number) const { return least <= number && number <= most; }
    bool has(engine::Day day) const { return has(std::int64_t{day.count()}); }
    bool is_all() const { return *this == NumberRange{}; }
    friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

/// What holds for both.
NumberRange both(NumberRange a, NumberRange b);

/// A length of time by the calendar: ten years after 29 February is 28 February.
struct Span {
    enum class Unit : std::uint8_t { day, week, month, year };
    int count = 0;
    Unit unit = Unit::day;

    engine::Day after(engine::Day day) const;
};

/// A word of the pattern that names something, and where in the text it stands.
struct PatternName {
    std::string text;
    std::size_t at = 0;
};

/// A rule, or a family of rules such as "food.*", with the details that count.
struct RuleChoice {
    std::string rule;
    NumberRange detail = {};
    std::int32_t part = -1; ///< the bits of the detail that are meant
    /// What the detail must mean; null: anything.
    bool (*means)(std::int32_t detail) = nullptr;

    /// Whether the name of a rule is this one or of this family.
    bool covers(std::string_view name) const;
};

/// One of the events that a step may be: as typed, and the rules it stands for.
struct EventWord {
    PatternName typed;
    std::vector<RuleChoice> choices;
};

/// Something that must happen, or must never happen before the next step does.
struct PatternStep {
    std::string says; ///< as typed
    std::size_t at = 0;
    bool never = false;
    int times = 1;
    std::vector<EventWord> events;
    std::optional<Span> after, within; ///< since the step before
    NumberRange days, ages, details;   ///< days since 1970-01-01; completed years of age
    std::vector<PatternName> places, provinces, states;
};

/// Whom to look at, before anything that happened to them.
struct PatternPeople {
    std::string says = "everyone";
    std::optional<Sex> sex;
    NumberRange born, died; ///< days
    bool living = false;    ///< when the run ended
    std::vector<PatternName> birth_places, birth_provinces, places, provinces;

    bool is_everyone() const;
    /// Whether the pattern leaves out whom to look at.
    bool says_nothing() const { return !typed; }

    bool typed = false;
};

struct Pattern {
    std::string text, file; ///< for complaints
    PatternPeople people;
    std::vector<PatternStep> steps; ///< in order; those that must never happen among them

    bool asks_states() const;
    bool asks_ages() const;
};

/// More than enough for a life; a pattern longer than that is a mistake.
inline constexpr std::size_t largest_pattern = 16 * 1024, most_steps = 26;

/// Reads a pattern and complains of its grammar. `file` is the name to complain under. The pattern
/// holds whatever could be understood, so that its names can be complained of as well.
Pattern read_pattern(std::string_view text, std::string_view file, Complaints& complaints);

/// The same for callers that need no more than a sound pattern or everything that is wrong.
std::expected<Pattern, Complaints> parse_pattern(std::string_view text,
                                                 std::string_view file = "pattern");

/// The names that a run knows.
struct PatternNames {
    std::vector<std::string> rules, places;
    std::vector<std::string> place_provinces; ///< by place; empty where it has none
    std::vector<bool> places_abroad;          ///< by place
};

/// Complains of every name in the pattern that is not among the names.
void check_names(const Pattern& pattern, const PatternNames& names, Complaints& complaints);

/// A name as names are compared: in small letters, with hyphens for blanks.
std::string folded(std::string_view name);

/// Complains of a place in a text, and shows the line with a caret below it.
void complain_at(std::string_view text, std::string_view file, std::size_t at,
                 std::string_view found, std::string_view allowed, std::string_view nearest,
                 Complaints& complaints);

} // namespace counterlife::study::find
