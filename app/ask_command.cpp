// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife ask: the questions that are shipped, each a base and versions with the same luck.

#include "app/inquiry.h"

#include "study/questions/ask.h"
#include "study/questions/kept_answers.h"
#include "study/record/partial_directory.h"
#include "study/text/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <sstream>

namespace counterlife::app {

namespace {

using study::Complaints;
using study::Question;

constexpr int most_replicates = 1000, most_levels = 9, most_at_once = 64;

/// So many versions beside a base as a machine with a few gigabytes can hold, and not so many that
/// whoever is interrupted has long gone without an answer.
std::size_t worlds_at_once(std::int64_t denominator)
{
    return static_cast<std::size_t>(std::clamp<std::int64_t>(denominator / 25, 1, 16));
}

int number_of(const std::string& text, const char* option, int least, int most,
              Complaints& complaints)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= least && value <= most)
        return value;
    complaints.found(option, study::in_quotes(text),
                     fmt::format("a whole number from {} to {}", least, most));
    return least;
}

void list(const std::vector<Question>& questions)
{
    std::vector<study::TableLine> lines{{"id", "question", "versions"}};
    for (const Question& question : questions)
        lines.push_back({question.id, question.title, fmt::format("{}", question.versions.size())});
    study::print_table(lines, std::cout);
}

/// The versions of a batch, by question: Q-01 a b c, Q-02 no-order.
std::string names_of(std::span<const study::AskedSide> sides)
{
    std::string text;
    const Question* last = nullptr;
    for (const study::AskedSide& side : sides) {
        if (side.question == nullptr) continue;
        if (side.question != last) text += (last ? ", " : "") + side.question->id;
        text += " " + side.question->versions[side.version].name;
        last = side.question;
    }
    return text;
}

/// Tells of each batch and replicate by its number.
class BatchTeller {
public:
    BatchTeller(const RunPlan& plan, int replicates) : plan_{plan}, replicates_{replicates} {}

    void tell(const study::AskProgress& at)
    {
        const bool new_batch = batch_ != at.batch || !teller_;
        if (new_batch || at.replicate != replicate_) {
            teller_.reset(); // Ends its line.
            if (new_batch && !plan_.quiet)
                say(fmt::format("batch {} of {}: {}\n", at.batch + 1, at.batches,
                                names_of(at.sides)));
            teller_.emplace(plan_.request.from, plan_.request.to,
                            fmt::format("batch {} of {}, replicate {} of {}  ", at.batch + 1,
                                        at.batches, at.replicate + 1, replicates_),
                            plan_.quiet);
        }
        batch_ = at.batch;
        replicate_ = at.replicate;
        teller_->tell(at.of_worlds);
    }

private:
    const RunPlan& plan_;
    int replicates_;
    std::size_t batch_ = 0;
    int replicate_ = -1;
    std::optional<ProgressTeller> teller_;
};

/// The answers to one question out of all.
std::vector<study::Answer> of(const Question& question, std::span<const study::Answer> answers)
{
    std::vector<study::Answer> own;
    for (const study::Answer& one : answers)
        if (one.question == &question) own.push_back(one);
    return own;
}

std::filesystem::path directory_of(const AskOptions& options)
{
    if (!options.run.out.empty()) return options.run.out;
    if (std::ranges::find(options.words, "all") == options.words.end()) return {};
    std::string scale = options.run.scale;
    std::ranges::replace(scale, ':', '-');
    const std::string times = options.replicates == "1" ? "" : "-replicates-" + options.replicates;
    return std::filesystem::path{"runs"} /
           fmt::format("ask-{}-seed-{}{}", scale, options.run.seed, times);
}

/// Asks, keeps what is found on the way, prints and writes.
class Asking {
public:
    /// Without a directory nothing is written or kept.
    Asking(const RunPlan& plan, const study::AskRequest& request, std::filesystem::path out,
           std::optional<study::PartialDirectory> directory)
        : plan_{plan}, request_{request}, out_{std::move(out)}, directory_{std::move(directory)},
          kept_{out_}, teller_{plan, request.replicates}
    {
    }

