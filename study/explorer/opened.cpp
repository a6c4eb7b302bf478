// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/opened.h"

#include <fmt/format.h>

#include <utility>

namespace counterlife::study::explorer {

Complaints damaged(const std::filesystem::path& file, std::string_view found)
{
    Complaints complaints;
    complaints.found(file.string(), found, "what `counterlife run` wrote; run it again");
    return complaints;
}

std::expected<const Rations*, Complaints> rations_of(Side& side)
{
    if (side.description().events == "none") return nullptr;
    if (!side.rations) {
        auto read = Rations::read(side.lives.path());
        if (!read) return std::unexpected{read.error()};
        side.rations = std::move(*read);
    }
    return &*side.rations;
}

std::expected<engine::LifeId, Complaints> person_of(Opened& opened, PersonNumber person)
{
    const engine::LifeId id =
        person > 0 ? opened.here.lives.numbers().identity(person) : engine::nobody;
    if (id != engine::nobody) return id;
    const auto count = opened.here.lives.numbers().people().size();
    Complaints complaints;
    complaints.found(
        "life", fmt::format("nobody with the number {}", person),
        fmt::format("1 to {}, the rows of {}/lives.parquet", count, opened.here.lives.named().name),
        person < 1 ? "1" : std::to_string(count));
    return std::unexpected{std::move(complaints)};
}

std::expected<const LifeMaterial*, Complaints> material_of(Opened& opened, PersonNumber person)
{
    if (opened.last.person == person && opened.last.material) return &*opened.last.material;
    const auto id = person_of(opened, person);
    if (!id) return std::unexpected{id.error()};
    opened.here.lives.forget_some();
    auto material = opened.here.lives.material_of(*id, opened.claims);
    if (!material) return std::unexpected{material.error()};
    opened.last.material.emplace(std::move(*material));
    opened.last.person = person;
    return &*opened.last.material;
}

} // namespace counterlife::study::explorer
