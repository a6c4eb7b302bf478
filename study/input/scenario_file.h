// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One scenario file as it stands, before what it inherits.

#include "model/parameters.h"
#include "model/switches.h"
#include "study/input/overlay.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// What a scenario can speak of: parameters, rules (and the model's claims), days of the run.
struct ScenarioScope {
    std::span<const model::FamilySpec> families;
    std::span<const std::string> rule_names;
    engine::Day run_from;
    engine::Day run_to; ///< exclusive
};

struct ScenarioFile {
    struct Set {
        Setting setting;
        const model::ParameterSpec* spec = nullptr; ///< of the families given to the parser
        int line = 0;
    };
    struct Switch {
        model::RuleSwitch value;
        bool strict = false; ///< in so many words; a claim that is only "on" is strict as well
        int line = 0;
    };
    struct Need {
        std::string name; ///< a rule or a claim
        int line = 0;
    };

    std::string name;
    std::string file; ///< to complain under
    std::string description;
    std::string inherits;
    int inherits_line = 0;
    std::vector<Set> settings;
    std::vector<Switch> switches; ///< what is switched on for ever stands here too
    std::vector<Need> needs;      ///< what this scenario and all that inherit it rest on
};

/// Reads the text of a scenario file. What is unsound is complained about and left out.
ScenarioFile parse_scenario(std::string_view text, std::string_view file,
                            const ScenarioScope& scope, Complaints& complaints);

/// Lower-case words of ASCII letters and digits, joined by single hyphens.
bool is_scenario_name(std::string_view name);

/// The scenario name nearest to any text, or nothing where no letter of it would be left.
std::string as_scenario_name(std::string_view text);

inline constexpr std::string_view scenario_name_form =
    "lower-case letters and digits, joined by hyphens";

} // namespace counterlife::study::input