    int ask(const Inquiry& inquiry, int levels)
    {
        Complaints none; // All versions have been tried.
        const auto answers = inquiry.answer(inquiry.wanted(), {}, request_, listener(true), none);
        if (!answers) return fail(answers.error());
        std::vector<study::DesignPoint> points;
        std::ostringstream text;
        for (const Question* question : inquiry.wanted()) {
            const auto own = of(*question, *answers);
            study::print_answers(*question, own, text);
            auto moved = move_parameters(inquiry, question, levels);
            if (!moved) return fail(moved.error());
            if (levels > 0) study::print_design(*question, own, *moved, text);
            points.insert(points.end(), moved->begin(), moved->end());
            text << '\n';
        }
        if (inquiry.wanted().size() > 1) study::print_all(*answers, text);
        std::cout << text.str();
        return !directory_ ? 0 : write(*answers, points, text.str());
    }

private:
    study::AskListener listener(bool keeps)
    {
        study::AskListener listener{
            .progress = [this](const study::AskProgress& at) { teller_.tell(at); },
            .cancelled = was_interrupted};
        if (!keeps || !directory_) return listener;
        listener.known = [this](const study::AskedSide& side) {
            auto answer = kept_.find(*side.question, side.version, side.key);
            if (answer && !plan_.quiet)
                say(fmt::format("{} {}: kept in {}\n", side.question->id, answer->asked().name,
                                kept_.path().string()));
            if (answer) ++found_;
            return answer;
        };
        listener.answered = [this](const study::AskedSide& side, const study::Answer& answer) {
            const auto kept = kept_.keep(answer, side.key);
            if (kept) ++found_;
            return kept ? std::string{} : kept.error();
        };
        return listener;
    }

    /// The question once more for each level of each parameter that it hangs on.
    std::expected<std::vector<study::DesignPoint>, std::string>
    move_parameters(const Inquiry& inquiry, const Question* question, int levels)
    {
        Complaints none;
        std::vector<study::DesignPoint> points;
        for (const study::HangsOn& what : question->hangs_on)
            for (int i = 0; i < levels; ++i) {
                const Level level{&what, static_cast<double>(i) / (levels - 1)};
                auto some =
                    inquiry.answer(std::span{&question, 1}, level, request_, listener(false), none);
                if (!some) return std::unexpected(some.error());
                points.push_back({what.text(), level.at, std::move(*some)});
            }
        return points;
    }

    int write(std::span<const study::Answer> answers, std::span<const study::DesignPoint> points,
              const std::string& text)
    {
        if (auto done = study::write_answers(*directory_, answers, points, text); !done)
            return fail(done.error());
        for (const std::string& name : kept_.remove())
            say(fmt::format("{} stays: {} is none of the answers that were kept there\n",
                            kept_.path().string(), study::in_quotes(name)));
        std::cout << "written to " << out_.string() << "\n";
        return 0;
    }

    int fail(const std::string& why) const
    {
        say(why + "\n");
        if (found_ > 0)
            say(fmt::format("Kept in {}: the answers of {} versions. The same command goes on "
                            "from there.\n",
                            kept_.path().string(), found_));
        return was_interrupted() ? interrupted() : failed;
    }

    const RunPlan& plan_;
    study::AskRequest request_;
    std::filesystem::path out_;
    std::optional<study::PartialDirectory> directory_;
    study::KeptAnswers kept_;
    BatchTeller teller_;
    int found_ = 0; ///< answers that are kept
};

} // namespace

int ask_command(const AskOptions& options)
{
    Complaints complaints;
    const std::optional<RunPlan> plan = plan_of(options.run, complaints);
    const int replicates =
        number_of(options.replicates, "--replicates", 1, most_replicates, complaints);
    const int levels = options.design.empty()
                           ? 0
                           : number_of(options.design, "--design", 2, most_levels, complaints);
    const int at_once = options.at_once.empty()
                            ? 0
                            : number_of(options.at_once, "--at-once", 1, most_at_once, complaints);
    const std::filesystem::path out = directory_of(options);
    std::error_code none;
    if (!out.empty() && std::filesystem::exists(out, none))
        complaints.found(out.string(), "something that exists already",
                         "a directory that does not exist yet");
    Inquiry inquiry{options, data_folder(options.run.data)};
    inquiry.read(complaints);
    if (complaints.empty()) inquiry.try_versions(complaints);
    if (!complaints.empty() || !plan) {
        std::cerr << complaints;
        return bad_input;
    }
    if (inquiry.wanted().empty()) {
        list(inquiry.all());
        return 0;
    }

    watch_for_interrupts();
    // What hinders that it is made should be known before hours of answering.
    std::optional<study::PartialDirectory> directory;
    if (!out.empty()) {
        auto made = study::PartialDirectory::create(out);
        if (!made) {
            std::cerr << made.error();
            return bad_input;
        }
        directory.emplace(std::move(*made));
        for (const std::string& sentence : directory->removed()) say(sentence + "\n");
    }
    const study::AskRequest request{
        .run = plan->request,
        .replicates = replicates,
        .worlds_at_once = at_once > 0 ? static_cast<std::size_t>(at_once)
                                      : worlds_at_once(plan->request.scale.denominator)};
    Asking asking{*plan, request, out, std::move(directory)};
    return asking.ask(inquiry, levels);
}

} // namespace counterlife::app
