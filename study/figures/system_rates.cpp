// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/parts_of_rates.h"
#include "study/nation/system_counts.h"
#include "study/record/series_table.h"

#include <array>
#include <string>
#include <string_view>

namespace counterlife::study::figures {

namespace {

constexpr int famine_from = 1994, famine_to = 2005;

struct AgeGroup {
    std::string_view measure;
    int from, to; ///< exclusive
};
constexpr std::array<AgeGroup, 5> old_ages{{{"people_aged_75_to_79", 75, 80},
                                            {"people_aged_80_to_84", 80, 85},
                                            {"people_aged_85_to_89", 85, 90},
                                            {"people_aged_90_to_94", 90, 95},
                                            {"people_aged_95_and_over", 95, 111}}};

class SystemRates {
public:
    SystemRates(const SeriesTable& counts, double persons_per_life)
        : table_{counts}, persons_per_life_{persons_per_life}
    {
    }

    std::vector<SeriesRow> made()
    {
        for (int year = table_.first_year(); year < table_.last_year(); ++year) {
            if (!table_.at(year, {.measure = "members"})) continue; // Not counted in this run.
            army_and_party(year);
            employment(year);
            discharges(year);
            placements(year);
            the_old(year);
            for (const std::string_view province : table_.provinces()) residents(year, province);
        }
        famine();
        return std::move(rows_);
    }

private:
    void put(int year, std::string_view measure, double value, std::string_view unit,
             std::string_view sex = "all", std::string_view province = {})
    {
        rows_.push_back({.year = static_cast<std::int16_t>(year),
                         .measure = measure,
                         .level = province.empty() ? "nation" : "province",
                         .place = province.empty() ? "nation" : province,
                         .sex = sex,
                         .age = -1,
                         .status = {},
                         .value = value,
                         .unit = unit});
    }
    /// What stood halfway through the year.
    double midyear(int year, const Slice& slice) const
    {
        return (table_.count(year, slice) + table_.count(year + 1, slice)) / 2;
    }

    void army_and_party(int year)
    {
        put(year, "army_personnel",
            midyear(year, {.measure = "stage", .status = "soldier"}) * persons_per_life_,
            "persons");
        for (const std::string_view sex : {"male", "female"})
            put(year, "party_members",
                midyear(year, {.measure = "members", .sex = sex}) * persons_per_life_, "persons",
                sex);
        const double of_age = midyear(year, {.measure = "population", .sex = "male", .age = 17});
        if (of_age > 0)
            put(year, "men_serving_ten_years",
                table_.count(year, {.measure = "enlisted", .sex = "male"}) / of_age, "share",
                "male");
        put(year, "party_members", midyear(year, {.measure = "members"}) * persons_per_life_,
            "persons");
    }

    void employment(int year)
    {
        const auto of = [&](std::string_view sector) {
            return midyear(year, {.measure = "workers", .status = sector});
        };
        double all = 0;
        for (const auto* sector : {"farm", "mine", "factory", "building", "services", "office"})
            all += of(sector);
        if (all <= 0) return;
        put(year, "employment_share_agriculture", of("farm") / all, "share");
        put(year, "employment_share_manufacturing", of("factory") / all, "share");
        put(year, "employment_share_mining", of("mine") / all, "share");
    }

    void discharges(int year)
    {
        for (const std::string_view unit : {"ordinary", "favoured"}) {
            const auto of = [&](std::string_view measure) {
                return table_.count(year, {.measure = measure, .sex = "male", .status = unit});
            };
            if (of("discharged") > 0)
                put(year, "members_among_discharged_" + std::string{unit},
                    of("discharged_members") / of("discharged"), "share", "male");
        }
    }

    void placements(int year)
    {
        const double sent = table_.count(year, {.measure = "sent_to_work"});
        if (sent > 0)
            put(year, "absent_three_months_after_placement",
                table_.count(year, {.measure = "absconded_early"}) / sent, "share");
    }

    void the_old(int year)
    {
        for (const AgeGroup& group : old_ages)
            for (const std::string_view sex : {"all", "male", "female"}) {
                double people = 0;
                for (int age = group.from; age < group.to; ++age)
                    people += midyear(year, {.measure = "population", .sex = sex, .age = age});
                put(year, group.measure, people * persons_per_life_, "persons", sex);
            }
    }

    /// Members among those of 17 and over who live in a province, and how many of them are of 40
    /// and over.
    void residents(int year, std::string_view province)
    {
        const auto of = [&](std::string_view measure) {
            return midyear(year, {.measure = measure, .level = "province", .place = province});
        };
        const double members = of("resident_members");
        if (const double grown = of("grown_residents"); grown > 0)
            put(year, "members_among_residents", members / grown, "share", "all", province);
        if (members > 0)
            put(year, "members_of_40_and_over", of("resident_members_of_40_and_over") / members,
                "share", "all", province);
    }

    /// Deaths from hunger over the whole famine, told with each of its years.
    void famine()
    {
        if (table_.first_year() > famine_from || table_.last_year() <= famine_to) return;
        double deaths = 0;
        for (int year = famine_from; year <= famine_to; ++year)
            deaths += table_.count(year, {.measure = "hunger_deaths"});
        for (int year = famine_from; year <= famine_to; ++year)
            put(year, "famine_excess_deaths", deaths * persons_per_life_, "persons");
    }

    const SeriesTable& table_;
    double persons_per_life_;
    std::vector<SeriesRow> rows_;
};

} // namespace

std::vector<SeriesRow> system_rates(const SeriesTable& counts, double persons_per_life)
{
    return SystemRates{counts, persons_per_life}.made();
}

} // namespace counterlife::study::figures
