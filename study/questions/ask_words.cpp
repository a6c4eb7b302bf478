// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Answers in sentences.

#include "study/questions/ask_words.h"

#include "study/text/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace counterlife::study::questions {
namespace {

std::string narrower_words(const EffectRow& row)
{
    const auto narrower = row.narrower();
    if (!narrower) return "";
    return fmt::format("; {:.1f} times as wide without common random numbers", *narrower);
}

/// A difference as people say it, shares in a hundred, with the digits that its interval leaves.
std::string amount_of(const EffectRow& row, double value)
{
    const double as_said = row.outcome->unit == "share" ? 100 : 1;
    const auto& low = row.low ? row.low : row.ensemble_low;
    const auto& high = row.high ? row.high : row.ensemble_high;
    if (!low || !high) return digits(as_said * value);
    return digits_within(as_said * (*high - *low), as_said * value);
}

std::string unit_of(const EffectRow& row)
{
    return row.outcome->unit == "share" ? "percentage points" : std::string{row.outcome->unit};
}

std::string sets_of(int members)
{
    return counted(members, "set") + " of numbers";
}

/// The interval of a difference, or of one that is told the other way round. What is in it is said
/// each time: a number that is assumed may move the answer farther than luck does.
std::string interval_of(const EffectRow& row, double sign)
{
    const auto span = [&](double low, double high) {
        return fmt::format("{} to {}", amount_of(row, sign * (sign > 0 ? low : high)),
                           amount_of(row, sign * (sign > 0 ? high : low)));
    };
    if (row.members == 0)
        return "95 % confidence interval, of luck alone: " + span(*row.low, *row.high);
    const std::string both = span(*row.ensemble_low, *row.ensemble_high);
    if (!row.low || !row.high)
        return fmt::format("95 % confidence interval over {}, of luck and ignorance, which cannot "
                           "be told apart here: {}",
                           sets_of(row.members), both);
    return fmt::format("95 % confidence intervals over {}, of luck alone: {}; of luck and "
                       "ignorance: {}",
                       sets_of(row.members), span(*row.low, *row.high), both);
}

/// The words of the question with the size of the difference and its interval.
std::string told(std::string words, const EffectRow& row, double sign)
{
    if (words.ends_with('.')) words.pop_back();
    return fmt::format("{}, by {} {} ({}).", words, amount_of(row, sign * row.difference),
                       unit_of(row), interval_of(row, sign));
}

/// Of so many persons one would in 95 of a hundred cases have been among those to whom it happened,
/// had it happened to so large a share: the rule of three (Hanley and Lippman-Hand 1983). Under
/// several members of an ensemble they may be the same persons, and tell no more than under one.
double share_not_seen(const EffectRow& row)
{
    return 3.0 * std::max(1, row.members) / static_cast<double>(row.persons);
}

std::string few_words(const EffectRow& row)
{
    const char* way = row.difference > 0 ? "more" : row.difference < 0 ? "less" : "no difference";
    const std::string size =
        row.difference == 0
            ? "the difference is nought"
            : fmt::format("the difference is {} {} {}", amount_of(row, std::abs(row.difference)),
                          unit_of(row), way);
    constexpr const char* others =
        "A longer --time, more --replicates or a finer --scale may find others.";
    if (row.members == 0)
        return fmt::format("Only {}, too few for an interval: among these, {}. {}",
                           counted(row.persons, "such person"), size, others);
    return fmt::format("Only {} under {}, too few for an interval: among these, {}. {}",
                       counted(row.persons, "such person"), sets_of(row.members), size, others);
}

/// What members of an ensemble do not agree about, and what is open for want of knowing them.
std::string members_of(const Answer& answer, const EffectRow& row)
{
    std::string text;
    if (row.members_against > 0)
        text += fmt::format(" In {} of {} the difference goes the other way.", row.members_against,
                            sets_of(row.members));
    const bool is_luck_sure = row.low && row.high && (*row.low > 0 || *row.high < 0);
    if (is_luck_sure && telling_of(&row) == Telling::open)
        text += " Luck alone would not leave it open; it is not known which numbers are right.";
    if (const int others = answer.members - row.members; others > 0)
        text += fmt::format(" Under {} others there are too few such persons to tell.", others);
    return text;
}

std::string lead_of(const Answer& answer, Telling telling, const EffectRow* row)
{
    switch (telling) {
    case Telling::nobody:
        return fmt::format("There is nobody to tell of, in {}{} at this scale. A longer --time, "
                           "more --replicates or a finer --scale may find some.",
                           counted(answer.replicates, "replicate"),
                           answer.members > 0 ? " under each of " + sets_of(answer.members) : "");
    case Telling::few:
        return few_words(*row);
    case Telling::same:
        return "Nothing changes: every one of these lives is the same, event for event.";
    case Telling::unmoved:
        return fmt::format(
            "Some of these lives change, but this outcome changes in none of the {}. "
            "Had it changed for {:.2g} in a hundred, somebody would most likely have "
            "been among them.",
            row->persons, 100 * share_not_seen(*row));
    case Telling::open:
        return fmt::format("The answer is open: the difference is {} {} ({}), so that no change is "
                           "possible too.",
                           amount_of(*row, row->difference), unit_of(*row), interval_of(*row, 1));
    case Telling::more:
        return told(answer.question->more, *row, 1);
    case Telling::less:
        return told(answer.question->less, *row, -1);
    }
    return {};
}

/// Whoever was chosen for what happened in the base may be spared it in a version, by the version
/// or by chance once their life goes another way. Where that is often so the answer says it.
std::string loss_of(const Answer& answer)
{
    constexpr double often = 0.05;
    std::string text;
    if (answer.people != people_of(*answer.question)) return text;
    for (const auto* list :
         {&answer.question->population.ever, &answer.question->about.narrower.ever})
        for (const std::size_t at : *list) {
            const Outcome* outcome = question_outcomes()[at];
            const auto row = std::ranges::find(answer.rows, outcome, &EffectRow::outcome);
            if (row == answer.rows.end() || outcome->unit != "share" || row->other > 1 - often)
                continue;
            text += fmt::format(" They were chosen for '{}' in the base, and in this version it "
                                "happens to {:.0f} per cent of them; the difference includes both "
                                "what the version spares them and what chance does.",
                                outcome->name, 100 * row->other);
        }
    return text;
}

void add_to(std::string& list, const std::string& item)
{
    list += (list.empty() ? "" : ", ") + item;
}

/// What else changes, what cannot be told from no change, and what changes for nobody.
std::string others_of(const Answer& answer)
{
    std::string moved, open, still, few;
    for (const EffectRow& row : answer.rows) {
        if (row.outcome == question_outcomes()[answer.question->main]) continue;
        const std::string name{row.outcome->name};
        const Telling telling = telling_of(&row);
        if (telling == Telling::more || telling == Telling::less)
            add_to(moved, fmt::format("{} {}{} {}", name, row.difference > 0 ? "+" : "",
                                      amount_of(row, row.difference), unit_of(row)));
        else if (telling == Telling::open)
            add_to(open, name);
        else if (telling == Telling::same || telling == Telling::unmoved)
            add_to(still, name);
        else
            add_to(few, name);
    }
    std::string text;
    if (!moved.empty()) text += " What else changes: " + moved + ".";
    if (!open.empty()) text += " No change can be told in " + open + ".";
    if (!still.empty()) text += " For none of them is there another " + still + ".";
    if (!few.empty()) text += " Too few persons tell of " + few + ".";
    return text;
}

std::string capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace

std::string counted(std::int64_t number, std::string_view what)
{
    return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

std::string digits(double value)
{
    const double shown = value == 0 ? 0 : value;
    return std::abs(shown) >= 100 ? fmt::format("{:.1f}", shown) : fmt::format("{:.4g}", shown);
}

std::string_view over_of(const EffectRow* row)
{
    if (!row || !row->low) return "";
    return row->over_replicates ? "replicates" : row->counties > 0 ? "counties" : "persons";
}

std::string_view word(Stop stop)
{
    switch (stop) {
    case Stop::as_asked:
        return "replicates";
    case Stop::enough:
        return "persons";
    case Stop::time:
        return "time";
    case Stop::most:
        return "limit";
    }
    return {};
}

std::string sentence_of(const Answer& answer)
{
    const EffectRow* row = answer.main();
    const Telling telling = telling_of(row);
    std::string text = fmt::format("{}: {}: {}", answer.asked().says, capital(answer.people),
                                   lead_of(answer, telling, row));
    if (telling == Telling::nobody || telling == Telling::same) return text;
    if (row->ensemble_low) text += members_of(answer, *row);
    if (telling != Telling::few) text += others_of(answer) + loss_of(answer);
    return text + fmt::format(" ({}: {} in the base, {} then; {} persons{})", row->outcome->name,
                              digits(row->base), digits(row->other), row->persons,
                              narrower_words(*row));
}

std::string basis_of(std::span<const Answer> answers)
{
    if (answers.empty()) return {};
    std::int64_t least = std::numeric_limits<std::int64_t>::max(), most = 0;
    for (const Answer& answer : answers) {
        const std::int64_t persons = answer.main() ? answer.main()->persons : 0;
        least = std::min(least, persons);
        most = std::max(most, persons);
    }
    const Answer& any = answers.front();
    const std::string persons =
        least == most ? fmt::format("{}", most) : fmt::format("{} to {}", least, most);
    const std::string replicates = counted(any.replicates, "replicate");
    std::string text = fmt::format("{} {} ", persons, most == 1 ? "person" : "persons");
    text += any.members == 0 ? fmt::format("in {} behind the main outcome", replicates)
                             : fmt::format("behind the main outcome, in {} under each of {}",
                                           replicates, sets_of(any.members));
    switch (any.stop) {
    case Stop::as_asked:
        return text + "; so many replicates were asked for";
    case Stop::enough:
        return text + fmt::format("; {} were asked for", any.asked_for);
    case Stop::time:
        return text +
               fmt::format("; {} were asked for, and the time was spent before", any.asked_for);
    case Stop::most:
        return text + fmt::format("; {} were asked for, and there are no more replicates than {}",
                                  any.asked_for, most_of_an_inquiry);
    }
    return text;
}

} // namespace counterlife::study::questions
