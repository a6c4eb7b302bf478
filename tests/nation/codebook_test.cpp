// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the details of a nation's events say, read without types as those do who have only the run.

#include "tests/rows/rows.h"

#include "model/nation.h"

namespace counterlife::tests {

TEST(Codebook, whatever_an_event_tells_has_a_name)
{
    std::map<std::string, std::int64_t> nameless;
    for (const Event& event : baseline_told().events) {
        const model::Rule& rule = *model::Nation::rules()[event.rule];
        const std::span<const model::Part> parts = rule.beside.record->parts;
        if (parts.empty() && event.detail != 0)
            ++nameless[std::string{rule.name} + " tells " + std::to_string(event.detail)];
        for (const model::Part& part : parts) {
            if (part.unit != "choice" || !model::has_part(part, event.detail)) continue;
            const std::int32_t value = model::value_of(part, event.detail);
            if (std::ranges::find(part.codes, value, &model::Code::value) == part.codes.end())
                ++nameless[std::string{rule.name} + " " + std::string{part.name} + " " +
                           std::to_string(value)];
        }
    }
    for (const auto& [what, count] : nameless) ADD_FAILURE() << what << ", " << count << " times";
}

} // namespace counterlife::tests
