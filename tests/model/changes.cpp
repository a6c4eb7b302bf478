// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/model/changes.h"

#include <tuple>
#include <type_traits>
#include <utility>

namespace counterlife::model {

namespace {

/// Whether a record has so many members, at the least.
struct Anything {
    template <class Value> operator Value() const;
};
template <class Record, std::size_t... member> constexpr bool takes(std::index_sequence<member...>)
{
    return requires { Record{(static_cast<void>(member), Anything{})...}; };
}
template <class Record, std::size_t members> constexpr bool has_members =
    takes<Record>(std::make_index_sequence<members>{}) &&
    !takes<Record>(std::make_index_sequence<members + 1>{});

// A member that is new has to be compared below.
static_assert(has_members<Career, 48>);
static_assert(has_members<Life, 31>);

template <class Value> bool same(const Value& a, const Value& b)
{
    return a == b;
}
bool same(const Address& a, const Address& b)
{
    return std::tie(a.id, a.slot, a.place, a.note) == std::tie(b.id, b.slot, b.place, b.note);
}

// The name of a field and its value twice: bit-fields have no address by which to list them.
#define COMPARE(field)                                                                             \
    if (!same(before.field, after.field)) changed.emplace_back(prefix + #field)

void compare(const Career& before, const Career& after, Fields& changed)
{
    const std::string prefix = "career.";
    COMPARE(enlisted);
    COMPARE(admitted);
    COMPARE(stage_since);
    COMPARE(stage_until);
    COMPARE(tried);
    COMPARE(merit);
    COMPARE(row);
    COMPARE(home);
    COMPARE(posted_to);
    COMPARE(ward_days);
    COMPARE(devotion);
    COMPARE(anger);
    COMPARE(zeal);
    COMPARE(regard);
    COMPARE(husband);
    COMPARE(unit);
    COMPARE(cell);
    COMPARE(missed);
    COMPARE(stage);
    COMPARE(sector);
    COMPARE(post);
    COMPARE(rank);
    COMPARE(standing);
    COMPARE(certificate);
    COMPARE(service);
    COMPARE(award);
    COMPARE(goal);
    COMPARE(principles);
    COMPARE(bound);
    COMPARE(derelict);
    COMPARE(exemplary);
    COMPARE(certified);
    COMPARE(watched);
    COMPARE(told);
    COMPARE(shaken);
    COMPARE(letters_due);
    COMPARE(sick_tried);
    COMPARE(petitioned);
    COMPARE(party_family);
    COMPARE(enrolled);
    COMPARE(registered);
    COMPARE(traitor);
    COMPARE(shunned);
    COMPARE(left_behind);
    COMPARE(child_away);
    COMPARE(dispersed);
    COMPARE(lost_family);
    COMPARE(sent_for);
}

} // namespace

Fields changes(const Life& before, const Life& after)
{
    const std::string prefix;
    Fields changed;
    COMPARE(being.id);
    COMPARE(born);
    COMPARE(household);
    COMPARE(children);
    COMPARE(exile);
    COMPARE(since);
    COMPARE(last_delivery);
    COMPARE(deliveries);
    COMPARE(marriages);
    COMPARE(children_born);
    COMPARE(marital);
    COMPARE(school);
    COMPARE(partings);
    COMPARE(carries_longer);
    COMPARE(apart);
    COMPARE(birth_place);
    COMPARE(school_years);
    COMPARE(sex);
    COMPARE(urban);
    COMPARE(founder);
    COMPARE(searching);
    COMPARE(betrothed);
    COMPARE(with_parents);
    COMPARE(own_home);
    COMPARE(by_husband);
    COMPARE(applied_at);
    compare(before.career, after.career, changed);
    COMPARE(conceived);
    COMPARE(mother);
    COMPARE(father);
    COMPARE(spouse);
    return changed;
}

#undef COMPARE

} // namespace counterlife::model
