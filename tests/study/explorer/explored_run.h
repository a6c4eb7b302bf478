// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Two small nations, twins of each other, lived once for all tests of the explorer's documents.

#include "app/make_run.h"
#include "study/explorer/documents.h"
#include "study/record/read_run.h"
#include "study/study.h"
#include "tests/study/small_data.h"

#include <filesystem>
#include <stdexcept>
#include <string>

namespace counterlife::study {

inline const std::filesystem::path tree{COUNTERLIFE_SOURCE};

/// A nation of thousands, under which so many cross the river that every band is seen.
class ExploredRuns {
public:
    static const ExploredRuns& get()
    {
        static const ExploredRuns runs;
        return runs;
    }

    std::filesystem::path here() const { return folder_.path() / "here"; }
    std::filesystem::path there() const { return folder_.path() / "there"; }
    /// The same nation, of which one life in twenty has its events.
    std::filesystem::path sample() const { return folder_.path() / "sample"; }
    /// Another nation, shorter, and without events.
    std::filesystem::path unlike() const { return folder_.path() / "unlike"; }

    explorer::DocumentsRequest request() const
    {
        return {.run = here(),
                .other = there(),
                .data = tree / "data",
                .patterns = tree / "patterns",
                .questions = tree / "questions",
                .live_again = live_again_with(
                    tree / "data", [](const RunFile&, engine::Day) { return Listener{}; })};
    }

private:
    ExploredRuns()
    {
        folder_.write("no-order.toml", "description = \"No order from the top\"\n"
                                       "inherits = \"as-told\"\n\n[rules]\nLABOUR-02 = \"off\"\n");
        make("as-told", "all", here());
        make(folder_.file("no-order.toml"), "all", there());
        make("as-told", "1:20", sample());
        make({.scale = "1:20000", .to = "1960", .seed = "2", .events = "none"}, unlike());
    }

    static void make(const std::string& scenario, const std::string& events,
                     const std::filesystem::path& out)
    {
        make({.scenario = scenario, .scale = "1:2000", .events = events}, out);
    }

    static void make(RunOptions options, const std::filesystem::path& out)
    {
        options.out = out.string();
        options.quiet = true;
        auto planned = app::plan_run(options, tree / "data");
        if (!planned) throw std::runtime_error{text_of(planned.error())};
        const auto made = app::make_run(*planned);
        if (!made) throw std::runtime_error{made.error()};
    }

    Folder folder_;
};

} // namespace counterlife::study
