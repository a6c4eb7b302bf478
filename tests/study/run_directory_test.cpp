// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_directory.h"
#include "study/study.h"

#include "app/verify_command.h"
#include "study/record/read_run.h"
#include "study/text/numbers_and_dates.h"
#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <csignal>
#include <gtest/gtest.h>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>

namespace counterlife::study {
namespace {

using namespace app;

namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& dir)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{dir})
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::string bytes_of(const fs::path& path)
{
    return read_file(path, std::size_t{1} << 30).value_or("no such file");
}

/// Runs the work in a process of its own and returns how that ended, as waitpid tells it.
template <class Work> int in_own_process(Work work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(run_directory, a_run_reads_back_as_it_was_written)
{
    const Folder folder;
    const SampleRun run = sample_run();
    ASSERT_EQ(write(folder.path() / "a", run), "");
    EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a"});
    EXPECT_EQ(
        names_in(folder.path() / "a"),
        (std::vector<std::string>{"codebook.parquet", "columns.parquet", "crossings.parquet",
                                  "events.parquet", "households.parquet", "institutions.parquet",
                                  "lives.parquet", "report.html", "run.toml", "series.parquet"}));

    const auto series = read_series(folder.path() / "a");
    ASSERT_TRUE(series) << text_of(series.error());
    ASSERT_EQ(series->size(), run.series.size());
    for (std::size_t i = 0; i < series->size(); ++i) {
        const SeriesRow& found = (*series)[i];
        const SeriesRow& written = run.series[i];
        EXPECT_EQ(std::tie(found.year, found.measure, found.level, found.place, found.sex,
                           found.age, found.status, found.value, found.unit),
                  std::tie(written.year, written.measure, written.level, written.place, written.sex,
                           written.age, written.status, written.value, written.unit));
    }
}

TEST(run_directory, what_a_run_is_made_of_reads_back_whole)
{
    const Folder folder;
    SampleRun run = sample_run();
    run.description.seed = 0xFFFFFFFFFFFFFFFF;
    ASSERT_EQ(write(folder.path() / "a", run), "");
    const auto found = open_run(folder.path() / "a");
    ASSERT_TRUE(found) << text_of(found.error());

    const auto facts = [](const RunDescription& d) {
        return std::tie(d.scenario, d.scenario_hash, d.description, d.seed, d.replicate,
                        d.scale_denominator, d.from, d.to, d.threads, d.events, d.rules);
    };
    EXPECT_EQ(facts(found->description), facts(run.description));
    const auto numbers = [](const model::ParameterRow& r) {
        return std::tie(r.name, r.key, r.value, r.unit, r.from, r.to, r.low, r.high, r.kind,
                        r.source, r.note, r.file);
    };
    ASSERT_EQ(found->description.parameters.size(), run.description.parameters.size());
    for (std::size_t i = 0; i < run.description.parameters.size(); ++i)
        EXPECT_EQ(numbers(found->description.parameters[i]),
                  numbers(run.description.parameters[i]));
    ASSERT_EQ(found->description.switches.size(), run.description.switches.size());
    for (std::size_t i = 0; i < run.description.switches.size(); ++i) {
        const auto& one = found->description.switches[i];
        const auto& written = run.description.switches[i];
        EXPECT_EQ(std::tie(one.rule, one.from, one.to, one.soft),
                  std::tie(written.rule, written.from, written.to, written.soft));
    }
    const auto order = [](const OrderRow& o) {
        return std::tie(o.name, o.visit, o.visited, o.day, o.due_from, o.due_to, o.work, o.men,
                        o.batch, o.kind, o.source, o.note);
    };
    ASSERT_EQ(found->description.orders.size(), run.description.orders.size());
    for (std::size_t i = 0; i < run.description.orders.size(); ++i) {
        EXPECT_EQ(order(found->description.orders[i]), order(run.description.orders[i]));
        const auto& destinations = run.description.orders[i].destinations;
        ASSERT_EQ(found->description.orders[i].destinations.size(), destinations.size());
        for (std::size_t k = 0; k < destinations.size(); ++k) {
            EXPECT_EQ(found->description.orders[i].destinations[k].place, destinations[k].place);
            EXPECT_EQ(found->description.orders[i].destinations[k].men, destinations[k].men);
        }
    }
    EXPECT_EQ(found->result.digest, run.result.digest);
    EXPECT_EQ(found->result.letters, run.result.letters);
    EXPECT_EQ(found->result.summary, run.result.summary);
    const std::string digest = "\ndigest = \"" + digest_text(run.result.digest) + "\"\n";
    EXPECT_NE(bytes_of(folder.path() / "a/run.toml").find(digest), std::string::npos);
}

TEST(run_directory, threads_names_and_outputs_change_no_byte_of_the_tables)
{
    const Folder folder;
    SampleRun run = sample_run();
    ASSERT_EQ(write(folder.path() / "a", run), "");
    run.description.threads = 7;
    run.description.scenario = "nothing_changed";
    run.description.description = "";
    ASSERT_EQ(write(folder.path() / "b", run), "");
    run.description.events = "none";
    ASSERT_EQ(write(folder.path() / "c", run), "");
    for (const char* file : {"events.parquet", "lives.parquet", "series.parquet"})
        EXPECT_EQ(bytes_of(folder.path() / "a" / file), bytes_of(folder.path() / "b" / file));
    for (const char* file : {"lives.parquet", "series.parquet"})
        EXPECT_EQ(bytes_of(folder.path() / "a" / file), bytes_of(folder.path() / "c" / file));
    EXPECT_FALSE(fs::exists(folder.path() / "c/events.parquet"));
    EXPECT_TRUE(open_run(folder.path() / "c"));
}

TEST(run_directory, the_order_in_which_places_hand_over_events_changes_no_byte)
{
    const Folder folder;
    SampleRun run = sample_run();
    for (auto& events : run.events)
        for (std::size_t i = 0; i < 20; ++i) { // Many on one day in one life.
            events.push_back(events[i]);
            events.back().detail = static_cast<int>(i) - 50;
        }
    ASSERT_EQ(write(folder.path() / "a", run), "");
    for (auto& events : run.events) // As long as what happened to one is told in its order.
        std::ranges::stable_sort(events, {}, [](const auto& e) { return engine::mix(e.who, 3); });
    ASSERT_EQ(write(folder.path() / "b", run), "");
    EXPECT_EQ(bytes_of(folder.path() / "a/events.parquet"),
              bytes_of(folder.path() / "b/events.parquet"));
}

TEST(run_directory, a_name_that_is_taken_is_refused_and_left_alone)
{
    const Folder folder;
    folder.write("taken/letter.txt", "mine");
    folder.write("file", "mine too");
    for (const char* name : {"taken", "taken/", "taken/.", "file", "file/a"}) {
        const auto writer = RunWriter::create(folder.path() / name, {});
        ASSERT_FALSE(writer) << name;
        EXPECT_NE(text_of(writer.error()).find("found "), std::string::npos);
    }
    EXPECT_FALSE(RunWriter::create("", {}));
    EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"file", "taken"}));
    EXPECT_EQ(names_in(folder.path() / "taken"), std::vector<std::string>{"letter.txt"});
}

