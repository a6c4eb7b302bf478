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
        constexpr std::size_t longest = 1000;
        while (now && chain_.steps.size() < longest) {
            if (const auto met = meet(*now); !met) return std::unexpected{met.error()};
            add(tie, *now);
            tie = now->cause.rule.empty() ? Tie::state : Tie::letter;
            auto next = now->cause.rule.empty() ? state_before(*now) : sender_of(*now);
            if (!next) return std::unexpected{next.error()};
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

    void add(Tie tie, const LoggedEvent& event)
    {
        const bool self = event.person == cast_.self().person;
        Step step{.tie = tie, .event = event};
        step.who = self ? (cast_.is_woman(event.person) ? "she" : "he") : cast_.name(event.person);
        step.text = told(event, cast_, step.who, {}, grown_age(run_, event.day));
        step.says = rule_says(event.rule);
        step.claims = claims_in_force(event.rule, run_, event.day);
        chain_.steps.push_back(std::move(step));
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
        if (found != nullptr) return *found;
        chain_.root = Root::not_written;
        chain_.root_says = fmt::format("{} sent the letter on {} and wrote no event of its own. {}",
                                       capitalised(cast_.name(event.cause.person)),
                                       long_date(event.cause.day), rule_says(event.cause.rule));
        return std::nullopt;
    }

    /// The last earlier event of the same life that put it into the state the rule needs.
    Found state_before(const LoggedEvent& event)
    {
        if (event.person < engine::first_life_id) {
            chain_.root = Root::institution;
            chain_.root_says = "Here it began: " + cast_.name(event.person) +
                               " acted on a day of its calendar, upon no letter.";
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
        end_at_life(event, follows);
        return std::nullopt;
    }

    void end_at_life(const LoggedEvent& event, std::span<const model::Rule* const> follows)
    {
        const LifeRow* life = cast_.row(event.person);
        const bool self = event.person == cast_.self().person;
        const bool woman = cast_.is_woman(event.person);
        const std::string who = self ? (woman ? "she" : "he") : cast_.name(event.person);
        if (follows.empty() || life == nullptr) {
            chain_.root = Root::own_rule;
            chain_.root_says = "This came of a rate or a date of that life's own, and hangs on no "
                               "earlier event.";
        } else if (life->founder) {
            chain_.root = Root::founder;
            chain_.root_says = capitalised(who) + " had come into that state before the run began.";
        } else if (is_among(model::at_birth, follows)) {
            chain_.root = Root::birth;
            const std::string place = cast_.place_name(life->birth_place);
            chain_.root_says = fmt::format("{} was born on {} {}.", capitalised(who),
                                           long_date(life->born), in_place(place));
        } else {
            chain_.root = Root::own_rule;
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
    constexpr std::array<std::string_view, 3> texts{"asked", "letter", "state"};
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
