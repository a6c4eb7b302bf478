// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small run made up for tests: its numbers agree with each other and mean nothing.

#include "engine/digest.h"
#include "study/record/run_directory.h"
#include "study/study.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace counterlife::study {

struct SampleRun {
    RunDescription description{
        .scenario = "baseline",
        .scenario_hash = "0123456789abcdef",
        .description = "Nothing is changed: \"as it was\".",
        .seed = 42,
        .replicate = 0,
        .scale_denominator = 1000,
        .from = engine::day_of(1955),
        .to = engine::day_of(1958),
        .threads = 2,
        .events = "all",
        .places = {"Hoeryong", "Hamhung", "Abroad"},
        .place_provinces = {"North Hamgyong", "South Hamgyong", ""},
        .rules = {"person.maternity", "person.death", "residence.move"},
        .parameters = {{.name = "death.mx",
                        .key = "M/0",
                        .value = 0.1,
                        .unit = "per_year",
                        .from = engine::day_of(1955),
                        .to = {},
                        .low = 1.0 / 3,
                        .high = 1e-9,
                        .kind = model::Kind::statistic,
                        .source = "A table, 'page' 3 — \"cited\"\nand so on",
                        .note = "",
                        .file = "run.toml"},
                       {.name = "birth.twin_share",
                        .key = "",
                        .value = 3,
                        .unit = "share",
                        .from = {},
                        .to = {},
                        .source = "A guess",
                        .note = "why",
                        .file = "run.toml"}},
        .switches = {{.rule = "residence.move", .from = engine::Day{}, .to = engine::Day{}},
                     {.rule = "person.maternity", .from = engine::day_of(1956)},
                     {.rule = "PARTY-17", .to = engine::day_of(1957), .soft = true}},
        .orders = {{.name = "coal",
                    .visit = engine::day_of(1955),
                    .visited = "Hamhung",
                    .day = engine::day_of(1955, 2),
                    .due_from = engine::day_of(1955, 3),
                    .due_to = engine::day_of(1956),
                    .work = model::OrderedWork::farm,
                    .men = 100,
                    .batch = 50,
                    .destinations = {{.place = "Hoeryong", .men = 60}, {"Hamhung", 40}},
                    .kind = model::Kind::testimony,
                    .source = "Told, \"twice\"",
                    .note = "why"},
                   {.name = "none",
                    .visit = engine::day_of(1956),
                    .visited = "Hamhung",
                    .day = engine::day_of(1956),
                    .due_from = engine::day_of(1956),
                    .due_to = engine::day_of(1957),
                    .source = "A guess"}}};
    RunResult result{.letters = 7, .summary = {{"tfr", 4.5}}};
    std::vector<std::vector<engine::Event>> events; ///< by year from 1955
    std::vector<LifeRow> lives;
    std::vector<SeriesRow> series;
};

/// Makes up a run: founders, and in each of three years a tenth as many births and deaths.
class Sampler {
public:
    Sampler(int founders, std::uint64_t seed) : founders_{founders}, luck_{seed} {}

    SampleRun made()
    {
        settle_founders();
        count(1955, "population", is_living);
        for (int year = 1955; year < 1958; ++year) pass(year);
        run_.series.push_back({.year = 1956,
                               .measure = "mx",
                               .level = "province",
                               .place = "North Hamgyong",
                               .sex = "all",
                               .age = 5,
                               .status = "married",
                               .value = 1.0 / 3,
                               .unit = "per_year"});
        run_.result.lives = static_cast<std::int64_t>(run_.lives.size());
        run_.result.living = std::ranges::count_if(run_.lives, is_living);
        return std::move(run_);
    }

private:
    static bool is_living(const LifeRow& life) { return life.died == engine::no_day; }

    engine::LifeId new_id() { return engine::first_life_id + (luck_() >> 2); }
    engine::PlaceId place() { return static_cast<engine::PlaceId>(luck_() % 3); }
    Sex sex() { return static_cast<Sex>(luck_() % 2); }
    engine::Days days(std::uint64_t below) { return engine::Days{luck_() % below}; }

