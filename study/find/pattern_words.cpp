// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/pattern_words.h"

#include "model/nation.h"

namespace counterlife::study::find {

std::span<const PatternWord> pattern_words()
{
    static const std::vector<PatternWord> words = [] {
        std::vector<PatternWord> all;
        for (const model::Rule* rule : model::Nation::rules())
            if (rule->beside.record != nullptr)
                for (const model::Word& word : rule->beside.record->words)
                    all.push_back({word.word, rule->name, word.means});
        return all;
    }();
    return words;
}

std::vector<RuleChoice> choices_of(std::string_view word)
{
    std::vector<RuleChoice> choices;
    for (const PatternWord& one : pattern_words())
        if (one.word == word)
            choices.push_back({.rule = std::string{one.rule}, .means = one.means});
    return choices;
}

} // namespace counterlife::study::find
