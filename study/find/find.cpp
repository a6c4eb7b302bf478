// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/find.h"

#include "study/find/kept_events.h"
#include "study/find/sequence_match.h"
#include "study/nation/side_by_side.h"
#include "study/record/run_tables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace counterlife::study::find {
namespace {

namespace fs = std::filesystem;

/// What one thread has found in the heaps it was given.
struct Part {
    std::vector<std::int64_t> through; ///< by leg: how many lives got through it
    std::vector<engine::LifeId> lives;
    std::vector<FoundLife> shown;
};

class Search {
public:
    Search(const Pattern& pattern, const StageNumbers* stages, const std::vector<Looked>* lives,
           const KeptEvents& hits, std::size_t show)
        : pattern_{pattern}, stages_{stages}, lives_{lives}, hits_{hits}, show_{show}
    {
    }

    /// Heaps are by the first bits of the identity, so parts in their order are in order.
    std::vector<Part> parts(int threads)
    {
        std::vector<Part> parts(hits_.heaps());
        side_by_side(parts.size(), threads, [&](int) {
            return [&, match = SequenceMatch{pattern_, stages_}](std::size_t heap) mutable {
                parts[heap].through.resize(match.legs());
                look_through(heap, match, parts[heap]);
            };
        });
        return parts;
    }

private:
    /// Each life with its hits; where only some lives are looked at, those without hits as well.
    void look_through(std::size_t heap, SequenceMatch& match, Part& part) const
    {
        const std::span<const KeptEvent> hits = hits_.heap(heap);
        auto from = hits.begin();
        const auto take = [&](engine::LifeId who) {
            while (from != hits.end() && from->who < who) ++from;
            const auto first = from;
            while (from != hits.end() && from->who == who) ++from;
            return std::span<const KeptEvent>{first, from};
        };
        if (lives_ == nullptr) {
            while (from != hits.end()) {
                const engine::LifeId who = from->who;
                look(who, take(who), nullptr, match, part);
            }
            return;
        }
        const auto begin = std::ranges::lower_bound(
            *lives_, heap, {}, [](const Looked& life) { return KeptEvents::heap_of(life.who); });
        for (auto life = begin; life != lives_->end() && KeptEvents::heap_of(life->who) == heap;
             ++life)
            look(life->who, take(life->who), &*life, match, part);
    }

    void look(engine::LifeId who, std::span<const KeptEvent> hits, const Looked* life,
              SequenceMatch& match, Part& part) const
    {
        const std::size_t passed = match.passed(hits, life);
        for (std::size_t leg = 0; leg < passed; ++leg) ++part.through[leg];
        if (passed < match.legs()) return;
        part.lives.push_back(who);
        if (part.shown.size() < show_) part.shown.push_back({who, match.days()});
    }

    const Pattern& pattern_;
    const StageNumbers* stages_;
    const std::vector<Looked>* lives_;
    const KeptEvents& hits_;
    std::size_t show_;
};

/// Whether every life that fits has an event that fits; then nobody else need be looked at.
bool needs_an_event(const Pattern& pattern)
{
    return std::ranges::any_of(pattern.steps, [](const PatternStep& step) { return !step.never; });
}

bool names_provinces(const Pattern& pattern)
{
    return !pattern.people.birth_provinces.empty() || !pattern.people.provinces.empty() ||
           std::ranges::any_of(pattern.steps,
                               [](const PatternStep& step) { return !step.provinces.empty(); });
}

void put_together(std::vector<Part>& parts, std::size_t show, Found& found)
{
    for (Part& part : parts) {
        for (std::size_t leg = 0; leg < part.through.size(); ++leg)
            found.funnel[leg + 1].lives += part.through[leg];
        found.lives.insert(found.lives.end(), part.lives.begin(), part.lives.end());
        for (FoundLife& life : part.shown)
            if (found.shown.size() < show) found.shown.push_back(std::move(life));
    }
}

} // namespace

std::optional<Searchable> searchable(const fs::path& run, const Pattern& pattern,
                                     const FindOptions& options, Complaints& complaints)
{
    auto file = open_run(run);
    if (!file) {
        complaints.append(file.error());
        return {};
    }
    if (one_in_of(file->description) == 0) {
        complaints.found((run / run_file).string(), "a run without events",
                         "a run made with --events all or with a share such as 1:50");
        return {};
    }
    auto names = read_names(run, file->description, options.provinces);
    if (!names) {
        complaints.found((run / lives_file).string(), names.error(),
                         "the table that `counterlife run` wrote; run it again");
        return {};
    }
    auto numbers = read_numbers(run);
    if (!numbers) {
        complaints.append(numbers.error());
        return {};
    }
    if (names_provinces(pattern) && options.provinces.empty())
        complaints.found(pattern.file, "a province", "places only, as no list of places was read");
    check_names(pattern, *names, complaints);
    file->description.places = names->places;
    return Searchable{std::move(*file), std::move(*names),
                      std::make_shared<const PersonNumbers>(std::move(*numbers))};
}

std::expected<Found, std::string> search(const fs::path& run, const Searchable& searchable,
                                         const Pattern& pattern, const FindOptions& options)
{
    const RunDescription& description = searchable.run.description;
    const int threads = threads_for(options.threads);
    const bool asks_states = pattern.asks_states();
    const bool looks_at_lives = asks_states || pattern.asks_ages() || !needs_an_event(pattern) ||
                                !pattern.people.is_everyone() || one_in_of(description) > 1;
    std::vector<Looked> lives;
    std::optional<LifeSieve> sieve;
    if (looks_at_lives) {
        auto read = read_looked(run, description, pattern.people, searchable.names);
        if (!read) return std::unexpected{std::string{lives_file} + ": " + read.error()};
        lives = std::move(*read);
        if (!pattern.people.is_everyone()) {
            sieve.emplace();
            for (const Looked& life : lives) sieve->add(life.who);
        }
    }
    const EventQuery query = query_of(pattern, searchable.names, asks_states);
    std::expected<KeptEvents, std::string> hits = KeptEvents{{}, 1};
    if (!pattern.steps.empty())
        hits = read_kept_events(run, description, *searchable.numbers, query,
                                sieve ? &*sieve : nullptr, threads);
    if (!hits) return std::unexpected{std::string{events_file} + ": " + hits.error()};

    std::optional<StageNumbers> stages;
    if (asks_states) stages.emplace(stage_numbers(description));
    const StageNumbers* const told = stages ? &*stages : nullptr;
    Found found{.run = searchable.run,
                .funnel = {},
                .lives = {},
                .shown = {},
                .numbers = searchable.numbers};
    found.funnel.push_back({.says = pattern.people.says,
                            .lives = looks_at_lives ? static_cast<std::int64_t>(lives.size())
                                                    : searchable.run.result.lives});
    for (std::string& words : SequenceMatch{pattern, told}.words())
        found.funnel.push_back({.says = std::move(words)});
    Search look{pattern, told, looks_at_lives ? &lives : nullptr, *hits, options.show};
    std::vector<Part> parts = look.parts(threads);
    put_together(parts, options.show, found);
    return found;
}

std::expected<Found, Complaints> find(const fs::path& run, const Pattern& pattern,
                                      const FindOptions& options)
{
    Complaints complaints;
    const auto ready = searchable(run, pattern, options, complaints);
    if (!complaints.empty() || !ready) return std::unexpected{std::move(complaints)};
    auto found = search(run, *ready, pattern, options);
    if (found) return std::move(*found);
    complaints.found(run.string(), found.error(), "tables as `counterlife run` wrote them");
    return std::unexpected{std::move(complaints)};
}

} // namespace counterlife::study::find
