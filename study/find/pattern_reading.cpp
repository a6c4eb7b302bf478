// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The grammar of patterns, read by descent. What cannot be understood is complained of, and the
// reading goes on at the next condition or step, so that one look finds everything.

#include "model/party/party.h"
#include "study/find/pattern.h"
#include "study/find/pattern_tokens.h"
#include "study/find/pattern_words.h"
#include "study/input/rules.h"
#include "study/text/nearest.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

namespace counterlife::study::find {
namespace {

using engine::Day;
using Kind = Token::Kind;

constexpr std::array<std::string_view, 17> condition_words{
    "within",   "after",  "in",    "year",  "between", "before", "since", "age", "place",
    "province", "detail", "times", "twice", "while",   "then",   "never", "or"};
constexpr std::array<std::string_view, 8> people_words{
    "born", "died", "living", "birthplace", "birthprovince", "place", "province", "then"};
constexpr std::array<std::string_view, 4> groups{"everyone", "people", "men", "women"};

constexpr int longest_span = 100'000;

class Reader {
public:
    Reader(std::string_view text, std::string_view file, Complaints& complaints)
        : complaints_{complaints}, tokens_{tokens_of(text, file, complaints)}
    {
        pattern_.text = text;
        pattern_.file = file;
    }

    Pattern read()
    {
        skip_stops();
        if (begins_people()) {
            read_people();
        } else if (now().kind == Kind::end) {
            complain(now(), "nothing", "a step such as 'enlisted age 17', or 'everyone'");
        }
        for (skip_stops(); now().kind != Kind::end; skip_stops()) {
            read_step();
        }
        if (pattern_.steps.size() > most_steps) {
            complain_at(pattern_.text, pattern_.file, pattern_.steps[most_steps].at,
                        std::to_string(pattern_.steps.size()) + " steps",
                        "at most " + std::to_string(most_steps), {}, complaints_);
            pattern_.steps.resize(most_steps);
        }
        return std::move(pattern_);
    }

private:
    const Token& now() const { return tokens_[at_]; }
    /// Whether the first item says whom to look at. "died" does where a day follows; else it is an
    /// event.
    bool begins_people() const
    {
        if (now().kind != Kind::word) return false;
        if (is_among(now().text, groups)) return true;
        if (!is_among(now().text, people_words) || now().is_word("then")) return false;
        if (!now().is_word("died")) return true;
        const Token& next = tokens_[at_ + 1];
        return next.kind == Kind::number || next.is(Kind::sign, "..");
    }
    Token take() { return now().kind == Kind::end ? now() : tokens_[at_++]; }
    bool is_stop() const
    {
        return now().kind == Kind::stop || now().kind == Kind::end || now().is_word("then");
    }
    void skip_stops()
    {
        while (now().kind != Kind::end && is_stop()) ++at_;
    }
    bool took_word(std::string_view word)
    {
        if (!now().is_word(word)) return false;
        ++at_;
        return true;
    }

    static std::string shown(const Token& token)
    {
        if (token.kind == Kind::end) return "the end";
        if (token.is(Kind::stop, "\n")) return "the end of the line";
        return in_quotes(token.text);
    }

    void complain(const Token& at, const std::string& found, std::string_view allowed,
                  std::string_view near = {})
    {
        complain_at(pattern_.text, pattern_.file, at.at, found, allowed, near, complaints_);
    }
    void complain(const Token& at, std::string_view allowed) { complain(at, shown(at), allowed); }

    /// Reads with `read` until the item ends. Of what it does not know the first word is complained
    /// of, and the rest is left out up to the next that it knows.
    template <class Words, class Read>
    void read_item(const Words& words, std::string_view allowed, bool lost, Read read)
    {
        while (!is_stop()) {
            const std::size_t before = at_;
            if (read()) {
                lost = false;
                continue;
            }
            if (!lost && at_ == before) {
                const std::string near = now().kind == Kind::word ? nearest(now().text, words) : "";
                complain(now(), shown(now()), allowed, near);
                // A slip of the pen is read on as what was meant, for there may be more after it.
                lost = true;
                if (!near.empty() && edit_distance(now().text, near) <= 2 && near.size() > 3) {
                    tokens_[at_].text = near;
                    continue;
                }
            }
            lost = true;
            if (at_ == before) ++at_;
        }
    }

    /// What has been complained of is not read again, unless it may begin something else.
    void leave_out()
    {
        if (!is_stop() && !(now().kind == Kind::word && is_among(now().text, condition_words)))
            ++at_;
    }

    std::string typed_since(std::size_t first) const
    {
        const std::size_t from = tokens_[first].at;
        return pattern_.text.substr(from, tokens_[at_ - 1].end - from);
    }

