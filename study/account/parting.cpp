// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/parting.h"

#include "study/account/life_page.h"
#include "study/account/rules_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace counterlife::study::account {
namespace {

/// Whether the other run has the same event.
std::expected<bool, Complaints> has(const LifeSource& source, const LoggedEvent& event)
{
    const auto events = source.events(event.person);
    if (!events) return std::unexpected{events.error()};
    return std::ranges::find(*events, event) != events->end();
}

bool is_in_force(const std::string& rule, const RunDescription& run, engine::Day day)
{
    const auto one = std::ranges::find(run.switches, rule, &model::RuleSwitch::rule);
    return one == run.switches.end() || (one->from <= day && day < one->to);
}

void add_once(std::vector<std::string>& list, const std::string& word)
{
    if (std::ranges::find(list, word) == list.end()) list.push_back(word);
}

class Search {
public:
    Search(TwinLives& twin, const TwinRun& here, const TwinRun& there)
        : twin_{twin}, here_{here}, there_{there}
    {
    }

    std::expected<Parting, Complaints> run()
    {
        if (const auto done = look_at(twin_.here, twin_.shared, here_, there_); !done)
            return std::unexpected{done.error()};
        if (const auto done = look_at(twin_.there, twin_.shared_there, there_, here_); !done)
            return std::unexpected{done.error()};
        parting_.differ = what_differs();
        return std::move(parting_);
    }

private:
    /// The event that one run has on that day, and back from it to what both runs have.
    std::expected<void, Complaints> look_at(Biography& life, std::size_t at, const TwinRun& in,
                                            const TwinRun& other)
    {
        if (at >= life.events.size() || life.events[at].day != *twin_.parts_on) return {};
        const auto chain = causes_of(life.events[at], in.source, *in.description, life.cast);
        if (!chain) return std::unexpected{chain.error()};
        PartingSide side{.run = in.name};
        for (const Step& step : chain->steps) {
            if (step.tie == Tie::weighed) continue;
            if (step.tie != Tie::asked) {
                const auto shared = has(other.source, step.event);
                if (!shared) return std::unexpected{shared.error()};
                if (*shared) break;
            }
            tell(side, step);
        }
        parting_.sides.push_back(std::move(side));
        return {};
    }

    void tell(PartingSide& side, const Step& step)
    {
        const std::string text = long_date(step.event.day) + ": " + step.text;
        if (step.tie == Tie::asked) {
            side.says = text;
            side.why = why_text(step.says, step.claims);
        } else {
            side.steps.push_back(tie_words(step) + " " + text);
        }
        add_once(parting_.rules, step.event.rule);
        const bool rule_here = is_in_force(step.event.rule, *here_.description, step.event.day);
        const bool rule_there = is_in_force(step.event.rule, *there_.description, step.event.day);
        if (rule_here != rule_there)
            add_once(holds_, "the rule " + step.event.rule + " is in force in " +
                                 (rule_here ? here_ : there_).name + " only");
        const auto in_force = [&](const TwinRun& run) {
            return claims_in_force(step.event.rule, *run.description, step.event.day);
        };
        const auto here = in_force(here_), there = in_force(there_);
        const auto note = [&](const auto& some, const auto& others, const std::string& name) {
            for (const std::string& claim : some)
                if (std::ranges::find(others, claim) == others.end() &&
                    std::ranges::find(parting_.claims, claim) == parting_.claims.end()) {
                    parting_.claims.push_back(claim);
                    holds_.push_back(claim + " holds in " + name + " only");
                }
        };
        note(here, there, here_.name);
        note(there, here, there_.name);
    }

    std::string what_differs() const
    {
        const std::string rules = list_text(parting_.rules);
        if (!holds_.empty())
            return fmt::format("Behind this ({}) the runs differ: {}.", rules, list_text(holds_));
        return fmt::format(
            "The runs differ about no rule or claim behind this ({}): it came through a "
            "parameter, or through aggregate demand that an institution adds up.",
            rules);
    }

    TwinLives& twin_;
    const TwinRun &here_, &there_;
    Parting parting_;
    std::vector<std::string> holds_;
};

} // namespace

std::expected<Parting, Complaints> parting_of(TwinLives& twin, const TwinRun& here,
                                              const TwinRun& there)
{
    return Search{twin, here, there}.run();
}

} // namespace counterlife::study::account
