// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/rule_facts.h"

#include "model/nation.h"

#include <algorithm>
#include <string_view>

namespace counterlife::study::input {
namespace {

std::vector<std::string> taken_apart(std::string_view list)
{
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        words.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(list.size(), end + 1));
        while (list.starts_with(' ')) list.remove_prefix(1);
    }
    return words;
}

} // namespace

std::vector<RuleFacts> rule_facts()
{
    std::vector<RuleFacts> facts;
    for (const model::Rule* rule : model::Nation::rules())
        facts.push_back({.name = std::string{rule->name},
                         .says = std::string{rule->says},
                         .answers = taken_apart(rule->answers)});
    return facts;
}

} // namespace counterlife::study::input
