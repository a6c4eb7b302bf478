// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/ask.h"
#include "model/places/map.h"
#include "study/questions/batch.h"
#include "study/questions/pooled_members.h"

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

/// The list of an answer in which a row belongs.
template <class Lists> std::vector<EffectRow>& list_of(Lists& lists, const EffectRow& row)
{
    return row.subgroup.by == of_all     ? lists.rows
           : row.subgroup.by == of_wider ? lists.wider
                                         : lists.parts;
}

/// A version with what has been lived of it under one member.
struct Asked {
    AskedSide side;
    Pool pool;
};

/// Which version needs another replicate under which member, and when there is enough.
class Asking {
public:
    Asking(std::span<const AskedWorlds> members, const AskRequest& request,
           const AskListener& listener)
        : members_{members}, versions_{members.front().sides.size()}, request_{request},
          listener_{listener}
    {
        for (const AskedWorlds& member : members)
            for (const AskedSide& side : member.sides) {
                Asked& one = all_.emplace_back(side, Pool{*side.question, member.like == nullptr});
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
            seconds_lived_ += std::chrono::duration<double>(Clock::now() - began).count();
            sides_lived_ += batch.size();
        }
        return {};
    }

    std::vector<Answer> answers() const
    {
        std::vector<Answer> answers;
        answers.reserve(versions_);
        for (std::size_t version = 0; version < versions_; ++version)
            answers.push_back(answer_of(version));
        return answers;
    }

private:
    double seconds_spent() const
    {
        return std::chrono::duration<double>(Clock::now() - began_).count();
    }
    /// What so many sides will most likely take.
    double seconds_of(double sides) const
    {
        return sides_lived_ == 0 ? 0 : sides * seconds_lived_ / static_cast<double>(sides_lived_);
    }

    /// Replicates that all versions of a question have under all members.
    int common(const Question* question) const
    {
        int least = most_of_an_inquiry;
        for (const std::size_t i : by_question_.at(question))
            least = std::min(least, all_[i].pool.replicates());
        return least;
    }

    /// Sides of a question that are to be lived until all have so many replicates.
    double missing(const Question* question, int replicates) const
    {
        double sides = 0;
        for (const std::size_t i : by_question_.at(question))
            sides += std::max(0, replicates - all_[i].pool.replicates());
        return sides;
    }

