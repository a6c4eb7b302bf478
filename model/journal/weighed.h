// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What tipped a decision.
//
// A rate at which somebody decides is one formula of what presses and what holds back. Each of
// these stands in it as `given(Why::hunger, value, without)`: its number in this life on this day,
// and the number if it were not so. With `AsItIs` the formula is the rate; with
// `Without{Why::hunger}` it is the rate without hunger, and by how many times that differs is what
// hunger weighs. So the reasons that an event names are the numbers that the rate was made of, and
// cannot part from them.
//
// A rate is asked often and an effect is rare: `AsItIs` costs nothing, and only an effect weighs.
//
//     constexpr Reason<Why> reasons[]{{Why::hunger, "hunger", "hunger", ""},
//                                     {Why::child, "child", "", "a small child"}};
//     template <class Given> double leaving(const View& view, Instant at, const Given& given)
//     {
//         return base * given(Why::hunger, hunger(view), 0) * given(Why::child, hold(view), 1);
//     }
//     PerYear rate(view, at) { return PerYear{leaving(view, at, AsItIs{})}; }
//     void leave(act) { weigh(reasons, [&](const auto& given) { return leaving(.., given); }); }

#include "model/journal/packed.h"
#include "model/journal/record.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace counterlife::model {

/// Everything is as it is in this life on this day.
struct AsItIs {
    template <class Why> constexpr double operator()(Why, double value, double /*without*/) const
    {
        return value;
    }
};

/// All but one thing is as it is.
template <class Why> struct Without {
    Why out;
    constexpr double operator()(Why why, double value, double without) const
    {
        return why == out ? without : value;
    }
};

/// Something that may weigh in a decision: its name in tables, and how sentences call it when it
/// presses and when it holds back, the claim that it answers, and the rules whose events bring it
/// about: in the same life, or of an institution in its place.
template <class Why> struct Reason {
    Why why;
    std::string_view name, presses, holds, claim = {};
    const Telling::Rule *came_of = nullptr, *or_of = nullptr;
};

/// The names as codes of a detail. The value nought is nothing.
template <class Why, std::size_t N>
constexpr std::array<Code, N + 1> codes_of(const Reason<Why> (&reasons)[N])
{
    std::array<Code, N + 1> codes{Code{0, "nothing"}};
    for (std::size_t i = 0; i < N; ++i) codes[i + 1] = code(reasons[i].why, reasons[i].name);
    return codes;
}

/// Which of the reasons, as a part of a detail.
template <class D, class Why, std::size_t N> constexpr Field<D, Why>
choice(std::string_view name, Why D::* member, int bits, const std::array<Code, N>& codes)
{
    return {name, "choice", member, bits, codes};
}

/// What raised a rate most, what next, and what lowered it most.
template <class Why> struct Weighed {
    Why most{}, next{}, against{};
};

namespace detail {

/// Below that nothing is named: by a tenth nobody's mind is tipped.
inline constexpr double worth_naming = 1.1;

/// How many times higher the rate is than without it.
constexpr double weight_of(double rate, double without)
{
    return without > 0 ? rate / without : std::numeric_limits<double>::infinity();
}

} // namespace detail

/// What weighed in a decision: each of the reasons is taken out of the formula in turn.
template <class Why, std::size_t N, class Formula>
constexpr Weighed<Why> weigh(const Reason<Why> (&reasons)[N], const Formula& formula)
{
    const double rate = formula(AsItIs{});
    Weighed<Why> found;
    if (!(rate > 0)) return found;
    double most = detail::worth_naming, next = most, least = 1 / most;
    for (const Reason<Why>& reason : reasons) {
        const double weight = detail::weight_of(rate, formula(Without<Why>{reason.why}));
        if (weight > most) {
            found.next = found.most, next = most;
            found.most = reason.why, most = weight;
        } else if (weight > next) {
            found.next = reason.why, next = weight;
        }
        if (weight < least) found.against = reason.why, least = weight;
    }
    return found;
}

/// What weighed, for the record of a rule with a detail that has `most`, `next` and `against`.
template <class Detail, auto& reasons> std::vector<Weight> weights_of(std::int32_t code)
{
    const Detail d = detail_of<Detail>(code);
    std::vector<Weight> weights;
    const auto add = [&](auto why, bool at_work) {
        for (const auto& one : reasons)
            if (one.why == why) weights.push_back({{one.came_of, one.or_of}, one.claim, at_work});
    };
    std::vector named{d.most};
    if constexpr (requires { d.next; }) named.push_back(d.next);
    if constexpr (requires { d.against; }) named.push_back(d.against);
    for (const auto why : named) add(why, true);
    for (const auto& one : reasons)
        if (std::ranges::find(named, one.why) == named.end()) add(one.why, false);
    return weights;
}

/// " Hunger and the loss of the family weighed most; a small child spoke against it." Any of the
/// three may be empty, and so is what is said of none.
std::string what_weighed(std::string_view most, std::string_view next, std::string_view against);

template <class Why, std::size_t N>
std::string what_weighed(const Reason<Why> (&reasons)[N], const Weighed<Why>& weighed)
{
    const auto reason = [&](Why why) {
        for (const Reason<Why>& one : reasons)
            if (one.why == why) return one;
        return Reason<Why>{};
    };
    return what_weighed(reason(weighed.most).presses, reason(weighed.next).presses,
                        reason(weighed.against).holds);
}

} // namespace counterlife::model
