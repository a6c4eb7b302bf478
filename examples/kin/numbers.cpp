// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/numbers.h"

namespace counterlife::kin {

void Numbers::sum_up()
{
    births_alike = deaths_alike = true;
    anybody_seeks = false;
    for (const auto& of_status : birth)
        for (const Schedule& schedule : of_status)
            births_alike = births_alike && schedule == birth[0][0];
    for (const auto& of_sex : death)
        for (const Schedule& schedule : of_sex)
            deaths_alike = deaths_alike && schedule == of_sex[0];
    for (const auto& of_sex : marriage)
        for (const Schedule& schedule : of_sex)
            anybody_seeks = anybody_seeks || !schedule.is_nought();
}

} // namespace counterlife::kin
