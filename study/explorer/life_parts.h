// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parts that the documents of a life and of its twin have in common.

#include "study/account/life_json.h"
#include "study/explorer/bands.h"
#include "study/explorer/opened.h"
#include "study/rooms.h"
#include "study/text/json.h"

#include <expected>
#include <map>
#include <string>
#include <vector>

namespace counterlife::study::explorer {

/// The nearest kin of the cast's own life: mother, father, wives or husbands, children, brothers
/// and sisters, in this order.
struct Kin {
    engine::LifeId id = engine::nobody;
    std::string_view relation;
};
std::vector<Kin> kin_of(const WhoIsWho& cast);
/// What somebody is to the cast's own life: one of those of `kin_of`, "self" or "other".
std::string_view relation_to(const WhoIsWho& cast, engine::LifeId id);

/// What the bands of the account are made of, read from the run of that side.
std::expected<BandMaterial, Complaints> band_material(Side& side, const Biography& account,
                                                      const std::vector<model::PlaceFacts>& map);
/// As much of it as stage, place and marriage ask for.
BandMaterial kin_material(const Side& side, const Biography& account, std::vector<Stay> stays,
                          const std::vector<model::PlaceFacts>& map);

/// The lines of an account by the number of an event.
class LineNumbers {
public:
    explicit LineNumbers(const std::vector<Line>& lines);
    /// The number of the line in which the event stands; null for none.
    std::string json(std::size_t event) const;

private:
    std::map<std::size_t, std::size_t> first_by_last_;
};

/// What people and steps of chains have besides: their numbers, and what they are to the life.
MoreJson more_of_people(const Side& side, const WhoIsWho& cast);

std::string bands_json(const std::vector<Band>& bands, const LineNumbers* lines, const Side& side);

} // namespace counterlife::study::explorer
