// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/run_lives.h"

#include "study/account/sentences.h"
#include "study/record/read_run.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace counterlife::study::account {

using engine::LifeId;

std::expected<RunLives, Complaints> RunLives::open(const std::filesystem::path& run,
                                                   LiveAgain live_again)
{
    auto file = open_run(run);
    if (!file) return std::unexpected{file.error()};
    auto places = place_names_of(run);
    if (!places) return std::unexpected{places.error()};
    auto numbers = read_numbers(run);
    if (!numbers) return std::unexpected{numbers.error()};
    RunLives lives;
    lives.run_ = run;
    lives.tables_ = LifeTables{run};
    lives.numbers_ = std::move(*numbers);
    lives.file_ = std::move(*file);
    lives.places_ = std::move(*places);
    lives.live_again_ = std::move(live_again);
    return lives;
}

bool RunLives::written(LifeId id) const
{
    const std::string& kept = file_.description.events;
    if (kept == "all") return true;
    engine::EventSample sample;
    if (kept.starts_with("1:"))
        std::from_chars(kept.data() + 2, kept.data() + kept.size(), sample.one_in);
    return sample.keeps(id);
}

std::expected<std::vector<LoggedEvent>, Complaints> RunLives::events(LifeId id)
{
    if (const auto at = known_.find(id); at != known_.end()) return at->second;
    if (!written(id)) {
        if (auto done = live_again(id); !done) return std::unexpected{done.error()};
        return known_[id];
    }
    auto read = tables_.events_of(numbers_, id);
    if (read) known_[id] = *read;
    return read;
}

std::expected<FoundLives, Complaints> RunLives::lives(std::span<const LifeId> ids)
{
    return tables_.lives_of(numbers_, ids);
}

LifeSource RunLives::source()
{
    return {.events = [this](LifeId id) { return events(id); },
            .lives = [this](std::span<const LifeId> ids) { return lives(ids); }};
}

void RunLives::forget_some()
{
    constexpr std::size_t many = 5000;
    if (known_.size() > many)
        std::erase_if(known_, [&](const auto& one) { return written(one.first); });
}

std::expected<FoundLives, Complaints> RunLives::circle_of(LifeId id)
{
    auto family = tables_.family_of(numbers_, id);
    if (!family || family->empty()) return family;
    main_ = *std::ranges::find(*family, id, &LifeRow::person);
    const engine::Day end = file_.description.to;
    if (main_.died < file_.description.from) known_[id] = {}; // Has no life in the run.
    until_ = main_.died == engine::no_day
                 ? end
                 : std::min(end, engine::day_of(engine::year_of(main_.died) + 1));
    for (const LifeRow& life : *family) watched_.insert(life.person);
    for (const LifeId kin : {main_.mother, main_.father, main_.spouse})
        if (kin != engine::nobody) watched_.insert(kin);

    const auto told = events(id);
    if (!told) return std::unexpected{told.error()};
    std::set<LifeId> met;
    for (const LifeId kin : {main_.mother, main_.father, main_.spouse}) met.insert(kin);
    for (const LoggedEvent& event : *told) met.insert({event.other, event.cause.person});
    if (auto done = add_lives(*family, met); !done) return std::unexpected{done.error()};
    // Grandparents and parents-in-law by what the nearest kin say of them.
    std::set<LifeId> elders;
    for (const LifeRow& life : *family)
        if (life.person == main_.mother || life.person == main_.father ||
            life.person == main_.spouse)
            elders.insert({life.mother, life.father});
    if (auto done = add_lives(*family, elders); !done) return std::unexpected{done.error()};
    return family;
}

