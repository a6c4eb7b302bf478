// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tables of a run as text and as files.

#include "examples/kin/run.h"
#include "examples/kin/tables.h"
#include "examples/shared/words.h"

#include <string>

namespace counterlife::kin {

/// By decade: people, births, deaths, marriages, fertility, life expectancy, growth. At the end, by
/// age: whose kin is alive.
std::string text_of(const Tables& tables);

/// Makes a folder, if there is none yet; it must be empty.
examples::Complaints make_folder(const std::filesystem::path& folder);

/// years.csv, decades.csv, ages.csv and kin.csv in such a folder.
examples::Complaints write_tables(const std::filesystem::path& folder, const Tables& tables);

/// people.opop and people.omar, as SOCSIM writes them: the month of the run's beginning is 1201.
examples::Complaints write_socsim(const std::filesystem::path& folder,
                                  std::span<const Register> registers);

} // namespace counterlife::kin
