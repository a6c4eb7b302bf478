// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/make_answers.h"

#include "app/ensemble_choice.h"
#include "app/find_command.h"
#include "study/questions/ask_words.h"
#include "study/questions/kept_lives.h"
#include "study/text/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

namespace counterlife::app {

namespace {

namespace fs = std::filesystem;

constexpr int most_levels = 9, most_at_once = 64;
constexpr int most_persons = 1'000'000;

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

/// A time as people type it: 90s, 10m, 2h. In seconds.
double time_of(const std::string& text, Complaints& complaints)
{
    constexpr double most = 30 * 24 * 3600.0;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit{end, text.data() + text.size()};
    const double seconds = value * (unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0);
    if (error == std::errc{} && seconds > 0 && seconds <= most) return seconds;
    complaints.found("--time", study::in_quotes(text),
                     "a time of at most thirty days with its unit, as in 90s, 10m or 2h");
    return 0;
}

/// How much is to be lived, as it was typed.
void read_effort(const AskOptions& options, AskRequest& request, Complaints& complaints)
{
    if (!options.replicates.empty())
        request.replicates =
            number_of(options.replicates, "--replicates", 1, study::most_of_an_inquiry, complaints);
    if (!options.persons.empty())
        request.persons = number_of(options.persons, "--persons", 1, most_persons, complaints);
    if (!options.time.empty()) request.seconds = time_of(options.time, complaints);
    if (!options.replicates.empty() && !(options.persons.empty() && options.time.empty()))
        complaints.found("--replicates",
                         options.persons.empty() ? "--time beside it" : "--persons beside it",
                         "so many replicates, or as many as persons and time ask for");
}

std::string time_text(double seconds)
{
    if (seconds < 120) return fmt::format("{:.3g} s", seconds);
    if (seconds < 7200) return fmt::format("{:.3g} min", seconds / 60);
    return fmt::format("{:.3g} h", seconds / 3600);
}

/// What is about to be lived, and until when.
std::string plan_text(const Inquiry& inquiry, const AskRequest& request)
{
    std::size_t versions = 0;
    for (const Question* question : inquiry.wanted()) versions += question->versions.size();
    const std::string until =
        request.replicates > 0
            ? "once for each of " + study::counted(request.replicates, "replicate")
            : fmt::format("until {} stand behind the main outcome of each, or {} are spent",
                          study::counted(request.persons, "person"), time_text(request.seconds));
    const study::Ensemble* ensemble = inquiry.ensemble();
    const std::string members =
        ensemble ? fmt::format(" under each of {} members of ensemble {},",
                               ensemble->members.size(), study::in_quotes(ensemble->name))
                 : "";
    return fmt::format("{} at 1:{},{} {} beside a base at a time, {}\n",
                       study::counted(static_cast<std::int64_t>(versions), "version"),
                       request.run.scale.denominator, members,
                       std::min(versions, request.worlds_at_once), until);
}

/// The answers to one question out of all.
std::vector<study::Answer> of(const Question& question, std::span<const study::Answer> answers)
{
    std::vector<study::Answer> own;
    for (const study::Answer& one : answers)
        if (one.question == &question) own.push_back(one);
    return own;
}

fs::path directory_of(const AskOptions& options)
{
    if (!options.run.out.empty()) return options.run.out;
    if (std::ranges::find(options.words, "all") == options.words.end()) return {};
    std::string scale = options.run.scale;
    std::ranges::replace(scale, ':', '-');
    std::string more;
    for (const auto& [what, typed] :
         {std::pair{"replicates", options.replicates}, std::pair{"persons", options.persons},
          std::pair{"like", fs::path{options.like}.stem().string()},
          std::pair{"ensemble", options.ensemble.value_or("")}})
        if (!typed.empty()) more += fmt::format("-{}-{}", what, typed);
    return fs::path{"runs"} / fmt::format("ask-{}-seed-{}{}", scale, options.run.seed, more);
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
        if (!quiet_) say(plan_text(inquiry, request_));
        const auto answers = inquiry.answer(inquiry.wanted(), {}, request_, listener(true), none);
        if (!answers) return fail(answers.error());
        std::vector<study::DesignPoint> points;
        std::ostringstream text;
        for (const Question* question : inquiry.wanted()) {
            const auto own = of(*question, *answers);
            study::print_answers(*question, own, text);
            auto moved = move_parameters(inquiry, question, levels, own.front().replicates);
            if (!moved) return fail(moved.error());
            if (levels > 0) study::print_design(*question, own, *moved, text);
            points.insert(points.end(), moved->begin(), moved->end());
            text << '\n';
        }
        if (inquiry.wanted().size() > 1) study::print_all(*answers, text);
        if (directory_) return write(*answers, {points, inquiry.ensemble(), text.str()});
        return text.str();
    }

private:
    study::AskListener listener(bool keeps)
    {
        study::AskListener listener{.progress = heard_.progress, .cancelled = heard_.cancelled};
        if (!keeps || !directory_) return listener;
        listener.known = [this](const study::AskedSide& side) {
            auto lived = kept_.find(side);
            if (!lived.empty() && !quiet_)
                say(fmt::format("{} {}{}: {} kept in {}\n", side.question->id,
                                side.question->versions[side.version].name,
                                side.member > 0 ? fmt::format(", member {}", side.member) : "",
                                study::counted(std::ssize(lived), "replicate"),
                                kept_.path().string()));
            found_ += lived.size();
            return lived;
        };
        listener.lived = [this](const study::AskedSide& side, const study::Pool& pool) {
            const auto kept = kept_.keep(side, pool.all());
            if (kept) ++found_;
            return kept ? std::string{} : kept.error();
        };
        return listener;
    }