    // Who.

    void read_people()
    {
        PatternPeople& people = pattern_.people;
        const std::size_t first = at_;
        if (is_among(now().text, groups)) {
            const Token group = take();
            if (group.text == "men") people.sex = Sex::male;
            if (group.text == "women") people.sex = Sex::female;
        }
        read_item(people_words, "who are meant", false, [&] { return read_attribute(people); });
        people.says = typed_since(first);
        people.typed = true;
        for (const NumberRange& range : {people.born, people.died})
            if (range.least > range.most)
                complain(tokens_[first], "days that cannot hold together",
                         "from the earlier to the later");
    }

    bool read_attribute(PatternPeople& people)
    {
        if (took_word("born"))
            people.born = both(people.born, read_period());
        else if (took_word("died"))
            people.died = both(people.died, read_period());
        else if (took_word("living"))
            people.living = true;
        else if (took_word("birthplace"))
            read_names(people.birth_places);
        else if (took_word("birthprovince"))
            read_names(people.birth_provinces);
        else if (took_word("place"))
            read_names(people.places);
        else if (took_word("province"))
            read_names(people.provinces);
        else
            return false;
        return true;
    }

    // What happened.

    void read_step()
    {
        PatternStep step{.at = now().at};
        const std::size_t first = at_;
        step.never = took_word("never") || took_word("not");
        do read_event(step.events);
        while (took_word("or"));
        read_item(condition_words, "a condition, or ; or then before the next step",
                  step.events.empty(), [&] { return read_condition(step); });
        if (at_ > first) step.says = typed_since(first);
        complain_of_gaps(step, tokens_[first]);
        pattern_.steps.push_back(std::move(step));
    }

    void complain_of_gaps(const PatternStep& step, const Token& at)
    {
        const bool follows = std::ranges::any_of(
            pattern_.steps, [](const PatternStep& earlier) { return !earlier.never; });
        if (!follows && (step.after || step.within))
            complain(at, "'within' or 'after' in a step with no step before it",
                     "age, in, between, before or since");
        if (step.never && step.times > 1)
            complain(at, "a number of times with never", "never and no number of times");
        for (const NumberRange& range : {step.days, step.ages, step.details})
            if (range.least > range.most)
                complain(at, "conditions that cannot hold together",
                         "from the lower to the higher");
    }

    void read_event(std::vector<EventWord>& events)
    {
        if (now().kind != Kind::word) {
            complain(now(), "an event: a rule such as " +
                                std::string{model::party::admission.name} +
                                ", a family such as food.*, or a word such as enlisted");
            leave_out();
            return;
        }
        const Token word = take();
        EventWord event{.typed = {.text = word.text, .at = word.at},
                        .choices = choices_of(word.text)};
        if (event.choices.empty()) event.choices.push_back({.rule = word.text});
        events.push_back(std::move(event));
    }

    bool read_condition(PatternStep& step)
    {
        if (now().kind == Kind::number) return read_times(step);
        if (took_word("twice"))
            step.times = 2;
        else if (took_word("within"))
            read_span(step.within);
        else if (took_word("after")) {
            if (took_word("at")) took_word("least");
            read_span(step.after);
        } else if (took_word("in") || took_word("year"))
            step.days = both(step.days, read_period());
        else if (took_word("between"))
            step.days = both(step.days, read_between());
        else if (took_word("before")) {
            if (const NumberRange date = read_date(); !date.is_all())
                step.days = both(step.days, {.most = date.least - 1});
        } else if (took_word("since"))
            step.days = both(step.days, {.least = read_date().least});
        else if (took_word("age"))
            step.ages = both(step.ages, read_ages());
        else if (took_word("detail"))
            step.details = both(step.details, read_range());
        else if (took_word("place"))
            read_names(step.places);
        else if (took_word("province"))
            read_names(step.provinces);
        else if (took_word("while"))
            read_names(step.states);
        else
            return false;
        return true;
    }

    bool read_times(PatternStep& step)
    {
        const Token token = take();
        const auto count = number_of(token);
        if (!took_word("times")) {
            complain(now(), "'times' after the number, or a condition before it");
            leave_out();
            return true;
        }
        if (!count || *count < 1 || *count > 1000)
            complain(token, shown(token), "1 to 1000 times");
        else
            step.times = static_cast<int>(*count);
        return true;
    }

    // Numbers, days and names.

    std::optional<std::int64_t> read_whole()
    {
        if (const auto number = number_of(now())) return ++at_, number;
        complain(now(), now().text.find('-', 1) == std::string::npos
                            ? "a whole number"
                            : "a whole number, or two with .. between them");
        leave_out();
        return {};
    }

