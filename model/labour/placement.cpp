// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Placement in work.
//
// The labour office of each county knows what its sectors lack. Whoever leaves school, college or
// the army, or has been moved, reports to it and is placed where hands are needed.
//
//   PARTY-14  people outside the party are labourers or peasants; offices are for members
//   LABOUR-12 every worker belongs to one organisation
//   (no claim) retirement is at the age the state has set
//   data/labour/labour.csv: plan, mine_factor, growth, least_open, weight, housewives,
//   retirement_age, first_age, self_employed, formalities, journey_days; data/labour/policy.csv:
//   scolding_months; data/army/army.csv: enlist_age

#include "model/labour/placement.h"
#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/marriage/marriage.h"
#include "model/mine/mine.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/party.h"
#include "model/places/map.h"
#include "model/residence/residence.h"
#include "model/school/school.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/security/security.h"

#include <cmath>

namespace counterlife::model {

const std::array<Scalar, LabourFamily::count> LabourFamily::table = in_order<LabourFamily::count>({
    {LabourFamily::plan_land, "labour.plan", "land/farm", "share", 0, 1,
     "share of the workers on the land, or in towns, that a sector is planned to have"},
    {LabourFamily::plan_land + 1, "labour.plan", "land/mine", "share", 0, 1, ""},
    {LabourFamily::plan_land + 2, "labour.plan", "land/factory", "share", 0, 1, ""},
    {LabourFamily::plan_land + 3, "labour.plan", "land/building", "share", 0, 1, ""},
    {LabourFamily::plan_land + 4, "labour.plan", "land/services", "share", 0, 1, ""},
    {LabourFamily::plan_land + 5, "labour.plan", "land/office", "share", 0, 1, ""},
    {LabourFamily::plan_town, "labour.plan", "town/farm", "share", 0, 1, ""},
    {LabourFamily::plan_town + 1, "labour.plan", "town/mine", "share", 0, 1, ""},
    {LabourFamily::plan_town + 2, "labour.plan", "town/factory", "share", 0, 1, ""},
    {LabourFamily::plan_town + 3, "labour.plan", "town/building", "share", 0, 1, ""},
    {LabourFamily::plan_town + 4, "labour.plan", "town/services", "share", 0, 1, ""},
    {LabourFamily::plan_town + 5, "labour.plan", "town/office", "share", 0, 1, ""},
    {LabourFamily::mine_factor, "labour.mine_factor", "", "ratio", 0, 5,
     "how a mining place's share of miners is multiplied"},
    {LabourFamily::housewives, "labour.housewives", "", "share", 0, 1,
     "married women who keep house"},
    {LabourFamily::retire_men, "labour.retirement_age", "M", "age", 30, 100,
     "age at which workers retire"},
    {LabourFamily::retire_women, "labour.retirement_age", "F", "age", 30, 100,
     "age at which workers retire"},
    {LabourFamily::job_change, "labour.job_change", "", "per_year", 0, 5,
     "rate at which workers ask for another job"},
    {LabourFamily::quit, "labour.quit", "", "per_year", 0, 5,
     "rate at which workers stop going to work"},
    {LabourFamily::quit_unpunished, "labour.quit_unpunished", "", "ratio", 1, 50,
     "how many times more would, were it not punished"},
    {LabourFamily::idle_days, "labour.idle_days", "", "days", 1, 3650,
     "days until an idle person is placed again"},
    {LabourFamily::first_age, "labour.first_age", "", "age", 10, 25, "youngest age at work"},
    {LabourFamily::self_employed, "labour.self_employed", "", "share", 0, 1,
     "those who work on their own, where that is allowed"},
    {LabourFamily::member_quits, "labour.member_quits", "before", "ratio", 0, 1,
     "rate at which members stop going to work, to others', before the turn to money"},
    {LabourFamily::member_quits_after, "labour.member_quits", "turn", "ratio", 0, 1,
     "and what the turn adds to it"},
    {LabourFamily::growth, "labour.growth", "", "ratio", 1, 2,
     "hands that a sector would take, to those planned"},
    {LabourFamily::least_open, "labour.least_open", "", "share", 0, 0.1,
     "of those planned, whom even a sector takes that has all it should have"},
    {LabourFamily::weight_office, "labour.weight", "office", "ratio", 0, 100,
     "how offices draw those to whom they are open"},
    {LabourFamily::weight_women_mine, "labour.weight", "women_in_mines", "ratio", 0, 100,
     "and mines women"},
    {LabourFamily::formalities, "labour.formalities", "", "days", 1, 365,
     "from reporting to the labour office to a place"},
    {LabourFamily::journey_days, "labour.journey_days", "", "days", 0, 365,
     "more after a move to another county"},
});

namespace labour {

namespace {

using Family = LabourFamily;

enum Draw : std::uint32_t { housewife, office_open, own_account, draws };
constexpr Lot at_placement{.many = draws};
// By the day; its numbers of January 1970 are known to be those of other lots of a placement.
constexpr Lot which_sector{.every = 16, .many = sectors, .meets_another = true};

Day first_of_month(const PlaceState&, const model::Numbers&, Day day)
{
    return engine::next_month(day);
}

/// What the sectors lack, and what the place has heard by now: both hold for a month.
void plan(OfficeAct& act)
{
    PlaceState& state = act.place();
    const auto& p = act.numbers().labour.at(act.today());
    const double mine_share =
        act.numbers().map.places[act.here()].mine_share * p[Family::mine_factor];
    state.committee.workers = 0;
    for (std::size_t town = 0; town < 2; ++town) {
        const auto& workers = state.labour.workers[town];
        double all = 1;
        for (const std::int32_t of_sector : workers) all += of_sector;
        state.committee.workers += static_cast<std::int32_t>(all) - 1;
        for (std::size_t sector = 0; sector < sectors; ++sector) {
            const bool mine = sector == static_cast<std::size_t>(Sector::mine);
            const double planned =
                mine
                    ? mine_share
                    : p[(town ? Family::plan_town : Family::plan_land) + sector] * (1 - mine_share);
            // A little more than there is, so that all sectors may grow.
            const double lacks = p[Family::growth] * all * planned - workers[sector];
            state.labour.open[town][sector] =
                static_cast<float>(std::max(lacks, p[Family::least_open] * planned * all));
        }
    }
    state.labour.left_known = state.labour.left_by_privilege;
    state.labour.scoldings_known = state.labour.scoldings;
    const double forgotten = act.numbers().policy.at(act.today())[PolicyFamily::scolding_months];
    // Rounded up, so that the last one is forgotten too.
    state.labour.scoldings -=
        static_cast<std::int32_t>(std::ceil(state.labour.scoldings / forgotten));
    mine::take_stock(act);
    act.quiet();
}

Day reporting_day(const View& view)
{
    return view.life.career.stage_until;
}

/// PARTY-14  Offices are closed to people outside the party.
bool may_work_in(Act& act, Sector sector)
{
    const auto& claims = act.numbers().claims;
    if (sector != Sector::office || party::is_member(act.life())) return true;
    if (!claims.on(Claim::party_14, act.today()) || !claims.on(Claim::party_01, act.today()))
        return act.life().school == School::graduate;
    return act.uniform(at_placement, once, office_open) <
           claims.exceptions(Claim::party_14, act.today());
}

Sector choose_sector(Act& act)
{
    const Life& life = act.life();
    const auto& p = act.numbers().labour.at(act.today());
    const auto& open = act.place().labour.open[life.urban];
    const auto weight = [&](Sector sector) {
        const float lacks = open[static_cast<std::size_t>(sector)];
        if (lacks <= 0 || !may_work_in(act, sector)) return 0.0;
        // Offices take few, and members and graduates first: what is closed to others is left to
        // them.
        const bool woman_mines = sector == Sector::mine && life.sex == Sex::female;
        return lacks * (sector == Sector::office ? p[Family::weight_office] : 1.0) *
               (woman_mines ? p[Family::weight_women_mine] : 1.0);
    };
    return act
        .choose(which_sector, act.today(),
                {Sector::farm, Sector::mine, Sector::factory, Sector::building, Sector::services,
                 Sector::office},
                weight)
        .value_or(life.urban ? Sector::services : Sector::farm);
}

void place(Act& act)
{
    Life& life = act.life();
    const auto& p = act.numbers().labour.at(act.today());
    const int age = whole_years(life, act.today());
    const bool before_call_up = life.career.enlisted == no_day &&
                                age <= act.numbers().army.at(act.today())[ArmyFamily::enlist_age];
    if (before_call_up && life.career.goal == Goal::undecided) belief::form_goal(act);
    if (before_call_up) army::enrol_recruit(act);
    if (age >= p[Family::retire_men + index_of(life.sex)]) {
        enter_stage(act, Stage::retired);
        return act.note(code_of(PlacementDetail{Placed::retired}));
    }
    if (life.sex == Sex::female && life.marital == Marital::married &&
        act.uniform(at_placement, once, housewife) < p[Family::housewives]) {
        enter_stage(act, Stage::at_home);
        return act.note(code_of(PlacementDetail{Placed::keeps_house}));
    }
    // LABOUR-12  There is no work outside an organisation, or else there is.
    if (!act.numbers().claims.on(Claim::labour_12, act.today()) &&
        act.uniform(at_placement, once, own_account) < p[Family::self_employed]) {
        enter_stage(act, Stage::trader);
        return act.note(code_of(PlacementDetail{Placed::own_trade}));
    }
    start_work(act, choose_sector(act));
    act.note(code_of(PlacementDetail{placed_at(life.career.sector)}));
}

/// Workers at the age of the state; the market asks for nobody's age but by what it takes.
Day retirement_day(const View& view)
{
    const Career& career = view.life.career;
    if (career.stage == Stage::trader)
        return day_of_age(view.life,
                          view.numbers.food.at(career.stage_since)[FoodFamily::trade_until]);
    const auto& p = view.numbers.labour.at(career.stage_since);
    return day_of_age(view.life, p[Family::retire_men + index_of(view.life.sex)]);
}

void retire(Act& act)
{
    Career& career = act.life().career;
    act.note(code_of(RetirementDetail{.trader = career.stage == Stage::trader}));
    career.bound = false;
    leave_work(act);
    enter_stage(act, Stage::retired);
}

constexpr Record planning_record{.text = "{He} reviews which sectors are short of workers."};

Turn placement_turn(const PlacementDetail& d)
{
    switch (d.placed) {
    case Placed::own_trade:
        return Turn::trades;
    case Placed::retired:
        return Turn::retires;
    case Placed::keeps_house:
        return Turn::keeps_house;
    default:
        return placed_in(d.sector());
    }
}

std::string tell_placement(const PlacementDetail& d, const Telling&)
{
    switch (d.placed) {
    case Placed::keeps_house:
        return "{He} is given no job and keeps house, as married women may.";
    case Placed::retired:
        return "{He} is given no job, having reached the age of retirement.";
    case Placed::own_trade:
        return "{He} takes no job with the state and lives by {his} own trade.";
    default:
        return "The labour office places {him} " +
               std::string{at_work_in(static_cast<std::int32_t>(d.sector()))} + " {in}.";
    }
}

constexpr const Rule* before_placement[]{&school::leaving,
                                         &school::graduation,
                                         &army::homecoming,
                                         &job_change,
                                         &release_answer,
                                         &refusal,
                                         &term_end,
                                         &security::release,
                                         &food::leaving_trade,
                                         &food::leaving_camp,
                                         &residence::move,
                                         &household::come,
                                         &marriage::vow,
                                         &quitting,
                                         &family::homecoming,
                                         &family::back_at_house,
                                         &search::back_home,
                                         &search::fetched};
constexpr Word placement_words[]{
    {"placed", when<[](const PlacementDetail& d) { return d.in_a_sector(); }>},
    {"placed_in_mine", when<[](const PlacementDetail& d) { return d.sector() == Sector::mine; }>},
    {"placed_in_office",
     when<[](const PlacementDetail& d) { return d.sector() == Sector::office; }>}};
constexpr Record placement_record{.parts = parts_of<PlacementDetail>,
                                  .turn = turn_by<placement_turn>,
                                  .tell = told_by<tell_placement>,
                                  .follows = before_placement,
                                  .words = placement_words};

constexpr const Rule* before_retirement[]{&placement, &reception, &food::trade};
constexpr Word retirement_words[]{{"retired"}};
std::string tell_retirement(const RetirementDetail& d, const Telling&)
{
    return d.trader ? "{He} is too old to go on trading, and gives it up."
                    : "{He} retires, having reached the age set by the state.";
}

constexpr Record retirement_record{.parts = parts_of<RetirementDetail>,
                                   .turns = Turn::retires,
                                   .tell = told_by<tell_retirement>,
                                   .follows = before_retirement,
                                   .words = retirement_words};

} // namespace

void enter_stage(Act& act, Stage stage)
{
    Career& career = act.life().career;
    const bool still_missing = misses_party_life(career.stage) && misses_party_life(stage);
    const Days missed =
        still_missing ? Days{career.missed} + (act.today() - career.stage_since) : Days{};
    career.missed = static_cast<std::uint8_t>(std::min<Days>(missed, 255).count());
    career.stage = stage;
    career.stage_since = act.today();
    career.stage_until = no_day;
}

/// PARTY-19  Away from the cell without its leave, across the river, held, or on the road.
bool misses_party_life(Stage stage) noexcept
{
    return stage == Stage::absent || stage == Stage::idle || stage >= first_stage_of_exile;
}

void leave_work(Act& act)
{
    const Life& life = act.life();
    const Career& career = life.career;
    if (career.stage == Stage::worker || career.stage == Stage::ward) {
        party::leave_organisation(act);
        --act.place_state().labour.workers[life.urban][static_cast<std::size_t>(career.sector)];
    }
    if (career.stage != Stage::camp) return;
    --act.place_state().camp_children;
    std::erase_if(act.place_state().camp_book,
                  [&](const CampEntry& one) { return one.who.id == life.being.id; });
}

void start_work(Act& act, Sector sector)
{
    Life& life = act.life();
    enter_stage(act, Stage::worker);
    constexpr std::uint32_t organisations = 8;
    life.career.sector = sector;
    life.career.unit =
        static_cast<std::uint8_t>(act.uniform(organisation, act.today()) * organisations);
    ++act.place_state().labour.workers[life.urban][static_cast<std::size_t>(sector)];
}

void wait_for_placement(Act& act)
{
    Career& career = act.life().career;
    enter_stage(act, Stage::waiting);
    const auto& p = act.numbers().labour.at(act.today());
    const Day of_age = day_of_age(act.life(), p[Family::first_age]);
    const auto formalities = engine::whole_days(p[Family::formalities]);
    career.stage_until = std::max(act.today() + formalities, of_age);
}

void resume(Act& act)
{
    Life& life = act.life();
    if (life.school == School::pupil || life.school == School::none)
        return enter_stage(act, Stage::child);
    if (life.school == School::student) life.school = School::left_school; // Is broken off.
    wait_for_placement(act);
}

void uproot(Act& act)
{
    const Stage stage = act.life().career.stage;
    leave_work(act);
    if (stage != Stage::worker && stage != Stage::idle && stage != Stage::waiting) return;
    wait_for_placement(act);
    act.life().career.stage_until +=
        engine::whole_days(act.numbers().labour.at(act.today())[Family::journey_days]);
}

bool keeps_house(const engine::Luck& luck, LifeId who, double share) noexcept
{
    return luck.uniform(who, keeping_house.stream, keeping_house.number(0, 0)) < share;
}

void keep_house(Act& act)
{
    if (act.life().career.stage != Stage::worker || act.life().career.bound) return;
    const double share = act.numbers().labour.at(act.today())[Family::housewives];
    if (act.uniform(keeping_house) >= share) return;
    leave_work(act);
    enter_stage(act, Stage::at_home);
}

void resettle(Act& act, bool urban)
{
    Life& life = act.life();
    const Career& career = life.career;
    if (life.urban != urban && (career.stage == Stage::worker || career.stage == Stage::ward)) {
        auto& workers = act.place_state().labour.workers;
        --workers[life.urban][static_cast<std::size_t>(career.sector)];
        ++workers[urban][static_cast<std::size_t>(career.sector)];
    }
    life.urban = urban;
}

bool is_tied(const Life& life) noexcept
{
    switch (life.career.stage) {
    case Stage::soldier:
    case Stage::ward:
    case Stage::detained:
    case Stage::camp:
    case Stage::adrift:
    case Stage::leaving:
    case Stage::abroad:
    case Stage::custody:
    case Stage::journey:
    case Stage::south:
    case Stage::seeking:
        return true;
    default:
        return life.career.bound;
    }
}

// CHOICE 0012  The office goes by sums over all who work in the place, and not by their letters.
constinit const Rule planning{
    .name = "labour.planning",
    .says =
        "On the first of each month a labour office reviews which sectors are short of workers.",
    .answers = "LABOUR-12",
    .next = first_of_month,
    .carry_out = plan,
    .office = labour_office,
    .beside = {.record = &planning_record},
};

constinit const Rule placement{
    .name = "labour.placement",
    .says = "Those who report to the labour office are placed where workers are needed.",
    .answers = "LABOUR-12, PARTY-14",
    .due = reporting_day,
    .effect = place,
    .lots = {&at_placement, &which_sector, &organisation, &belief::forming_a_goal},
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.stage == Stage::waiting || who.stage == Stage::idle;
                   },
               .record = &placement_record},
};

constinit const Rule retirement{
    .name = "labour.retirement",
    .says = "Workers retire at the age set by the state, and those who are missing from work are "
            "looked for no longer; traders retire when they are too old to trade.",
    .due = retirement_day,
    .effect = retire,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.works() || who.stage == Stage::trader ||
                              who.stage == Stage::absent || who.stage == Stage::idle;
                   },
               .record = &retirement_record},
};

} // namespace labour
} // namespace counterlife::model
