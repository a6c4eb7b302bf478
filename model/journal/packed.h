// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A few small facts in one number, as the journal's details and the payloads of letters hold them.
//
// A struct lists its fields once, in the order of the bits; encoding, decoding and the table by
// which others read the number are made of that list:
//
//     struct Crossing {
//         Water water;
//         bool swept, caught;
//         static constexpr auto fields = packed(choice("water", &Crossing::water, 2, waters),
//                                               flag("swept", &Crossing::swept),
//                                               flag("caught", &Crossing::caught));
//     };
//     act.note(code_of(Crossing{.water = Water::ice, .caught = true}));
//     if (detail_of<Crossing>(event.detail).caught) ...
//
// Encodings are permanent: they stand in the tables of runs, and the digest covers them.

#include "engine/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace counterlife::model {

/// A value of a choice by its name in tables.
struct Code {
    std::int32_t value = 0;
    std::string_view name;
};

template <class Enum>
    requires std::is_enum_v<Enum>
constexpr Code code(Enum value, std::string_view name)
{
    return {static_cast<std::int32_t>(value), name};
}

/// On which side of nought a part of a number is found.
enum class Side : std::uint8_t { any, not_negative, negative };

/// One fact that a number tells, for readers that know no types.
struct Part {
    std::string_view name;       ///< as tables name it
    std::string_view unit;       ///< "flag", "choice", "place", or what is counted
    int bit = 0, bits = 32;      ///< where it lies; 32: the whole number, with its sign
    std::span<const Code> codes; ///< the values that have names
    Side side = Side::any;
    /// What to do with a negative number before its bits are read: turn the sign, or turn all bits.
    bool complemented = false;
};

/// A member of a detail, with the width and the words of its number.
template <class D, class V> struct Field {
    using Detail = D;
    std::string_view name, unit;
    V D::* member;
    int bits;
    std::span<const Code> codes = {};
};

inline constexpr int whole_number = 32;

/// True or false: one bit.
template <class D> constexpr Field<D, bool> flag(std::string_view name, bool D::* member)
{
    return {name, "flag", member, 1};
}
/// One of a few named values. Without a width the number is nothing else.
template <class D, class V, std::size_t N>
constexpr Field<D, V> choice(std::string_view name, V D::* member, int bits, const Code (&codes)[N])
{
    return {name, "choice", member, bits, codes};
}
template <class D, class V, std::size_t N>
constexpr Field<D, V> choice(std::string_view name, V D::* member, const Code (&codes)[N])
{
    return {name, "choice", member, whole_number, codes};
}
/// So many of a unit. Without a width the number is nothing else, and may be negative; values that
/// mean something else have names.
template <class D, class V> constexpr Field<D, V>
quantity(std::string_view name, std::string_view unit, V D::* member, int bits)
{
    return {name, unit, member, bits};
}
template <class D, class V> constexpr Field<D, V> quantity(std::string_view name,
                                                           std::string_view unit, V D::* member,
                                                           std::span<const Code> named = {})
{
    return {name, unit, member, whole_number, named};
}
/// Bits that mean nothing.
struct Gap {
    int bits;
};
constexpr Gap gap(int bits)
{
    return {bits};
}

template <class... Fields> constexpr std::tuple<Fields...> packed(Fields... fields)
{
    return {fields...};
}

/// What a negative number says: a fact of its own, and other fields than one that is not negative.
template <class D, class Fields> struct Negative {
    bool D::* when;
    std::string_view name;
    Fields fields;
    bool complemented;
};
/// The number's sign is turned when this is so.
template <class D, class... Fields> constexpr Negative<D, std::tuple<Fields...>>
negated(std::string_view name, bool D::* when, Fields... fields)
{
    return {when, name, {fields...}, false};
}
/// All bits are turned when this is so, so that nought has a negative of its own: -1.
template <class D, class... Fields> constexpr Negative<D, std::tuple<Fields...>>
complemented(std::string_view name, bool D::* when, Fields... fields)
{
    return {when, name, {fields...}, true};
}

template <class D>
concept Packed = requires { D::fields; };
template <class D>
concept HasNegative = requires { D::negative; };

