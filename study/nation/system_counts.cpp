// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/system_counts.h"

#include <string_view>

namespace counterlife::study::nation {

namespace {

using model::Stage;

constexpr std::array<std::string_view, 2> sexes{"male", "female"};
constexpr std::array<std::string_view, model::stages> stage_names{
    "child",   "waiting", "worker",   "soldier", "student", "ward",    "absent",
    "idle",    "trader",  "detained", "adrift",  "camp",    "at_home", "retired",
    "leaving", "abroad",  "custody",  "journey", "south",   "seeking"};
constexpr std::array<std::string_view, model::sectors> sector_names{
    "farm", "mine", "factory", "building", "services", "office"};
constexpr std::array<std::string_view, 6> post_names{"none", "team_leader", "cell_secretary",
                                                     "head", "secretary",   "official"};
constexpr std::array<std::string_view, 5> goal_names{"undecided", "party", "study", "money",
                                                     "family"};

template <class A> void add_all(A& to, const A& from)
{
    for (std::size_t i = 0; i < to.size(); ++i)
        for (std::size_t sex = 0; sex < 2; ++sex) to[i][sex] += from[i][sex];
}

SeriesRow row_of(int year, std::string_view measure, std::string_view sex, std::int64_t value,
                 std::string_view status = {}, int age = -1, std::string_view unit = "persons")
{
    return {.year = static_cast<std::int16_t>(year),
            .measure = measure,
            .level = "nation",
            .place = "nation",
            .sex = sex,
            .age = static_cast<std::int16_t>(age),
            .status = status,
            .value = static_cast<double>(value),
            .unit = unit};
}

} // namespace

void SystemStock::add(const model::Life& life, int age)
{
    const model::Career& career = life.career;
    const std::size_t sex = model::index_of(life.sex);
    ++stages_[static_cast<std::size_t>(career.stage)][sex];
    if (career.stage == Stage::worker || career.stage == Stage::ward)
        ++workers_[static_cast<std::size_t>(career.sector)][sex];
    const bool member = career.standing == model::Standing::member;
    if (career.post != model::Post::none) {
        ++posts_[static_cast<std::size_t>(career.post)][sex];
        posts_of_others_ += !member;
    }
    if (member) ++members_[std::min<std::size_t>(21, static_cast<std::size_t>(age) / 5)][sex];
    lapsed_ += career.standing == model::Standing::lapsed;
    bound_ += career.bound;
    derelict_ += career.derelict;
    watched_ += career.watched;
    exemplary_ += career.exemplary;
    if (age >= 17 && age <= 27) ++goals_[static_cast<std::size_t>(career.goal)][sex];
}

std::int64_t SystemStock::members_from(int age) const
{
    std::int64_t sum = 0;
    for (auto group = static_cast<std::size_t>(age) / 5; group < members_.size(); ++group)
        sum += members_[group][0] + members_[group][1];
    return sum;
}

SystemStock& SystemStock::operator+=(const SystemStock& other)
{
    add_all(stages_, other.stages_);
    add_all(workers_, other.workers_);
    add_all(posts_, other.posts_);
    add_all(members_, other.members_);
    add_all(goals_, other.goals_);
    posts_of_others_ += other.posts_of_others_;
    bound_ += other.bound_;
    derelict_ += other.derelict_;
    watched_ += other.watched_;
    exemplary_ += other.exemplary_;
    lapsed_ += other.lapsed_;
    return *this;
}

void SystemStock::write(int year, std::vector<SeriesRow>& rows) const
{
    for (std::size_t sex = 0; sex < 2; ++sex) {
        for (std::size_t i = 0; i < stages_.size(); ++i)
            rows.push_back(row_of(year, "stage", sexes[sex], stages_[i][sex], stage_names[i]));
        for (std::size_t i = 0; i < workers_.size(); ++i)
            rows.push_back(row_of(year, "workers", sexes[sex], workers_[i][sex], sector_names[i]));
        for (std::size_t i = 1; i < posts_.size(); ++i)
            rows.push_back(row_of(year, "posts", sexes[sex], posts_[i][sex], post_names[i]));
        for (std::size_t i = 0; i < goals_.size(); ++i)
            rows.push_back(row_of(year, "goals_17_27", sexes[sex], goals_[i][sex], goal_names[i]));
        for (std::size_t i = 3; i < members_.size(); ++i)
            rows.push_back(
                row_of(year, "members", sexes[sex], members_[i][sex], {}, static_cast<int>(5 * i)));
    }
    const auto put = [&](std::string_view measure, std::int64_t value) {
        rows.push_back(row_of(year, measure, "all", value));
    };
    put("posts_outside_party", posts_of_others_);
    put("bound_workers", bound_);
    put("derelicts", derelict_);
    put("watched", watched_);
    put("exemplary", exemplary_);
    put("lapsed_members", lapsed_);
}

void write_system_flows(const model::Tally& tally, int year, std::vector<SeriesRow>& rows)
{
    const auto put = [&](std::string_view measure, std::int64_t value, std::string_view sex = "all",
                         std::string_view status = {}) {
        rows.push_back(row_of(year, measure, sex, value, status, -1, "events"));
    };
    for (std::size_t sex = 0; sex < 2; ++sex) {
        put("enlisted", tally.enlisted[sex], sexes[sex]);
        put("party_admissions", tally.admissions[sex], sexes[sex]);
    }
    put("army_admissions", tally.army_admissions);
    put("discharged", tally.discharged[0], "male", "ordinary");
    put("discharged", tally.discharged[1], "male", "favoured");
    put("discharged", tally.discharged[2], "female", "all_units");
    put("discharged_members", tally.discharged_members[0], "male", "ordinary");
    put("discharged_members", tally.discharged_members[1], "male", "favoured");
    put("discharged_members", tally.discharged_members[2], "female", "all_units");
    put("lapses", tally.lapses);
    put("sent_to_work", tally.sent_to_work);
    put("left_by_privilege", tally.left_by_privilege);
    put("petitions", tally.petitions);
    put("labelled", tally.derelicts);
    put("absconded", tally.absconded);
    put("absconded_early", tally.absconded_early);
    put("newly_watched", tally.watched);
    put("arrests", tally.arrests);
    put("mine_deaths", tally.mine_deaths);
    put("hunger_deaths", tally.hunger_deaths);
    put("children_adrift", tally.adrift);
}

} // namespace counterlife::study::nation
