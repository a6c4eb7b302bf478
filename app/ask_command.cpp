// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife ask: the questions that are shipped, each a base and versions with the same luck.

#include "app/app.h"

#include "app/make_answers.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/text_table.h"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <set>

#include <unistd.h>

namespace counterlife::app {

namespace {

using study::Question;

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

std::string member_words(const study::AskProgress& at)
{
    if (at.members == 0 || at.sides.empty()) return "";
    return fmt::format("member {} of {}, ", at.sides.front().member, at.members);
}

/// Tells which versions are lived, once, and then on one line how far it is.
class AskTeller {
public:
    explicit AskTeller(const PlannedAnswers& planned)
        : plan_{planned.plan}, request_{planned.request}, terminal_{isatty(2) == 1}
    {
    }
    ~AskTeller() { end_line(); }

    void tell(const study::AskProgress& at)
    {
        if (plan_.quiet) return;
        if (std::string names = names_of(at.sides); told_.insert(names).second) {
            end_line();
            say(fmt::format("{}batch {} of {}: {}\n", member_words(at), at.batch + 1, at.batches,
                            names));
        }
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < (terminal_ ? std::chrono::milliseconds{100} : std::chrono::seconds{5}))
            return;
        last_ = now;
        const std::string line = line_of(at);
        say(terminal_ ? "\r\x1b[K" + line : line + "\n");
        open_line_ = terminal_;
    }

    void end_line()
    {
        if (open_line_) say("\n");
        open_line_ = false;
    }

private:
    std::string line_of(const study::AskProgress& at) const
    {
        const bool is_fixed = request_.replicates > 0;
        std::string line = fmt::format("replicate {}{}, {}batch {} of {}, {}", at.replicate + 1,
                                       is_fixed ? fmt::format(" of {}", request_.replicates) : "",
                                       member_words(at), at.batch + 1, at.batches,
                                       study::date_text(at.of_worlds.today));
        if (!is_fixed) line += fmt::format("  {} of {} persons", at.persons, request_.persons);
        if (at.seconds_left >= 0)
            line += at.seconds_left < 100
                        ? fmt::format("  about {:.0f} s left", at.seconds_left)
                        : fmt::format("  about {:.0f} min left", at.seconds_left / 60);
        return line;
    }

    const RunPlan& plan_;
    const study::AskRequest& request_;
    bool terminal_, open_line_ = false;
    std::set<std::string> told_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

} // namespace

int ask_command(const AskOptions& options)
{
    watch_for_interrupts();
    auto planned = plan_answers(options, data_folder(options.run.data));
    if (!planned) {
        std::cerr << planned.error();
        return bad_input;
    }
    if (planned->inquiry->wanted().empty()) {
        list(planned->inquiry->all());
        return 0;
    }
    if (planned->directory)
        for (const std::string& sentence : planned->directory->removed()) say(sentence + "\n");
    AskTeller teller{*planned};
    const auto answers =
        make_answers(*planned, {.progress = [&](const study::AskProgress& at) { teller.tell(at); },
                                .cancelled = was_interrupted,
                                .says = [](const std::string& sentence) { say(sentence); }});
    teller.end_line();
    if (!answers) {
        say(answers.error() + "\n");
        return was_interrupted() ? interrupted() : failed;
    }
    std::cout << *answers;
    if (planned->directory) std::cout << "written to " << planned->out.string() << "\n";
    return 0;
}

} // namespace counterlife::app
