// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the details of the family's events say, where it is more than a place, an age or a span.

#include "model/family/family.h"
#include "model/food/food.h"
#include "model/journal/weighed.h"

#include <cstdint>

namespace counterlife::model::family {

/// Of a farewell: whether whoever goes has promised to come back.
struct FarewellDetail {
    bool asked_to_wait = false;
    bool too_late = false; ///< heard of on coming home, when the other had gone
    static constexpr auto fields = packed(flag("asked_to_wait", &FarewellDetail::asked_to_wait),
                                          flag("too_late", &FarewellDetail::too_late));
};

/// What may weigh when those left behind leave home.
enum class Why : std::uint8_t { nothing, hunger, absence, promise, tidings };
inline constexpr Reason<Why> reasons[]{
    {Why::hunger, "hunger", "hunger", "", "", &food::delivery},
    {Why::absence, "absence", "the long absence", "the short time since the parting", "FAMILY-07",
     &farewell},
    {Why::promise, "promise", "", "the promise to come back", "FAMILY-04", &farewell},
    {Why::tidings, "word", "", "word from across the river", "", &word_home}};
inline constexpr auto whys = codes_of(reasons);

/// Of leaving home.
struct DispersalDetail {
    engine::Days since_seen{}; ///< wife or husband
    Why most{}, next{};        ///< what weighed most in the decision,
    Why against{};             ///< and what spoke against it

    static constexpr auto fields =
        packed(quantity("span", "days", &DispersalDetail::since_seen, 16),
               choice("weighed_most", &DispersalDetail::most, 3, whys),
               choice("weighed_next", &DispersalDetail::next, 3, whys),
               choice("spoke_against", &DispersalDetail::against, 3, whys));
};

/// Of word from home: how many deaths it told of.
struct WordDetail {
    std::int32_t deaths = 0;
    static constexpr auto fields = packed(quantity("deaths", "count", &WordDetail::deaths));
};

/// Of a homecoming: how often the river was crossed.
struct HomecomingDetail {
    std::int32_t crossings = 0;
    static constexpr auto fields =
        packed(quantity("crossings", "count", &HomecomingDetail::crossings));
};

/// Of news learned on coming home: who has died, or that the marriage is dissolved.
enum class News : std::uint8_t {
    none,
    spouse_dead,
    mother_dead,
    father_dead,
    child_dead,
    marriage_over
};
inline constexpr Code kinds_of_news[]{
    code(News::spouse_dead, "spouse_dead"), code(News::mother_dead, "mother_dead"),
    code(News::father_dead, "father_dead"), code(News::child_dead, "child_dead"),
    code(News::marriage_over, "marriage_over")};
struct NewsDetail {
    News news = News::none;
    static constexpr auto fields = packed(choice("news", &NewsDetail::news, kinds_of_news));
};

/// Of two who have each other again: whether this one had lost the other; and of whoever opens,
/// whether the door is elsewhere, at kin's.
struct ReunitedDetail {
    bool had_lost = false, elsewhere = false;
    static constexpr auto fields = packed(flag("had_lost", &ReunitedDetail::had_lost),
                                          flag("elsewhere", &ReunitedDetail::elsewhere));
};

} // namespace counterlife::model::family
