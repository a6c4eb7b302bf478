// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal and the letters say of an order from the top.

#include "model/labour/sector_codes.h"

namespace counterlife::model::labour {

/// How a shortage is answered.
enum class Response : std::uint8_t { nothing, hands, equipment };

struct VisitDetail {
    Response answer{};
    static constexpr Code answers[]{code(Response::nothing, "nothing"),
                                    code(Response::hands, "hands"),
                                    code(Response::equipment, "equipment")};
    static constexpr auto fields = packed(choice("answer", &VisitDetail::answer, answers));
};

struct PostingDetail {
    std::int32_t batch = 0; ///< from nought
    bool excused = false;   ///< an appeal was granted
    static constexpr auto fields = packed(quantity("batch", "number", &PostingDetail::batch));
    static constexpr auto negative = complemented("excused", &PostingDetail::excused);
};

struct ReceptionDetail {
    std::uint8_t devotion = 0; ///< in hundredths, after the shock
    Sector sector{};
    static constexpr auto fields =
        packed(quantity("devotion", "hundredths", &ReceptionDetail::devotion, 8),
               choice("sector", &ReceptionDetail::sector, 8, sector_codes));
};

/// What the capital writes to a staff: of the men of an order, those from the first and before the
/// last.
struct DemandLetter {
    std::uint32_t last = 0, first = 0;
    std::uint16_t order = 0; ///< by row
    static constexpr auto fields = packed(quantity("last", "count", &DemandLetter::last, 24),
                                          quantity("first", "count", &DemandLetter::first, 24),
                                          quantity("order", "row", &DemandLetter::order, 16));
};

/// What a staff writes to a soldier.
struct PostingLetter {
    PlaceId place = 0;
    std::uint32_t batch = 0;
    std::uint8_t order = 0; ///< by row
    static constexpr auto fields = packed(quantity("place", "place", &PostingLetter::place, 16),
                                          quantity("batch", "number", &PostingLetter::batch, 32),
                                          quantity("order", "row", &PostingLetter::order, 16));
};

} // namespace counterlife::model::labour
