// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// One person in both runs: where the two lives part, what parted them, and what came of it.

#include "study/account/life_json.h"
#include "study/explorer/life_outcomes.h"
#include "study/explorer/life_parts.h"

#include <fmt/format.h>

#include <utility>

namespace counterlife::study::explorer {
namespace {

std::string outcomes_json(const std::vector<LifeOutcome>& here,
                          const std::vector<LifeOutcome>& there)
{
    Json list{'['};
    for (std::size_t i = 0; i < here.size(); ++i) {
        Json one{'{'};
        one.field("outcome", json_word(here[i].outcome));
        one.field("label", json_word(here[i].label));
        one.field("here", here[i].value);
        one.field("there", there[i].value);
        list.item(one.done());
    }
    return list.done();
}

} // namespace

Document twin_document(Opened& opened, PersonNumber person)
{
    const auto material = material_of(opened, person);
    if (!material) return std::unexpected{material.error()};
    Side &here = opened.here, &there = *opened.there;
    there.lives.forget_some();
    auto other = there.lives.material_of((*material)->cast.self_id(), opened.claims);
    if (!other) return std::unexpected{other.error()};
    const auto made = twin_page(here.lives, there.lives, **material, std::move(*other));
    if (!made) return std::unexpected{made.error()};
    const LifePage& page = *made;
    const Biography& account_there = page.twin->there;
    const auto material_here = band_material(here, page.account, opened.places);
    if (!material_here) return std::unexpected{material_here.error()};
    const auto material_there = band_material(there, account_there, opened.places);
    if (!material_there) return std::unexpected{material_there.error()};
    const auto bands_here = bands_of(*material_here), bands_there = bands_of(*material_there);
    const LineNumbers lines_here{page.account.lines}, lines_there{account_there.lines};

    MoreJson more = more_of_people(here, page.account.cast);
    more.twin = [&](Json& json) {
        json.field("number", std::to_string(there.number(account_there.cast.self_id())));
        json.field("sentence", json_word(headline(account_there.cast, there.lives.file())));
        json.field("bands", bands_json(bands_there, &lines_there, there));
    };
    Json json = life_fields(page, more);
    json.field("number", std::to_string(person));
    json.field("sentence", json_word(headline(page.account.cast, here.lives.file())));
    json.field("says", json_word(divergence_text(*page.twin, page)));
    json.field("bands", bands_json(bands_here, &lines_here, here));
    json.field("outcomes", outcomes_json(outcomes_of(*material_here, bands_here),
                                         outcomes_of(*material_there, bands_there)));
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer
