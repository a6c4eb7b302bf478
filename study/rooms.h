// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rooms of study, from the ground up. A room sees those above it in this list and no other;
// tools/check_arrows.py holds its includes against the same list.

namespace counterlife::study {

/// What is written and read as text: CSV, JSON, TOML, complaints, tables, whole files.
namespace text {
}

/// What the user gives: parameters, places, orders, claims, scenarios.
namespace input {
using namespace text;
}

/// A run directory and its tables.
namespace record {
using namespace text;
using namespace input;
} // namespace record

/// Running the nation, counting it, and living it again.
namespace nation {
using namespace text;
using namespace input;
using namespace record;
} // namespace nation

/// Rates, life tables, how well a run fits what is known, and the report.
namespace figures {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
} // namespace figures

/// Lives that follow a pattern, and sequences of states.
namespace find {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
using namespace figures;
} // namespace find

/// The account of one life: sentences, reasons, pages.
namespace account {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
using namespace figures;
} // namespace account

/// Two worlds with one seed: outcomes, effects, where lives diverge.
namespace twins {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
using namespace figures;
} // namespace twins

/// The questions asked of twins.
namespace questions {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
using namespace figures;
using namespace find;
using namespace twins;
} // namespace questions

/// What the explorer's page is shown: documents about a run, by path.
namespace explorer {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
using namespace figures;
using namespace find;
using namespace account;
using namespace twins;
using namespace questions;
} // namespace explorer

/// Whether the lives of a run are lives.
namespace audit {
using namespace text;
using namespace input;
using namespace record;
using namespace nation;
} // namespace audit

} // namespace counterlife::study
