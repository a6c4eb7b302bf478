// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/ask.h"
#include "model/places/map.h"
#include "study/questions/batch.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace counterlife::study::questions {
namespace {

using Clock = std::chrono::steady_clock;

/// A version with what has been lived of it.
struct Asked {
    AskedSide side;
    Pool pool;
};

/// Which version needs another replicate, and when there is enough.
class Asking {
public:
    Asking(const TwinSide& base, std::span<const AskedSide> sides, const AskRequest& request,
           const AskListener& listener)
        : base_{base}, request_{request}, listener_{listener}
    {
        for (const AskedSide& side : sides) {
            Asked& one = all_.emplace_back(side, Pool{*side.question, request.like == nullptr});
            by_question_[side.question].push_back(all_.size() - 1);
            if (!listener.known) continue;
            for (Lived& lived : listener.known(side))
                if (lived.size() == one.pool.slots().size()) one.pool.add(std::move(lived));
        }
    }

    std::expected<void, std::string> live()
    {
        for (std::vector<std::size_t> batch = next(); !batch.empty(); batch = next()) {
            const Clock::time_point began = Clock::now();
            if (auto lived = live(batch); !lived) return lived;
            last_seconds_ = std::chrono::duration<double>(Clock::now() - began).count();
            sides_lived_ += batch.size();
            seconds_lived_ += last_seconds_;
        }
        return {};
    }

    std::vector<Answer> answers() const
    {
        std::vector<Answer> answers;
        answers.reserve(all_.size());
        for (const Asked& one : all_) answers.push_back(answer_of(one));
        return answers;
    }

private:
    double seconds_spent() const
    {
        return std::chrono::duration<double>(Clock::now() - began_).count();
    }
    /// As soon as what is to be lived next would most likely end too late.
    bool is_time_spent() const { return seconds_spent() + last_seconds_ > request_.seconds; }

    /// Replicates that all versions of a question have.
    int common(const Question* question) const
    {
        int least = most_of_an_inquiry;
        for (const std::size_t i : by_question_.at(question))
            least = std::min(least, all_[i].pool.replicates());
        return least;
    }

    /// The fewest persons behind the main outcome of a version in the first so many replicates.
    std::int64_t persons(const Question* question, int replicates) const
    {
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (const std::size_t i : by_question_.at(question))
            least = std::min(least, all_[i].pool.persons(replicates));
        return least;
    }

    /// The first replicates that are enough; none: those that there are are not.
    std::optional<int> enough(const Question* question) const
    {
        const int there = common(question);
        if (request_.replicates > 0)
            return there >= request_.replicates ? std::optional{request_.replicates} : std::nullopt;
        if (there > 0 && persons(question, there) >= request_.persons) {
            int first = 1;
            while (persons(question, first) < request_.persons) ++first;
            return first;
        }
        return there >= most_of_an_inquiry ? std::optional{there} : std::nullopt;
    }

    /// Those to live the next replicate together: of the versions that have lived fewest.
    std::vector<std::size_t> next()
    {
        const bool may_stop = request_.replicates == 0 && is_time_spent();
        int fewest = most_of_an_inquiry;
        std::vector<std::size_t> needing;
        for (const auto& [question, sides] : by_question_) {
            const bool has_enough = enough(question).has_value();
            for (const std::size_t i : sides) {
                const int there = all_[i].pool.replicates();
                if (has_enough || (may_stop && there > 0)) continue;
                if (there > common(question)) continue; // The other versions come first.
                if (there < fewest) needing.clear();
                if (there <= fewest) needing.push_back(i);
                fewest = std::min(fewest, there);
            }
        }
        std::ranges::sort(needing);
        if (fewest != replicate_) batch_ = 0, replicate_ = fewest;
        const std::size_t most = std::max<std::size_t>(1, request_.worlds_at_once);
        batches_ = batch_ + (needing.size() + most - 1) / most;
        needing.resize(std::min(most, needing.size()));
        return needing;
    }

    std::expected<void, std::string> live(const std::vector<std::size_t>& batch)
    {
        std::vector<AskedSide> sides;
        std::vector<std::vector<Slot>> slots;
        std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
        for (const std::size_t i : batch) {
            sides.push_back(all_[i].side);
            slots.push_back(all_[i].pool.slots());
            fewest = std::min(fewest, persons(all_[i].side.question, replicate_));
        }
        const double left = seconds_left();
        const auto tell = [&](const Progress& progress) {
            if (listener_.progress)
                listener_.progress({.batch = batch_,
                                    .batches = batches_,
                                    .sides = sides,
                                    .replicate = replicate_,
                                    .persons = fewest,
                                    .seconds_left = left,
                                    .of_worlds = progress});
        };
        auto lived = live_batch(base_, sides, slots, request_, replicate_,
                                {.progress = tell, .cancelled = listener_.cancelled});
        if (!lived) return std::unexpected(std::move(lived.error()));
        ++batch_;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Asked& one = all_[batch[i]];
            one.pool.add(std::move((*lived)[i]));
            if (!listener_.lived) continue;
            if (auto trouble = listener_.lived(one.side, one.pool); !trouble.empty())
                return std::unexpected(std::move(trouble));
        }
        return {};
    }

