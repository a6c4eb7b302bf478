// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where two lives of one person part, and what parted them.
//
// A life parts at its first event that is not in both worlds. By the laws of the engine only four
// things can have brought that event: the rule that the scenarios differ about, a letter from
// somebody who had parted before, being born to a mother who had, or the books of the place, in
// which an institution keeps sums over people who had (decision 0012). Each parting is put down to
// one of these, and followed back, letter by letter, to where its chain begins.

#include "study/input/scenario.h"
#include "study/rooms.h"
#include "study/twins/kin.h"
#include "study/twins/twin_world.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace counterlife::study::twins {

/// What two scenarios differ about.
struct Differences {
    std::vector<bool> rules; ///< by rule: switched, or answering a claim that is
    bool numbers = false;    ///< some parameter
};
Differences differences_of(const Scenario& base, const Scenario& other);

enum class Why : std::uint8_t {
    rule,   ///< the event is one of a rule that the scenarios differ about
    letter, ///< it answers, or follows on, a letter from somebody who had parted
    birth,  ///< the mother had parted when the person was born
    sums,   ///< through the books an institution keeps of a place where lives had parted
    kin, ///< near kin had parted, and wrote what was answered without an event, or shared a house
    numbers, ///< none of these, and the scenarios differ about numbers, which any rule may read
    unexplained
};
inline constexpr std::size_t whys = 7;
std::string_view word(Why why);

struct Divergence {
    std::uint32_t who = 0; ///< the number of the person or institution
    engine::Day day;       ///< of the first event that only one world has
    /// What happens next from there in each world; no_rule: nothing more in that year.
    engine::RuleId base_rule = engine::no_rule, other_rule = engine::no_rule;
    engine::Day base_day = engine::no_day, other_day = engine::no_day;
    engine::Cause base_cause, other_cause;
    engine::PlaceId place = engine::nowhere;

    Why why = Why::unexplained;
    engine::Cause letter;        ///< of `why` letter: who wrote, when and under which rule
    Why root = Why::unexplained; ///< where the chain begins: never letter, birth or kin
    engine::RuleId root_rule = engine::no_rule; ///< the rule of the event in which it begins
    std::uint16_t steps = 0;                    ///< letters and births from there to here

    /// The rule of the event that only one world has; where both have one that day, of the base.
    /// no_rule: a birth in one world only, or on another day, of somebody without events.
    engine::RuleId rule() const { return base_day == day ? base_rule : other_rule; }
};

/// Since when people who had parted were in each place.
class TouchedPlaces {
public:
    void touch(engine::PlaceId place, engine::Day day);
    /// Whether somebody had been there on that day or before.
    bool touched(engine::PlaceId place, engine::Day day) const;

private:
    std::vector<engine::Day> since_; ///< by place
};

class Divergences {
public:
    explicit Divergences(const People& people) : people_{people} {}

    /// Compares the year that both worlds have just lived.
    void compare_year(const TwinWorld& base, const TwinWorld& other);

    /// Says of every parting what brought it. Both worlds have ended.
    void explain(const Differences& differences, const TwinWorld& base, const TwinWorld& other);

    /// The parting of a person or institution; none: the same in both worlds, or in neither.
    const Divergence* of(std::uint32_t number) const
    {
        if (number >= number_of_.size() || number_of_[number] == none) return nullptr;
        return &divergences_[number_of_[number]];
    }
    std::span<const Divergence> all() const { return divergences_; }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    void find_first_differences(const TwinWorld& base, const TwinWorld& other, std::size_t fresh);
    void add_births(const TwinWorld& base, const TwinWorld& other);
    void note_touched(const TwinWorld& world);
    /// The parting of whoever wrote a letter, if it came before the letter.
    const Divergence* sender_of(const engine::Cause& letter) const;
    static void follow(Divergence& parting, Why why, const Divergence& from);
    bool by_rule(Divergence& parting, const Differences& differences) const;
    bool by_letter(Divergence& parting) const;
    bool by_earlier_letter(Divergence& parting) const;
    bool by_birth(Divergence& parting, const TwinWorld& base, const TwinWorld& other) const;
    bool by_sums(Divergence& parting) const;
    bool by_kin(Divergence& parting, Kin& kin) const;
    bool is_person(std::uint32_t number) const
    {
        return people_.id(number) >= engine::first_life_id;
    }

    const People& people_;
    std::vector<std::uint32_t> number_of_; ///< by person: position among the divergences
    std::vector<Divergence> divergences_;
    TouchedPlaces touched_;
    /// The same for the books of institutions, which in a province's seat are for all of it.
    TouchedPlaces books_touched_;
    /// By person: the last letter from somebody who had parted that was answered in both worlds
    /// alike. What it said may have differed, and tells later.
    std::unordered_map<std::uint32_t, engine::Cause> heard_;
    /// A rule by which people read sums, and under which they are kept.
    struct Reader {
        engine::RuleId rule, keeper;
        bool in_the_centre; ///< kept where people arrive in the South, and told from there
    };
    std::vector<Reader> readers_;
    engine::PlaceId centre_ = engine::nowhere; ///< where people arrive in the South
};

} // namespace counterlife::study::twins
