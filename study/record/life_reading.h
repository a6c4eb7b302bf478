// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading single lives out of the tables of a run, of any length: only the row groups that can
// hold them are opened.

#include "study/record/life_row.h"
#include "study/record/person_numbers.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::record {

/// The letter that set an event off. Without a rule there was none: the life's own rule was at
/// work.
struct LoggedCause {
    engine::LifeId person = engine::nobody;
    engine::Day day;
    std::string rule;

    friend bool operator==(const LoggedCause&, const LoggedCause&) = default;
};

/// An event as events.parquet has it, by names.
struct LoggedEvent {
    engine::LifeId person = engine::nobody;
    engine::LifeId other = engine::nobody;
    engine::Day day;
    std::int32_t detail = 0;
    std::string rule;
    std::string place; ///< empty for none
    LoggedCause cause;

    friend bool operator==(const LoggedEvent&, const LoggedEvent&) = default;
};

/// Days, the first inclusive and the last too.
struct Days {
    engine::Day from = engine::before_all_days;
    engine::Day to = engine::no_day;
};

/// A line of lives.parquet with the numbers of the places, as far as an account asks: not what the
/// river has made of it.
using FoundLives = std::vector<LifeRow>;

/// A stay in a household, as households.parquet has it.
struct Stay {
    std::int32_t household = 0;
    std::string place;
    engine::Day from, to = engine::no_day; ///< no_day: it goes on when the run ends
};

/// The tables of a run from which single lives are read, each opened when it is first asked.
class LifeTables {
public:
    explicit LifeTables(std::filesystem::path run);
    LifeTables(LifeTables&&) noexcept;
    LifeTables& operator=(LifeTables&&) noexcept;
    ~LifeTables();

    /// All events of one person or institution in the order of the file, which is that of time and,
    /// within a day, of what happened first. The run has events for all of its lives or for this.
    std::expected<std::vector<LoggedEvent>, Complaints>
    events_of(const PersonNumbers& numbers, engine::LifeId id, Days days = {});

    /// The lines of those who are in the run, in the order of identities.
    std::expected<FoundLives, Complaints> lives_of(const PersonNumbers& numbers,
                                                   std::span<const engine::LifeId> ids);

    /// The line of a person, of the children, and of the mother's and the father's other children,
    /// in the order of birth. Empty where nobody has this identity.
    std::expected<FoundLives, Complaints> family_of(const PersonNumbers& numbers,
                                                    engine::LifeId id);

    /// The stays of a person in households, in their order.
    std::expected<std::vector<Stay>, Complaints> stays_of(const PersonNumbers& numbers,
                                                          engine::LifeId id);

private:
    struct Open;
    std::unique_ptr<Open> open_;
};

// The same for those who ask once.
std::expected<std::vector<LoggedEvent>, Complaints> events_of(const std::filesystem::path& run,
                                                              const PersonNumbers& numbers,
                                                              engine::LifeId id, Days days = {});
std::expected<FoundLives, Complaints> lives_of(const std::filesystem::path& run,
                                               const PersonNumbers& numbers,
                                               std::span<const engine::LifeId> ids);

/// The names of the places by number.
std::expected<std::vector<std::string>, Complaints>
place_names_of(const std::filesystem::path& run);

} // namespace counterlife::study::record
