// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/causes.h"

#include "study/account/sentences.h"
#include "study/input/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace counterlife::study::account {
namespace {

using engine::LifeId;

bool is_among(const model::Rule* rule, std::span<const model::Rule* const> list)
{
    return std::ranges::find(list, rule) != list.end();
}

class Walk {
public:
    Walk(const LifeSource& source, const RunDescription& run, WhoIsWho& cast)
        : source_{source}, run_{run}, cast_{cast}
    {
    }

    std::expected<Chain, Complaints> from(const LoggedEvent& event)
    {
        std::optional<LoggedEvent> now = event;
        Tie tie = Tie::asked;
        engine::Days since{};
        constexpr std::size_t longest = 1000;
        while (now && chain_.steps.size() < longest) {
            if (const auto met = meet(*now); !met) return std::unexpected{met.error()};
            add(tie, *now, since);
            tie = now->cause.rule.empty() ? Tie::state : Tie::letter;
            auto next = now->cause.rule.empty() ? state_before(*now) : sender_of(*now);
            if (!next) return std::unexpected{next.error()};
            if (const auto added = add_what_weighed(*now, *next); !added)
                return std::unexpected{added.error()};
            if (*next) since = now->day - (*next)->day;
            now = std::move(*next);
        }
        return std::move(chain_);
    }

private:
    using Found = std::expected<std::optional<LoggedEvent>, Complaints>;

    std::expected<void, Complaints> meet(const LoggedEvent& event)
    {
        std::vector<LifeId> strangers;
        for (const LifeId id : {event.person, event.other, event.cause.person})
            if (id >= engine::first_life_id && cast_.row(id) == nullptr) strangers.push_back(id);
        if (strangers.empty()) return {};
        const auto lives = source_.lives(strangers);
        if (!lives) return std::unexpected{lives.error()};
        cast_.add(*lives);
        return {};
    }

    /// As the account of the person calls somebody who does something.
    std::string who(LifeId id, engine::Day day) const
    {
        if (id != cast_.self_id()) return cast_.name(id, day);
        return cast_.is_woman(id) ? "she" : "he";
    }

    void add(Tie tie, const LoggedEvent& event, engine::Days since)
    {
        Step step{.tie = tie, .event = event, .since = since};
        step.who = who(event.person, event.day);
        step.text = told(event, cast_, step.who, {}, grown_age(run_, event.day));
        step.says = rule_says(event.rule);
        step.claims = claims_at_work(event, run_);
        chain_.steps.push_back(std::move(step));
    }

    /// The events that brought about what weighed, each once and but for the one from which the
    /// walk goes on.
    std::expected<void, Complaints> add_what_weighed(const LoggedEvent& event,
                                                     const std::optional<LoggedEvent>& next)
    {
        const model::Record* record = record_of(event.rule);
        if (record == nullptr || record->weights == nullptr) return {};
        std::vector<LoggedEvent> told;
        if (next) told.push_back(*next);
        for (const model::Weight& weight : record->weights(event.detail)) {
            if (!weight.at_work) continue;
            const auto found = last_of(weight.came_of, event);
            if (!found) return std::unexpected{found.error()};
            if (!*found || std::ranges::find(told, **found) != told.end()) continue;
            if (const auto met = meet(**found); !met) return std::unexpected{met.error()};
            add(Tie::weighed, **found, event.day - (*found)->day);
            told.push_back(**found);
        }
        return {};
    }

    /// The last event of these rules before: in the same life, or of an institution of the place.
    Found last_of(std::span<const model::Rule* const> rules, const LoggedEvent& before)
    {
        std::optional<LoggedEvent> last;
        for (const model::Rule* rule : rules) {
            if (rule == nullptr) continue;
            const LifeId who =
                rule->carry_out == nullptr ? before.person : office_of(*rule, before);
            const auto events = source_.events(who);
            if (!events) return std::unexpected{events.error()};
            for (const LoggedEvent& one : *events)
                if (one.rule == rule->name && one.day <= before.day && one != before &&
                    (!last || last->day <= one.day))
                    last = one;
        }
        return last;
    }

