// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/person_numbers.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace counterlife::study::record {

using engine::LifeId;

PersonNumbers::PersonNumbers(std::vector<LifeId> people, std::vector<LifeId> institutions)
    : people_{std::move(people)}, institutions_{std::move(institutions)}
{
    // Identities are spread evenly: their first bits find the few among which to search.
    constexpr std::size_t in_heap = 8;
    heap_bits_ = std::clamp(static_cast<int>(std::bit_width(people_.size() / in_heap)), 1, 22);
    if (!std::ranges::is_sorted(people_)) std::ranges::sort(people_);
    std::ranges::sort(institutions_);
    heaps_.assign((std::size_t{1} << heap_bits_) + 1, 0);
    for (const LifeId id : people_) ++heaps_[heap_of(id) + 1];
    for (std::size_t i = 1; i < heaps_.size(); ++i) heaps_[i] += heaps_[i - 1];
}

PersonNumber PersonNumbers::of(LifeId id) const noexcept
{
    if (id == engine::nobody || id >> 63 != 0) return number_of_nobody;
    if (id < engine::first_life_id) {
        const auto at = std::ranges::lower_bound(institutions_, id);
        if (at == institutions_.end() || *at != id) return number_of_nobody;
        return static_cast<PersonNumber>(at - institutions_.end());
    }
    if (heaps_.empty()) return number_of_nobody;
    // So few that one after the other is quicker than halving, whose turns nobody can foresee.
    std::size_t at = heaps_[heap_of(id)];
    const std::size_t end = heaps_[heap_of(id) + 1];
    while (at < end && people_[at] < id) ++at;
    if (at == end || people_[at] != id) return number_of_nobody;
    return static_cast<PersonNumber>(at) + 1;
}

LifeId PersonNumbers::identity(PersonNumber number) const noexcept
{
    const auto of = [](const std::vector<LifeId>& ids, std::int64_t at) {
        return at >= 0 && at < std::ssize(ids) ? ids[static_cast<std::size_t>(at)] : engine::nobody;
    };
    if (number > 0) return of(people_, std::int64_t{number} - 1);
    return number < 0 ? of(institutions_, std::ssize(institutions_) + number) : engine::nobody;
}

} // namespace counterlife::study::record
