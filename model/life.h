// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A person as the nation knows them: one plain record, changed only by that person's own rules.

#include "engine/letter.h"
#include "engine/luck.h"

#include <cstdint>

namespace counterlife::model {

using engine::Address;
using engine::Day;
using engine::Days;
using engine::Instant;
using engine::LifeId;
using engine::PerYear;
using engine::PlaceId;

enum class Sex : std::uint8_t { male, female };
enum class Marital : std::uint8_t { never_married, married, widowed, divorced };
enum class School : std::uint8_t { none, pupil, left_school, student, graduate };

/// The number of a household within its place. A household is known beyond it by its key.
using HouseholdId = std::uint32_t;
inline constexpr HouseholdId no_household = 0xFFFFFFFF;

/// Where a person stands with the party: what the law says, and what has been recorded.
enum class Standing : std::uint8_t {
    outside,
    member,
    lapsed,   ///< by regulation, and nobody has recorded it
    cancelled ///< recorded
};
enum class Certificate : std::uint8_t { none, kept, hidden, surrendered };

enum class Service : std::uint8_t {
    civilian,
    soldier,
    discharged, ///< home
    sent        ///< discharged to wherever an order said
};
enum class Award : std::uint8_t { none, commendation, medal };

/// What a person does all day: the statuses of which a person is in exactly one.
enum class Stage : std::uint8_t {
    child,    ///< not yet placed in work
    waiting,  ///< reports to the labour office on `stage_until`
    worker,   ///< in an organisation
    soldier,  ///< in a unit
    student,  ///< in college
    ward,     ///< in hospital; keeps the job
    absent,   ///< has left the organisation without leave
    idle,     ///< neither at work nor excused
    trader,   ///< lives by the market
    detained, ///< sentenced to forced labour
    adrift,   ///< a child without care
    camp,     ///< a child gathered into a camp
    at_home,  ///< keeps house
    retired,
    leaving, ///< has made up their mind to cross the river, and is about to
    abroad,  ///< across the river, without status
    custody, ///< held for having crossed: by a border post, an agency, a camp
    journey, ///< on the way from China to a third country
    south,   ///< settled in the South, or about to be
    seeking  ///< travels the country in search of lost kin
};
inline constexpr std::size_t stages = 20;
/// The first of the stages that only those come to who have left, or have lost somebody.
inline constexpr Stage first_stage_of_exile = Stage::leaving;

enum class Sector : std::uint8_t { farm, mine, factory, building, services, office };
inline constexpr std::size_t sectors = 6;

/// Posts: each leads those below. Officials sit in the committees of cities and provinces.
enum class Post : std::uint8_t { none, team_leader, cell_secretary, head, secretary, official };
inline constexpr std::size_t posts = 6;

/// What a young person strives for.
enum class Goal : std::uint8_t { undecided, party, study, money, family };

/// Everything about a person that the institutions of work and politics care about.
struct Career {
    Day enlisted = engine::no_day;
    Day admitted = engine::no_day; ///< to the party
    Day stage_since;
    Day stage_until = engine::no_day;    ///< when a stage with an end ends
    Day tried;                           ///< the last attempt to get away from an assignment
    float merit = 0;                     ///< as reported to the unit
    std::uint32_t row = 0;               ///< in the roll of the unit or of the batch
    PlaceId home = engine::nowhere;      ///< the county the person enlisted or set out from
    PlaceId posted_to = engine::nowhere; ///< by an order from the top, until service ends
    std::uint16_t ward_days = 0;         ///< spent on wards, pleading illness
    std::uint8_t devotion = 50;          ///< in hundredths
    std::uint8_t anger = 0;              ///< in hundredths: indignation about unequal treatment
    std::uint8_t zeal = 0;     ///< in hundredths: effort beyond duty, from lessons and letters
    std::uint8_t regard = 50;  ///< in hundredths: how others look upon the person
    std::uint8_t husband = 50; ///< a wife's regard for her husband, in hundredths
    std::uint8_t unit = 0;     ///< of the army; of workers, the organisation of the sector
    std::uint8_t cell = 0;     ///< of the party, where registered
    std::uint8_t missed = 0;   ///< days without party life before the present stage, at most 255
    Stage stage : 5 = Stage::child;
    Sector sector : 3 = Sector::farm;
    Post post : 3 = Post::none;
    Post rank : 3 = Post::none; ///< the highest post ever held
    Standing standing : 2 = Standing::outside;
    Certificate certificate : 2 = Certificate::none;
    Service service : 2 = Service::civilian;
    Award award : 2 = Award::none;
    Goal goal : 3 = Goal::undecided;
    bool principles : 1 = false;   ///< has learned the Ten Principles
    bool bound : 1 = false;        ///< to a workplace by an order from the top
    bool derelict : 1 = false;     ///< so labelled by a committee
    bool exemplary : 1 = false;    ///< so labelled by a committee
    bool certified : 1 = false;    ///< holds a patient's certificate
    bool watched : 1 = false;      ///< by the police
    bool told : 1 = false;         ///< has heard that others got away
    bool shaken : 1 = false;       ///< has seen many die at once
    bool letters_due : 1 = false;  ///< a parent with a child in the army
    bool sick_tried : 1 = false;   ///< has pleaded illness to get away
    bool petitioned : 1 = false;   ///< has asked to be sent home
    bool party_family : 1 = false; ///< a parent is or was a member
    bool enrolled : 1 = false;     ///< in the roll of a mobilisation office
    bool registered : 1 = false;   ///< party registration lies at the workplace
    bool traitor : 1 = false;      ///< so labelled by the town after release
    bool shunned : 1 = false;      ///< friends keep their distance
    bool left_behind : 1 = false;  ///< the husband or wife is across the river, or farther
    bool child_away : 1 = false;   ///< an old parent whose grown child is away
    bool dispersed : 1 = false;    ///< has left home and told nobody whither
    bool lost_family : 1 = false;  ///< came home and found nobody
    bool sent_for : 1 = false;     ///< by kin in the South, who pay the way
};

struct Life {
    engine::Being being;
    Day born;
    HouseholdId household = no_household;
    std::uint32_t children = 0; ///< handle of the list of children in the state of the place
    std::uint32_t exile = 0;    ///< handle of what the river has made of this life; 0: nothing
    Day since;                  ///< the day of the last change of marital status
    Day last_delivery;
    std::uint8_t deliveries = 0;
    std::uint8_t marriages = 0;
    std::uint8_t children_born = 0; ///< to a man as far as he has heard
    Marital marital = Marital::never_married;
    School school : 6 = School::none;
    std::uint8_t partings : 2 = 0; ///< news of them by turns, of husband and wife: told, or heard
    std::int8_t carries_longer : 7 = 0; ///< by so many days than is usual: a woman with child
    bool apart : 1 = false;             ///< husband and wife, as far as she has been told
    PlaceId birth_place = engine::nowhere;
    std::uint8_t school_years = 0;
    Sex sex : 1 = Sex::male;
    bool urban : 1 = false;
    bool founder : 1 = false;
    bool searching : 1 = false;    ///< has applied to the registrar for a spouse
    bool betrothed : 1 = false;    ///< waits for the day of the wedding
    bool with_parents : 1 = false; ///< a couple that lives in the husband's parents' household
    bool own_home : 1 = false;     ///< has set up a household of their own
    bool by_husband : 1 = false;   ///< the child that she is with, or by whom she is to marry
    PlaceId applied_at = engine::nowhere; ///< the seat of the registrar last applied to
    Career career;
    Day conceived = engine::no_day; ///< the child that she is with
    Address mother, father;
    Address spouse; ///< the present or last one
};

// What the remark beside a relative's address says: dead as far as this person knows, and for
// children the year of birth.
inline constexpr std::uint16_t known_dead = 1;
inline constexpr std::uint16_t known_to_serve = 1 << 15;   ///< a child in the army, as far as known
inline constexpr std::uint16_t known_to_be_away = 1 << 14; ///< a child who has crossed, likewise
inline constexpr int first_birth_year = 1800;

inline std::uint16_t remark_of_birth(int year) noexcept
{
    return static_cast<std::uint16_t>((year - first_birth_year) << 1);
}
inline int birth_year(const Address& child) noexcept
{
    return ((child.note & ~(known_to_serve | known_to_be_away)) >> 1) + first_birth_year;
}
/// Known, and not known to be dead.
inline bool living(const Address& relative) noexcept
{
    return relative.known() && !(relative.note & known_dead);
}

inline double age_in_years(const Life& life, Instant at) noexcept
{
    return engine::exact_age(life.born, at);
}
inline int whole_years(const Life& life, Day today) noexcept
{
    return engine::completed_years(life.born, today);
}
inline bool is_with_child(const Life& life) noexcept
{
    return life.conceived != engine::no_day;
}
/// The first day on which a person has reached an age.
inline Day day_of_age(const Life& life, double years) noexcept
{
    return engine::day_of_age(life.born, years);
}

/// Identities are made, not counted: the same mother's same child is the same person in any run.
/// Founders are the children of nobody, by place and row.
constexpr LifeId identity_from(std::uint64_t a, std::uint64_t b) noexcept
{
    const LifeId id = engine::mix(a, b) >> 1; // Fits a signed column.
    return id < engine::first_life_id ? id + engine::first_life_id : id;
}
constexpr LifeId identity_of_child(LifeId mother, std::uint32_t order) noexcept
{
    return identity_from(mother, order);
}
constexpr LifeId identity_of_founder(PlaceId place, std::uint32_t row) noexcept
{
    return identity_from(std::uint64_t{place} << 32 | row, ~std::uint64_t{0});
}

inline std::size_t index_of(Sex sex) noexcept
{
    return static_cast<std::size_t>(sex);
}

} // namespace counterlife::model
