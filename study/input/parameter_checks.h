// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What must hold of parameter rows wherever they were read: in the data folder or in a run.

#include "model/parameters.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// As in "'death.mx' 'M/25'".
std::string described(const model::ParameterRow& row);

/// As in "0..1".
std::string range_text(double least, double most);

/// A few of the words and how many more there are.
std::string some_of(const std::vector<std::string>& words);

/// Rows of one name and key, which are put into the order of their dates: none may begin before the
/// last has ended (a duplicate) or, where they must be whole, after (a gap), as far as the days
/// from `from` to `to` are concerned.
void check_dates(std::vector<model::ParameterRow>& rows, bool whole, engine::Day from,
                 engine::Day to, std::string_view file, Complaints& complaints);

/// Rows of any names: each period has days, and those of one name and key give one value for each
/// day of the run.
void check_periods(const std::vector<model::ParameterRow>& rows, engine::Day from, engine::Day to,
                   std::string_view file, Complaints& complaints);

/// That the rows are the numbers of these families: all of them and no other, in their units and
/// within what makes sense. A row's dates are not looked at.
void check_families(const std::vector<model::ParameterRow>& rows,
                    std::span<const model::FamilySpec> families, std::string_view file,
                    Complaints& complaints);

} // namespace counterlife::study::input
