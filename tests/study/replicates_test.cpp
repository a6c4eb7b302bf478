// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Replicates: the numbers over them, and their directory.

#include "study/figures/replicate_tally.h"
#include "study/record/read_run.h"
#include "study/record/replicates.h"
#include "study/study.h"

#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace counterlife::study {
namespace {

namespace fs = std::filesystem;

SeriesRow number(const char* measure, const char* unit, double value, int year = 1990)
{
    return {.year = static_cast<std::int16_t>(year),
            .measure = measure,
            .level = "nation",
            .place = "nation",
            .sex = "all",
            .age = -1,
            .status = {},
            .value = value,
            .unit = unit};
}

std::vector<ReplicateRow> over(const std::vector<std::vector<SeriesRow>>& replicates)
{
    ReplicateTally tally;
    for (const auto& one : replicates) tally.add(one);
    return tally.rows();
}

TEST(ReplicateTally, gives_mean_errors_and_quantiles_of_every_number)
{
    std::vector<std::vector<SeriesRow>> replicates;
    for (const double value : {5.0, 1.0, 2.0, 4.0})
        replicates.push_back({number("tfr", "children", value)});
    const auto rows = over(replicates);
    ASSERT_EQ(rows.size(), 1);
    const ReplicateRow& row = rows.front();
    EXPECT_EQ(row.replicates, 4);
    EXPECT_DOUBLE_EQ(row.of.value, 3);
    EXPECT_DOUBLE_EQ(row.standard_deviation.value(), std::sqrt(10.0 / 3));
    EXPECT_DOUBLE_EQ(row.standard_error.value(), std::sqrt(10.0 / 3) / 2);
    // As numpy.quantile([1, 2, 4, 5], ...) gives them.
    const std::array expected{1.075, 1.75, 3.0, 4.25, 4.925};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(row.quantiles[i], expected[i], 1e-12) << i;
}

TEST(ReplicateTally, a_count_that_is_not_there_is_nought_and_a_rate_is_not_known)
{
    const auto rows =
        over({{number("deaths", "events", 4)},
              {number("infant_mortality", "per_1000", 30), number("deaths", "events", 8)},
              {number("infant_mortality", "per_1000", 50)}});
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0].of.measure, "deaths");
    EXPECT_EQ(rows[0].replicates, 3);
    EXPECT_DOUBLE_EQ(rows[0].of.value, 4);
    EXPECT_EQ(rows[1].replicates, 2);
    EXPECT_DOUBLE_EQ(rows[1].of.value, 40);
}

TEST(ReplicateTally, one_replicate_has_no_deviation)
{
    const auto rows = over({{number("tfr", "children", 2.5)}});
    EXPECT_FALSE(rows[0].standard_deviation);
    EXPECT_FALSE(rows[0].standard_error);
    EXPECT_DOUBLE_EQ(rows[0].quantiles.front(), 2.5);
}

TEST(ReplicateTally, what_a_page_draws_has_the_sums_over_both_sexes)
{
    SeriesRow boys = number("births", "events", 3), girls = boys;
    boys.sex = "male";
    girls.sex = "female";
    girls.value = 4;
    SeriesRow of_place = boys;
    of_place.level = "place";
    const auto drawn = drawn_of(std::array{boys, girls, of_place, number("tfr", "children", 2)});
    const auto sum = std::ranges::find_if(
        drawn, [](const SeriesRow& row) { return row.measure == "births" && row.sex == "all"; });
    ASSERT_NE(sum, drawn.end());
    EXPECT_DOUBLE_EQ(sum->value, 7);
    EXPECT_EQ(drawn.size(), 4);
}

class ReplicatesDirectory : public testing::Test {
protected:
    /// A run of this seed into the directory being written.
    void add(ReplicatesWriter& writer, std::uint64_t seed, bool to_its_end = true)
    {
        SampleRun run = sample_run(60, seed);
        run.description.seed = seed;
        auto one = writer.next(run.description);
        ASSERT_TRUE(one) << text_of(one.error());
        for (std::size_t i = 0; i < run.events.size(); ++i)
            ASSERT_TRUE(one->add_events(1955 + static_cast<int>(i), run.events[i]));
        ASSERT_TRUE(one->add_lives(run.lives));
        ASSERT_TRUE(one->add_series(run.series));
        if (!to_its_end) return;
        const auto done = one->finish(run.result);
        ASSERT_TRUE(done) << done.error();
        file_.description = run.description;
        file_.runs.push_back({.seed = seed, .replicate = 0, .result = run.result});
        tally_.add(run.series);
    }

    void write(const fs::path& dir)
    {
        auto writer = ReplicatesWriter::create(dir);
        ASSERT_TRUE(writer) << text_of(writer.error());
        for (const std::uint64_t seed : {7, 8, 9}) add(*writer, seed);
        const auto done = writer->finish(file_, tally_.rows(), "<p>");
        ASSERT_TRUE(done) << done.error();
    }

    std::string complaints_of(const fs::path& dir) const
    {
        const auto opened = open_replicates(dir);
        return opened ? "none" : text_of(opened.error());
    }