    /// By the persons that replicates have had so far, and never longer than the time that is
    /// given.
    double seconds_left() const
    {
        if (sides_lived_ == 0) return -1;
        double sides = 0;
        for (const auto& [question, of_it] : by_question_) {
            if (enough(question)) continue;
            const int there = common(question);
            double replicates = std::max(0, request_.replicates - there);
            if (request_.replicates == 0) {
                const auto found = static_cast<double>(there > 0 ? persons(question, there) : 0);
                const double missing = static_cast<double>(request_.persons) - found;
                replicates = there == 0  ? 1
                             : found > 0 ? std::ceil(missing / found * there)
                                         : most_of_an_inquiry;
            }
            sides += replicates * static_cast<double>(of_it.size());
        }
        const double all = sides * seconds_lived_ / static_cast<double>(sides_lived_);
        if (request_.replicates > 0) return all;
        return std::min(all, std::max(last_seconds_, request_.seconds - seconds_spent()));
    }

    Answer answer_of(const Asked& one) const
    {
        const Question* question = one.side.question;
        const std::optional<int> replicates = enough(question);
        Answer answer{.question = question, .version = one.side.version, .rows = {}};
        answer.replicates = replicates.value_or(common(question));
        answer.asked_for = request_.replicates > 0 ? 0 : request_.persons;
        answer.stop = request_.replicates > 0                              ? Stop::as_asked
                      : !replicates                                        ? Stop::time
                      : persons(question, *replicates) >= request_.persons ? Stop::enough
                                                                           : Stop::most;
        answer.people = people_of(*question);
        answer.wider_people = words_of(question->population);
        if (request_.like) {
            answer.like = request_.like->name;
            answer.people = "lives that walked " + answer.like + " in the base";
        }
        for (EffectRow& row : one.pool.rows(answer.replicates)) {
            auto& rows = row.subgroup.by == of_all     ? answer.rows
                         : row.subgroup.by == of_wider ? answer.wider
                                                       : answer.parts;
            rows.push_back(std::move(row));
        }
        return answer;
    }

    const TwinSide& base_;
    const AskRequest& request_;
    const AskListener& listener_;
    std::vector<Asked> all_;
    std::map<const Question*, std::vector<std::size_t>> by_question_;
    Clock::time_point began_ = Clock::now();
    double last_seconds_ = 0, seconds_lived_ = 0;
    std::size_t sides_lived_ = 0;
    std::size_t batch_ = 0, batches_ = 0;
    int replicate_ = -1;
};

} // namespace

const EffectRow* Answer::main() const
{
    const Outcome* wanted = question_outcomes()[question->main];
    const auto at = std::ranges::find(rows, wanted, &EffectRow::outcome);
    return at == rows.end() ? nullptr : &*at;
}

Telling telling_of(const EffectRow* row)
{
    if (!row || row->persons == 0) return Telling::nobody;
    if (row->persons < few_persons) return Telling::few;
    // What no event tells of may differ all the same, such as years learned in service.
    if (row->moved == 0.0) return row->untouched >= 1 ? Telling::same : Telling::unmoved;
    if (!row->low || !row->high) return Telling::few;
    if (*row->low > 0) return Telling::more;
    if (*row->high < 0) return Telling::less;
    return Telling::open;
}

std::string_view word(Telling telling)
{
    switch (telling) {
    case Telling::nobody:
        return "nobody";
    case Telling::few:
        return "few";
    case Telling::same:
        return "same";
    case Telling::unmoved:
        return "unmoved";
    case Telling::open:
        return "open";
    case Telling::more:
        return "more";
    case Telling::less:
        return "less";
    }
    return {};
}

std::expected<std::vector<Answer>, std::string> ask(const TwinSide& base,
                                                    std::span<const AskedSide> sides,
                                                    const AskRequest& request,
                                                    const AskListener& listener)
{
    Asking asking{base, sides, request, listener};
    if (auto lived = asking.live(); !lived) return std::unexpected(std::move(lived.error()));
    return asking.answers();
}

} // namespace counterlife::study::questions
