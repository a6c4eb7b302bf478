// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/silences.h"

#include "study/nation/stages.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace counterlife::study::account {
namespace {

using engine::Day;

/// From so many years on a gap is told of.
constexpr int long_silence = 7;

/// What somebody does all that time; empty where there is nothing to say.
std::string_view living_by(Status status)
{
    switch (status) {
    case Status::farm:
        return "works on a farm";
    case Status::mine:
        return "works in a mine";
    case Status::factory:
        return "works in a factory";
    case Status::building:
        return "works on building sites";
    case Status::services:
        return "works in services";
    case Status::office:
        return "works in an office";
    case Status::worker:
        return "goes to work";
    case Status::soldier:
        return "serves in the army";
    case Status::absent:
        return "lives on after leaving the assigned work without leave, and has no other work";
    case Status::idle:
        return "stays away from work";
    case Status::trader:
        return "lives by trading";
    case Status::at_home:
        return "keeps house";
    case Status::retired:
        return "lives in retirement";
    case Status::abroad:
        return "lives in China without papers";
    case Status::custody:
    case Status::detained:
        return "is held";
    case Status::south:
        return "lives in the South";
    default:
        return {};
    }
}

class Silences {
public:
    Silences(const std::vector<LoggedEvent>& events, const WhoIsWho& cast,
             const RunDescription& run)
        : events_{events}, cast_{cast}, numbers_{nation::stage_numbers(run)},
          journey_{numbers_,        cast.self().person,  cast.self().born,
                   cast.self().sex, cast.self().founder, false}
    {
    }

    /// The line between two days, by all events up to the first; none where there is nothing to
    /// say. Asked for later and later days.
    std::optional<Line> between(Day from, Day to)
    {
        for (; at_ < events_.size() && events_[at_].day <= from; ++at_)
            journey_.pass(nation::turn_of(events_[at_].rule, events_[at_].detail),
                          events_[at_].day);
        if (age_on(from, to) < long_silence) return std::nullopt;
        const std::string_view living = living_by(journey_.status());
        if (living.empty()) return std::nullopt;
        const LifeRow& self = cast_.self();
        return Line{.day = from,
                    .until = to,
                    .age = age_on(self.born, from),
                    .age_until = age_on(self.born, to),
                    .text = std::string{self.sex == Sex::female ? "She " : "He "} +
                            std::string{living} + "."};
    }

private:
    const std::vector<LoggedEvent>& events_;
    const WhoIsWho& cast_;
    StageNumbers numbers_;
    nation::Journey journey_;
    std::size_t at_ = 0;
};

} // namespace

void add_silences(std::vector<Line>& lines, const std::vector<LoggedEvent>& events,
                  const WhoIsWho& cast, const RunDescription& run)
{
    Silences silences{events, cast, run};
    const LifeRow& self = cast.self();
    const Day end = std::min(self.died, run.to - engine::Days{1});
    std::vector<Line> all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        all.push_back(std::move(lines[i]));
        const Day from = all.back().until;
        const Day to = i + 1 < lines.size() ? lines[i + 1].day : end;
        if (auto line = silences.between(from, to)) all.push_back(std::move(*line));
    }
    lines = std::move(all);
}

} // namespace counterlife::study::account
