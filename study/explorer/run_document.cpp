// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the run is, and lives to begin with.

#include "study/account/life_json.h"
#include "study/explorer/opened.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"
#include "study/text/about.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace counterlife::study::explorer {
namespace {

using engine::LifeId;

constexpr std::size_t shown = 12, walking = 6;

/// A search of more events takes longer than the first look at a page may.
constexpr std::int64_t soon_searched = 5'000'000;

std::expected<std::string, Complaints> lives_json(Opened& opened,
                                                  std::span<const PersonNumber> numbers)
{
    RunLives& lives = opened.here.lives;
    std::vector<LifeId> ids;
    ids.reserve(numbers.size());
    Complaints nobody;
    for (const PersonNumber one : numbers) {
        const auto id = person_of(opened, one);
        if (!id) nobody.append(id.error());
        ids.push_back(id.value_or(engine::nobody));
    }
    if (!nobody.empty()) return std::unexpected{std::move(nobody)};
    const auto rows = lives.lives(ids);
    if (!rows) return std::unexpected{rows.error()};
    return json_list(numbers, [&](PersonNumber number) {
        const LifeId id = lives.numbers().identity(number);
        const WhoIsWho cast{id, *rows, lives.places()};
        Json json{'{'};
        json.field("number", std::to_string(number));
        json.field("sentence", json_word(headline(cast, lives.file())));
        return json.done();
    });
}

std::string kept_text(const RunDescription& run)
{
    return run.events.starts_with("1:") ? "1 in " + run.events.substr(2) : run.events;
}

/// The pattern as far as the step with this number, from 1.
Pattern first_steps(Pattern pattern, std::size_t legs)
{
    std::size_t count = 0, end = 0;
    for (; end < pattern.steps.size() && count < legs; ++end) count += !pattern.steps[end].never;
    pattern.steps.resize(end);
    return pattern;
}

} // namespace

std::expected<std::int64_t, Complaints> founders_of(const Opened& opened)
{
    const std::filesystem::path& run = opened.here.lives.path();
    std::int64_t founders = 0;
    const auto table = TableReader::open(run / lives_file, *schema_of(life_columns({})));
    std::string failure = table ? "" : table.error();
    if (table) {
        const auto read = table->each_group({"founder"}, [&](const arrow::Table& group) {
            founders += array_of<arrow::BooleanArray>(group, "founder")->true_count();
        });
        if (!read) failure = read.error();
    }
    if (!failure.empty()) return std::unexpected{damaged(run / lives_file, failure)};
    return founders;
}

std::expected<std::vector<PersonNumber>, Complaints> by_lot(Opened& opened, std::size_t count)
{
    // The rows stand in the order of identities, which are as good as drawn: neighbours from any
    // row on are a fair lot, and lie in one place of the table.
    RunLives& lives = opened.here.lives;
    const std::size_t people = lives.numbers().people().size();
    const std::uint64_t lot =
        engine::mix(opened.here.description().seed, engine::stream_of("explorer.begin"));
    const std::size_t some = 2 * count + 10;
    std::vector<PersonNumber> numbers;
    for (std::size_t first = 0; first < people && numbers.size() < count; first += some) {
        std::vector<LifeId> ids;
        for (std::size_t i = first; i < std::min(people, first + some); ++i)
            ids.push_back(lives.numbers().people()[(lot + i) % people]);
        const auto rows = lives.lives(ids);
        if (!rows) return std::unexpected{rows.error()};
        for (const LifeRow& row : *rows)
            if (row.died >= opened.here.description().from && numbers.size() < count)
                numbers.push_back(opened.here.number(row.person));
    }
    return numbers;
}

