// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/make_answers.h"

#include "study/questions/kept_answers.h"
#include "study/text/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

namespace counterlife::app {

namespace {

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
    Asking(PlannedAnswers& planned, const AnswersListener& heard)
        : quiet_{planned.plan.quiet}, request_{planned.request}, directory_{planned.directory},
          heard_{heard}, kept_{planned.out}
    {
    }

    std::expected<std::string, std::string> ask(const Inquiry& inquiry, int levels)
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
        if (directory_) return write(*answers, points, text.str());
        return text.str();
    }

private:
    study::AskListener listener(bool keeps)
    {
        study::AskListener listener{.progress = heard_.progress, .cancelled = heard_.cancelled};
        if (!keeps || !directory_) return listener;
        listener.known = [this](const study::AskedSide& side) {
            auto answer = kept_.find(*side.question, side.version, side.key);
            if (answer && !quiet_)
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

    std::expected<std::string, std::string> write(std::span<const study::Answer> answers,
                                                  std::span<const study::DesignPoint> points,
                                                  const std::string& text)
    {
        if (auto done = study::write_answers(*directory_, answers, points, text); !done)
            return fail(done.error());
        for (const std::string& name : kept_.remove())
            say(fmt::format("{} stays: {} is none of the answers that were kept there\n",
                            kept_.path().string(), study::in_quotes(name)));
        return text;
    }

    std::unexpected<std::string> fail(const std::string& why) const
    {
        if (found_ == 0) return std::unexpected(why);
        return std::unexpected(fmt::format("{}\nKept in {}: the answers of {} versions. The same "
                                           "command goes on from there.",
                                           why, kept_.path().string(), found_));
    }

    void say(const std::string& sentence) const
    {
        if (heard_.says) heard_.says(sentence);
    }

    bool quiet_;
    study::AskRequest request_;
    std::optional<study::PartialDirectory>& directory_;
    const AnswersListener& heard_;
    study::KeptAnswers kept_;
    int found_ = 0; ///< answers that are kept
};

} // namespace

std::expected<PlannedAnswers, Complaints> plan_answers(const AskOptions& options,
                                                       const std::filesystem::path& data)
{
    Complaints complaints;
    std::optional<RunPlan> plan = plan_of(options.run, complaints);
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
    auto inquiry = std::make_unique<Inquiry>(options, data);
    inquiry->read(complaints);
    if (complaints.empty()) inquiry->try_versions(complaints);
    if (!complaints.empty() || !plan) return std::unexpected(std::move(complaints));
    // What hinders that it is made should be known before hours of answering.
    std::optional<study::PartialDirectory> directory;
    if (!out.empty() && !inquiry->wanted().empty()) {
        auto made = study::PartialDirectory::create(out);
        if (!made) return std::unexpected(std::move(made.error()));
        directory.emplace(std::move(*made));
    }
    const std::int64_t scale = plan->request.scale.denominator;
    const AskRequest request{.run = plan->request,
                             .replicates = replicates,
                             .worlds_at_once = at_once > 0 ? static_cast<std::size_t>(at_once)
                                                           : worlds_at_once(scale)};
    return PlannedAnswers{.plan = std::move(*plan),
                          .request = request,
                          .levels = levels,
                          .out = out,
                          .inquiry = std::move(inquiry),
                          .directory = std::move(directory)};
}

std::expected<std::string, std::string> make_answers(PlannedAnswers& planned,
                                                     const AnswersListener& listener)
{
    Asking asking{planned, listener};
    return asking.ask(*planned.inquiry, planned.levels);
}

} // namespace counterlife::app
