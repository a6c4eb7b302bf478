// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run as SOCSIM writes one: a population and its marriages, as docs/formats/socsim.md describes.

#include "study/record/kinship.h"
#include "study/rooms.h"

#include <span>
#include <string>

namespace counterlife::study::record {

/// The year that months are counted from: the first of the century in which the first of these
/// people was born, so that runs of other scales count from the same.
int first_socsim_year(std::span<const KinLife> lives);

/// January of the first year is month 1.
int socsim_month(engine::Day day, int first_year);

/// Lines of the two files, each with its end.
class SocsimLines {
public:
    SocsimLines(std::span<const KinLife> lives, std::span<const Marriage> marriages);

    int first_year() const { return first_year_; }
    std::string of_person(PersonNumber person) const;
    std::string of_marriage(std::int32_t number) const;

private:
    int marital_status(PersonNumber person) const;

    std::span<const KinLife> lives_;
    std::span<const Marriage> marriages_;
    KinLinks links_;
    int first_year_;
};

} // namespace counterlife::study::record
