// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lives of a run as far as they were written, and lived again as far as they were not.

#include "study/account/causes.h"
#include "study/account/life_page.h"
#include "study/nation/live_again.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace counterlife::study::account {

class RunLives {
public:
    static std::expected<RunLives, Complaints> open(const std::filesystem::path& run,
                                                    LiveAgain live_again);

    const std::filesystem::path& path() const { return run_; }
    const RunFile& file() const { return file_; }
    NamedRun named() const { return {run_.generic_string(), &file_}; }
    const std::vector<std::string>& places() const { return places_; }

    /// Whether the events of somebody can be had without living the nation again.
    bool has_events(engine::LifeId id) const { return written(id) || known_.contains(id); }
    /// The events of anybody; what is lived again, is so until the end of the main person's life.
    std::expected<std::vector<LoggedEvent>, Complaints> events(engine::LifeId id);
    std::expected<FoundLives, Complaints> lives(std::span<const engine::LifeId> ids);
    LifeSource source();
    /// Forgets the events of lives, once there are many, that can be read again.
    void forget_some();

    /// The person with all kin, and whoever the events mention; empty where nobody has this
    /// identity. From now on this is the main person.
    std::expected<FoundLives, Complaints> circle_of(engine::LifeId id);
    /// What the account of a person is made of; complains if the run has no such person.
    std::expected<LifeMaterial, Complaints> material_of(engine::LifeId id,
                                                        const ClaimsFile& claims);
    std::expected<std::vector<Stay>, Complaints> stays_of(engine::LifeId id)
    {
        return tables_.stays_of(numbers_, id);
    }

    /// Says what was lived again; empty if nothing was.
    const std::string& relived() const { return said_; }

    /// By what the tables call people; a number that the run does not have is nobody's.
    const PersonNumbers& numbers() const { return numbers_; }

private:
    RunLives() = default;
    bool written(engine::LifeId id) const;
    std::expected<void, Complaints> add_lives(FoundLives& known,
                                              const std::set<engine::LifeId>& wanted);
    std::expected<void, Complaints> live_again(engine::LifeId id);
    std::expected<void, Complaints> agrees(const Relived& relived) const;

    std::filesystem::path run_;
    LifeTables tables_{{}};
    RunFile file_;
    PersonNumbers numbers_;
    std::vector<std::string> places_;
    LiveAgain live_again_;
    std::set<engine::LifeId> watched_;
    std::map<engine::LifeId, std::vector<LoggedEvent>> known_;
    LifeRow main_;
    engine::Day until_;
    std::string said_;
};

/// The account of one person in two runs, with what parted the two lives.
std::expected<LifePage, Complaints> twin_page(RunLives& run, RunLives& other, LifeMaterial here,
                                              LifeMaterial there);

} // namespace counterlife::study::account
