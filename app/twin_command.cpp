// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife twin: two scenarios with the same luck, person by person.

#include "app/app.h"

#include "study/run_file.h"
#include "study/twin_directory.h"
#include "study/twin_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>

namespace counterlife::app {

namespace {

constexpr int most_replicates = 1000;

/// Both scenarios, with what is wrong of either said once.
std::array<std::unique_ptr<Ready>, 2> make_both(const TwinOptions& options,
                                                const std::filesystem::path& data,
                                                study::Complaints& complaints)
{
    std::array<std::unique_ptr<Ready>, 2> both;
    study::Complaints found;
    for (std::size_t i = 0; i < both.size(); ++i) {
        auto ready = make_ready(i == 0 ? options.base : options.other, data);
        if (ready)
            both[i] = std::move(*ready);
        else
            found.append(ready.error());
    }
    std::vector<study::Complaint> said;
    for (const study::Complaint& one : found.list()) {
        if (std::ranges::find(said, one) != said.end()) continue;
        complaints.add(one.where, one.what);
        said.push_back(one);
    }
    return both;
}

int replicates_of(const std::string& text, study::Complaints& complaints)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= 1 &&
        value <= most_replicates)
        return value;
    complaints.found("--replicates", study::in_quotes(text),
                     fmt::format("a whole number from 1 to {}", most_replicates));
    return 1;
}

std::filesystem::path directory_of(const TwinOptions& options)
{
    if (!options.run.out.empty()) return options.run.out;
    const auto stem = [](const std::string& name) {
        return std::filesystem::path{name}.stem().string();
    };
    std::string scale = options.run.scale;
    std::ranges::replace(scale, ':', '-');
    return std::filesystem::path{"runs"} / fmt::format("twin-{}-{}-{}-seed-{}", stem(options.base),
                                                       stem(options.other), scale,
                                                       options.run.seed);
}

study::TwinDescription description_of(const Ready& base, const Ready& other, const RunPlan& plan,
                                      int replicates)
{
    const auto side = [](const Ready& ready) {
        const study::Scenario& scenario = ready.scenario;
        return study::TwinDescription::Side{
            .scenario = scenario.name, .hash = scenario.hash, .description = scenario.description};
    };
    study::TwinDescription description{.base = side(base),
                                       .other = side(other),
                                       .seed = plan.request.seed,
                                       .replicates = replicates,
                                       .scale_denominator = plan.request.scale.denominator,
                                       .from = plan.request.from,
                                       .to = plan.request.to,
                                       .threads = plan.request.threads,
                                       .rules = model::rule_names()};
    for (const model::PlaceFacts& place : base.numbers.map.places)
        description.places.push_back(place.name);
    for (const study::Outcome& outcome : study::outcomes())
        description.outcomes.push_back(&outcome);
    return description;
}

/// Tells of each replicate by its number.
class ReplicatesTeller {
public:
    ReplicatesTeller(const RunPlan& plan, int replicates) : plan_{plan}, replicates_{replicates} {}

    void tell(int replicate, const study::Progress& progress)
    {
        if (replicate != told_) {
            const std::string which =
                fmt::format("replicate {} of {}  ", replicate + 1, replicates_);
            teller_.emplace(plan_.request.from, plan_.request.to, replicates_ > 1 ? which : "",
                            plan_.quiet);
        }
        told_ = replicate;
        teller_->tell(progress);
    }

private:
    const RunPlan& plan_;
    int replicates_, told_ = -1;
    std::optional<ProgressTeller> teller_;
};

} // namespace

int twin_command(const TwinOptions& options)
{
    study::Complaints complaints;
    const std::filesystem::path data = data_folder(options.run.data);
    std::optional<RunPlan> plan = plan_of(options.run, complaints);
    const int replicates = replicates_of(options.replicates, complaints);
    const auto [base, other] = make_both(options, data, complaints);
    const std::filesystem::path out = directory_of(options);
    std::error_code none;
    if (std::filesystem::exists(out, none))
        complaints.found(out.string(), "something that exists already",
                         "a directory that does not exist yet");
    if (!complaints.empty() || !plan) {
        std::cerr << complaints;
        return bad_input;
    }
    if (out.has_parent_path()) std::filesystem::create_directories(out.parent_path(), none);
    const study::TwinDescription description = description_of(*base, *other, *plan, replicates);
    auto writer = study::TwinWriter::create(out, description);
    if (!writer) {
        std::cerr << writer.error();
        return bad_input;
    }
    for (const auto& path : writer->removed())
        fmt::print(stderr, "removed what a killed process had left: {}\n", path.string());

    watch_for_interrupts();
    const study::TwinSide base_side{.numbers = base->numbers,
                                    .in_force = in_force(base->scenario.switches)};
    const study::TwinSide other_side{.numbers = other->numbers,
                                     .in_force = in_force(other->scenario.switches),
                                     .differences =
                                         study::differences_of(base->scenario, other->scenario)};
    ReplicatesTeller teller{*plan, replicates};
    const study::TwinListener listener{
        .progress = [&](int replicate,
                        const study::Progress& progress) { teller.tell(replicate, progress); },
        .pair =
            [&](const study::TwinPair& pair) {
                auto added = writer->add(pair);
                return added ? std::string{} : added.error();
            },
        .cancelled = was_interrupted};
    const auto results = study::twin(
        base_side, std::span{&other_side, 1},
        {.run = plan->request, .replicates = replicates, .outcomes = description.outcomes},
        listener);
    if (!results) {
        fmt::print(stderr, "{}\n", results.error());
        return was_interrupted() ? interrupted : failed;
    }
    const study::TwinOutcome& outcome = results->front();
    const auto page = study::twin_html(description, outcome, data.parent_path() / "report");
    if (!page) std::cerr << page.error() << "The comparison is written without its report.\n";
    if (auto done = writer->finish(outcome, page.value_or("")); !done) {
        fmt::print(stderr, "{}\n", done.error());
        return failed;
    }
    study::print_effects(description, outcome, std::cout);
    std::cout << "written to " << out.string() << "\n";
    return 0;
}

} // namespace counterlife::app
