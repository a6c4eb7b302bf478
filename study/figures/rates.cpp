// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/rates.h"
#include "study/figures/parts_of_rates.h"

#include "study/figures/life_table.h"
#include "study/nation/exile_counts.h"
#include "study/nation/system_counts.h"
#include "study/record/series_table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace counterlife::study::figures {
namespace {

constexpr std::size_t ages = 111;
constexpr int first_group = 15; ///< of the ages at which children are born and marriages made
constexpr int last_group = 45;
constexpr std::array<std::string_view, 3> sexes{"all", "female", "male"};

class Rates {
public:
    Rates(const SeriesTable& counts, double persons_per_life)
        : table_{counts}, persons_per_life_{persons_per_life}
    {
    }

    std::vector<SeriesRow> made()
    {
        for (year_ = table_.first_year(); year_ < table_.last_year(); ++year_) {
            of_area("nation", "nation");
            for (const std::string_view province : table_.provinces())
                of_area("province", province);
            province_shares();
            fertility();
            for (const std::string_view sex : sexes) {
                mortality(sex);
                marriage(sex);
            }
            structure();
        }
        return std::move(rows_);
    }

private:
    void put(const Slice& slice, double value, std::string_view unit)
    {
        rows_.push_back({.year = static_cast<std::int16_t>(year_),
                         .measure = slice.measure,
                         .level = slice.level,
                         .place = slice.place,
                         .sex = slice.sex,
                         .age = static_cast<std::int16_t>(slice.age),
                         .status = slice.status,
                         .value = value,
                         .unit = unit});
    }

    void put_ratio(const Slice& slice, std::optional<double> above, std::optional<double> below,
                   double times, std::string_view unit)
    {
        if (above && below && *below > 0) put(slice, *above / *below * times, unit);
    }

    /// What stood halfway through the year, or the years lived in it.
    std::optional<double> midyear(const Slice& slice) const
    {
        const auto before = table_.at(year_, slice);
        const auto after = table_.at(year_ + 1, slice);
        if (!before || !after) return std::nullopt;
        return (*before + *after) / 2;
    }

    /// The same for one age or status of many, where no row means nobody.
    double part(const Slice& slice) const
    {
        return (table_.count(year_, slice) + table_.count(year_ + 1, slice)) / 2;
    }

    std::optional<double> events(const Slice& slice) const { return table_.at(year_, slice); }

    void of_area(std::string_view level, std::string_view place)
    {
        const auto of = [&](std::string_view measure, std::string_view sex = "all") {
            return Slice{.measure = measure, .level = level, .place = place, .sex = sex};
        };
        for (const std::string_view sex : sexes) {
            const auto people = midyear(of("population", sex));
            if (!people) continue;
            put(of("midyear_population", sex), *people, "persons");
            put(of("population_scaled", sex), *people * persons_per_life_, "persons");
        }
        const auto people = midyear(of("population"));
        const auto crude = [&](std::string_view rate, std::string_view measure) {
            put_ratio(of(rate), events(of(measure)), people, 1000, "per_1000");
        };
        crude("crude_birth_rate", "births");
        crude("crude_death_rate", "deaths");
        crude("crude_marriage_rate", "marriages");
        crude("crude_divorce_rate", "divorces");
        put_ratio(of("persons_per_household"), midyear(of("household_members")),
                  midyear(of("households")), 1, "persons");
        put_ratio(of("urban_share"), midyear(of("urban_population")), people, 1, "share");
    }

    void province_shares()
    {
        const auto people_of = [&](std::string_view province) {
            return midyear({.measure = "population", .level = "province", .place = province});
        };
        double everybody = 0;
        for (const std::string_view province : table_.provinces())
            everybody += people_of(province).value_or(0.0);
        for (const std::string_view province : table_.provinces())
            put_ratio({.measure = "province_share", .level = "province", .place = province},
                      people_of(province), everybody, 1, "share");
    }

    double women_aged(int age) const
    {
        return part({.measure = "population", .sex = "female", .age = age});
    }

    double births_to_mothers_aged(int age) const
    {
        return table_.count(year_,
                            {.measure = "births_by_mother_age", .sex = "female", .age = age});
    }

    void fertility()
    {
        const Slice births{.measure = "births_by_mother_age", .sex = "female"};
        if (!events(births) || !midyear({.measure = "population"})) return;
        double per_woman = 0;
        for (int group = first_group; group <= last_group; group += 5) {
            double born = 0;
            double lived = 0;
            // The few births before and after the usual ages count with the nearest group.
            const int from = group == first_group ? 0 : group;
            const int to = group == last_group ? static_cast<int>(ages) : group + 5;
            for (int age = from; age < to; ++age) born += births_to_mothers_aged(age);
            for (int age = group; age < group + 5; ++age) lived += women_aged(age);
            if (lived <= 0) continue;
            put({.measure = "asfr", .sex = "female", .age = group}, born / lived * 1000,
                "per_1000");
            per_woman += 5 * born / lived;
        }
        put({.measure = "tfr"}, per_woman, "children");

        double sum = 0;
        double weighted = 0;
        for (int age = 0; age < static_cast<int>(ages); ++age) {
            const double women = women_aged(age);
            if (women <= 0) continue;
            const double rate = births_to_mothers_aged(age) / women;
            sum += rate;
            weighted += rate * (age + 0.5);
        }
        put_ratio({.measure = "mean_age_childbearing"}, weighted, sum, 1, "years");
    }

