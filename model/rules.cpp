// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules.

#include "model/army/army.h"
#include "model/belief/belief.h"
#include "model/food/food.h"
#include "model/health/health.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/mine/mine.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/privilege/privilege.h"
#include "model/residence/residence.h"
#include "model/school/school.h"
#include "model/security/security.h"

#include "model/switches.h"

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/china/orphans.h"
#include "model/china/together.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/route/route.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/south/south.h"

#include <array>
#include <unordered_map>

namespace counterlife::model {

namespace {

// The order settles what happens first on one day in one life. News of a death comes last, so
// that a wife who is told of the wedding and of the death on one morning becomes a widow.
constexpr std::array all_rules{
    // Institutions on their calendar days.
    &labour::planning,
    &food::delivery,
    &army::call_up,
    &party::nomination,
    &party::civil_admission,
    &party::appointment,
    &marriage::matching,
    &labour::visit,
    // Institutions and their mail.
    &labour::order,
    &labour::demand,
    &mine::renewal,
    &labour::release_asked,
    &labour::petition_heard,
    &labour::scolding,
    &privilege::pressure,
    &privilege::reprimand,
    &party::absence,
    &security::report,
    &marriage::application,
    &marriage::withdrawal,
    &security::absence_noted,
    &security::return_noted,
    &route::word,
    &route::hearsay,
    &family::at_hand,
    &family::asked_for,
    &search::inquiry,
    &search::sighting,
    &search::book,
    &search::look,
    // People.
    &school::enrolment,
    &school::leaving,
    &school::graduation,
    &labour::placement,
    &labour::retirement,
    &labour::job_change,
    &labour::release_answer,
    &labour::quitting,
    &army::enlistment,
    &army::reporting,
    &army::news_home,
    &army::lesson,
    &army::letter_home,
    &army::heartened,
    &army::training,
    &army::discharge,
    &army::homecoming,
    &party::principles,
    &party::admission,
    &party::parents_told,
    &party::application,
    &party::registration,
    &party::candidacy,
    &party::promotion,
    &party::lapse,
    &party::recall,
    &labour::posting,
    &labour::reception,
    &labour::term_end,
    &privilege::plea,
    &privilege::release,
    &privilege::college,
    &belief::news,
    &labour::petition,
    &labour::refusal,
    &labour::banishment,
    &health::refuge,
    &health::discharge,
    &labour::absconding,
    &labour::flight_home,
    &security::watch,
    &security::shared_fall,
    &security::arrest,
    &security::release,
    &mine::explosion,
    &mine::accident,
    &food::trade,
    &food::leaving_trade,
    &food::trip,
    &food::selling,
    &food::way_back,
    &food::back,
    &food::adrift,
    &food::station,
    &food::gathering,
    &food::leaving_camp,
    &person::maternity,
    &person::fatherhood,
    &marriage::search,
    &marriage::proposal,
    &marriage::courtship,
    &marriage::jilted,
    &marriage::wedding,
    &marriage::vow,
    &marriage::divorce,
    &marriage::divorced,
    &household::split,
    &household::leave_home,
    &household::take_in,
    &household::turned_away,
    &residence::arrival,
    &residence::address,
    &household::come,
    &residence::move,
    // The river, and those who cross it.
    &border::departure,
    &border::come_along,
    &border::riverside,
    &border::crossing,
    &border::far_bank,
    &border::way_back,
    &family::farewell,
    &family::child_gone,
    &family::child_back,
    &family::dispersal,
    &family::elsewhere,
    &family::cast_off,
    &family::onward,
    &family::return_to_house,
    &family::back_at_house,
    &family::homecoming,
    &family::news,
    &family::knock,
    &family::reunited,
    &family::empty_house,
    &family::word,
    &family::word_home,
    &search::setting_out,
    &search::stop,
    &search::next_stop,
    &search::passing,
    &search::found,
    &search::seen,
    &search::rumour,
    &search::child_found,
    &search::fetched,
    &search::brought_home,
    &search::back_home,
    &search::paid_look,
    &search::looked_for,
    &search::answer,
    &china::settling,
    &china::reckoning,
    &china::going_home,
    &china::to_city,
    &china::church,
    &china::sold,
    &china::birth,
    &china::arrest,
    &china::handover,
    &security::visit,
    &security::taken_away,
    &security::handed_over,
    &security::confession,
    &security::custody_step,
    &security::custody_death,
    &route::resolve,
    &route::contact,
    &route::come_along,
    &route::called,
    &route::third_country,
    &route::embassy,
    &route::shelter,
    &route::onward,
    // The South.
    &south::arrival,
    &south::leaving,
    &south::settling,
    &south::reunion,
    &south::lookout,
    &south::party_choice,
    &south::college,
    &south::drop_out,
    &south::school_end,
    &south::job_end,
    &south::hire,
    &south::accounts,
    &south::remittance,
    &south::money,
    &south::sending_for,
    &south::anniversary,
    &south::going_back,
    &person::bereavement,
    &food::starvation,
    &person::death,
    // Later ones, so that the others keep their numbers.
    &security::child_released,
    &china::taken_along,
    &food::taken_in,
    &south::retirement,
    &china::together,
    &china::parted,
    &south::undelivered,
    &south::unfetched,
    &route::guide_gone,
    &person::conception,
    &person::parting,
    &person::parted,
    &china::conception,
    &marriage::promise,
    &south::brought_back,
    &family::expected,
    &search::death_known,
    &search::death_told,
    &border::at_side,
    &china::looked_after,
    &china::orphaned,
    &route::called_instead,
    &army::desertion,
};

} // namespace

std::span<const Rule* const> Nation::rules()
{
    return all_rules;
}

const Rule* find_rule(std::string_view name)
{
    static const auto by_name = [] {
        std::unordered_map<std::string_view, const Rule*> all;
        for (const Rule* rule : all_rules) all.emplace(rule->name, rule);
        return all;
    }();
    const auto at = by_name.find(name);
    return at == by_name.end() ? nullptr : at->second;
}

std::vector<std::string> rule_names()
{
    std::vector<std::string> names;
    names.reserve(std::size(all_rules));
    for (const Rule* rule : all_rules) names.emplace_back(rule->name);
    return names;
}

} // namespace counterlife::model
