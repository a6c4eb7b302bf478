// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife ask: the questions that are shipped, each a base and versions with the same luck.

#include "app/app.h"

#include "app/make_answers.h"
#include "study/text/text_table.h"

#include <fmt/format.h>

#include <iostream>

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
    BatchTeller teller{planned->plan, planned->request.replicates};
    const auto answers =
        make_answers(*planned, {.progress = [&](const study::AskProgress& at) { teller.tell(at); },
                                .cancelled = was_interrupted,
                                .says = [](const std::string& sentence) { say(sentence); }});
    if (!answers) {
        say(answers.error() + "\n");
        return was_interrupted() ? interrupted() : failed;
    }
    std::cout << *answers;
    if (planned->directory) std::cout << "written to " << planned->out.string() << "\n";
    return 0;
}

} // namespace counterlife::app
