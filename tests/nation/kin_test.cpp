// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Nobody marries a near relative, in a nation so small that there is little choice.

#include "tests/nation/small_nation.h"

namespace counterlife::tests {
namespace {

using Parents = std::map<LifeId, std::set<LifeId>>;

bool meet(const std::set<LifeId>& a, const std::set<LifeId>& b)
{
    return std::ranges::any_of(a, [&](LifeId id) { return b.contains(id); });
}

/// Whether a brother or sister of one of them is a parent of the other.
bool is_uncle_or_aunt(Parents& of, LifeId one, LifeId other)
{
    return std::ranges::any_of(
        of[other], [&](LifeId parent) { return parent != one && meet(of[parent], of[one]); });
}

TEST(Couples, are_not_near_of_kin)
{
    study::RunRequest request = small_run();
    request.to = engine::day_of(2015);
    const Heard heard = run(request);
    Parents parents;
    for (const auto* lives : {&heard.lives, &heard.forebears})
        for (const study::LifeRow& life : *lives)
            for (const LifeId parent : {life.mother, life.father})
                if (parent != engine::nobody) parents[life.person].insert(parent);
    std::size_t couples = 0, near = 0;
    for (const Event& event : heard.events) {
        if (event.rule != rule("marriage.vow")) continue;
        ++couples;
        const LifeId a = event.who, b = event.with;
        near += parents[a].contains(b) || parents[b].contains(a) || meet(parents[a], parents[b]) ||
                is_uncle_or_aunt(parents, a, b) || is_uncle_or_aunt(parents, b, a);
    }
    ASSERT_GT(couples, 5000u);
    EXPECT_EQ(near, 0u);
}

} // namespace
} // namespace counterlife::tests
