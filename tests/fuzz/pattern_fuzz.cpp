// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes as a pattern: what is taken without complaint has steps and names that make sense, and
// so does each complaint.

#include "study/find/pattern.h"
#include "study/study.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace study = counterlife::study;
    static const study::PatternNames names{.rules = {"army.reporting", "food.trade", "food.trip"},
                                           .places = {"onsong", "anju"},
                                           .place_provinces = {"North Hamgyong", ""}};
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    study::Complaints complaints;
    const study::Pattern pattern = study::read_pattern(text, "fuzz", complaints);
    const bool sound = complaints.empty();
    study::check_names(pattern, names, complaints);
    std::ostringstream shown;
    shown << complaints;
    if (pattern.steps.size() > study::most_steps) std::abort();
    if (!sound) return 0;
    bool follows = false;
    for (const study::PatternStep& step : pattern.steps) {
        if (step.events.empty() || step.says.empty() || step.times < 1) std::abort();
        if (!follows && (step.after || step.within)) std::abort();
        if (step.days.least > step.days.most || step.ages.least > step.ages.most) std::abort();
        if (step.after) step.after->after(20'000);
        if (step.within) step.within->after(-30'000);
        follows = follows || !step.never;
    }
    return 0;
}