    void mortality(std::string_view sex)
    {
        const Slice deaths{.measure = "deaths", .sex = sex};
        const auto born = events({.measure = "births", .sex = sex});
        if (!events(deaths) || !born || !midyear({.measure = "population", .sex = sex})) return;
        std::array<double, ages> dead{};
        std::array<double, ages> lived{};
        for (std::size_t age = 0; age < ages; ++age) {
            const int years = static_cast<int>(age);
            dead[age] = table_.count(year_, {.measure = "deaths", .sex = sex, .age = years});
            lived[age] = part({.measure = "population", .sex = sex, .age = years});
            put_ratio({.measure = "mx", .sex = sex, .age = years}, dead[age], lived[age], 1,
                      "per_year");
        }
        put_ratio({.measure = "infant_mortality", .sex = sex}, dead[0], born, 1000, "per_1000");

        if (lived[0] <= 0) return;
        const double infant_rate = dead[0] / lived[0];
        const double male = infant_years_lived_male(infant_rate);
        const double female = infant_years_lived_female(infant_rate);
        const double infant = sex == "all" ? (male + female) / 2 : sex == "male" ? male : female;
        // Births spread evenly, so this share of the infants who die were born the year before.
        const double born_before =
            table_.at(year_ - 1, {.measure = "births", .sex = sex}).value_or(*born);
        const auto table = life_table({.deaths = dead,
                                       .exposure = lived,
                                       .newborn = (1 - infant) * *born + infant * born_before,
                                       .infant_years_lived = infant});
        if (!table) return;
        put({.measure = "life_expectancy", .sex = sex}, table->life_expectancy, "years");
        put({.measure = "under_five_mortality", .sex = sex}, table->dead_by_five * 1000,
            "per_1000");
    }

    void marriage(std::string_view sex)
    {
        double married = 0;
        double weighted = 0;
        for (int age = 0; age < static_cast<int>(ages); ++age) {
            const double at_age =
                table_.count(year_, {.measure = "first_marriages", .sex = sex, .age = age});
            married += at_age;
            weighted += at_age * (age + 0.5);
        }
        put_ratio({.measure = "mean_age_first_marriage", .sex = sex}, weighted, married, 1,
                  "years");

        for (int group = first_group; group <= last_group; group += 5) {
            double everybody = 0;
            double never_married = 0;
            for (int age = group; age < group + 5; ++age) {
                for (const std::string_view status :
                     {"never_married", "married", "widowed", "divorced"}) {
                    const double people =
                        part({.measure = "marital", .sex = sex, .status = status, .age = age});
                    everybody += people;
                    if (status == "never_married") never_married += people;
                }
            }
            put_ratio({.measure = "ever_married_share", .sex = sex, .age = group},
                      everybody - never_married, everybody, 1, "share");
            if (group == 25)
                put_ratio({.measure = "never_married_at_25_to_29", .sex = sex}, never_married,
                          everybody, 1, "share");
        }
    }

    void structure()
    {
        const auto of = [&](std::string_view measure, std::string_view sex) {
            return Slice{.measure = measure, .sex = sex};
        };
        put_ratio({.measure = "sex_ratio"}, midyear(of("population", "male")),
                  midyear(of("population", "female")), 100, "per_100");
        put_ratio({.measure = "sex_ratio_at_birth"}, events(of("births", "male")),
                  events(of("births", "female")), 100, "per_100");
        double working = 0;
        double dependent = 0;
        for (int age = 0; age < static_cast<int>(ages); ++age)
            (age < 15 || age > 64 ? dependent : working) +=
                part({.measure = "population", .age = age});
        put_ratio({.measure = "dependency_ratio"}, dependent, working, 100, "per_100");
    }

    const SeriesTable& table_;
    double persons_per_life_;
    int year_ = 0;
    std::vector<SeriesRow> rows_;
};

} // namespace

std::vector<SeriesRow> rates(std::span<const SeriesRow> counts, double persons_per_life)
{
    const SeriesTable table{counts};
    std::vector<SeriesRow> made = Rates{table, persons_per_life}.made();
    std::ranges::move(system_rates(table, persons_per_life), std::back_inserter(made));
    std::ranges::move(exile_rates(table, persons_per_life), std::back_inserter(made));
    return made;
}

} // namespace counterlife::study::figures