    /// The persons behind the main outcome of a version in the first so many replicates, over all
    /// members; of all versions of a question the fewest.
    std::int64_t persons(const Question* question, int replicates) const
    {
        std::map<std::size_t, std::int64_t> of_versions;
        for (const std::size_t i : by_question_.at(question))
            of_versions[i % versions_] += all_[i].pool.persons(replicates);
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (const auto& [version, some] : of_versions) least = std::min(least, some);
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

    /// Whether the next replicate of a question has to be lived whatever the time: it is the first,
    /// or has been begun under some member, and would otherwise be lost.
    bool has_to_go_on(const Question* question) const
    {
        const int there = common(question);
        const auto begun = begun_.find(question);
        return request_.replicates > 0 || there == 0 ||
               (begun != begun_.end() && begun->second == there);
    }

    /// The questions whose next replicate is lived: those that have to be, and of the others those
    /// for which there will most likely be time.
    std::vector<const Question*> going_on() const
    {
        std::vector<const Question*> chosen, others;
        double sides = 0;
        for (const auto& [question, of_it] : by_question_) {
            if (enough(question)) continue;
            const bool has_to = has_to_go_on(question);
            (has_to ? chosen : others).push_back(question);
            if (has_to) sides += missing(question, common(question) + 1);
        }
        // In their own order, and not in that of their addresses.
        std::ranges::sort(others, {},
                          [&](const Question* one) { return by_question_.at(one).front(); });
        for (const Question* question : others) {
            const double with_it = sides + missing(question, common(question) + 1);
            if (seconds_spent() + seconds_of(with_it) > request_.seconds) continue;
            sides = with_it;
            chosen.push_back(question);
        }
        return chosen;
    }

    /// Those to live the next replicate together, all under one member: of the versions that have
    /// lived fewest.
    std::vector<std::size_t> next()
    {
        int fewest = most_of_an_inquiry;
        std::vector<std::size_t> needing;
        for (const Question* question : going_on())
            for (const std::size_t i : by_question_.at(question)) {
                const int there = all_[i].pool.replicates();
                if (there > common(question)) continue; // The others come first.
                if (there < fewest) needing.clear();
                if (there <= fewest) needing.push_back(i);
                fewest = std::min(fewest, there);
            }
        std::ranges::sort(needing);
        if (fewest != replicate_) batch_ = 0, replicate_ = fewest;
        const std::size_t most = std::max<std::size_t>(1, request_.worlds_at_once);
        std::map<std::size_t, std::size_t> of_members;
        for (const std::size_t i : needing) ++of_members[i / versions_];
        batches_ = batch_;
        for (const auto& [member, sides] : of_members) batches_ += (sides + most - 1) / most;
        if (needing.empty()) return needing;
        needing.resize(std::min(most, of_members.begin()->second));
        for (const std::size_t i : needing) begun_[all_[i].side.question] = replicate_;
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
        const AskedWorlds& member = members_[batch.front() / versions_];
        const double left = seconds_left();
        const auto tell = [&](const Progress& progress) {
            if (listener_.progress)
                listener_.progress({.batch = batch_,
                                    .batches = batches_,
                                    .sides = sides,
                                    .replicate = replicate_,
                                    .members = is_ensemble() ? members_.size() : 0,
                                    .persons = fewest,
                                    .seconds_left = left,
                                    .of_worlds = progress});
        };
        AskedBatch what{.base = member.base, .sides = sides, .slots = slots, .run = request_.run};
        what.run.replicate += replicate_;
        what.like = member.like;
        what.keeps_counties = is_ensemble() && replicate_ < fewest_groups;
        auto lived = live_batch(what, {.progress = tell, .cancelled = listener_.cancelled});
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

    /// How many replicates a question will come to, by the persons that it has had so far.
    int expected(const Question* question) const
    {
        if (request_.replicates > 0) return request_.replicates;
        const int there = common(question);
        if (there == 0) return 1;
        const auto found = static_cast<double>(persons(question, there));
        if (found == 0) return most_of_an_inquiry;
        const double replicates = std::ceil(static_cast<double>(request_.persons) / found * there);
        return static_cast<int>(std::min<double>(most_of_an_inquiry, replicates));
    }

    /// Never longer than the time that is given, but for what has to be lived in any case.
    double seconds_left() const
    {
        if (sides_lived_ == 0) return -1;
        double sides = 0, has_to = 0;
        for (const auto& [question, of_it] : by_question_) {
            if (enough(question)) continue;
            sides += missing(question, expected(question));
            if (has_to_go_on(question)) has_to += missing(question, common(question) + 1);
        }
        if (request_.replicates > 0) return seconds_of(sides);
        return std::min(seconds_of(sides),
                        std::max(seconds_of(has_to), request_.seconds - seconds_spent()));
    }

    bool is_ensemble() const { return members_.size() > 1; }

    /// Of an ensemble over all its members, and of each.
    std::vector<EffectRow> rows_of_version(std::size_t version, Answer& answer) const
    {
        if (!is_ensemble()) return all_[version].pool.rows(answer.replicates);
        std::vector<MemberPool> pools;
        for (std::size_t i = 0; i < members_.size(); ++i) {
            const Asked& one = all_[i * versions_ + version];
            pools.push_back({members_[i].weight, &one.pool});
            auto& own = answer.of_members.emplace_back(one.side.member, members_[i].weight);
            for (EffectRow& row : one.pool.rows(answer.replicates))
                list_of(own, row).push_back(std::move(row));
        }
        answer.members = static_cast<int>(members_.size());
        answer.ensemble = request_.ensemble;
        return rows_of(pools, answer.replicates);
    }

    Answer answer_of(std::size_t version) const
    {
        const AskedSide& side = all_[version].side;
        const Question* question = side.question;
        const std::optional<int> replicates = enough(question);
        Answer answer{.question = question, .version = side.version, .rows = {}};
        answer.replicates = replicates.value_or(common(question));
        answer.asked_for = request_.replicates > 0 ? 0 : request_.persons;
        answer.stop = request_.replicates > 0                              ? Stop::as_asked
                      : !replicates                                        ? Stop::time
                      : persons(question, *replicates) >= request_.persons ? Stop::enough
                                                                           : Stop::most;
        answer.people = people_of(*question);
        answer.wider_people = words_of(question->population);
        if (const Walk* like = members_.front().like) {
            answer.like = like->name;
            answer.people = "lives that walked " + answer.like + " in the base";
        }
        for (EffectRow& row : rows_of_version(version, answer)) answer.add(std::move(row));
        return answer;
    }

    std::span<const AskedWorlds> members_;
    std::size_t versions_; ///< under each member
    const AskRequest& request_;
    const AskListener& listener_;
    std::vector<Asked> all_; ///< by member, then version
    std::map<const Question*, std::vector<std::size_t>> by_question_;
    std::map<const Question*, int> begun_; ///< the replicate that was begun last
    Clock::time_point began_ = Clock::now();
    double seconds_lived_ = 0;
    std::size_t sides_lived_ = 0;
    std::size_t batch_ = 0, batches_ = 0;
    int replicate_ = -1;
};

} // namespace

void Answer::add(EffectRow row)
{
    list_of(*this, row).push_back(std::move(row));
}

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
    // Of an ensemble by luck and ignorance together.
    const auto& low = row->members > 0 ? row->ensemble_low : row->low;
    const auto& high = row->members > 0 ? row->ensemble_high : row->high;
    if (!low || !high) return Telling::few;
    if (*low > 0) return Telling::more;
    if (*high < 0) return Telling::less;
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

std::expected<std::vector<Answer>, std::string>
ask(std::span<const AskedWorlds> members, const AskRequest& request, const AskListener& listener)
{
    Asking asking{members, request, listener};
    if (auto lived = asking.live(); !lived) return std::unexpected(std::move(lived.error()));
    return asking.answers();
}

} // namespace counterlife::study::questions
