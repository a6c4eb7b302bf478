// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who is who in the account of one life: people have no names, so they go by what they are to the
// person whom the account is about; institutions and places by theirs.

#include "model/journal/words.h"
#include "study/record/life_row.h"
#include "study/rooms.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::account {

/// "10 October 1980".
std::string long_date(engine::Day day);

using model::counted;
using model::number_words;
using model::ordinal;
using model::span_words;

/// Whole years between two days.
int age_on(engine::Day born, engine::Day day);

/// With its first letter a capital.
std::string capitalised(std::string text);

/// The name of a place as it is written in a sentence: "Onsong", "Chung District".
std::string place_words(std::string_view place);

/// "in Onsong", "at the Kumhwa front"; and with another word before it, "to the Kumhwa front".
std::string in_place(std::string_view place);
std::string with_place(std::string_view word, std::string_view place);

class WhoIsWho {
public:
    /// `lives`: the person, the family and whoever else is met, in any order.
    WhoIsWho(engine::LifeId self, std::span<const LifeRow> lives, std::vector<std::string> places);

    engine::LifeId self_id() const { return self_; }
    const LifeRow& self() const { return *row(self_); }
    /// Null for institutions, and for people of whom no line was read.
    const LifeRow* row(engine::LifeId id) const;
    const std::map<engine::LifeId, LifeRow>& rows() const { return rows_; }
    void add(std::span<const LifeRow> lives);

    /// Whom the person has married, in this order, and when; the last wife or husband may be among
    /// them.
    void add_partner(engine::LifeId id, engine::Day wedding = engine::before_all_days);
    const std::vector<engine::LifeId>& partners() const { return partners_; }

    /// "his mother", "her second son", "the labour office of Onsong", "person 123456...".
    std::string name(engine::LifeId id) const;
    /// The same on a day: "her future husband" before the wedding.
    std::string name(engine::LifeId id, engine::Day day) const;
    /// As others would describe them: "a woman of 24 born in Onsong".
    std::string description(engine::LifeId id, engine::Day day) const;
    bool is_woman(engine::LifeId id) const;
    /// Whether this is the last wife or husband of the person whom the account is about.
    bool is_spouse(engine::LifeId id) const;

    std::string place_name(std::int64_t number) const;
    /// engine::nowhere for a name of no place.
    engine::PlaceId place_number(std::string_view name) const;
    std::vector<LifeRow> children() const;

private:
    std::string kin(const LifeRow& other) const;
    std::string office(engine::LifeId id) const;
    std::string child_words(const LifeRow& child) const;

    engine::LifeId self_;
    std::map<engine::LifeId, LifeRow> rows_;
    std::vector<engine::LifeId> partners_;
    std::map<engine::LifeId, engine::Day> weddings_; ///< of partners
    std::vector<std::string> places_;
};

} // namespace counterlife::study::account