TEST(run_directory, folders_on_the_way_are_made_and_go_with_what_comes_to_nothing)
{
    const Folder folder;
    const SampleRun run = sample_run();
    {
        const auto writer = RunWriter::create(folder.path() / "new/newer/a/", run.description);
        ASSERT_TRUE(writer);
        EXPECT_TRUE(fs::is_directory(folder.path() / "new/newer"));
    }
    EXPECT_TRUE(names_in(folder.path()).empty());
    ASSERT_EQ(write(folder.path() / "new/newer/a", run), "");
    EXPECT_EQ(names_in(folder.path() / "new/newer"), std::vector<std::string>{"a"});
}

TEST(run_directory, a_directory_that_is_not_writable_is_refused)
{
    const Folder folder;
    fs::create_directory(folder.path() / "closed");
    fs::permissions(folder.path() / "closed", fs::perms{0555});
    fs::permissions(folder.path(), fs::perms{0755});
    const int status = in_own_process([&] {
        if (::geteuid() == 0 && ::seteuid(65534) != 0) ::_exit(3);
        const auto writer = RunWriter::create(folder.path() / "closed/a", {});
        ::_exit(writer                                                           ? 1
                : text_of(writer.error()).find("may write") == std::string::npos ? 2
                                                                                 : 0);
    });
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(names_in(folder.path() / "closed").empty());
}

TEST(run_directory, a_writer_that_never_finishes_leaves_nothing)
{
    const Folder folder;
    const SampleRun run = sample_run();
    {
        auto writer = RunWriter::create(folder.path() / "a", run.description);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(add_all(*writer, run));
        EXPECT_EQ(names_in(folder.path()).size(), 1U);
        EXPECT_FALSE(fs::exists(folder.path() / "a"));
    }
    EXPECT_TRUE(names_in(folder.path()).empty());
}

