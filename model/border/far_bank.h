// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of coming ashore on the other side.

#include "model/journal/packed.h"

namespace counterlife::model::border {

/// What comes of it: nobody knocks who is dry.
enum class Reception : std::uint8_t { dry, helped, turned_away, reported, frozen };

inline constexpr Code receptions[]{code(Reception::dry, "dry"), code(Reception::helped, "helped"),
                                   code(Reception::turned_away, "turned_away"),
                                   code(Reception::reported, "reported"),
                                   code(Reception::frozen, "frozen")};

/// Of border.far_bank.
struct FarBankDetail {
    Reception reception{};

    constexpr bool free() const { return reception <= Reception::turned_away; }

    static constexpr auto fields =
        packed(choice("reception", &FarBankDetail::reception, receptions));
};

/// What its letter says: whether somebody comes out of the river wet and cold.
struct Ashore {
    bool wet = false;
    static constexpr auto fields = packed(flag("wet", &Ashore::wet));
};

} // namespace counterlife::model::border
