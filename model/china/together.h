// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those who crossed together: one leads, and the others go where that one goes.

#include "model/china/china.h"
#include "model/journal/packed.h"

namespace counterlife::model::china {

extern const Rule together; ///< Where one who crossed with the family goes, the family goes.
extern const Rule parted;   ///< Wife or husband has been arrested.

/// Of china.together: what is done together.
enum class Move : std::uint8_t { stays, goes_home };
inline constexpr Code moves[]{code(Move::stays, "stays"), code(Move::goes_home, "goes_home")};
struct TogetherDetail {
    Move move{};
    static constexpr auto fields = packed(choice("move", &TogetherDetail::move, moves));
};

/// Takes those who came along to where one will stay.
void lead_to(Act& act, PlaceId to);
/// Takes them home.
void lead_home(Act& act);
/// Is taken away from wife or husband, who came along.
void be_parted(Act& act);
/// Somebody who came along, or a child in somebody's care, decides nothing alone.
bool follows(const View& view, Day day) noexcept;
/// Born across the river: such a person can be neither sold, nor sent back, nor go home.
bool was_born_there(const View& view) noexcept;
/// At the side of wife or husband, whoever of the two leads.
bool has_company(const Life& life, const Exile& exile) noexcept;
/// Lives from now on where one is.
void stay_here(Act& act);

} // namespace counterlife::model::china