    /// Puts another text in the place of the first one like it.
    static void replace(const fs::path& file, const std::string& old, const std::string& by)
    {
        std::ifstream in{file};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        const auto at = text.find(old);
        ASSERT_NE(at, std::string::npos) << old;
        std::ofstream{file} << text.replace(at, old.size(), by);
    }

    Folder folder;
    ReplicatesFile file_;
    ReplicateTally tally_;
};

TEST_F(ReplicatesDirectory, is_read_back_as_it_was_written)
{
    const fs::path dir = folder.path() / "all";
    write(dir);
    const auto opened = open_replicates(dir);
    ASSERT_TRUE(opened) << text_of(opened.error());
    ASSERT_EQ(opened->runs.size(), 3);
    EXPECT_EQ(opened->runs[1].seed, 8);
    EXPECT_EQ(opened->runs[2].result.digest, file_.runs[2].result.digest);
    EXPECT_EQ(seeds_text(opened->runs), "seeds 7 to 9");
    EXPECT_TRUE(open_run(replicate_in(dir, 2)));
    EXPECT_EQ(read_replicates_digest(dir).value(), digest_of(tally_.rows()));
    for (const char* name : {".counterlife-unfinished", "replicate-4"})
        EXPECT_FALSE(fs::exists(dir / name)) << name;
}

TEST_F(ReplicatesDirectory, whoever_wants_one_run_is_told_of_one_in_one_sentence)
{
    write(folder.path() / "all");
    const auto opened = open_run(folder.path() / "all");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().size(), 1);
    const std::string said = text_of(opened.error());
    EXPECT_NE(said.find("a directory of replicates"), std::string::npos) << said;
    EXPECT_NE(said.find("all/replicate-1"), std::string::npos) << said;
}

TEST_F(ReplicatesDirectory, nothing_is_left_of_one_that_comes_to_nothing)
{
    {
        auto writer = ReplicatesWriter::create(folder.path() / "on/the/way");
        ASSERT_TRUE(writer);
        add(*writer, 7);
        add(*writer, 8, false);
        EXPECT_FALSE(fs::exists(folder.path() / "on/the/way"));
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_F(ReplicatesDirectory, what_a_killed_one_left_is_removed_but_for_what_it_had_not_written)
{
    const fs::path dir = folder.path() / "all";
    const pid_t child = ::fork();
    if (child == 0) {
        auto writer = ReplicatesWriter::create(dir);
        add(*writer, 7);
        add(*writer, 8, false);
        ::raise(SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    const fs::path left = fs::directory_iterator
    {
        folder.path()
    } -> path();
    ASSERT_TRUE(left.filename().string().starts_with("all.partial-"));
    std::ofstream{left / "replicate-1/notes.txt"} << "mine";
    auto next = ReplicatesWriter::create(dir);
    ASSERT_TRUE(next) << text_of(next.error());
    ASSERT_EQ(next->removed().size(), 1);
    EXPECT_NE(next->removed()[0].find("'replicate-1/notes.txt'"), std::string::npos)
        << next->removed()[0];
    EXPECT_TRUE(fs::exists(left / "replicate-1/notes.txt"));
    EXPECT_FALSE(fs::exists(left / "replicate-1/lives.parquet"));
    EXPECT_FALSE(fs::exists(left / "replicate-2"));
}

TEST_F(ReplicatesDirectory, a_process_without_memory_clears_up_all_of_it)
{
    auto writer = ReplicatesWriter::create(folder.path() / "all");
    add(*writer, 7);
    add(*writer, 8);
    abandon_partial_directories();
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_F(ReplicatesDirectory, whatever_does_not_belong_together_is_told_at_once)
{
    const fs::path dir = folder.path() / "all";
    write(dir);
    replace(dir / "replicates.toml", "seed = 8", "seed = 18");
    fs::rename(dir / "replicate-3", dir / "away");
    const std::string said = complaints_of(dir);
    EXPECT_NE(said.find("replicate-2/run.toml: found seed '8'; allowed seed '18'"),
              std::string::npos)
        << said;
    EXPECT_NE(said.find("replicate-3: found no such directory"), std::string::npos) << said;
    EXPECT_NE(said.find("replicates.parquet: found seeds '7,8,9'"), std::string::npos) << said;
}

TEST_F(ReplicatesDirectory, every_bad_key_is_told_by_its_line)
{
    Complaints complaints;
    EXPECT_FALSE(read_replicates_file("format = 9\nversion = 1\nreplicates = 3\nscale = \"2:1\"\n"
                                      "[tables]\n[[runs]]\ndirectory = \"../x\"\nseed = -1\n",
                                      "r.toml", complaints));
    const std::string said = text_of(complaints);
    for (const char* part : {"r.toml:1: found '9' as 'format'", "r.toml:2: found '1' as 'version'",
                             "r.toml:3: found '3' as 'replicates'", "r.toml:4: found '2:1'",
                             "r.toml:7: found '../x' as 'directory'; allowed replicate-1",
                             "r.toml:8: found '-1' as 'seed'", "no 'digest'"})
        EXPECT_NE(said.find(part), std::string::npos) << part << '\n' << said;
}

} // namespace
} // namespace counterlife::study
