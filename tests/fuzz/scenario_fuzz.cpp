// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes as a scenario: what is taken without complaint can be laid over rows, and leaves one
// value for each parameter, key and day.

#include "study/input/overlay.h"
#include "study/input/parameter_files.h"
#include "study/input/scenario_file.h"
#include "study/input/scenario_switches.h"
#include "study/study.h"
#include "tests/study/small_data.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace study = counterlife::study;
    namespace model = counterlife::model;
    namespace engine = counterlife::engine;
    static const std::vector<model::FamilySpec> families = study::small_families();
    study::Complaints complaints;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const study::ScenarioScope scope{.families = families,
                                     .rule_names = study::small_rules,
                                     .run_from = study::run_from,
                                     .run_to = study::run_to};
    const study::ScenarioFile file = study::parse_scenario(text, "fuzz.toml", scope, complaints);
    study::complain_of_needs({&file, 1}, scope, complaints);
    study::complain_of_strict({&file, 1}, complaints);
    study::text_of(complaints);

    study::Complaints of_rows;
    std::vector<model::ParameterRow> rows =
        study::read_family(study::header_line + study::sound_rows, "birth.csv", families.front(),
                           study::run_from, study::run_to, of_rows);
    for (const study::ScenarioFile::Set& set : file.settings) {
        if (set.spec == nullptr || set.setting.value.has_value() == set.setting.factor.has_value())
            std::abort();
        study::lay_over(rows, set.setting, "fuzz");
    }
    study::resolved_hash(rows, study::resolve_switches({&file, 1}, study::small_rules));
    const model::ParameterSet set{std::move(rows)};
    for (engine::Day day = study::run_from; day < study::run_to; day += 997)
        set.at("birth.twin_share", day);
    for (std::size_t i = 1; i < set.rows().size(); ++i) {
        const model::ParameterRow& last = set.rows()[i - 1];
        const model::ParameterRow& next = set.rows()[i];
        if (last.name == next.name && last.key == next.key && last.to != next.from) std::abort();
    }
    return 0;
}
