// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/life_outcomes.h"

#include "study/record/status.h"
#include "study/text/json.h"

#include <algorithm>
#include <cmath>

namespace counterlife::study::explorer {
namespace {

using engine::Day;

const Band& band_of(const std::vector<Band>& bands, std::string_view name)
{
    return *std::ranges::find(bands, name, &Band::name);
}

std::string_view code_of(Status status)
{
    return status_names[static_cast<std::size_t>(status)];
}

/// Years in some states, to a tenth.
double years_in(const Band& band, Day end, std::initializer_list<std::string_view> states)
{
    std::int64_t days = 0;
    for (const BandSpell& spell : band.spells)
        if (std::ranges::find(states, spell.code) != states.end())
            days += (std::min(spell.to, end) - spell.from).count();
    return std::round(10 * engine::years(engine::Days{static_cast<std::int32_t>(days)})) / 10;
}

bool was_ever(const Band& band, std::initializer_list<std::string_view> states)
{
    return std::ranges::any_of(band.spells, [&](const BandSpell& spell) {
        return std::ranges::find(states, spell.code) != states.end();
    });
}

std::string truth(bool is)
{
    return is ? "true" : "false";
}

} // namespace

std::vector<LifeOutcome> outcomes_of(const BandMaterial& material, const std::vector<Band>& bands)
{
    const LifeRow& self = material.cast.self();
    const Day end = std::min(self.died, material.run.to);
    const Band &stage = band_of(bands, "stage"), &party = band_of(bands, "party");
    const LifeRow* spouse = material.cast.row(self.spouse);
    const bool alive = self.died == engine::no_day;
    const bool married = self.marital == Marital::married;
    const bool together = alive && married && spouse != nullptr && spouse->died == engine::no_day;
    const std::string last = stage.spells.empty() ? std::string{} : stage.spells.back().code;
    const auto one = [](std::string_view outcome, std::string_view label, std::string value) {
        return LifeOutcome{outcome, label, std::move(value)};
    };
    return {
        one("alive", "Alive when the run ends", truth(alive)),
        one("years_lived", "Years lived", json_number(age_on(self.born, end))),
        one("school_years", "Completed years of schooling", std::to_string(self.school_years)),
        one("college", "Finished college", truth(self.school == School::graduate)),
        one("party_member", "Ever a member of the party", truth(was_ever(party, {"member"}))),
        one("army_years", "Years in the army",
            json_number(years_in(stage, end, {code_of(Status::soldier)}))),
        one("mine_years", "Years at work in a mine",
            json_number(years_in(stage, end, {code_of(Status::mine)}))),
        one("children", "Children", std::to_string(self.children)),
        one("together", "Married at the end, both living", truth(together)),
        one("held_years", "Years held: in forced labour or for having crossed",
            json_number(
                years_in(stage, end, {code_of(Status::custody), code_of(Status::detained)}))),
        one("abroad_years", "Years in China",
            json_number(years_in(stage, end, {code_of(Status::abroad)}))),
        one("arrived", "Reached the South", truth(was_ever(stage, {code_of(Status::south)}))),
        one("last_stage", "At the end of life, or of the run", json_word(last)),
    };
}

} // namespace counterlife::study::explorer
