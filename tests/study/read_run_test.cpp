// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/read_run.h"
#include "study/study.h"

#include "app/verify_command.h"
#include "study/text/numbers_and_dates.h"
#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

using namespace app;

namespace fs = std::filesystem;

const std::vector<std::string> tables{"events.parquet", "lives.parquet", "series.parquet"};

class ReadRun : public testing::Test {
protected:
    ReadRun() { EXPECT_EQ(write(dir(), run_), ""); }

    fs::path dir() const { return folder_.path() / "a"; }

    std::string bytes(const std::string& name) const
    {
        return read_file(dir() / name, std::size_t{1} << 30).value();
    }

    void put(const std::string& name, std::string_view text) const
    {
        folder_.write("a/" + name, text);
    }

    void replace(const std::string& what, const std::string& by) const
    {
        std::string text = bytes("run.toml");
        const std::size_t at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        put("run.toml", text.replace(at, what.size(), by));
    }

    /// What opening the run complains of; empty for nothing.
    std::string complaints() const
    {
        const auto run = open_run(dir());
        return run ? "" : text_of(run.error());
    }

    /// Code and words of a verification.
    std::pair<int, std::string> verified() const
    {
        std::ostringstream out, err;
        const int code = verify(dir(), out, err);
        return {code, code == 0 ? out.str() : err.str()};
    }

    Folder folder_;
    SampleRun run_ = sample_run();
};

void expect_in(const std::string& text, const std::string& part)
{
    EXPECT_NE(text.find(part), std::string::npos) << text << "\nlacks: " << part;
}

TEST_F(ReadRun, a_sound_run_is_verified)
{
    const auto [code, words] = verified();
    EXPECT_EQ(code, 0) << words;
    for (const char* part : {"lives", "living", "founders", "births", "deaths", "events"})
        expect_in(words, std::string{" "} + part);
}

TEST_F(ReadRun, what_is_no_run_is_refused)
{
    expect_in(text_of(open_run(folder_.path() / "nothing").error()), "found no such directory");
    folder_.write("file", "");
    expect_in(text_of(open_run(folder_.path() / "file").error()), "found a file");
    expect_in(text_of(open_run(folder_.path()).error()), "run.toml: found no such file");
    EXPECT_FALSE(read_series(folder_.path() / "nothing"));
}

TEST_F(ReadRun, every_table_that_is_missing_is_named)
{
    for (const std::string& name : tables) fs::remove(dir() / name);
    for (const std::string& name : tables) expect_in(complaints(), name + ": found no such file");
}

TEST_F(ReadRun, a_parquet_file_of_others_is_refused)
{
    const std::string series = bytes("series.parquet");
    put("series.parquet", bytes("lives.parquet"));
    expect_in(complaints(), "other columns");
    put("series.parquet", "PAR1 is how it begins and how it ends PAR1");
    expect_in(complaints(), "series.parquet: found a table that is damaged");
    std::string renamed = series;
    for (std::size_t at = 0; (at = renamed.find("counterlife.table", at)) != std::string::npos;)
        renamed[at] = 'k';
    put("series.parquet", renamed);
    expect_in(complaints(), "a Parquet file of another program");
}

TEST_F(ReadRun, files_of_two_runs_that_were_mixed_are_told)
{
    SampleRun other = sample_run(100, 2);
    other.result.digest = 5;
    ASSERT_EQ(write(folder_.path() / "b", other), "");
    fs::copy_file(folder_.path() / "b/lives.parquet", dir() / "lives.parquet",
                  fs::copy_options::overwrite_existing);
    expect_in(complaints(), "digest '0x0000000000000005'");
    expect_in(complaints(), "rows ");
}

TEST_F(ReadRun, a_run_of_another_format_is_told)
{
    replace("format = 3", "format = 0");
    expect_in(complaints(), "found format 0; allowed format 3");
    replace("format = 0", "");
    expect_in(complaints(), "found no format");
}

TEST_F(ReadRun, every_unfit_line_of_run_toml_is_named)
{
    replace("digest = \"0x", "digest = \"1x");
    replace("scale = \"1:1000\"", "scale = \"1:0\"");
    replace("seed = 42", "seed = -1");
    replace("from = 1955-01-01", "from = \"early\"");
    replace("letters = 7", "");
    replace("mode = \"soft\"", "mode = \"often\"");
    replace("work = \"farm\"", "work = \"port\"");
    const std::string words = complaints();
    for (const char* key :
         {"'digest'", "'scale'", "'seed'", "'from'", "no 'letters'", "'mode'", "'work'"})
        expect_in(words, key);
}

TEST_F(ReadRun, counts_that_disagree_are_told)
{
    replace("living = " + std::to_string(run_.result.living), "living = 3");
    const auto [code, words] = verified();
    EXPECT_EQ(code, 2);
    expect_in(words, "run.toml: found living '3'; allowed living '" +
                         std::to_string(run_.result.living) + "' as in the tables of the run");
}

TEST_F(ReadRun, a_birth_or_a_death_that_the_series_lacks_is_told)
{
    for (const std::string measure : {"births", "deaths", "population"}) {
        fs::remove_all(dir());
        SampleRun run = run_;
        for (SeriesRow& row : run.series)
            if (row.measure == measure && row.year == 1957) ++row.value;
        if (measure == "population") run.lives.pop_back();
        ASSERT_EQ(write(dir(), run), "");
        const auto [code, words] = verified();
        EXPECT_EQ(code, 2);
        expect_in(words, measure == "population" ? "living" : measure + " in 1957");
    }
}

TEST_F(ReadRun, no_cut_file_is_taken_for_a_whole_one)
{
    std::vector<std::string> names = tables;
    names.emplace_back("run.toml");
    for (const std::string& name : names) {
        const std::string whole = bytes(name);
        for (std::size_t i = 0; i < 50; ++i) {
            put(name, std::string_view{whole}.substr(0, whole.size() * i / 50));
            EXPECT_NE(complaints(), "") << name << " cut to " << i << "/50";
        }
        put(name, whole);
        EXPECT_EQ(complaints(), "");
    }
}

TEST_F(ReadRun, one_wrong_byte_of_a_page_is_told)
{
    for (const std::string name : {"events.parquet", "lives.parquet"}) {
        const std::string whole = bytes(name);
        std::string damaged = whole;
        ++damaged[120]; // Past the head of the first page.
        put(name, damaged);
        const auto [code, words] = verified();
        EXPECT_EQ(code, 2) << name;
        expect_in(words, "checksum");
        put(name, whole);
    }
}

TEST_F(ReadRun, flipped_bits_are_complaints_and_never_a_crash)
{
    std::mt19937_64 luck{7};
    std::vector<std::string> names = tables;
    names.emplace_back("run.toml");
    for (const std::string& name : names) {
        const std::string whole = bytes(name);
        int told = 0;
        for (int i = 0; i < 200; ++i) {
            std::string damaged = whole;
            damaged[luck() % whole.size()] ^= static_cast<char>(1U << luck() % 8);
            put(name, damaged);
            const auto [code, words] = verified();
            EXPECT_TRUE(code == 0 || !words.empty());
            told += code != 0;
        }
        put(name, whole);
        EXPECT_GT(told, 20) << name;
        EXPECT_EQ(verified().first, 0);
    }
}

} // namespace
} // namespace counterlife::study