    void read_span(std::optional<Span>& span)
    {
        if (span) complain(tokens_[at_ - 1], "a second length of time", "one in a step");
        const Token token = now();
        const auto count = read_whole();
        static constexpr std::array<std::pair<std::string_view, Span::Unit>, 8> units{
            {{"days", Span::Unit::day},
             {"weeks", Span::Unit::week},
             {"months", Span::Unit::month},
             {"years", Span::Unit::year},
             {"day", Span::Unit::day},
             {"week", Span::Unit::week},
             {"month", Span::Unit::month},
             {"year", Span::Unit::year}}};
        const auto unit =
            std::ranges::find(units, now().text, [](const auto& u) { return u.first; });
        if (unit == units.end() || now().kind != Kind::word) {
            if (count)
                complain(now(), shown(now()), "days, weeks, months or years",
                         nearest(now().text, units | std::views::keys));
            return leave_out();
        }
        ++at_;
        if (!count) return;
        if (*count < 0 || *count > longest_span)
            return complain(token, shown(token), "0 to " + std::to_string(longest_span));
        // Ten thousand years are more than any calendar here; a longer wait is as good as that.
        const int most = unit->second == Span::Unit::year ? 1000 : longest_span / 10;
        span = Span{.count = std::min(static_cast<int>(*count), most), .unit = unit->second};
    }

    /// Ages in completed years: nobody has one below nought or past the oldest.
    NumberRange read_ages()
    {
        constexpr std::int64_t oldest = 150;
        const Token at = now();
        const NumberRange ages = read_range();
        const bool below = ages.least < 0 && ages.least != NumberRange{}.least;
        const bool past = ages.most > oldest && ages.most != NumberRange{}.most;
        if (below || past || ages.most < 0 || (ages.least > oldest && !below))
            complain(at, typed_between(at), "ages from 0 to " + std::to_string(oldest));
        return ages;
    }

    /// What was typed from a token to the last that was read, in quotes.
    std::string typed_between(const Token& from) const
    {
        return in_quotes(
            std::string_view{pattern_.text}.substr(from.at, tokens_[at_ - 1].end - from.at));
    }

    NumberRange read_range()
    {
        if (now().kind == Kind::sign && now().text != "..") {
            const std::string sign = take().text;
            const auto number = read_whole();
            if (!number) return {};
            if (sign == "<") return {.most = *number - 1};
            if (sign == "<=") return {.most = *number};
            if (sign == ">") return {.least = *number + 1};
            if (sign == ">=") return {.least = *number};
            return {*number, *number};
        }
        NumberRange range;
        if (now().is(Kind::sign, "..")) {
            ++at_;
            if (const auto most = read_whole()) range.most = *most;
            return range;
        }
        const auto least = read_whole();
        if (!least) return range;
        range = {*least, *least};
        if (!now().is(Kind::sign, "..")) return range;
        ++at_;
        range.most = NumberRange{}.most;
        if (now().kind == Kind::number)
            if (const auto most = read_whole()) range.most = *most;
        return range;
    }

    NumberRange read_date()
    {
        const auto days = days_of(now());
        if (days) return ++at_, *days;
        complain(now(), "a year from 1800 to 2200, YYYY-MM or YYYY-MM-DD");
        leave_out();
        return {};
    }

    NumberRange read_period()
    {
        NumberRange period;
        if (!now().is(Kind::sign, "..")) period = read_date();
        if (!now().is(Kind::sign, "..")) return period;
        ++at_;
        period.most = now().kind == Kind::number ? read_date().most : NumberRange{}.most;
        return period;
    }

    NumberRange read_between()
    {
        const NumberRange from = read_date();
        if (took_word("and")) return {from.least, read_date().most};
        complain(now(), "'and' with a second date");
        leave_out();
        return from;
    }

    void read_names(std::vector<PatternName>& names)
    {
        do {
            if (now().kind != Kind::word && now().kind != Kind::quoted)
                return complain(now(), "a name, in \" where it has blanks"), leave_out();
            const Token name = take();
            names.push_back({.text = name.text, .at = name.at});
        } while (took_word("or"));
    }

    Complaints& complaints_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    Pattern pattern_;
};

} // namespace

Pattern read_pattern(std::string_view text, std::string_view file, Complaints& complaints)
{
    if (text.size() > largest_pattern) {
        complaints.found(std::string{file}, std::to_string(text.size()) + " bytes",
                         "at most " + std::to_string(largest_pattern));
        return {};
    }
    return Reader{text, file, complaints}.read();
}

} // namespace counterlife::study::find
