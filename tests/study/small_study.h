// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/input/scenario.h"
#include "study/study.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <utility>

namespace counterlife::study {

/// A data folder and scenarios beside it.
class Study {
public:
    explicit Study(std::vector<model::FamilySpec> families = small_families())
        : families_{std::move(families)}
    {
        write("data/people/birth.csv", header_line + sound_rows);
        write("scenarios/baseline.toml", "description = \"As it was\"\n");
    }

    void write(std::string_view name, std::string_view text) const { folder_.write(name, text); }
    std::string file(std::string_view name) const { return folder_.file(name); }

    std::expected<Scenario, Complaints> read(const std::string& name_or_path) const
    {
        return read_scenario(name_or_path, folder_.path() / "data", folder_.path() / "scenarios",
                             families_, small_rules, run_from, run_to);
    }

    /// The scenario "change" with this text; it must be sound.
    Scenario changed(std::string_view text) const
    {
        write("scenarios/change.toml", text);
        auto scenario = read("change");
        EXPECT_TRUE(scenario) << text_of(scenario.error());
        return scenario ? std::move(*scenario) : Scenario{};
    }

    /// The complaints about "change" with this text, without the folder before each.
    std::string complaints(std::string_view text) const
    {
        write("scenarios/change.toml", text);
        const auto scenario = read("change");
        return scenario ? "" : without_folder(text_of(scenario.error()));
    }

    std::string without_folder(std::string text) const
    {
        const std::string folder = folder_.path().generic_string() + "/";
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
            text.erase(at, folder.size());
        return text;
    }

private:
    Folder folder_;
    std::vector<model::FamilySpec> families_;
};

} // namespace counterlife::study
