// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/check_command.h"

#include "study/scenario.h"

#include <cstddef>
#include <ostream>

namespace counterlife::study {

int check(const ScenarioChoice& choice, std::ostream& out, std::ostream& err)
{
    const auto scenario =
        read_scenario(choice.scenario, choice.data_dir, choice.scenario_dir, choice.families,
                      choice.rule_names, choice.run_from, choice.run_to);
    if (!scenario) {
        err << scenario.error();
        return 2;
    }
    std::size_t parameters = 0;
    for (const model::FamilySpec& family : choice.families) parameters += family.parameters.size();
    out << parameters << " parameters in " << choice.families.size() << " files, "
        << choice.rule_names.size() << " rules, scenario " << scenario->name << ": no complaints\n";
    return 0;
}

} // namespace counterlife::study
