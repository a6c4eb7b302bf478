// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/parts_of_rates.h"
#include "study/nation/exile_counts.h"
#include "study/record/series_table.h"

#include <array>
#include <span>
#include <string_view>

namespace counterlife::study::figures {

namespace {

// Shares of arrivals are published for these spans of years together.
constexpr int early_from = 1989, early_to = 1998, middle_from = 1999, middle_to = 2001;
constexpr int origin_to = 2018;
constexpr int total_from = 1999, total_to = 2009;
constexpr int shares_to = 2022;
constexpr int household_deaths_from = 1995, household_deaths_to = 1997;
constexpr int stopped_by = 1993;

struct ShareOfArrivals {
    std::string_view measure, status;
    int age = -1;
};
constexpr std::array<ShareOfArrivals, 7> by_age{{{"arrivals_aged_0_to_9", {}, 0},
                                                 {"arrivals_aged_10_to_19", {}, 10},
                                                 {"arrivals_aged_20_to_29", {}, 20},
                                                 {"arrivals_aged_30_to_39", {}, 30},
                                                 {"arrivals_aged_40_to_49", {}, 40},
                                                 {"arrivals_aged_50_to_59", {}, 50},
                                                 {"arrivals_aged_60_and_over", {}, 60}}};
constexpr std::array<ShareOfArrivals, 6> by_occupation{{{"arrivals_left_as_worker", "worker"},
                                                        {"arrivals_left_as_dependent", "dependent"},
                                                        {"arrivals_left_as_service", "service"},
                                                        {"arrivals_left_as_soldier", "soldier"},
                                                        {"arrivals_left_as_office", "office"},
                                                        {"arrivals_left_as_child", "child"}}};

class ExileRates {
public:
    ExileRates(const SeriesTable& counts, double persons_per_life)
        : table_{counts}, persons_per_life_{persons_per_life}
    {
    }

    std::vector<SeriesRow> made()
    {
        for (int year = table_.first_year(); year < table_.last_year(); ++year) {
            if (!table_.at(year, {.measure = "crossings", .sex = "male"})) continue;
            put(year, "north_koreans_in_northeast_china", in_china(year) * persons_per_life_,
                "persons");
            put(year, "forced_returns_scaled", flow(year, "forced_returns") * persons_per_life_,
                "persons");
            arrivals(year);
            the_south(year);
        }
        for (int year = early_from; year <= early_to; ++year)
            female_share(year, early_from, early_to);
        for (int year = middle_from; year <= middle_to; ++year)
            female_share(year, middle_from, middle_to);
        origins();
        shares("arrivals_by_age", by_age);
        shares("arrivals_by_occupation", by_occupation);
        famine_survey();
        if (table_.first_year() <= total_from && table_.last_year() > total_to)
            put(total_to, "arrivals_scaled_total",
                flow(total_from, total_to, {.measure = "arrivals"}) * persons_per_life_, "persons");
        return std::move(rows_);
    }

private:
    void put(int year, std::string_view measure, double value, std::string_view unit,
             std::string_view province = {})
    {
        rows_.push_back({.year = static_cast<std::int16_t>(year),
                         .measure = measure,
                         .level = province.empty() ? "nation" : "province",
                         .place = province.empty() ? "nation" : province,
                         .sex = "all",
                         .age = -1,
                         .status = {},
                         .value = value,
                         .unit = unit});
    }
    double flow(int year, std::string_view measure) const
    {
        return table_.count(year, {.measure = measure});
    }
    double flow(int from, int to, const Slice& slice) const
    {
        double sum = 0;
        for (int year = from; year <= to; ++year) sum += table_.count(year, slice);
        return sum;
    }
    double in_china(int year) const
    {
        double sum = 0;
        for (const auto* stay : {"hiding", "farm", "city", "partner"})
            sum += table_.count(year, {.measure = "in_china", .status = stay}) +
                   table_.count(year + 1, {.measure = "in_china", .status = stay});
        return sum / 2;
    }

