// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A data folder that holds only what differs from another.

#include "study/input/data_layers.h"

#include "study/input/parameter_files.h"
#include "study/input/place_names.h"
#include "study/input/places_file.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace counterlife::study {
namespace {

namespace fs = std::filesystem;

/// data/ with everything, and island/ beside it, which inherits it.
struct Country : Folder {
    Country()
    {
        write("data/people/birth.csv", header_line + sound_rows);
        write("data/places/places.csv", sound_places);
        write("island/data.toml", "description = \"An island\"\ninherits = \"../data\"\n");
    }
    fs::path island() const { return path() / "island"; }
};

std::vector<model::ParameterRow> rows_of(const fs::path& data)
{
    auto rows = read_parameters(data, small_families(), run_from, run_to);
    EXPECT_TRUE(rows) << (rows ? "" : text_of(rows.error()));
    return rows ? *rows : std::vector<model::ParameterRow>{};
}

std::string complaints_of(const fs::path& data)
{
    const auto rows = read_parameters(data, small_families(), run_from, run_to);
    return rows ? "" : text_of(rows.error());
}

TEST(DataLayers, a_folder_without_files_of_its_own_has_the_numbers_that_it_inherits)
{
    const Country country;
    EXPECT_EQ(rows_of(country.island()).size(), 4U);
    EXPECT_EQ(data_file(country.island(), "places/places.csv"),
              country.path() / "data/places/places.csv");
    EXPECT_EQ(beside_data(country.island(), "scenarios"), country.path() / "scenarios");
    EXPECT_TRUE(inherits(country.island()));
    EXPECT_FALSE(inherits(country.path() / "data"));
}

TEST(DataLayers, a_parameter_and_key_is_what_the_nearer_folder_says_on_all_days)
{
    const Country country;
    country.write("island/people/birth.csv",
                  header_line + "rate,F/15,0.05,per year,,,0,0.1,assumption,Invented,\n");
    const auto rows = rows_of(country.island());

    ASSERT_EQ(rows.size(), 3U) << "both periods of F/15 have made room for one row";
    const auto at = std::ranges::find(rows, "F/15", &model::ParameterRow::key);
    EXPECT_EQ(at->value, 0.05);
    EXPECT_EQ(at->file, country.file("island/people/birth.csv"));
    EXPECT_FALSE(at->from || at->to);
    EXPECT_EQ(std::ranges::find(rows, "F/20", &model::ParameterRow::key)->value, 0.2);
}

TEST(DataLayers, what_is_wrong_is_told_of_the_folder_in_which_it_stands)
{
    const Country country;
    country.write("island/people/birth.csv",
                  header_line + "rate,F/15,0.05,per year,1960-01-01,,0,0.1,assumption,Invented,\n" +
                      "rate,F/21,0.05,per year,,,0,0.1,assumption,,\n");
    country.write("island/people/deaths.csv", "");
    const std::string said = complaints_of(country.island());

    const std::string file = country.file("island/people/birth.csv");
    EXPECT_NE(said.find(file + ":2: found no value of 'birth.rate' 'F/15' for"), said.npos) << said;
    EXPECT_NE(said.find(file + ":3: found unknown key 'F/21'"), said.npos) << said;
    EXPECT_NE(said.find(file + ":3: found no source"), said.npos) << said;
    EXPECT_NE(said.find(country.file("island/people/deaths.csv") + ": found a file that no rule"),
              said.npos)
        << said;
}

TEST(DataLayers, other_files_are_taken_whole_and_the_names_of_places_with_the_places)
{
    const Country country;
    country.write("data/places/korean.csv",
                  "place,korean,source\nanju,안주,A map\ntokchon,덕천,A map\n");
    Complaints complaints;
    const auto inherited = read_places(country.island());
    ASSERT_TRUE(inherited);
    EXPECT_EQ(read_place_names(country.island(), *inherited, complaints).size(), 2U);

    std::string places = sound_places;
    for (std::size_t at; (at = places.find("anju")) != places.npos;) places.replace(at, 4, "port");
    country.write("island/places/places.csv", places);
    const auto own = read_places(country.island());
    ASSERT_TRUE(own);
    EXPECT_EQ(own->front().name, "port");
    EXPECT_TRUE(read_place_names(country.island(), *own, complaints).empty());
    EXPECT_TRUE(complaints.empty()) << text_of(complaints);
}

TEST(DataLayers, a_folder_may_inherit_one_that_inherits)
{
    const Country country;
    country.write("island/people/birth.csv",
                  header_line + "rate,F/15,0.05,per year,,,0,0.1,assumption,Invented,\n"
                                "rate,F/20,0.3,per year,,,0,0.5,assumption,Invented,\n");
    country.write("islet/data.toml", "inherits = \"../island/\"\n");
    country.write("islet/people/birth.csv",
                  header_line + "rate,F/20,0.4,per year,,,0,0.5,assumption,Invented,\n");
    const auto rows = rows_of(country.path() / "islet");

    EXPECT_EQ(std::ranges::find(rows, "F/15", &model::ParameterRow::key)->value, 0.05);
    EXPECT_EQ(std::ranges::find(rows, "F/20", &model::ParameterRow::key)->value, 0.4);
    EXPECT_EQ(beside_data(country.path() / "islet/", "scenarios"), country.path() / "scenarios");
}

TEST(DataLayers, an_inheritance_that_cannot_be_read_is_one_sentence_and_not_a_thousand)
{
    const Country country;
    const std::string file = country.file("island/data.toml");
    const auto said = [&](std::string_view text) {
        country.write("island/data.toml", text);
        return complaints_of(country.island());
    };
    EXPECT_EQ(said("inherit = \"../data\"\n"),
              file +
                  ":1: found unknown word 'inherit'; allowed description or inherits; did you "
                  "mean 'inherits'?\n" +
                  file +
                  ":1: found no inherits; allowed the path of another data folder, from this "
                  "one on, in quotes\n");
    EXPECT_NE(said("inherits = 3\n").find(":1: found inherits that is a number"), file.npos);
    EXPECT_NE(
        said("inherits = \"../dat\"\n").find(":1: found inherits '../dat', which is no folder"),
        file.npos);
    EXPECT_NE(said("inherits = \"\n").find("found text that is not TOML"), file.npos);
    EXPECT_NE(said("inherits = \".\"\n").find("found a data folder that inherits itself"),
              file.npos);
    country.write("data/data.toml", "inherits = \"../island\"\n");
    EXPECT_NE(said("inherits = \"../data\"\n").find("found a data folder that inherits itself"),
              file.npos);
}

} // namespace
} // namespace counterlife::study
