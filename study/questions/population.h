// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whom a question is about.

#include "study/questions/questions_file.h"
#include "study/rooms.h"
#include "study/twins/twin_world.h"

#include <span>
#include <string>

namespace counterlife::study::questions {

/// Whether a person of the base world is among those asked about. The outcomes in both worlds are
/// in the order by which the population names them.
bool belongs(const Population& population, const Person& person, std::span<const float> in_base,
             std::span<const float> in_other, const model::Map& map);

/// A population in words: "men born 1959 to 1961; in the base crossed".
std::string words_of(const Population& population);

/// All that decides whom a question is about, in words.
std::string all_words_of(const Question& question);

/// Those whom the answer is about, as the question has it.
std::string people_of(const Question& question);

} // namespace counterlife::study::questions
