// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules, and who can meet which.

#include "model/nation.h"

#include "model/switches.h"

#include <array>
#include <map>

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
    &household::come,
    &residence::move,
    &person::bereavement,
    &food::starvation,
    &person::death,
};

/// A person's situation: everything that decides which rules can concern them.
struct Situation {
    School school = School::none;
    Stage stage = Stage::child;
    bool woman = false, married = false, never_married = false, looking = false;
    bool with_parents = false, own_home = false;
    bool member = false, miner = false, bound = false, letters_due = false;

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
                .letters_due = career.letters_due};
    }
    std::size_t number() const noexcept
    {
        std::size_t n = static_cast<std::size_t>(school) * stages + static_cast<std::size_t>(stage);
        for (const bool bit : bits()) n = 2 * n + bit;
        return n;
    }
    static Situation numbered(std::size_t n) noexcept
    {
        Situation who;
        for (bool* bit :
             {&who.letters_due, &who.bound, &who.miner, &who.member, &who.own_home,
              &who.with_parents, &who.looking, &who.never_married, &who.married, &who.woman}) {
            *bit = n % 2 != 0;
            n /= 2;
        }
        who.stage = static_cast<Stage>(n % stages);
        who.school = static_cast<School>(n / stages);
        return who;
    }

private:
    std::array<bool, 10> bits() const noexcept
    {
        return {woman,    married, never_married, looking, with_parents,
                own_home, member,  miner,         bound,   letters_due};
    }
};

constexpr std::size_t situations = 5 * stages * 1024;

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
    case Stage::student:
    case Stage::retired:
        break;
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
    if (!who.woman && who.married && who.with_parents) rules.push_back(&household::split);
    if (!child && who.never_married && !who.looking && !who.own_home && is_free(who))
        rules.push_back(&household::leave_home);
    if (!child && (!who.married || !who.woman) && is_free(who)) rules.push_back(&residence::move);
    if (who.letters_due) rules.push_back(&army::letter_home);
    rules.push_back(&food::starvation);
    rules.push_back(&person::death);
    return rules;
}

/// The lists of rules by situation. Most situations share a list with many others.
class Agendas {
public:
    Agendas()
    {
        std::map<std::vector<const Rule*>, std::uint16_t> known;
        for (std::size_t n = 0; n < situations; ++n) {
            const auto rules = rules_for(Situation::numbered(n));
            const auto [at, is_new] =
                known.try_emplace(rules, static_cast<std::uint16_t>(lists_.size()));
            if (is_new) lists_.push_back(rules);
            list_of_[n] = at->second;
        }
    }
    std::span<const Rule* const> of(std::size_t situation) const noexcept
    {
        return lists_[list_of_[situation]];
    }

private:
    std::vector<std::vector<const Rule*>> lists_;
    std::array<std::uint16_t, situations> list_of_{};
};

} // namespace

std::span<const Rule* const> Nation::rules()
{
    return all_rules;
}

std::span<const Rule* const> Nation::agenda(const Life& life)
{
    static const Agendas agendas;
    return agendas.of(Situation::of(life).number());
}

Nation::Luggage Nation::pack(Life& life, Place& from)
{
    const auto children = from.kin.list(life.children);
    Luggage luggage(children.begin(), children.end());
    from.kin.drop(life.children);
    life.children = 0;
    return luggage;
}

void Nation::unpack(Life& life, Place& to, Luggage&& luggage)
{
    life.children = 0;
    for (const Address& child : luggage) life.children = to.kin.add(life.children, child);
}

std::vector<std::string> rule_names()
{
    std::vector<std::string> names;
    for (const Rule* rule : all_rules) names.emplace_back(rule->name);
    return names;
}

} // namespace counterlife::model
