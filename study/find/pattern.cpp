// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/pattern.h"

#include "study/find/pattern_words.h"
#include "study/record/status.h"
#include "study/text/nearest.h"
#include "study/text/typed.h"

#include <algorithm>
#include <chrono>

namespace counterlife::study::find {
namespace {

/// Complains of what a name names, with everything that it could have named at hand.
class NameCheck {
public:
    NameCheck(const Pattern& pattern, const PatternNames& names, Complaints& complaints)
        : pattern_{pattern}, names_{names}, complaints_{complaints}
    {
        for (const std::string& province : names.place_provinces)
            if (!province.empty()) provinces_.push_back(folded(province));
        for (const std::string& place : names.places) places_.push_back(folded(place));
        for (const PatternWord& word : pattern_words()) words_.push_back(std::string{word.word});
        words_.insert(words_.end(), names.rules.begin(), names.rules.end());
    }

    void events(const std::vector<EventWord>& events)
    {
        for (const EventWord& event : events)
            for (const RuleChoice& choice : event.choices)
                if (!std::ranges::any_of(
                        names_.rules, [&](const std::string& rule) { return choice.covers(rule); }))
                    complain_of_rule(event, choice);
    }

    void places(const std::vector<PatternName>& names)
    {
        check(names, places_, "a place", "the name of a place, as in data/places/places.csv");
    }

    void provinces(const std::vector<PatternName>& names)
    {
        check(names, provinces_, "a province",
              "the name of a province, as in data/places/places.csv");
    }

    void states(const std::vector<PatternName>& names)
    {
        std::vector<std::string> known;
        for (const std::string_view name : status_names) known.push_back(folded(name));
        check(names, known, "a state", "a state of life: " + listed(known));
    }

private:
    static std::string listed(const std::vector<std::string>& words)
    {
        std::string list;
        for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
        return list;
    }

    void complain(const PatternName& name, const std::string& found, std::string_view allowed,
                  std::string_view nearest)
    {
        complain_at(pattern_.text, pattern_.file, name.at, found, allowed, nearest, complaints_);
    }

    /// The nearest rule or word, by the whole name or by what follows the dot.
    std::string nearest_event(std::string_view word, bool at_first) const
    {
        // Whom to look at can only be said in the first place.
        std::vector<std::string> words = words_;
        if (at_first && pattern_.people.says_nothing())
            words.insert(words.end(), {"everyone", "people", "men", "women"});
        if (const std::string whole = nearest(word, words); !whole.empty()) return whole;
        for (const std::string& rule : names_.rules)
            if (std::string_view{rule}.substr(rule.find('.') + 1) == word) return rule;
        return {};
    }

    void complain_of_rule(const EventWord& event, const RuleChoice& choice)
    {
        std::string found = in_quotes(event.typed.text);
        if (choice.rule != event.typed.text) found += ", which stands for " + choice.rule;
        found += choice.rule.find('.') == std::string::npos ? ", which is no word for an event"
                                                            : ", of which this run knows no rule";
        complain(event.typed, found,
                 "a rule of the run (" + typed("rules") +
                     " lists them), a family such as food.*, or a word of docs/formats/patterns.md",
                 nearest_event(choice.rule, event.typed.at == pattern_.steps.front().at));
    }

    void check(const std::vector<PatternName>& names, const std::vector<std::string>& known,
               std::string_view what, std::string_view allowed)
    {
        for (const PatternName& name : names)
            if (!is_among(folded(name.text), known))
                complain(name, in_quotes(name.text) + ", which is not " + std::string{what},
                         allowed, nearest(folded(name.text), known));
    }

    const Pattern& pattern_;
    const PatternNames& names_;
    Complaints& complaints_;
    std::vector<std::string> places_, provinces_, words_;
};

} // namespace

NumberRange both(NumberRange a, NumberRange b)
{
    return {std::max(a.least, b.least), std::min(a.most, b.most)};
}

engine::Day Span::after(engine::Day day) const
{
    using namespace std::chrono;
    switch (unit) {
    case Unit::day:
        return day + engine::Days{count};
    case Unit::week:
        return day + engine::Days{7 * count};
    default:
        const year_month_day date = engine::date_of(day);
        const year_month_day later = date + months{unit == Unit::year ? 12 * count : count};
        const sys_days then =
            later.ok() ? sys_days{later} : sys_days{later.year() / later.month() / last};
        return engine::Day{then.time_since_epoch().count()};
    }
}

bool RuleChoice::covers(std::string_view name) const
{
    if (!rule.ends_with(".*")) return rule == name;
    return name.starts_with(std::string_view{rule}.substr(0, rule.size() - 1));
}

bool PatternPeople::is_everyone() const
{
    return !sex && born.is_all() && died.is_all() && !living && birth_places.empty() &&
           birth_provinces.empty() && places.empty() && provinces.empty();
}

bool Pattern::asks_states() const
{
    return std::ranges::any_of(steps, [](const PatternStep& step) { return !step.states.empty(); });
}

bool Pattern::asks_ages() const
{
    return std::ranges::any_of(steps, [](const PatternStep& step) { return !step.ages.is_all(); });
}

std::expected<Pattern, Complaints> parse_pattern(std::string_view text, std::string_view file)
{
    Complaints complaints;
    Pattern pattern = read_pattern(text, file, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return pattern;
}

void check_names(const Pattern& pattern, const PatternNames& names, Complaints& complaints)
{
    NameCheck check{pattern, names, complaints};
    check.places(pattern.people.birth_places);
    check.provinces(pattern.people.birth_provinces);
    check.places(pattern.people.places);
    check.provinces(pattern.people.provinces);
    for (const PatternStep& step : pattern.steps) {
        check.events(step.events);
        check.places(step.places);
        check.provinces(step.provinces);
        check.states(step.states);
    }
}

std::string folded(std::string_view name)
{
    std::string same{name};
    for (char& c : same) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == ' ' || c == '_') c = '-';
    }
    return same;
}

void complain_at(std::string_view text, std::string_view file, std::size_t at,
                 std::string_view found, std::string_view allowed, std::string_view nearest,
                 Complaints& complaints)
{
    constexpr std::size_t widest = 90; // Of a long line, what stands around the place is shown.
    at = std::min(at, text.size());
    const std::string_view before = text.substr(0, at);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t start =
        before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t from = at - start > widest / 2 ? at - widest / 2 : start;
    while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    std::string shown;
    // What cannot be shown is one blank, so that the mark below stands where it should.
    for (std::string_view rest = text.substr(from, std::min(end - from, widest)); !rest.empty();) {
        const std::size_t length = letter_length(rest);
        const auto first = static_cast<unsigned char>(rest.front());
        shown += length == 0 || first < 0x20 || first == 0x7F ? " " : rest.substr(0, length);
        rest.remove_prefix(std::max<std::size_t>(1, length));
    }
    std::size_t blanks = 0;
    for (std::string_view rest = text.substr(from, at - from); !rest.empty(); ++blanks)
        rest.remove_prefix(std::max<std::size_t>(1, letter_length(rest)));
    std::string what = "found " + std::string{found} + "; allowed " + std::string{allowed};
    if (!nearest.empty()) what += "; did you mean " + in_quotes(nearest) + "?";
    what += "\n    " + shown + "\n    " + std::string(blanks, ' ') + "^";
    complaints.add(std::string{file} + ":" + std::to_string(line) + ":" +
                       std::to_string(at - start + 1),
                   std::move(what));
}

} // namespace counterlife::study::find
