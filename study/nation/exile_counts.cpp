// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/exile_counts.h"

#include "model/places/map.h"
#include "model/south/south.h"

#include <cmath>
#include <string_view>

namespace counterlife::study::nation {

namespace {

using model::Stage;

constexpr std::array<std::string_view, 2> sexes{"male", "female"};
constexpr std::array<std::string_view, 4> stay_names{"hiding", "farm", "city", "partner"};
constexpr std::array<std::string_view, model::ways> way_names{"none", "mission", "mongolia",
                                                              "vietnam", "thailand"};
constexpr std::array<std::string_view, model::occupations> occupation_names{
    "none", "centre", "menial", "factory", "service", "office", "student"};

constexpr int grown = 15;

/// Adds rows of one year.
class Rows {
public:
    Rows(int year, std::vector<SeriesRow>& rows) : year_{year}, rows_{rows} {}

    void put(std::string_view measure, std::int64_t value, std::string_view unit,
             std::string_view sex = "all", std::string_view status = {},
             std::string_view province = {})
    {
        rows_.push_back({.year = static_cast<std::int16_t>(year_),
                         .measure = measure,
                         .level = province.empty() ? "nation" : "province",
                         .place = province.empty() ? "nation" : province,
                         .sex = sex,
                         .age = -1,
                         .status = status,
                         .value = static_cast<double>(value),
                         .unit = unit});
    }
    template <class BySex> void both(std::string_view measure, const BySex& values,
                                     std::string_view unit, std::string_view status = {})
    {
        for (std::size_t sex = 0; sex < 2; ++sex)
            put(measure, values[sex], unit, sexes[sex], status);
    }

private:
    int year_;
    std::vector<SeriesRow>& rows_;
};

} // namespace

void ExileStock::add(const model::Life& life, const model::Exile* exile, model::Role role,
                     engine::Day today)
{
    const model::Career& career = life.career;
    const std::size_t sex = model::index_of(life.sex);
    left_behind_ += career.left_behind;
    dispersed_ += career.dispersed;
    lost_family_ += career.lost_family;
    traitors_ += career.traitor;
    switch (career.stage) {
    case Stage::abroad:
        if (!exile)
            ++born_there_[sex];
        else
            ++in_china_[static_cast<std::size_t>(exile->stay)][sex];
        break;
    case Stage::custody: // Those held in China are still there.
        ++(!model::is_outside(role) ? in_custody_ : in_china_[0])[sex];
        break;
    case Stage::journey:
        ++on_the_way_[sex];
        break;
    case Stage::south:
        ++in_the_south_[exile ? static_cast<std::size_t>(exile->occupation) : 0][sex];
        sent_money_ += exile && exile->sent_money;
        if (exile && exile->settled != engine::no_day && model::whole_years(life, today) >= grown)
            add_settled(*exile);
        break;
    default:
        break;
    }
}

/// As the resettlement surveys count: everybody of 15 and over who lives in a town.
void ExileStock::add_settled(const model::Exile& exile)
{
    ++grown_in_towns_;
    grown_who_sent_ += exile.sent_money;
    if (!model::south::is_employed(exile)) return;
    ++employed_;
    wages_ += std::llround(exile.wage.value());
}

ExileStock& ExileStock::operator+=(const ExileStock& other)
{
    for (std::size_t sex = 0; sex < 2; ++sex) {
        for (std::size_t i = 0; i < in_china_.size(); ++i)
            in_china_[i][sex] += other.in_china_[i][sex];
        for (std::size_t i = 0; i < in_the_south_.size(); ++i)
            in_the_south_[i][sex] += other.in_the_south_[i][sex];
        born_there_[sex] += other.born_there_[sex];
        in_custody_[sex] += other.in_custody_[sex];
        on_the_way_[sex] += other.on_the_way_[sex];
    }
    left_behind_ += other.left_behind_;
    dispersed_ += other.dispersed_;
    lost_family_ += other.lost_family_;
    traitors_ += other.traitors_;
    sent_money_ += other.sent_money_;
    grown_in_towns_ += other.grown_in_towns_;
    grown_who_sent_ += other.grown_who_sent_;
    employed_ += other.employed_;
    wages_ += other.wages_;
    return *this;
}

void ExileStock::write(int year, std::vector<SeriesRow>& rows) const
{
    Rows to{year, rows};
    for (std::size_t i = 0; i < stay_names.size(); ++i)
        to.both("in_china", in_china_[i], "persons", stay_names[i]);
    to.both("born_in_china", born_there_, "persons");
    to.both("in_custody", in_custody_, "persons");
    to.both("on_the_way_south", on_the_way_, "persons");
    for (std::size_t i = 0; i < occupation_names.size(); ++i)
        to.both("in_the_south", in_the_south_[i], "persons", occupation_names[i]);
    to.put("left_behind", left_behind_, "persons");
    to.put("dispersed", dispersed_, "persons");
    to.put("lost_family", lost_family_, "persons");
    to.put("labelled_traitors", traitors_, "persons");
    to.put("have_sent_money", sent_money_, "persons");
    to.put("settled_in_the_south", grown_in_towns_, "persons");
    to.put("settled_who_sent_money", grown_who_sent_, "persons");
    to.put("employed_in_the_south", employed_, "persons");
    to.put("wages_in_the_south", wages_, "thousand_won");
}

void write_exile_flows(const model::Tally& tally, const model::Map& map, int year,
                       std::vector<SeriesRow>& rows)
{
    constexpr std::string_view events = "events";
    Rows to{year, rows};
    to.both("crossings", tally.crossings, events);
    for (std::size_t month = 0; month < 12; ++month)
        to.put("crossings_by_month", tally.crossings_by_month[month], events, "all",
               std::to_string(month + 1));
    to.both("river_deaths", tally.river_deaths, events);
    to.both("caught_at_river", tally.caught_at_river, events);
    to.both("own_returns", tally.own_returns, events);
    to.both("forced_returns", tally.forced_returns, events);
    to.both("custody_releases", tally.custody_releases, events);
    to.both("custody_deaths", tally.custody_deaths, events);
    to.both("arrivals", tally.arrivals, events);
    for (std::size_t way = 1; way < way_names.size(); ++way)
        to.put("arrivals_by_way", tally.arrivals_by_way[way], events, "all", way_names[way]);
    for (std::size_t province = 0; province < map.provinces.size(); ++province)
        to.put("arrivals_by_origin", tally.arrivals_by_origin[province], events, "all", {},
               map.provinces[province]);
    to.put("sent_home", tally.sent_home, events);
    to.put("sent_for_kin", tally.sent_for_kin, events);
    to.put("searches", tally.searches, events);
    to.put("searches_ended", tally.searches_ended, events);
    to.put("found_kin", tally.found_kin, events);
    to.put("dispersals", tally.dispersals, events);
}

} // namespace counterlife::study::nation