    LifeId office_of(const model::Rule& rule, const LoggedEvent& event) const
    {
        return engine::office_id(cast_.place_number(event.place), rule.office);
    }

    /// The event behind the letter. Of several, the one about the addressee.
    Found sender_of(const LoggedEvent& event)
    {
        const auto events = source_.events(event.cause.person);
        if (!events) return std::unexpected{events.error()};
        const LoggedEvent* found = nullptr;
        for (const LoggedEvent& one : *events) {
            if (one.day != event.cause.day || one.rule != event.cause.rule) continue;
            if (found == nullptr || one.other == event.person) found = &one;
        }
        if (found == nullptr && event.cause.person == event.person)
            for (const LoggedEvent& one :
                 *events) // A note to oneself, written with what came last.
                if (one.day <= event.cause.day && one != event) found = &one;
        if (found != nullptr) return *found;
        chain_.root = Root::not_written;
        chain_.root_says =
            fmt::format("{} set it off on {}, of which no event of its own was written. {}",
                        capitalised(who(event.cause.person, event.cause.day)),
                        long_date(event.cause.day), rule_says(event.cause.rule));
        return std::nullopt;
    }

    /// The last earlier event of the same life that put it into the state the rule needs.
    Found state_before(const LoggedEvent& event)
    {
        if (event.person < engine::first_life_id) {
            chain_.root = Root::institution;
            chain_.root_says = "Here it began: " + cast_.name(event.person) +
                               " acted on a day of its calendar, without a letter from anybody.";
            return std::nullopt;
        }
        const model::Record* record = record_of(event.rule);
        const auto follows = record == nullptr ? decltype(record->follows){} : record->follows;
        const auto events = source_.events(event.person);
        if (!events) return std::unexpected{events.error()};
        const LoggedEvent* found = nullptr;
        for (const LoggedEvent& one : *events) {
            if (one == event) break;
            if (is_among(model::find_rule(one.rule), follows)) found = &one;
        }
        if (found != nullptr) return *found;
        end_at_life(event, record, follows);
        return std::nullopt;
    }

    void end_at_life(const LoggedEvent& event, const model::Record* record,
                     std::span<const model::Rule* const> follows)
    {
        const LifeRow* life = cast_.row(event.person);
        const std::string who = capitalised(this->who(event.person, event.day));
        chain_.root = Root::own_rule;
        if (record != nullptr && record->by_itself) {
            chain_.root_says =
                "The decision was " + std::string{cast_.is_woman(event.person) ? "her" : "his"} +
                " own, on the circumstances of the day: no earlier event had to lead to it.";
        } else if (follows.empty() || life == nullptr) {
            chain_.root_says = "It came of an age, a date or a chance of that life's own, and no "
                               "earlier event had to lead to it.";
        } else if (life->founder) {
            chain_.root = Root::founder;
            chain_.root_says = fmt::format("{} was in that position already when the run began, on "
                                           "{}.",
                                           who, long_date(run_.from));
        } else if (is_among(model::at_birth, follows)) {
            chain_.root = Root::birth;
            const std::string place = cast_.place_name(life->birth_place);
            chain_.root_says =
                fmt::format("{} was born on {} {}.", who, long_date(life->born), in_place(place));
        } else {
            chain_.root_says = "No earlier event of that life is known to have made it possible.";
        }
    }

    const LifeSource& source_;
    const RunDescription& run_;
    WhoIsWho& cast_;
    Chain chain_;
};

} // namespace

std::string_view tie_text(Tie tie)
{
    constexpr std::array<std::string_view, 4> texts{"asked", "weighed", "letter", "state"};
    return texts[static_cast<std::size_t>(tie)];
}

std::string_view root_text(Root root)
{
    constexpr std::array<std::string_view, 5> texts{"birth", "own_rule", "institution", "founder",
                                                    "not_written"};
    return texts[static_cast<std::size_t>(root)];
}

std::expected<Chain, Complaints> causes_of(const LoggedEvent& event, const LifeSource& source,
                                           const RunDescription& run, WhoIsWho& cast)
{
    return Walk{source, run, cast}.from(event);
}

} // namespace counterlife::study::account