TEST(run_directory, who_stops_while_tables_are_written_leaves_nothing)
{
    const Folder folder;
    const SampleRun run = sample_run();
    std::set<std::string> told;
    for (const std::string_view last : {"lives.parquet", "events.parquet"}) {
        auto writer = RunWriter::create(folder.path() / "a", run.description);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(add_all(*writer, run));
        const auto done =
            writer->finish(run.result, [&](std::string_view table, std::int64_t rows) {
                EXPECT_GE(rows, 0);
                told.emplace(table);
                return table != last;
            });
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error(), "The run was interrupted.");
        EXPECT_FALSE(fs::exists(folder.path() / "a"));
    }
    EXPECT_TRUE(names_in(folder.path()).empty());
    EXPECT_EQ(told,
              (std::set<std::string>{"lives.parquet", "households.parquet", "events.parquet"}));
}

TEST(run_directory, a_full_disk_is_a_sentence_and_leaves_nothing)
{
    const Folder folder;
    const SampleRun run = sample_run(5'000);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    for (const rlim_t most : {0U, 100U, 10'000U, 30'000U, 100'000U}) {
        const rlimit small{.rlim_cur = most, .rlim_max = limit.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        const std::string trouble = write(folder.path() / "a", run);
        ::setrlimit(RLIMIT_FSIZE, &limit);
        EXPECT_NE(trouble.find("could not be written: File too large"), std::string::npos)
            << most << ' ' << trouble;
        EXPECT_TRUE(names_in(folder.path()).empty()) << most;
    }
    std::signal(SIGXFSZ, previous);
    EXPECT_EQ(write(folder.path() / "a", run), "");
}

TEST(run_directory, a_writer_that_failed_once_never_finishes)
{
    const Folder folder;
    const SampleRun run = sample_run();
    auto writer = RunWriter::create(folder.path() / "a", run.description);
    ASSERT_TRUE(writer);
    ASSERT_FALSE(writer->add_file("no/such/folder", "text"));
    EXPECT_FALSE(add_all(*writer, run));
    EXPECT_FALSE(writer->finish(run.result));
    EXPECT_FALSE(fs::exists(folder.path() / "a"));
}

TEST(run_directory, what_a_killed_run_left_is_removed_by_the_next_one_only)
{
    const Folder folder;
    const SampleRun run = sample_run();
    const fs::path dir = folder.path() / "a";
    const int status = in_own_process([&] {
        auto writer = RunWriter::create(dir, run.description);
        if (writer && add_all(*writer, run)) ::kill(::getpid(), SIGKILL);
    });
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_FALSE(fs::exists(dir));
    ASSERT_EQ(names_in(folder.path()).size(), 1U);
    EXPECT_TRUE(names_in(folder.path()).front().starts_with("a.partial-"));

    // Neither of these is a left-over of this run: the names differ.
    folder.write("a.partial-notes/x", "");
    folder.write("ab.partial-1/x", "");
    auto living = RunWriter::create(dir, run.description);
    ASSERT_TRUE(living);
    EXPECT_EQ(living->removed().size(), 1U);
    const int second = in_own_process([&] {
        auto writer = RunWriter::create(dir, run.description);
        ::_exit(!writer && text_of(writer.error()).contains("another process") ? 0 : 1);
    });
    EXPECT_EQ(second, 0) << "a living run was taken for dead";
    ASSERT_TRUE(add_all(*living, run));
    ASSERT_TRUE(living->finish(run.result));
    EXPECT_TRUE(open_run(dir));
}

TEST(run_directory, what_took_its_name_meanwhile_is_not_replaced)
{
    const Folder folder;
    const SampleRun run = sample_run();
    const fs::path dir = folder.path() / "a";
    {
        auto late = RunWriter::create(dir, run.description);
        ASSERT_TRUE(late);
        fs::create_directory(dir);
        ASSERT_TRUE(add_all(*late, run));
        const auto finished = late->finish(run.result);
        ASSERT_FALSE(finished);
        EXPECT_NE(finished.error().find("could not be put in its place"), std::string::npos);
    }
    EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a"});
    EXPECT_TRUE(fs::is_empty(dir));
}

} // namespace
} // namespace counterlife::study
