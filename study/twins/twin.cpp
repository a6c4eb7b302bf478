// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/twin.h"

#include "study/nation/memory_need.h"

#include <chrono>
#include <memory>
#include <utility>

namespace counterlife::study::twins {
namespace {

/// One replicate: the base and the others from the first day to the last.
class Replicate {
public:
    Replicate(const TwinSide& base, std::span<const TwinSide> others, const RunRequest& run,
              std::span<const Outcome* const> outcomes)
        : others_{others}
    {
        worlds_.push_back(world(base, run, outcomes));
        for (const TwinSide& other : others) {
            worlds_.push_back(world(other, run, outcomes));
            divergences_.emplace_back(people_);
        }
    }

    std::expected<void, std::string> live(const TwinListener& heard,
                                          const std::function<void(const Progress&)>& progress,
                                          bool partings)
    {
        const auto began = std::chrono::steady_clock::now();
        while (!worlds_.front()->finished()) {
            Progress all;
            const Listener listener{.progress = {}, .cancelled = heard.cancelled};
            for (const auto& world : worlds_) {
                if (auto lived = world->live_a_year(listener); !lived) return lived;
                const Progress one = world->progress();
                all.today = one.today;
                all.living += one.living;
                all.events += one.events;
            }
            for (std::size_t i = 0; i < divergences_.size() && partings; ++i)
                divergences_[i].compare_year(base(), other(i));
            if (heard.year) heard.year(base());
            all.seconds =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            if (progress) progress(all);
        }
        for (const auto& world : worlds_) world->end();
        for (std::size_t i = 0; i < divergences_.size() && partings; ++i)
            divergences_[i].explain(others_[i].differences, base(), other(i));
        return {};
    }

    const People& people() const { return people_; }
    const TwinWorld& base() const { return *worlds_.front(); }
    const TwinWorld& other(std::size_t i) const { return *worlds_[i + 1]; }
    const Divergences& divergences(std::size_t i) const { return divergences_[i]; }

private:
    std::unique_ptr<TwinWorld> world(const TwinSide& side, RunRequest run,
                                     std::span<const Outcome* const> outcomes)
    {
        run.in_force = side.in_force;
        return std::make_unique<TwinWorld>(side.numbers, std::move(run), people_, outcomes);
    }

    std::span<const TwinSide> others_;
    People people_;
    std::vector<std::unique_ptr<TwinWorld>> worlds_; ///< the base first
    std::vector<Divergences> divergences_;
};

DivergenceCounts count(const People& people, const TwinWorld& base, const TwinWorld& other,
                       const Divergences& divergences)
{
    DivergenceCounts counts;
    counts.by_rule.resize(model::rule_names().size());
    for (std::uint32_t number = 0; number < people.size(); ++number) {
        const bool in_base = base.person(number).id != engine::nobody;
        const bool in_other = other.person(number).id != engine::nobody;
        if (!in_base && !in_other) continue;
        counts.both += in_base && in_other;
        counts.only_base += in_base && !in_other;
        counts.only_other += !in_base && in_other;
        const Divergence* parting = divergences.of(number);
        counts.untouched += in_base && in_other && !parting;
        if (!parting) continue;
        ++counts.why[static_cast<std::size_t>(parting->why)];
        ++counts.root[static_cast<std::size_t>(parting->root)];
        if (parting->rule() != engine::no_rule) ++counts.by_rule[parting->rule()];
    }
    return counts;
}

} // namespace

DivergenceCounts& DivergenceCounts::operator+=(const DivergenceCounts& more)
{
    both += more.both;
    only_base += more.only_base;
    only_other += more.only_other;
    untouched += more.untouched;
    for (std::size_t i = 0; i < whys; ++i) {
        why[i] += more.why[i];
        root[i] += more.root[i];
    }
    by_rule.resize(std::max(by_rule.size(), more.by_rule.size()));
    for (std::size_t i = 0; i < more.by_rule.size(); ++i) by_rule[i] += more.by_rule[i];
    return *this;
}

std::expected<std::vector<TwinOutcome>, std::string> twin(const TwinSide& base,
                                                          std::span<const TwinSide> others,
                                                          const TwinRequest& request,
                                                          const TwinListener& listener)
{
    if (std::string lacking =
            what_is_lacking(memory_needed(request.run, others.size() + 1), request.run);
        !lacking.empty())
        return std::unexpected(std::move(lacking));
    std::vector<const Outcome*> wanted = request.outcomes;
    if (wanted.empty())
        for (const Outcome& outcome : outcomes()) wanted.push_back(&outcome);
    std::vector<TwinOutcome> results(others.size());
    std::vector<Effects> effects(others.size(), Effects{wanted});
    for (int replicate = 0; replicate < request.replicates; ++replicate) {
        RunRequest run = request.run;
        run.replicate += replicate;
        Replicate worlds{base, others, run, wanted};
        const auto tell = [&](const Progress& progress) {
            if (listener.progress) listener.progress(replicate, progress);
        };
        if (auto lived = worlds.live(listener, tell, request.partings); !lived)
            return std::unexpected(std::move(lived.error()));
        for (std::size_t i = 0; i < others.size(); ++i) {
            const TwinWorld& other = worlds.other(i);
            const Divergences& divergences = worlds.divergences(i);
            results[i].base_digests.push_back(worlds.base().digest());
            results[i].digests.push_back(other.digest());
            if (request.partings) {
                results[i].divergences += count(worlds.people(), worlds.base(), other, divergences);
                effects[i].add(worlds.people(), worlds.base(), other, request.population,
                               [&](std::uint32_t number) { return !divergences.of(number); });
            }
            if (!listener.pair) continue;
            if (auto trouble = listener.pair({.replicate = run.replicate,
                                              .other = i,
                                              .people = worlds.people(),
                                              .base = worlds.base(),
                                              .world = other,
                                              .divergences = divergences,
                                              .outcomes = wanted});
                !trouble.empty())
                return std::unexpected(std::move(trouble));
        }
    }
    for (std::size_t i = 0; i < others.size(); ++i) {
        results[i].effects = effects[i].rows();
        results[i].sums = std::move(effects[i]);
    }
    return results;
}

} // namespace counterlife::study::twins
