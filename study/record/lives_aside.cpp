// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/lives_aside.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace counterlife::study::record {
namespace {

using engine::LifeId;

constexpr std::size_t sorted_at_once = 256 * 1024;

} // namespace

LivesAside::Outcome LivesAside::add(std::span<const LifeRow> lives)
{
    for (const LifeRow& life : lives) {
        waiting_.push_back(life);
        identities_.push_back(life.person);
        if (waiting_.size() < sorted_at_once) continue;
        if (auto done = put_aside(); !done) return done;
    }
    return {};
}

LivesAside::Outcome LivesAside::put_aside()
{
    if (waiting_.empty()) return {};
    std::ranges::sort(waiting_, {}, &LifeRow::person);
    for (const LifeRow& life : waiting_) file_.add(life);
    waiting_.clear();
    sections_.push_back(file_.size());
    return file_.flush();
}

std::expected<PersonNumbers, std::string>
LivesAside::numbers(std::vector<engine::LifeId> institutions)
{
    if (auto done = put_aside(); !done) return std::unexpected{done.error()};
    return PersonNumbers{std::exchange(identities_, {}), std::move(institutions)};
}

std::expected<std::vector<std::uint8_t>, std::string>
LivesAside::children(const PersonNumbers& numbers)
{
    std::vector<std::uint8_t> children(numbers.people().size() + 1);
    AsideReader reader{file_, 0, sections_.back()};
    while (reader.has_more(sizeof(LifeRow))) {
        const auto life = reader.take<LifeRow>();
        for (const LifeId parent : {life.mother, life.father}) {
            std::uint8_t& count =
                children[static_cast<std::size_t>(std::max(0, numbers.of(parent)))];
            if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
        }
    }
    if (!reader.trouble().empty()) return std::unexpected{reader.trouble()};
    return children;
}

LivesAside::Outcome LivesAside::merge(const std::function<Outcome(const LifeRow&)>& use)
{
    std::vector<AsideReader> sections;
    for (std::size_t i = 0; i + 1 < sections_.size(); ++i)
        sections.emplace_back(file_, sections_[i], sections_[i + 1]);
    std::vector<LifeRow> next(sections.size());
    using Turn = std::pair<LifeId, std::size_t>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    const auto queue = [&](std::size_t at) -> Outcome {
        if (sections[at].has_more(sizeof(LifeRow))) {
            next[at] = sections[at].take<LifeRow>();
            turns.emplace(next[at].person, at);
        }
        if (!sections[at].trouble().empty()) return std::unexpected{sections[at].trouble()};
        return {};
    };
    for (std::size_t at = 0; at < sections.size(); ++at)
        if (auto queued = queue(at); !queued) return queued;
    while (!turns.empty()) {
        const std::size_t at = turns.top().second;
        turns.pop();
        if (auto used = use(next[at]); !used) return used;
        if (auto queued = queue(at); !queued) return queued;
    }
    return {};
}

} // namespace counterlife::study::record