namespace detail {

constexpr std::int64_t number_of(engine::Days days)
{
    return days.count();
}
constexpr std::int64_t number_of(engine::Day day)
{
    return day.count();
}
template <class V> constexpr std::int64_t number_of(V value)
{
    return static_cast<std::int64_t>(value);
}

constexpr std::uint64_t mask_of(int bits)
{
    return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
}
constexpr int width_of(const Gap& gap)
{
    return gap.bits;
}
template <class D, class V> constexpr int width_of(const Field<D, V>& field)
{
    return field.bits;
}

template <class D, class Fields> constexpr std::uint64_t pack(const D& detail, const Fields& fields)
{
    std::uint64_t number = 0;
    int bit = 0;
    const auto put = [&](const auto& field) {
        if constexpr (requires { field.member; })
            number |= (static_cast<std::uint64_t>(number_of(detail.*(field.member))) &
                       mask_of(field.bits))
                      << bit;
        bit += width_of(field);
    };
    std::apply([&](const auto&... field) { (put(field), ...); }, fields);
    return number;
}

template <class D, class Fields>
constexpr void unpack(D& detail, const Fields& fields, std::uint64_t number)
{
    int bit = 0;
    const auto take = [&](const auto& field) {
        if constexpr (requires { field.member; }) {
            using Value = std::remove_reference_t<decltype(detail.*(field.member))>;
            const std::uint64_t bits = (number >> bit) & mask_of(field.bits);
            if (field.bits == whole_number)
                detail.*(field.member) =
                    static_cast<Value>(static_cast<std::int32_t>(static_cast<std::uint32_t>(bits)));
            else
                detail.*(field.member) = static_cast<Value>(bits);
        }
        bit += width_of(field);
    };
    std::apply([&](const auto&... field) { (take(field), ...); }, fields);
}

template <class Fields> constexpr std::size_t count_of()
{
    return []<class... F>(const std::tuple<F...>*) {
        return (std::size_t{0} + ... + (std::is_same_v<F, Gap> ? 0 : 1));
    }(static_cast<const Fields*>(nullptr));
}

template <class Fields, std::size_t N>
constexpr void list(const Fields& fields, Side side, bool complemented, std::array<Part, N>& parts,
                    std::size_t& at)
{
    int bit = 0;
    const auto add = [&](const auto& field) {
        if constexpr (requires { field.member; })
            parts[at++] = {field.name,  field.unit, bit,         field.bits,
                           field.codes, side,       complemented};
        bit += width_of(field);
    };
    std::apply([&](const auto&... field) { (add(field), ...); }, fields);
}

template <class D> constexpr auto parts_of()
{
    if constexpr (HasNegative<D>) {
        using More = decltype(D::negative.fields);
        constexpr std::size_t n =
            count_of<std::remove_cvref_t<decltype(D::fields)>>() + count_of<More>() + 1;
        std::array<Part, n> parts{};
        std::size_t at = 0;
        list(D::fields, Side::not_negative, false, parts, at);
        parts[at++] = {D::negative.name, "flag", 31, 1, {}, Side::any, false};
        list(D::negative.fields, Side::negative, D::negative.complemented, parts, at);
        return parts;
    } else {
        std::array<Part, count_of<std::remove_cvref_t<decltype(D::fields)>>()> parts{};
        std::size_t at = 0;
        list(D::fields, Side::any, false, parts, at);
        return parts;
    }
}

} // namespace detail

/// The number that holds these facts, as an event's detail.
template <Packed D> constexpr std::int32_t code_of(const D& facts)
{
    if constexpr (HasNegative<D>)
        if (facts.*(D::negative.when)) {
            const auto number = static_cast<std::int32_t>(detail::pack(facts, D::negative.fields));
            return D::negative.complemented ? ~number : -number;
        }
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(detail::pack(facts, D::fields)));
}

/// The facts that such a number holds.
template <Packed D> constexpr D detail_of(std::int32_t code)
{
    D facts{};
    if constexpr (HasNegative<D>)
        if (code < 0) {
            facts.*(D::negative.when) = true;
            const std::int32_t number = D::negative.complemented ? ~code : -code;
            detail::unpack(facts, D::negative.fields, static_cast<std::uint32_t>(number));
            return facts;
        }
    detail::unpack(facts, D::fields, static_cast<std::uint32_t>(code));
    return facts;
}

/// The same for what a letter says, which has 64 bits and no sign.
template <Packed D> constexpr std::uint64_t payload_of(const D& facts)
{
    return detail::pack(facts, D::fields);
}
template <Packed D> constexpr D said_in(std::uint64_t payload)
{
    D facts{};
    detail::unpack(facts, D::fields, payload);
    return facts;
}

/// The table of a detail's facts, for readers that know no types.
template <Packed D> inline constexpr auto parts_of = detail::parts_of<D>();

/// The value of one part in a detail; nothing where the part is on the other side of nought.
constexpr bool has_part(const Part& part, std::int32_t code)
{
    return part.side == Side::any || (part.side == Side::negative) == (code < 0);
}
constexpr std::int32_t value_of(const Part& part, std::int32_t code)
{
    std::int32_t number = code;
    if (part.side == Side::negative) number = part.complemented ? ~code : -code;
    if (part.bits == whole_number) return number;
    return static_cast<std::int32_t>((static_cast<std::uint32_t>(number) >> part.bit) &
                                     detail::mask_of(part.bits));
}

// Details that many rules share.

/// A place by its number, as where somebody comes from or goes to.
struct OfPlace {
    std::uint16_t place = 0;
    static constexpr auto fields = packed(quantity("place", "place", &OfPlace::place));
};
/// Completed years of age.
struct OfAge {
    int years = 0;
    static constexpr auto fields = packed(quantity("age", "years", &OfAge::years));
};
/// How long something took.
struct OfDays {
    engine::Days days;
    static constexpr auto fields = packed(quantity("span", "days", &OfDays::days));
};
/// How many there were.
struct OfNumber {
    std::int32_t number = 0;
    static constexpr auto fields = packed(quantity("number", "count", &OfNumber::number));
};
/// A share in hundredths.
struct OfHundredths {
    std::int32_t hundredths = 0;
    static constexpr auto fields =
        packed(quantity("level", "hundredths", &OfHundredths::hundredths));
};

} // namespace counterlife::model
