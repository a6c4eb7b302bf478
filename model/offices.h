// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The institutions of a place by number. A letter goes to an institution by its place and number.

#include <cstdint>

namespace counterlife::model {

inline constexpr std::uint8_t registrar_office = 1;    ///< in the seat of a province
inline constexpr std::uint8_t mobilisation_office = 2; ///< in every county
inline constexpr std::uint8_t committee_office = 3;    ///< the party's, in every place
inline constexpr std::uint8_t labour_office = 4;       ///< in every county
inline constexpr std::uint8_t mine_office = 5;         ///< where there is a mine
inline constexpr std::uint8_t hospital_office = 6;
inline constexpr std::uint8_t police_office = 7;
inline constexpr std::uint8_t ration_office = 8;
inline constexpr std::uint8_t army_office = 9;         ///< the corps' staff, in an army sector
inline constexpr std::uint8_t camp_office = 10;        ///< for children adrift
inline constexpr std::uint8_t leader_office = 11;      ///< in the capital
inline constexpr std::uint8_t agency_office = 12;      ///< the security agency of a county
inline constexpr std::uint8_t neighbours_office = 13;  ///< the neighbourhood unit of a county
inline constexpr std::uint8_t underground_office = 14; ///< in China: missions, teams, brokers
inline constexpr std::uint8_t centre_office = 15;      ///< where people arrive in the South

} // namespace counterlife::model
