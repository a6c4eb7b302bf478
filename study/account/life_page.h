// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The account of a life as text, JSON or a page. docs/formats/biography.md describes all three.

#include "study/account/biography.h"
#include "study/account/causes.h"
#include "study/account/parting.h"
#include "study/account/twin_lives.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::study::account {

/// A run by the name of its directory.
struct NamedRun {
    std::string name;
    const RunFile* file = nullptr;
};

struct LifePage {
    NamedRun run;
    Biography account;        ///< with a twin, the life in this run
    std::string relived = {}; ///< a sentence, where the nation was run again
    std::optional<Chain> why = {};
    std::optional<TwinLives> twin = {};
    std::optional<Parting> parting = {}; ///< of a twin whose life is another
    NamedRun other = {};                 ///< of the twin
};

std::string life_text(const LifePage& page);
std::string life_json(const LifePage& page);
std::string life_html(const LifePage& page);

// What the three have in common.

/// "A man, born on 8 July 1959 in Chongjin, who died on ..."
std::string headline(const WhoIsWho& cast, const RunFile& run);

/// What is known of the person at the end, by label.
std::vector<std::pair<std::string, std::string>> head_facts(const Biography& account,
                                                            const NamedRun& run);

/// Everybody in the account and the nearest kin, with what they are to the person.
struct Relation {
    const LifeRow* life = nullptr;
    std::string who;
};
std::vector<Relation> people_of(const LifePage& page);

/// "10 October 1980", or "1978 to 1986" for several events.
std::string when_text(const Line& line);
/// The same with age and place.
std::string when_and_where(const Line& line);
/// "12" or "12-19"; empty for a line without events.
std::string number_text_of(const Line& line);
/// The rule's words with the claims behind them.
std::string why_text(const std::string& says, const std::vector<std::string>& claims);
/// "It was set off, two days before, by this:", what ties a step to the one before; empty for the
/// event that was asked about.
std::string tie_words(const Step& step);
/// Where the lives part, in a sentence.
std::string divergence_text(const TwinLives& twin, const LifePage& page);

} // namespace counterlife::study::account
