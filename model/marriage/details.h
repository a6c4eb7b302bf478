// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the details of the events on the way to a wedding say, and what an application does.

#include "model/journal/weighed.h"
#include "model/life.h"

#include <cstdint>

namespace counterlife::model::marriage {

/// Of a month at the registrar's: how many couples were proposed.
struct MatchingDetail {
    std::int32_t couples = 0;
    static constexpr auto fields = packed(quantity("couples", "count", &MatchingDetail::couples));
};

/// What a man says of membership to the woman proposed to him, if he is free to marry.
enum class Answer : std::uint8_t { not_a_member, member, evaded, declined };
inline constexpr Code answers[]{code(Answer::not_a_member, "not_a_member"),
                                code(Answer::member, "member"), code(Answer::evaded, "evaded"),
                                code(Answer::declined, "declined")};
struct ProposalDetail {
    Answer answer = Answer::not_a_member;
    static constexpr auto fields = packed(choice("answer", &ProposalDetail::answer, answers));
};

/// And what she says.
enum class Reply : std::uint8_t { agreed = 0, declined = 3 };
inline constexpr Code replies[]{code(Reply::agreed, "agreed"), code(Reply::declined, "declined")};
struct CourtshipDetail {
    Reply reply = Reply::agreed;
    static constexpr auto fields = packed(choice("reply", &CourtshipDetail::reply, replies));
};

/// Which of a person's marriages begins or ends.
struct MarriageDetail {
    std::int32_t marriage = 0;
    static constexpr auto fields =
        packed(quantity("marriage", "ordinal", &MarriageDetail::marriage));
};

/// Of a divorce: which marriage ends, and whether regard for the husband tipped it or held it back.
enum class Why : std::uint8_t { nothing, regard };
inline constexpr Reason<Why> reasons[]{{Why::regard, "regard", "little regard for the husband",
                                        "{his} regard for the husband", "MARRIAGE-05"}};
inline constexpr auto whys = codes_of(reasons);
struct DivorceDetail {
    std::int32_t marriage = 0;
    Why most{}, against{};
    static constexpr auto fields =
        packed(quantity("marriage", "ordinal", &DivorceDetail::marriage, 8),
               choice("weighed_most", &DivorceDetail::most, 1, whys),
               choice("spoke_against", &DivorceDetail::against, 1, whys));
};

/// Of a bride: which of her marriages it is, and her regard for the husband.
struct VowDetail {
    std::int32_t marriage = 0, regard = 0;
    static constexpr auto fields = packed(quantity("marriage", "ordinal", &VowDetail::marriage, 8),
                                          quantity("regard", "hundredths", &VowDetail::regard, 8));
};

/// What an application says: sex, day of birth, and what a man has to show.
struct Form {
    Sex sex = Sex::male;
    Day born;
    std::uint32_t worth = 0; ///< in thousandths
    static constexpr Code sexes[]{code(Sex::male, "male"), code(Sex::female, "female")};
    static constexpr auto fields =
        packed(choice("sex", &Form::sex, 1, sexes), quantity("born", "day", &Form::born),
               quantity("worth", "thousandths", &Form::worth, 31));
};

} // namespace counterlife::model::marriage