    void arrivals(int year)
    {
        const double all = flow(year, "arrivals");
        put(year, "arrivals_scaled", all * persons_per_life_, "persons");
        if (all <= 0) return;
        if (year > middle_to) female_share(year, year, year);
        put(year, "arrivals_by_thailand_share",
            table_.count(year, {.measure = "arrivals_by_way", .status = "thailand"}) / all,
            "share");
        if (!table_.at(year, {.measure = "arrivals_with_kin"})) return; // An older run.
        put(year, "mean_years_since_leaving",
            flow(year, "days_to_arrival") / engine::days_per_year / all, "years");
        put(year, "arrivals_sent_back_before_share", flow(year, "arrivals_sent_back_before") / all,
            "share");
        put(year, "arrivals_with_kin_share", flow(year, "arrivals_with_kin") / all, "share");
    }

    /// The mean of a stock on the first day of a year and of the next.
    double mid_year(int year, std::string_view measure) const
    {
        return (flow(year, measure) + flow(year + 1, measure)) / 2;
    }
    /// Of everybody of 15 and over who lives in a town there, students included, as the surveys of
    /// resettlement ask; wages are the mean of those employed.
    void the_south(int year)
    {
        const double all = mid_year(year, "settled_in_the_south");
        const double employed = mid_year(year, "employed_in_the_south");
        if (all <= 0) return;
        put(year, "employment_rate_in_the_south", employed / all, "share");
        put(year, "ever_sent_money_home", mid_year(year, "settled_who_sent_money") / all, "share");
        if (employed > 0)
            put(year, "mean_monthly_wage_in_the_south",
                1000 * mid_year(year, "wages_in_the_south") / employed, "won");
    }

    void female_share(int year, int from, int to)
    {
        const double all = flow(from, to, {.measure = "arrivals"});
        if (all > 0)
            put(year, "arrivals_female_share",
                flow(from, to, {.measure = "arrivals", .sex = "female"}) / all, "share");
    }

    /// Of all who have arrived so far.
    void origins()
    {
        if (table_.last_year() <= origin_to) return;
        const double all = flow(table_.first_year(), origin_to, {.measure = "arrivals"});
        if (all <= 0) return;
        for (const std::string_view province : table_.provinces())
            put(origin_to, "arrivals_origin_share",
                flow(table_.first_year(), origin_to,
                     {.measure = "arrivals_by_origin", .level = "province", .place = province}) /
                    all,
                "share", province);
    }

    /// Of all who have arrived so far.
    void shares(std::string_view counted, std::span<const ShareOfArrivals> parts)
    {
        if (table_.last_year() <= shares_to) return;
        const auto so_far = [&](const ShareOfArrivals& part) {
            return flow(table_.first_year(), shares_to,
                        {.measure = counted, .status = part.status, .age = part.age});
        };
        double all = 0;
        for (const ShareOfArrivals& part : parts) all += so_far(part);
        if (all <= 0) return;
        for (const ShareOfArrivals& part : parts)
            put(shares_to, part.measure, so_far(part) / all, "share");
    }

    /// What is known of all years of a survey together, told with each of them.
    void famine_survey()
    {
        const double lived = flow(household_deaths_to, "years_in_households_left");
        const double died = flow(household_deaths_to, "deaths_in_households_left");
        for (int year = household_deaths_from; lived > 0 && year <= household_deaths_to; ++year)
            put(year, "crude_death_rate_of_households_left", died / lived * 1000, "per_1000");
        const double asked = flow(stopped_by, "northeast_leavers");
        if (asked > 0)
            put(stopped_by, "leavers_without_distribution_share",
                flow(stopped_by, "northeast_leavers_without_distribution") / asked, "share");
    }

    const SeriesTable& table_;
    double persons_per_life_;
    std::vector<SeriesRow> rows_;
};

} // namespace

std::vector<SeriesRow> exile_rates(const SeriesTable& counts, double persons_per_life)
{
    return ExileRates{counts, persons_per_life}.made();
}

} // namespace counterlife::study::figures
