// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes behind a right header: without complaints every parameter and key must have exactly
// one finite value on each day of the run.

#include "model/parameters.h"
#include "study/input/parameter_files.h"
#include "study/study.h"
#include "tests/study/small_data.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace study = counterlife::study;
    namespace model = counterlife::model;
    namespace engine = counterlife::engine;
    static const std::vector<model::FamilySpec> families = study::small_families();
    const std::string rows{reinterpret_cast<const char*>(data), size};
    study::Complaints complaints;
    const model::ParameterSet set{study::read_family(study::header_line + rows, "fuzz.csv",
                                                     families.front(), study::run_from,
                                                     study::run_to, complaints)};
    study::text_of(complaints);
    if (!complaints.empty()) return 0;
    for (engine::Day day = study::run_from; day < study::run_to; day += 97) {
        double sum = set.at("birth.twin_share", day);
        for (const std::string& key : families.front().parameters.back().keys)
            sum += set.at("birth.rate", key, day);
        if (!std::isfinite(sum)) std::abort();
    }
    return 0;
}
