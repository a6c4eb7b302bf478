// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of the way by which somebody goes.

#include "model/exile.h"
#include "model/journal/packed.h"

namespace counterlife::model::route {

inline constexpr Code way_codes[]{code(Way::none, "none"), code(Way::mission, "mission"),
                                  code(Way::mongolia, "mongolia"), code(Way::vietnam, "vietnam"),
                                  code(Way::thailand, "thailand")};

/// Of route.contact and route.come_along: the way, whether it ended before the border of China, and
/// whether a guide has come whom kin in the South have paid.
struct SettingOutDetail {
    Way way{};
    bool caught = false;
    bool fetched = false;

    static constexpr auto fields = packed(choice("way", &SettingOutDetail::way, 3, way_codes),
                                          flag("fetched", &SettingOutDetail::fetched));
    static constexpr auto negative = negated("caught", &SettingOutDetail::caught,
                                             choice("way", &SettingOutDetail::way, 3, way_codes),
                                             flag("fetched", &SettingOutDetail::fetched));
};

/// What whoever finds a way writes to those who are taken along: all go, or all are caught,
/// together.
struct Team {
    Way way{};
    bool caught = false;
    std::uint16_t days = 0; ///< that those who are caught are held for

    static constexpr auto fields =
        packed(choice("way", &Team::way, 4, way_codes), flag("caught", &Team::caught),
               quantity("held", "days", &Team::days, 11));
};

/// Of route.third_country.
struct WayDetail {
    Way way{};
    static constexpr auto fields = packed(choice("way", &WayDetail::way, way_codes));
};

} // namespace counterlife::model::route