std::expected<LifeMaterial, Complaints> RunLives::material_of(LifeId id, const ClaimsFile& claims)
{
    const auto circle = circle_of(id);
    if (!circle) return std::unexpected{circle.error()};
    if (circle->empty()) {
        Complaints complaints;
        const std::string name = named().name;
        complaints.found(
            name, "nobody with the identity " + std::to_string(id),
            fmt::format("the column identity of {0}/lives.parquet, which has {1} people; to find "
                        "some: select person from '{0}/lives.parquet' where ... in DuckDB",
                        name, numbers_.people().size()));
        return std::unexpected{std::move(complaints)};
    }
    auto events = this->events(id);
    if (!events) return std::unexpected{events.error()};
    WhoIsWho cast{id, *circle, places_};
    for (const LoggedEvent& event : *events)
        if (const model::Record* record = record_of(event.rule);
            record != nullptr && record->means(event.detail) == model::Mark::marries)
            cast.add_partner(event.other, event.day);
    return LifeMaterial{.cast = std::move(cast),
                        .events = std::move(*events),
                        .run = file_.description,
                        .claims = claims};
}

/// Reads the lines of those people who are not yet among the lives.
std::expected<void, Complaints> RunLives::add_lives(FoundLives& known,
                                                    const std::set<LifeId>& wanted)
{
    std::vector<LifeId> missing;
    for (const LifeId id : wanted)
        if (id >= engine::first_life_id &&
            std::ranges::find(known, id, &LifeRow::person) == known.end())
            missing.push_back(id);
    if (missing.empty()) return {};
    const auto read = lives(missing);
    if (!read) return std::unexpected{read.error()};
    known.insert(known.end(), read->begin(), read->end());
    return {};
}

std::expected<void, Complaints> RunLives::live_again(LifeId id)
{
    watched_.insert(id);
    std::vector<LifeId> ids;
    for (const LifeId one : watched_)
        if (one >= engine::first_life_id) ids.push_back(one);
    auto relived = live_again_(run_, file_, ids, until_);
    if (!relived) return std::unexpected{relived.error()};
    if (auto done = agrees(*relived); !done) return done;
    for (const LifeId one : watched_) known_[one].clear();
    for (LoggedEvent& event : relived->events) {
        if (event.person < engine::first_life_id && written(event.person)) continue;
        known_[event.person].push_back(std::move(event));
    }
    said_ = fmt::format(
        "The run kept {}; the nation was simulated again until {} to recover the events of {}.",
        file_.description.events == "none"
            ? "no events"
            : "the events of one life in " + file_.description.events.substr(2),
        date_text(until_ - 1), counted(static_cast<std::int64_t>(ids.size()), "life", "lives"));
    return {};
}

/// Whether what was lived again is the nation of the run.
std::expected<void, Complaints> RunLives::agrees(const Relived& relived) const
{
    const bool whole = until_ == file_.description.to;
    const bool same = whole ? relived.digest == file_.result.digest
                            : std::ranges::any_of(relived.events, [&](const LoggedEvent& event) {
                                  return event.person == main_.person && event.day == main_.died;
                              });
    if (same) return {};
    Complaints complaints;
    complaints.found(run_.generic_string(),
                     "a run of " + file_.description.events +
                         " events whose nation this program does not live again as it was",
                     "a run of this program: make it again, with --events all if lives are to be "
                     "read by other versions");
    return std::unexpected{std::move(complaints)};
}

std::expected<LifePage, Complaints> twin_page(RunLives& run, RunLives& other, LifeMaterial here,
                                              LifeMaterial there)
{
    TwinLives twin = twin_lives(std::move(here), std::move(there));
    std::optional<Parting> parting;
    if (twin.parts_on) {
        const auto side = [](RunLives& one) {
            return TwinRun{one.named().name, &one.file().description, one.source()};
        };
        auto found = parting_of(twin, side(run), side(other));
        if (!found) return std::unexpected{std::move(found.error())};
        parting = std::move(*found);
    }
    return LifePage{.run = run.named(),
                    .account = twin.here,
                    .relived = run.relived().empty() ? other.relived() : run.relived(),
                    .twin = std::move(twin),
                    .parting = std::move(parting),
                    .other = other.named()};
}

} // namespace counterlife::study::account
