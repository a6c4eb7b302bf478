// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/who_is_who.h"

#include "model/offices.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace counterlife::study::account {
namespace {

using engine::LifeId;

struct Spelling {
    std::string_view place, words;
};

constexpr std::array spellings{
    Spelling{"front-west", "the western front"},
    Spelling{"front-central", "the central front"},
    Spelling{"front-east", "the eastern front"},
    Spelling{"front-chorwon", "the Chorwon front"},
    Spelling{"front-kumhwa", "the Kumhwa front"},
    Spelling{"thailand-embassy", "the embassy in Thailand"},
    Spelling{"thailand-shelter", "the shelter in Thailand"},
    Spelling{"arrival-centre", "the arrival centre"},
    Spelling{"seoul-area", "the Seoul area"},
    Spelling{"other-provinces-south", "the other provinces of the South"},
};

constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                            "July",    "August",   "September", "October", "November", "December"};

bool same(LifeId a, LifeId b)
{
    return a == b && a != engine::nobody;
}

} // namespace

std::string long_date(engine::Day day)
{
    const auto date = engine::date_of(day);
    return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                       months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()));
}

int age_on(engine::Day born, engine::Day day)
{
    const auto from = engine::date_of(born), to = engine::date_of(day);
    const int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
    const bool before = std::pair{to.month(), to.day()} < std::pair{from.month(), from.day()};
    return years - (before ? 1 : 0);
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string place_words(std::string_view place)
{
    if (place.empty()) return "an unknown place";
    for (const Spelling& one : spellings)
        if (one.place == place) return std::string{one.words};
    std::string words;
    bool starts = true;
    for (const char letter : place) {
        words += letter == '-'                              ? ' '
                 : starts && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32)
                                                            : letter;
        starts = letter == '-';
    }
    return words;
}

std::string with_place(std::string_view word, std::string_view place)
{
    return std::string{word} + " " + place_words(place);
}

std::string in_place(std::string_view place)
{
    const bool at = place_words(place).starts_with("the ") && !place.ends_with("-area") &&
                    !place.starts_with("other-");
    return with_place(at ? "at" : "in", place);
}

WhoIsWho::WhoIsWho(LifeId self, std::span<const LifeRow> lives, std::vector<std::string> places)
    : self_{self}, places_{std::move(places)}
{
    add(lives);
}

void WhoIsWho::add(std::span<const LifeRow> lives)
{
    for (const LifeRow& life : lives) rows_.emplace(life.person, life);
}

void WhoIsWho::add_partner(LifeId id, engine::Day wedding)
{
    weddings_.try_emplace(id, wedding);
    if (std::ranges::find(partners_, id) == partners_.end()) partners_.push_back(id);
}

const LifeRow* WhoIsWho::row(LifeId id) const
{
    const auto at = rows_.find(id);
    return at == rows_.end() ? nullptr : &at->second;
}

std::string WhoIsWho::description(LifeId id, engine::Day day) const
{
    const LifeRow* life = row(id);
    if (life == nullptr) return "somebody";
    return fmt::format("a {} of {} born {}", life->sex == Sex::female ? "woman" : "man",
                       age_on(life->born, day), in_place(place_name(life->birth_place)));
}

bool WhoIsWho::is_woman(LifeId id) const
{
    const LifeRow* life = row(id);
    return life != nullptr && life->sex == Sex::female;
}

bool WhoIsWho::is_spouse(LifeId id) const
{
    return row(self_) != nullptr && same(id, self().spouse);
}

std::string WhoIsWho::place_name(std::int64_t number) const
{
    if (number < 0 || number >= std::ssize(places_)) return {};
    return places_[static_cast<std::size_t>(number)];
}

engine::PlaceId WhoIsWho::place_number(std::string_view name) const
{
    const auto at = std::ranges::find(places_, name);
    return at == places_.end() ? engine::nowhere
                               : static_cast<engine::PlaceId>(at - places_.begin());
}

std::vector<LifeRow> WhoIsWho::children() const
{
    std::vector<LifeRow> all;
    for (const auto& [id, life] : rows_)
        if (same(life.mother, self_) || same(life.father, self_)) all.push_back(life);
    std::ranges::sort(all, {}, [](const LifeRow& l) { return std::pair{l.born, l.person}; });
    return all;
}