    void settle_founders()
    {
        for (int i = 0; i < founders_; ++i)
            run_.lives.push_back({.person = new_id(),
                                  .born = engine::day_of(1900) + days(20'000),
                                  .birth_place = engine::nowhere,
                                  .place = place(),
                                  .sex = sex(),
                                  .marriages = static_cast<std::uint8_t>(luck_() % 3),
                                  .founder = true});
    }

    void pass(int year)
    {
        auto& events = run_.events.emplace_back();
        for (int i = 0; i < founders_ / 10; ++i) give_birth(year, i, events);
        for (int i = 0; i < founders_ / 10; ++i) die(year, events);
        count(year, "births", [&](const LifeRow& life) {
            return !life.founder && engine::year_of(life.born) == year;
        });
        count(year, "deaths", [&](const LifeRow& life) {
            return !is_living(life) && engine::year_of(life.died) == year;
        });
        count(year + 1, "population", is_living);
        run_.result.events += static_cast<std::int64_t>(events.size());
        for (const engine::Event& event : events) run_.result.digest += engine::hash_of(event);
    }

    void give_birth(int year, int number, std::vector<engine::Event>& events)
    {
        LifeRow& mother = run_.lives[luck_() % run_.lives.size()];
        const engine::Day born = engine::day_of(year) + days(365);
        events.push_back({.who = mother.person,
                          .with = new_id(),
                          .cause = {},
                          .day = born,
                          .detail = number,
                          .rule = 0,
                          .place = mother.place});
        run_.lives.push_back({.person = events.back().with,
                              .mother = mother.person,
                              .born = born,
                              .birth_place = mother.place,
                              .place = mother.place,
                              .sex = sex(),
                              .urban = luck_() % 2 == 0});
    }

    void die(int year, std::vector<engine::Event>& events)
    {
        LifeRow& life = run_.lives[luck_() % static_cast<std::size_t>(founders_)];
        if (!is_living(life)) return;
        life.died = engine::day_of(year) + days(365);
        events.push_back({.who = life.person,
                          .with = engine::nobody,
                          .cause = {.who = 77, .day = life.died - 1, .rule = 2},
                          .day = life.died,
                          .rule = 1,
                          .place = engine::nowhere});
    }

    template <class Is> void count(int year, const char* measure, Is is_counted)
    {
        for (const Sex one : {Sex::male, Sex::female}) {
            const auto number = std::ranges::count_if(run_.lives, [&](const LifeRow& life) {
                return life.sex == one && is_counted(life);
            });
            run_.series.push_back({.year = static_cast<std::int16_t>(year),
                                   .measure = measure,
                                   .level = "nation",
                                   .place = "nation",
                                   .sex = one == Sex::male ? "male" : "female",
                                   .status = "",
                                   .value = static_cast<double>(number),
                                   .unit = "persons"});
        }
    }

    int founders_;
    std::mt19937_64 luck_;
    SampleRun run_;
};

inline SampleRun sample_run(int founders = 200, std::uint64_t seed = 1)
{
    return Sampler{founders, seed}.made();
}

/// Hands all of it to the writer, up to but without `finish`. The first failure is returned.
inline std::expected<void, std::string> add_all(RunWriter& writer, SampleRun run)
{
    for (std::size_t i = 0; i < run.events.size(); ++i)
        if (auto added = writer.add_events(1955 + static_cast<int>(i), run.events[i]); !added)
            return added;
    if (auto added = writer.add_lives(run.lives); !added) return added;
    if (auto added = writer.add_series(run.series); !added) return added;
    return writer.add_file("report.html", "<!doctype html>");
}

/// Writes the whole run. Empty, or what went wrong.
inline std::string write(const std::filesystem::path& dir, const SampleRun& run)
{
    auto writer = RunWriter::create(dir, run.description);
    if (!writer) return writer.error().list().front().what;
    if (auto added = add_all(*writer, run); !added) return added.error();
    if (auto finished = writer->finish(run.result); !finished) return finished.error();
    return {};
}

} // namespace counterlife::study