    /// The question once more for each level of each parameter that it hangs on.
    std::expected<std::vector<study::DesignPoint>, std::string>
    move_parameters(const Inquiry& inquiry, const Question* question, int levels, int replicates)
    {
        Complaints none;
        study::AskRequest request = request_;
        request.replicates = replicates; // As many as the answer itself took.
        std::vector<study::DesignPoint> points;
        for (const study::HangsOn& what : question->hangs_on)
            for (int i = 0; i < levels; ++i) {
                const Level level{&what, static_cast<double>(i) / (levels - 1)};
                auto some =
                    inquiry.answer(std::span{&question, 1}, level, request, listener(false), none);
                if (!some) return std::unexpected(some.error());
                points.push_back({what.text(), level.at, std::move(*some)});
            }
        return points;
    }

    std::expected<std::string, std::string> write(std::span<const study::Answer> answers,
                                                  const study::AnswersExtra& extra)
    {
        if (auto done = study::write_answers(*directory_, answers, extra); !done)
            return fail(done.error());
        for (const std::string& name : kept_.remove())
            say(fmt::format("{} stays: {} is none of the answers that were kept there\n",
                            kept_.path().string(), study::in_quotes(name)));
        return extra.text;
    }

    std::unexpected<std::string> fail(const std::string& why) const
    {
        if (found_ == 0) return std::unexpected(why);
        return std::unexpected(
            fmt::format("{}\nKept in {}: {} of the versions. The same command "
                        "goes on from there.",
                        why, kept_.path().string(),
                        study::counted(static_cast<std::int64_t>(found_), "replicate")));
    }

    void say(const std::string& sentence) const
    {
        if (heard_.says) heard_.says(sentence);
    }

    bool quiet_;
    study::AskRequest request_;
    std::optional<study::PartialDirectory>& directory_;
    const AnswersListener& heard_;
    study::KeptLives kept_;
    std::size_t found_ = 0; ///< replicates of versions that are kept
};

} // namespace

std::expected<PlannedAnswers, Complaints> plan_answers(const AskOptions& options,
                                                       const fs::path& data)
{
    Complaints complaints;
    std::optional<RunPlan> plan = plan_of(options.run, complaints);
    AskRequest request;
    read_effort(options, request, complaints);
    const int levels = options.design.empty()
                           ? 0
                           : number_of(options.design, "--design", 2, most_levels, complaints);
    const int at_once = options.at_once.empty()
                            ? 0
                            : number_of(options.at_once, "--at-once", 1, most_at_once, complaints);
    std::optional<Ensemble> ensemble;
    if (options.ensemble)
        ensemble =
            choose_members(*options.ensemble, data, plan ? plan->request.threads : 1, complaints);
    const fs::path out = directory_of(options);
    std::error_code none;
    if (!out.empty() && fs::exists(out, none))
        complaints.found(out.string(), "something that exists already",
                         "a directory that does not exist yet");
    auto inquiry = std::make_unique<Inquiry>(options, data);
    inquiry->read(complaints);
    const Pattern like =
        options.like.empty()
            ? Pattern{}
            : pattern_like("--like", options.like, data.parent_path() / "patterns", complaints);
    if (complaints.empty()) inquiry->try_versions(complaints);
    if (complaints.empty() && ensemble) {
        request.ensemble = ensemble->name;
        inquiry->take_members(std::move(*ensemble), complaints);
    }
    if (complaints.empty() && plan && !options.like.empty())
        inquiry->take_people_of(like, plan->request, complaints);
    if (!complaints.empty() || !plan) return std::unexpected(std::move(complaints));
    // What hinders that it is made should be known before hours of answering.
    std::optional<study::PartialDirectory> directory;
    if (!out.empty() && !inquiry->wanted().empty()) {
        auto made = study::PartialDirectory::create(out);
        if (!made) return std::unexpected(std::move(made.error()));
        directory.emplace(std::move(*made));
    }
    const std::int64_t scale = plan->request.scale.denominator;
    request.run = plan->request;
    request.worlds_at_once =
        at_once > 0 ? static_cast<std::size_t>(at_once) : worlds_at_once(scale);
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