std::string WhoIsWho::name(LifeId id) const
{
    if (id == engine::nobody) return "nobody";
    if (id < engine::first_life_id) return office(id);
    if (id == self_) return is_woman(self_) ? "her" : "him";
    const LifeRow* life = row(id);
    const std::string what = life == nullptr || row(self_) == nullptr ? "" : kin(*life);
    if (!what.empty()) return (is_woman(self_) ? "her " : "his ") + what;
    return "person " + std::to_string(id).substr(0, 6) + "...";
}

std::string WhoIsWho::name(LifeId id, engine::Day day) const
{
    const auto wedding = weddings_.find(id);
    if (wedding == weddings_.end() || wedding->second <= day) return name(id);
    return std::string{is_woman(self_) ? "her future " : "his future "} +
           (is_woman(id) ? "wife" : "husband");
}

std::string WhoIsWho::child_words(const LifeRow& child) const
{
    const std::string what = child.sex == Sex::female ? "daughter" : "son";
    std::vector<LifeRow> all = children();
    std::erase_if(all, [&](const LifeRow& one) { return one.sex != child.sex; });
    if (all.size() == 1) return what;
    const auto at = std::ranges::find(all, child.person, &LifeRow::person) - all.begin();
    return ordinal(static_cast<int>(at) + 1) + " " + what;
}

std::string WhoIsWho::kin(const LifeRow& other) const
{
    const LifeRow& me = self();
    const bool woman = other.sex == Sex::female;
    if (same(other.person, me.mother)) return "mother";
    if (same(other.person, me.father)) return "father";
    if (same(other.mother, self_) || same(other.father, self_)) return child_words(other);
    if (same(other.person, me.spouse)) return woman ? "wife" : "husband";
    if (same(other.spouse, self_) || std::ranges::find(partners_, other.person) != partners_.end())
        return std::string{me.marriages == 2 ? "first " : "former "} + (woman ? "wife" : "husband");
    if (same(other.mother, me.mother) || same(other.father, me.father)) {
        const bool half = !same(other.mother, me.mother) && me.mother != engine::nobody;
        const std::string_view older = other.born < me.born   ? "elder "
                                       : other.born > me.born ? "younger "
                                                              : "twin ";
        return std::string{half ? "half-" : older} + (woman ? "sister" : "brother");
    }
    for (const LifeId parent : {me.mother, me.father}) {
        const LifeRow* line = row(parent);
        if (line != nullptr &&
            (same(other.person, line->mother) || same(other.person, line->father)))
            return woman ? "grandmother" : "grandfather";
    }
    if (const LifeRow* spouse = row(me.spouse); spouse != nullptr) {
        if (same(other.person, spouse->mother)) return "mother-in-law";
        if (same(other.person, spouse->father)) return "father-in-law";
    }
    const LifeRow* mother = row(other.mother);
    const LifeRow* father = row(other.father);
    for (const LifeRow* parent : {mother, father})
        if (parent != nullptr && (same(parent->mother, self_) || same(parent->father, self_)))
            return "grandchild";
    return {};
}

std::string WhoIsWho::office(LifeId id) const
{
    const std::string place = place_name(static_cast<std::int64_t>((id - 1) >> 8));
    const auto number = static_cast<std::uint8_t>((id - 1) & 0xFF);
    switch (number) {
    case model::registrar_office:
        return with_place("the marriage registrar of", place);
    case model::mobilisation_office:
        return with_place("the mobilisation office of", place);
    case model::committee_office:
        return with_place("the party committee of", place);
    case model::labour_office:
        return with_place("the labour office of", place);
    case model::mine_office:
        return with_place("the mine of", place);
    case model::hospital_office:
        return with_place("the hospital of", place);
    case model::police_office:
        return with_place("the police of", place);
    case model::ration_office:
        return with_place("the ration office of", place);
    case model::army_office:
        return with_place("the army staff of", place);
    case model::camp_office:
        return with_place("the children's camp of", place);
    case model::agency_office:
        return with_place("the security agency of", place);
    case model::neighbours_office:
        return with_place("the neighbours in", place);
    case model::underground_office:
        return with_place("the guides in", place);
    case model::centre_office:
        return "the arrival centre in the South";
    case model::leader_office:
        return "the leader's office in the capital";
    default:
        return with_place("an institution of", place);
    }
}

} // namespace counterlife::study::account
