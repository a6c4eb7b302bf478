// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the documents are made of: the run, perhaps its twin, and what is read of them once.

#include "model/places/map.h"
#include "study/account/run_lives.h"
#include "study/explorer/damaged.h"
#include "study/explorer/documents.h"
#include "study/explorer/rations.h"
#include "study/figures/fit.h"
#include "study/figures/report.h"
#include "study/find/find.h"
#include "study/input/claims_file.h"
#include "study/input/place_names.h"
#include "study/nation/stages.h"
#include "study/record/replicates.h"
#include "study/rooms.h"

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::explorer {

using Document = std::expected<std::string, Complaints>;

/// One of the two runs.
struct Side {
    RunLives lives;
    StageNumbers stages;
    std::optional<Rations> rations = {}; ///< read when they are first asked for

    const RunDescription& description() const { return lives.file().description; }
    PersonNumber number(engine::LifeId id) const { return lives.numbers().of(id); }
};

/// Replicates of which the run is one.
struct Several {
    ReplicatesFile file;
    RunResult mean;
    std::vector<ReplicateRow> drawn; ///< what a page draws, over all of them
    std::vector<FitRow> fit;         ///< by all of them

    /// Of an ensemble; nought where they differ in their luck alone.
    std::size_t members() const { return file.members ? file.members->members() : 0; }
    /// How the report draws them. It refers to what is here.
    ReportRequest request(const std::filesystem::path& data, std::int64_t founders) const;
};

struct Opened {
    DocumentsRequest request;
    Side here;
    std::optional<Side> there;
    std::optional<Several> all;
    ClaimsFile claims;
    std::vector<model::PlaceFacts> places;
    PlaceNames korean;                         ///< what places are called in Korean
    std::optional<Searchable> searchable = {}; ///< by the names of the run
    /// Documents that do not change and take long to make, by path.
    std::map<std::string, std::string, std::less<>> kept = {};
    /// The last life that was asked for, as its reasons are asked for next.
    struct Last {
        PersonNumber person = number_of_nobody;
        std::optional<LifeMaterial> material;
    } last = {};
};

/// The identity of a person with a life in the run; complains of a number that has none, with the
/// nearest that have.
std::expected<engine::LifeId, Complaints> person_of(Opened& opened, PersonNumber person);

// The documents. docs/formats/explorer.md says what each holds.

Document run_document(Opened& opened);
/// With these lives to choose from; `answers`: whether the program can be asked for others.
Document run_document_of(Opened& opened, std::span<const PersonNumber> lives, bool answers);
Document begin_document(Opened& opened);
Document nation_document(Opened& opened);
Document rules_document(Opened& opened);
Document sure_document(Opened& opened);
Document life_document(Opened& opened, PersonNumber person);
Document why_document(Opened& opened, PersonNumber person, std::size_t event);
Document twin_document(Opened& opened, PersonNumber person);
Document worlds_document(Opened& opened);
Document questions_document(Opened& opened);
/// `query`: what follows the question mark.
Document find_document(Opened& opened, std::string_view query);

// What they share.

/// The replicates that were asked for, drawn and judged.
std::optional<Several> several_in(const DocumentsRequest& request, Complaints& complaints);

/// What the offices of a run delivered; null where no events were kept.
std::expected<const Rations*, Complaints> rations_of(Side& side);

/// Those who walk the narrator's way as far as any do, as many as are wanted; and how far that is.
struct Walkers {
    std::vector<PersonNumber> people;
    std::size_t steps = 0, of = 0;
};
std::expected<Walkers, Complaints> walkers(Opened& opened, std::size_t count);
/// So many of those whose outcomes differ most between the runs, of each outcome in turn.
std::expected<std::vector<PersonNumber>, Complaints> changed_lives(const Opened& opened,
                                                                   std::size_t count);
/// So many who follow the pattern; complains of names that the run does not know.
std::expected<std::vector<PersonNumber>, Complaints>
lives_like(Opened& opened, const Pattern& pattern, std::size_t count);
std::expected<std::int64_t, Complaints> founders_of(const Opened& opened);
/// Some with a life in the run, by a lot that is the same whenever it is drawn.
std::expected<std::vector<PersonNumber>, Complaints> by_lot(Opened& opened, std::size_t count);

/// The search of a run, made ready once.
std::expected<const Searchable*, Complaints> searchable_of(Opened& opened);
FindOptions find_options(const Opened& opened);

/// The material of a person's account; that of the last stays.
std::expected<const LifeMaterial*, Complaints> material_of(Opened& opened, PersonNumber person);

} // namespace counterlife::study::explorer
