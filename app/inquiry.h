// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The questions that somebody wants answered, with the worlds that it takes.

#include "app/commands.h"
#include "study/input/ensemble_file.h"
#include "study/input/load_scenario.h"
#include "study/nation/run_options.h"
#include "study/questions/ask.h"

#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::app {

/// The options of questions as they were typed.
struct AskOptions {
    std::vector<std::string> words; ///< ids of questions, or "all"
    std::string replicates;         ///< empty: as many as it takes
    std::string persons;            ///< behind each main outcome; empty: the default
    std::string time;               ///< to spend at most; empty: the default
    std::string like;      ///< the pattern whose people are taken; empty: each question's own
    std::string design;    ///< levels of each parameter; empty: none
    std::string at_once;   ///< versions lived at a time; empty: by scale
    std::string questions; ///< their folder; empty: beside the data
    RunOptions run;
    std::optional<std::string> ensemble = {}; ///< how many members
};

/// A level of a parameter, for a design.
struct Level {
    const study::HangsOn* what = nullptr;
    double at = 0;
};

/// The questions that are wanted, with a base for each name of one.
class Inquiry {
public:
    Inquiry(AskOptions options, std::filesystem::path data)
        : options_{std::move(options)}, data_{std::move(data)}
    {
    }

    /// Reads all that is shipped, and what is wanted of it, and complains of everything at once.
    void read(study::Complaints& complaints);

    const std::vector<study::Question>& all() const { return all_; }
    const std::vector<const study::Question*>& wanted() const { return wanted_; }

    /// Answers to these questions, in their order and that of their versions, under every member of
    /// the ensemble if there is one. With a level, for one question, the parameter is there in the
    /// base and in every version, whatever a member says; where versions set it themselves, in
    /// these alone.
    std::expected<std::vector<study::Answer>, std::string>
    answer(std::span<const study::Question* const> questions, const Level& level,
           const study::AskRequest& request, const study::AskListener& listener,
           study::Complaints& complaints) const;

    /// Takes the people of a pattern and not those of the questions.
    void take_people_of(const study::Pattern& pattern, const study::RunRequest& run,
                        study::Complaints& complaints);

    /// Tries every version once, so that all that is wrong with them is said before a life begins.
    void try_versions(study::Complaints& complaints) const;

    /// Asks under these members, and tries what each makes of every base and version.
    void take_members(study::Ensemble ensemble, study::Complaints& complaints);

    /// Under whose members is asked; null: none.
    const study::Ensemble* ensemble() const { return ensemble_ ? &*ensemble_ : nullptr; }

private:
    /// A base as the data stand or, in the order of the members, under each of them.
    using Bases = std::vector<std::unique_ptr<LoadedScenario>>;
    struct Worlds; ///< of all members

    void choose(study::Complaints& complaints);
    void make_bases(study::Complaints& complaints);
    void make_member_bases(study::Complaints& complaints);
    void try_overlay(const study::Version& version, const Bases& bases,
                     study::Complaints& complaints) const;
    /// The bases to ask beside.
    const std::map<std::string, Bases>& bases() const;
    /// Under the member of that position, if there are any.
    std::unique_ptr<LoadedScenario> make_version(const study::Version& version,
                                                 const LoadedScenario& base, const Level& level,
                                                 std::size_t member,
                                                 study::Complaints& complaints) const;
    /// The versions of those questions that have this base.
    void add_worlds(std::span<const study::Question* const> questions, const std::string& base,
                    std::size_t member, const Level& level, const study::RunRequest& run,
                    Worlds& worlds, study::Complaints& complaints) const;

    AskOptions options_;
    std::filesystem::path data_;
    std::vector<study::Question> all_;
    std::vector<const study::Question*> wanted_;
    std::map<std::string, Bases> bases_; ///< as the data stand
    std::map<std::string, std::vector<study::Walk>>
        walks_; ///< by base, then member; none: the questions' own people
    std::optional<study::Ensemble> ensemble_;
    std::map<std::string, study::ScenarioGround> grounds_; ///< what members are laid under
    std::map<std::string, Bases> member_bases_;
};

} // namespace counterlife::app
