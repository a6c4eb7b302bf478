// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The river, its seasons and its reaches.
//
//   BORDER-02 the nearer the river, the more can think of crossing it
//   BORDER-04 ice until late March, then cold open water, warm months and floods
//   data/border/border.csv

#include "model/border/border.h"

#include "engine/elementary.h"
#include "model/border/nearness.h"
#include "model/border/numbers.h"
#include "model/nation.h"
#include "model/places/map.h"

namespace counterlife::model {

const Exile* record_of(const engine::View<Nation>& view) noexcept
{
    return view.life.exile == 0 ? nullptr : &view.place.exiles[view.life.exile];
}

bool has_just_come_home(const engine::View<Nation>& view, Day day) noexcept
{
    const Exile* exile = record_of(view);
    return exile != nullptr && has_just_come_home(*exile, day);
}

const Exile& exile_of(const engine::View<Nation>& view) noexcept
{
    return view.place.exiles[view.life.exile];
}

const std::array<Scalar, BorderFamily::count> BorderFamily::table = in_order<BorderFamily::count>({
    {BorderFamily::departure, "border.departure", "", "per_year", 0, 20,
     "rate of leaving on the Tumen of somebody with a push of one, on an open border"},
    {BorderFamily::push_hunger, "border.push", "hunger", "weight", 0, 50, "push of full hunger"},
    {BorderFamily::push_watched, "border.push", "watched", "weight", 0, 50,
     "of being watched for having left a post"},
    {BorderFamily::deterrence_watched, "border.push", "deterrence", "weight", 0, 50,
     "and what the watch deters"},
    {BorderFamily::push_label, "border.push", "label", "weight", 0, 50,
     "of being labelled a traitor"},
    {BorderFamily::push_shunned, "border.push", "shunned", "weight", 0, 50,
     "of friends who keep away"},
    {BorderFamily::push_grief, "border.push", "grief", "weight", 0, 50,
     "of having lost wife, husband or children"},
    {BorderFamily::push_outside, "border.push", "outside", "weight", 0, 50,
     "of knowing of another life"},
    {BorderFamily::experience, "border.experience", "", "ratio", 0, 50,
     "how many times more, of those who know the way"},
    {BorderFamily::devotion_hold, "border.hold", "devotion", "share", 0, 1,
     "by how much full devotion lowers the rate"},
    {BorderFamily::member_hold, "border.hold", "member", "share", 0, 1,
     "by how much membership lowers it"},
    {BorderFamily::child_hold, "border.hold", "child", "share", 0, 1,
     "by how much a small child lowers it"},
    {BorderFamily::age_young, "border.age", "15-24", "ratio", 0, 10, "how the rate differs by age"},
    {BorderFamily::age_prime, "border.age", "25-44", "ratio", 0, 10, ""},
    {BorderFamily::age_middle, "border.age", "45-59", "ratio", 0, 10, ""},
    {BorderFamily::age_old, "border.age", "60+", "ratio", 0, 10, ""},
    {BorderFamily::women, "border.women", "", "ratio", 0, 20,
     "how many times as many women leave as men"},
    {BorderFamily::openness, "border.openness", "", "ratio", 0, 5, "how open the border is"},
    {BorderFamily::oath_deterrence, "border.oath_deterrence", "", "share", 0, 1,
     "by how much the oath lowers the rate"},
    {BorderFamily::distance_decay, "border.distance_decay", "", "km", 1, 5000,
     "distance at which a third as many leave"},
    {BorderFamily::by_tumen, "border.reach", "tumen", "ratio", 0, 5,
     "how the reaches of the rivers differ"},
    {BorderFamily::by_upper_yalu, "border.reach", "upper_yalu", "ratio", 0, 5, ""},
    {BorderFamily::by_yalu, "border.reach", "yalu", "ratio", 0, 5, ""},
    {BorderFamily::sent_for, "border.sent_for", "", "per_year", 0, 50,
     "rate of leaving of those whom kin have sent for"},
    {BorderFamily::season_ice, "border.season", "ice", "ratio", 0, 1,
     "how many leave in each state of the river"},
    {BorderFamily::season_cold, "border.season", "cold", "ratio", 0, 1, ""},
    {BorderFamily::season_warm, "border.season", "warm", "ratio", 0, 1, ""},
    {BorderFamily::season_flood, "border.season", "flood", "ratio", 0, 1, ""},
    {BorderFamily::yalu_open, "border.yalu_open", "", "ratio", 0, 1,
     "the same for the Yalu while it is not frozen"},
    {BorderFamily::freeze_day, "border.freeze_day", "", "days", 280, 366,
     "day of the year on which the Tumen freezes"},
    {BorderFamily::thaw_day, "border.thaw_day", "", "days", 1, 150,
     "day of the year on which it thaws"},
    {BorderFamily::cold_days, "border.cold_days", "", "days", 0, 90,
     "days of cold open water after it and before"},
    {BorderFamily::lead_days, "border.lead_days", "", "days", 1, 60,
     "days from the decision to the river"},
    {BorderFamily::bury, "border.bury", "", "share", 0, 1,
     "members who bury the certificate before they go"},
    {BorderFamily::scout, "border.scout", "", "share", 0, 1,
     "those who study the bank from a hill first"},
    {BorderFamily::scout_reduction, "border.scout_reduction", "", "share", 0, 1,
     "detection that this prevents"},
    {BorderFamily::detection, "border.detection", "", "share", 0, 1,
     "crossings that guards notice and stop"},
    {BorderFamily::winter_patrols, "border.winter_patrols", "", "ratio", 0, 5,
     "how many times more on the ice"},
    {BorderFamily::guide_reduction, "border.guide_reduction", "", "share", 0, 1,
     "detection that a paid guide prevents"},
    {BorderFamily::joint_first, "border.joint", "first", "share", 0, 1,
     "those with wife, husband or small children who cross with them the first time"},
    {BorderFamily::joint_experienced, "border.joint", "experienced", "share", 0, 1,
     "the same of those who know the way"},
    {BorderFamily::swept_cold, "border.swept", "cold", "share", 0, 1,
     "crossings in open water that are swept away"},
    {BorderFamily::swept_warm, "border.swept", "warm", "share", 0, 1, ""},
    {BorderFamily::swept_flood, "border.swept", "flood", "share", 0, 1, ""},
    {BorderFamily::drown, "border.drown", "", "share", 0, 1, "of those swept away, who drown"},
    {BorderFamily::freeze, "border.freeze", "", "share", 0, 1,
     "of those wet in the cold whom nobody takes in, who die"},
    {BorderFamily::helped, "border.far_bank", "helped", "share", 0, 1,
     "strangers on the far bank who help"},
    {BorderFamily::reported, "border.far_bank", "reported", "share", 0, 1,
     "and who call the police"},
    {BorderFamily::aim_south_first, "border.aim_south", "first", "share", 0, 1,
     "those who leave for the South the first time"},
    {BorderFamily::aim_south_again, "border.aim_south", "again", "share", 0, 1,
     "those who do after losing the family, or punishment"},
    {BorderFamily::aim_south_uprooted, "border.aim_south", "uprooted", "share", 0, 1,
     "those who do after both"},
    {BorderFamily::aim_south_without, "border.aim_south", "without", "share", 0, 1,
     "those who do where ROUTE-01 does not hold"},
    {BorderFamily::farther, "border.farther", "", "km", 0, 1000,
     "by which the river is farther from everybody than it is"},
    {BorderFamily::first_age, "border.first_age", "", "age", 5, 40,
     "age from which somebody makes up their mind to cross"},
    {BorderFamily::small_child, "border.small_child", "", "age", 1, 20,
     "age below which a child is small"},
    {BorderFamily::near_without, "border.near_without", "", "ratio", 0, 1,
     "how near everybody is to the river, where BORDER-02 does not hold"},
    {BorderFamily::earns_until, "border.last_age", "alone", "age", 40, 120,
     "age from which nobody leaves by themselves"},
    {BorderFamily::guided_until, "border.last_age", "guided", "age", 40, 120,
     "and not even with a guide"},
    {BorderFamily::fetched_from, "border.fetched_age", "", "age", 0, 20,
     "from which a guide takes a child alone"},
    {BorderFamily::led, "border.led", "", "ratio", 0, 50,
     "women whom brokers lead across, to men with the same push, where everybody knows of some"},
    {BorderFamily::led_known, "border.led_known", "", "persons", 1, 1e6,
     "away from a county, at which brokers find half of the women they could"},
    {BorderFamily::bribe, "border.bribe", "", "exponent", 0, 1,
     "of the openness of the border, for those who have a broker; 0: always open"},
    {BorderFamily::driven, "border.driven", "", "exponent", 0, 1,
     "the same for those who have been punished"},
    {BorderFamily::led_at_work, "border.led_at_work", "", "ratio", 0, 5,
     "to whom brokers find elsewhere: women who are missed at a place of work"},
    {BorderFamily::push_steepness, "border.push_steepness", "", "exponent", 1, 5,
     "of hunger in its push: how much more the hungriest leave"},
    {BorderFamily::aim_south_sent_back, "border.aim_south", "sent_back", "share", 0, 1,
     "of those who have been sent back, once all have heard of the South"},
});

Nearness::Nearness(const Map& map, const BorderNumbers& numbers)
{
    if (!map.has_exile()) return;
    highest_.resize(map.places.size());
    for (int year = engine::year_of(first_day); year < engine::year_of(last_day); ++year) {
        const auto& p = numbers.at(engine::day_of(year));
        auto& near = by_year_.emplace_back(map.places.size());
        for (PlaceId place = 0; place < near.size(); ++place) {
            if (!map.is_home(place)) continue;
            const PlaceId at = map.crossing[place];
            const auto reach = static_cast<std::size_t>(map.places[at].river) - 1;
            near[place] =
                p[BorderFamily::by_tumen + reach] *
                engine::exponential(-(map.kilometres(place, at) + p[BorderFamily::farther]) /
                                    p[BorderFamily::distance_decay]);
            highest_[place] = std::max(highest_[place], near[place]);
        }
    }
}

double Nearness::highest(PlaceId place) const noexcept
{
    return highest_.empty() ? 0 : highest_[place];
}

double Nearness::of(PlaceId place, Day day) const noexcept
{
    if (by_year_.empty()) return 0;
    const int year = engine::year_of(day) - engine::year_of(first_day);
    const int last = static_cast<int>(by_year_.size()) - 1;
    return by_year_[static_cast<std::size_t>(std::clamp(year, 0, last))][place];
}

namespace border {

Water water(const BorderNumbers::Values& p, Day day) noexcept
{
    const int in_year = (day - engine::day_of(engine::year_of(day)) + 1).count();
    if (in_year < p[BorderFamily::thaw_day] || in_year >= p[BorderFamily::freeze_day])
        return Water::ice;
    const double cold = p[BorderFamily::cold_days];
    if (in_year < p[BorderFamily::thaw_day] + cold || in_year >= p[BorderFamily::freeze_day] - cold)
        return Water::cold;
    const unsigned month = engine::month_of(day);
    return month == 7 || month == 8 ? Water::flood : Water::warm;
}

Exile& record(Act& act)
{
    Life& life = act.life();
    if (life.exile == 0) life.exile = act.place_state().exiles.add(Exile{});
    return act.place_state().exiles[life.exile];
}

double small_child(const Numbers& numbers, Day day)
{
    return numbers.border.at(day)[BorderFamily::small_child];
}

} // namespace border
} // namespace counterlife::model
