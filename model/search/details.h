// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the details of a search's events say, where it is more than a place, an age or a span.

#include "model/journal/packed.h"

namespace counterlife::model::search {

/// Of what the neighbours tell: how many places, none to two.
struct PlacesTold {
    std::int32_t places = 0;
    static constexpr auto fields = packed(quantity("places_told", "count", &PlacesTold::places));
};

/// And their answer itself: the last two places, if they differ, each by its number plus one; 0 for
/// none.
struct LastPlaces {
    std::uint32_t last = 0, before = 0;
    static constexpr auto fields = packed(quantity("last", "place", &LastPlaces::last, 16),
                                          quantity("before", "place", &LastPlaces::before, 16));
    constexpr std::int32_t count() const { return (last != 0) + (before != 0); }
};

/// Of what friends tell: where, and whether whoever hears it sets out.
struct RumourDetail {
    PlaceId place = 0;
    bool sets_out = false;
    static constexpr auto fields = packed(quantity("place", "place", &RumourDetail::place, 16),
                                          flag("sets_out", &RumourDetail::sets_out));
};

/// Of a station: the how manieth of the search it is.
struct StopDetail {
    std::int32_t station = 0;
    static constexpr auto fields = packed(quantity("station", "ordinal", &StopDetail::station));
};

/// Of the way on from a station: where to. Home has the number of the capital's first district,
/// which no searcher goes to.
struct NextStopDetail {
    std::uint16_t place = 0;
    static constexpr Code named[]{{0, "home"}};
    static constexpr auto fields =
        packed(quantity("place", "place", &NextStopDetail::place, named));
    constexpr bool home() const { return place == named[0].value; }
};

/// Of a child asked for in a camp's book.
enum class Page : std::uint8_t { not_there, overlooked, picked_out };
inline constexpr Code pages[]{code(Page::not_there, "not_there"),
                              code(Page::overlooked, "overlooked"),
                              code(Page::picked_out, "picked_out")};
struct BookDetail {
    Page page = Page::not_there;
    static constexpr auto fields = packed(choice("page", &BookDetail::page, pages));
};

/// How many looks at the house have been paid for, at most 255 being counted.
struct LooksDetail {
    std::int32_t looks = 0;
    static constexpr auto fields = packed(quantity("looks", "count", &LooksDetail::looks));
};

/// Of somebody found by a go-between: in the house itself, or near it.
struct LookedForDetail {
    bool in_the_house = false;
    static constexpr auto fields = packed(flag("in_the_house", &LookedForDetail::in_the_house));
};

} // namespace counterlife::model::search