std::expected<std::vector<PersonNumber>, Complaints>
lives_like(Opened& opened, const Pattern& pattern, std::size_t count)
{
    const auto ready = searchable_of(opened);
    if (!ready) return std::unexpected{ready.error()};
    Complaints complaints;
    check_names(pattern, (*ready)->names, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    const auto found = search(opened.here.lives.path(), **ready, pattern, find_options(opened));
    if (!found) return std::unexpected{damaged(opened.request.run, found.error())};
    std::vector<PersonNumber> people;
    for (const LifeId id : found->lives)
        if (people.size() < count) people.push_back(opened.here.number(id));
    return people;
}

std::expected<Walkers, Complaints> walkers(Opened& opened, std::size_t count)
{
    Walkers walkers;
    const auto file = opened.request.patterns / "narrator.pattern";
    const auto text = read_file(file, largest_pattern);
    if (!text || one_in_of(opened.here.description()) == 0) return walkers;
    Complaints complaints;
    const Pattern pattern = read_pattern(*text, file.string(), complaints);
    const auto ready = searchable_of(opened);
    if (!ready) return std::unexpected{ready.error()};
    check_names(pattern, (*ready)->names, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    const auto look = [&](const Pattern& at) {
        return search(opened.here.lives.path(), **ready, at, find_options(opened));
    };
    auto found = look(pattern);
    if (found) {
        walkers.of = found->funnel.size() - 1;
        for (std::size_t leg = 1; leg < found->funnel.size(); ++leg)
            if (found->funnel[leg].lives > 0) walkers.steps = leg;
        if (walkers.steps < walkers.of && walkers.steps > 0)
            found = look(first_steps(pattern, walkers.steps));
    }
    if (!found) return std::unexpected{damaged(opened.request.run, found.error())};
    for (const LifeId id : found->lives)
        if (walkers.people.size() < count) walkers.people.push_back(opened.here.number(id));
    return walkers;
}

Document begin_document(Opened& opened)
{
    const auto some = walkers(opened, walking);
    if (!some) return std::unexpected{some.error()};
    const auto lives = lives_json(opened, some->people);
    if (!lives) return std::unexpected{lives.error()};
    Json json{'{'};
    json.field("format", "1");
    json.field("steps", std::to_string(some->steps));
    json.field("of", std::to_string(some->of));
    json.field("lives", *lives);
    return json.done() + "\n";
}

Document run_document(Opened& opened)
{
    std::vector<PersonNumber> begin;
    if (opened.here.lives.file().result.events <= soon_searched) {
        auto some = walkers(opened, walking);
        if (!some) return std::unexpected{some.error()};
        begin = std::move(some->people);
    }
    const auto others = by_lot(opened, shown);
    if (!others) return std::unexpected{others.error()};
    for (const PersonNumber one : *others)
        if (begin.size() < shown && std::ranges::find(begin, one) == begin.end())
            begin.push_back(one);
    return run_document_of(opened, begin, true);
}

Document run_document_of(Opened& opened, std::span<const PersonNumber> shown_lives, bool answers)
{
    const RunLives& lives = opened.here.lives;
    const RunFile& file = lives.file();
    const auto founders = founders_of(opened);
    if (!founders) return std::unexpected{founders.error()};
    const auto listed = lives_json(opened, shown_lives);
    if (!listed) return std::unexpected{listed.error()};

    Json counts{'{'};
    counts.field("lives", std::to_string(file.result.lives));
    counts.field("founders", std::to_string(*founders));
    counts.field("living", std::to_string(file.result.living));
    counts.field("people", std::to_string(lives.numbers().people().size()));
    counts.field("events", std::to_string(file.result.events));
    counts.field("kept", json_word(kept_text(file.description)));
    Json json{'{'};
    json.field("format", "1");
    json.field("about", json_word(about));
    json.field("run", run_json(lives.named()));
    json.field("other", opened.there ? run_json(opened.there->lives.named()) : "null");
    json.field("counts", counts.done());
    json.field("answers", answers ? "true" : "false");
    json.field("relives", file.description.events == "all" ? "false" : "true");
    json.field("lives", *listed);
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer
