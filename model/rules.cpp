// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules, and who can meet which.

#include "model/nation.h"

#include "model/switches.h"

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/route/route.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/south/south.h"

#include <array>
#include <atomic>
#include <mutex>
#include <set>

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
};

/// A person's situation in the country: everything that decides which rules can concern them.
struct Situation {
    School school = School::none;
    Stage stage = Stage::child;
    bool woman = false, married = false, never_married = false, looking = false;
    bool with_parents = false, own_home = false;
    bool member = false, miner = false, bound = false, letters_due = false, bereft = false;

    static Situation of(const Life& life) noexcept
    {
        const Career& career = life.career;
        return {.school = life.school,
                .stage = career.stage,
                .woman = life.sex == Sex::female,
                .married = life.marital == Marital::married,
                .never_married = life.marital == Marital::never_married,
                .looking = life.searching || life.betrothed,
                .with_parents = life.with_parents,
                .own_home = life.own_home,
                .member = career.standing == Standing::member,
                .miner = career.sector == Sector::mine,
                .bound = career.bound,
                .letters_due = career.letters_due,
                .bereft = career.left_behind || career.dispersed || career.lost_family};
    }
    std::size_t number() const noexcept
    {
        std::size_t n =
            static_cast<std::size_t>(school) * stages_at_home + static_cast<std::size_t>(stage);
        for (const bool bit : {woman, married, never_married, looking, with_parents, own_home,
                               member, miner, bound, letters_due, bereft})
            n = 2 * n + bit;
        return n;
    }

    static constexpr auto stages_at_home = static_cast<std::size_t>(first_stage_of_exile);
    static constexpr std::size_t count = 5 * stages_at_home * 2048;
};

/// The same for those who have left, or are about to.
struct Abroad {
    Stage stage = Stage::abroad;
    bool woman = false, member = false, recorded = false;

    static Abroad of(const Life& life) noexcept
    {
        return {.stage = life.career.stage,
                .woman = life.sex == Sex::female,
                .member = life.career.standing == Standing::member,
                .recorded = life.exile != 0};
    }
    std::size_t number() const noexcept
    {
        const auto nth = static_cast<std::size_t>(stage) - Situation::stages_at_home;
        return nth * 8 + woman * 4u + member * 2u + recorded;
    }
    static constexpr std::size_t count = (stages - Situation::stages_at_home) * 8;
};

/// What a person's work, or want of it, may bring.
void add_rules_of_stage(const Situation& who, std::vector<const Rule*>& rules)
{
    const auto add = [&](auto... some) { (rules.push_back(some), ...); };
    switch (who.stage) {
    case Stage::worker:
        add(&labour::retirement);
        if (who.member)
            add(&party::registration);
        else
            add(&party::application);
        if (who.miner) add(&mine::accident, &mine::explosion);
        if (who.bound) {
            add(&belief::news, &labour::petition, &health::refuge, &labour::absconding,
                &labour::term_end);
        } else {
            add(&party::candidacy, &labour::job_change, &labour::quitting);
            if (who.woman) add(&food::trade);
        }
        break;
    case Stage::waiting:
        add(&labour::placement);
        break;
    case Stage::soldier:
        add(&army::training, &army::discharge);
        break;
    case Stage::ward:
        add(&health::discharge, &security::arrest);
        if (who.member) add(&party::lapse);
        break;
    case Stage::absent:
        if (who.member) add(&party::lapse);
        add(&security::arrest);
        break;
    case Stage::idle:
        if (who.member) add(&party::lapse);
        add(&security::arrest, &labour::placement);
        if (who.woman) add(&food::trade);
        break;
    case Stage::at_home:
        if (who.woman) add(&food::trade);
        break;
    case Stage::trader:
        add(&food::leaving_trade, &food::trip, &food::way_back, &labour::retirement);
        break;
    case Stage::detained:
        add(&security::release);
        break;
    case Stage::adrift:
        add(&food::gathering, &food::leaving_camp);
        break;
    case Stage::camp:
        add(&food::leaving_camp);
        break;
    case Stage::child:
        add(&food::adrift);
        break;
    default:
        break;
    }
}

/// Whoever keeps house and job in the country, and may leave it.
bool may_leave(const Situation& who)
{
    switch (who.stage) {
    case Stage::worker:
        return !who.bound;
    case Stage::waiting:
    case Stage::absent:
    case Stage::idle:
    case Stage::trader:
    case Stage::at_home:
    case Stage::retired:
        return true;
    default:
        return false;
    }
}

bool is_free(const Situation& who)
{
    switch (who.stage) {
    case Stage::soldier:
    case Stage::ward:
    case Stage::absent:
    case Stage::detained:
    case Stage::adrift:
    case Stage::camp:
    case Stage::child:
        return false;
    default:
        return !who.bound;
    }
}

/// What may come to those left behind, and to those who have left home without a word.
void add_rules_of_the_bereft(std::vector<const Rule*>& rules)
{
    for (const Rule* rule :
         {&family::dispersal, &family::onward, &family::return_to_house, &search::seen})
        rules.push_back(rule);
}

std::vector<const Rule*> rules_for(const Situation& who)
{
    std::vector<const Rule*> rules;
    if (who.school == School::none) rules.push_back(&school::enrolment);
    if (who.school == School::pupil) rules.push_back(&school::leaving);
    if (who.school == School::student) rules.push_back(&school::graduation);
    add_rules_of_stage(who, rules);
    const bool serves = who.stage == Stage::soldier;
    const bool child = who.school == School::none || who.school == School::pupil;
    if (!child && who.woman && who.married) rules.push_back(&person::maternity);
    if (!child && !who.married && !who.looking && !serves) rules.push_back(&marriage::search);
    if (who.woman && who.married) rules.push_back(&marriage::divorce);
    if (!who.woman && who.married && who.with_parents && !who.bereft)
        rules.push_back(&household::split);
    if (!child && who.never_married && !who.looking && !who.own_home && is_free(who))
        rules.push_back(&household::leave_home);
    // Whoever waits for somebody stays in the house.
    if (!child && (!who.married || !who.woman) && is_free(who) && !who.bereft)
        rules.push_back(&residence::move);
    if (who.bereft) add_rules_of_the_bereft(rules);
    if (who.letters_due) rules.push_back(&army::letter_home);
    if (!child && may_leave(who)) rules.push_back(&border::departure);
    rules.push_back(&food::starvation);
    rules.push_back(&person::death);
    return rules;
}

std::vector<const Rule*> rules_for(const Abroad& who)
{
    std::vector<const Rule*> rules;
    const auto add = [&](auto... some) { (rules.push_back(some), ...); };
    switch (who.stage) {
    case Stage::leaving:
        add(&border::crossing, &food::starvation);
        break;
    case Stage::abroad:
        if (!who.recorded) break; // Born there.
        add(&china::reckoning, &china::going_home, &china::to_city, &china::church);
        if (who.woman) add(&china::sold, &china::birth);
        add(&china::arrest, &route::resolve, &route::contact, &family::word);
        break;
    case Stage::custody:
        add(&china::handover, &security::confession, &security::custody_step,
            &security::custody_death);
        break;
    case Stage::journey:
        add(&route::onward);
        break;
    case Stage::south:
        if (!who.recorded) break;
        add(&south::leaving, &south::lookout, &south::party_choice, &south::college,
            &south::drop_out, &south::school_end, &south::job_end, &south::hire, &south::accounts,
            &south::remittance, &south::sending_for, &south::anniversary, &south::going_back,
            &search::paid_look);
        break;
    case Stage::seeking:
        add(&search::next_stop, &food::starvation);
        break;
    default:
        break;
    }
    if (who.member && who.stage != Stage::south) add(&party::lapse);
    add(&person::death);
    return rules;
}

/// The lists of rules by situation, each made when it is first asked for. Most situations share a
/// list with many others, and most never occur.
class RuleLists {
public:
    using List = std::span<const Rule* const>;

    List at_home(const Situation& who)
    {
        return list_of(of_[who.number()], [&] { return rules_for(who); });
    }
    List abroad(const Abroad& who)
    {
        return list_of(of_[Situation::count + who.number()], [&] { return rules_for(who); });
    }

private:
    using Rules = std::vector<const Rule*>;

    template <class Make> List list_of(std::atomic<const Rules*>& known, const Make& make)
    {
        const Rules* rules = known.load(std::memory_order_acquire);
        if (!rules) {
            const std::lock_guard lock{making_};
            rules = &*lists_.insert(make()).first; // A set's members stay where they are.
            known.store(rules, std::memory_order_release);
        }
        return *rules;
    }

    std::mutex making_;
    std::set<Rules> lists_;
    std::array<std::atomic<const Rules*>, Situation::count + Abroad::count> of_{};
};

} // namespace

std::span<const Rule* const> Nation::rules()
{
    return all_rules;
}

std::span<const Rule* const> Nation::rules_of(const Life& life)
{
    static RuleLists lists;
    if (life.career.stage >= first_stage_of_exile) return lists.abroad(Abroad::of(life));
    return lists.at_home(Situation::of(life));
}

Nation::Luggage Nation::pack(Life& life, Place& from)
{
    const auto children = from.kin.list(life.children);
    Luggage luggage{.children = {children.begin(), children.end()}, .exile = {}};
    from.kin.drop(life.children);
    life.children = 0;
    if (life.exile != 0) luggage.exile = from.exiles.take(life.exile);
    life.exile = 0;
    return luggage;
}

void Nation::unpack(Life& life, Place& to, Luggage&& luggage)
{
    life.children = 0;
    for (const Address& child : luggage.children) life.children = to.kin.add(life.children, child);
    life.exile = luggage.exile ? to.exiles.add(std::move(*luggage.exile)) : 0;
}

std::vector<std::string> rule_names()
{
    std::vector<std::string> names;
    for (const Rule* rule : all_rules) names.emplace_back(rule->name);
    return names;
}

} // namespace counterlife::model
