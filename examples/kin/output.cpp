// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/output.h"

#include <cmath>
#include <cstdio>
#include <fstream>

namespace counterlife::kin {

namespace {

template <class... Args> std::string line(const char* format, Args... args)
{
    std::array<char, 240> text{};
    std::snprintf(text.data(), text.size(), format, args...);
    return std::string{text.data()} + '\n';
}

double share(std::int64_t those, std::int64_t all) noexcept
{
    return all > 0 ? static_cast<double>(those) / static_cast<double>(all) : std::nan("");
}

long long whole(std::int64_t number) noexcept
{
    return number;
}

/// A row for each decade; the same numbers as text or for a file.
std::string decades(const Tables& tables, const char* format)
{
    std::string out;
    for (std::size_t decade = 0; decade < tables.decades.size(); ++decade) {
        const std::size_t first = decade * years_of_decade;
        const std::size_t last = std::min(first + years_of_decade, tables.years.size() - 1);
        Year sum;
        for (std::size_t year = first; year < last; ++year) {
            sum.births += tables.years[year].births;
            sum.deaths += tables.years[year].deaths;
            sum.marriages += tables.years[year].marriages;
        }
        const Vital& vital = tables.decades[decade];
        const Year &begin = tables.years[first], &end = tables.years[last];
        out += line(format, static_cast<int>(first), whole(begin.people[index(Sex::man)]),
                    whole(begin.people[index(Sex::woman)]), whole(sum.births), whole(sum.deaths),
                    whole(sum.marriages), vital.total_fertility(), vital.expectancy(Sex::man),
                    vital.expectancy(Sex::woman),
                    std::log(share(end.all(), begin.all())) / static_cast<double>(last - first));
    }
    return out;
}

std::string kin_by_age(const Tables& tables, const char* format, int apart)
{
    std::string out;
    for (int age = 0; age < last_age; age += apart) {
        KinTotals sum;
        for (int one = age; one < std::min(age + apart, last_age); ++one) {
            const KinTotals& of_age = tables.whole.kin[static_cast<std::size_t>(one)];
            sum.people += of_age.people;
            sum.with_mother += of_age.with_mother, sum.with_father += of_age.with_father;
            sum.married += of_age.married;
            sum.children += of_age.children, sum.siblings += of_age.siblings;
        }
        if (sum.people == 0) continue;
        out += line(format, age, whole(sum.people), share(sum.with_mother, sum.people),
                    share(sum.with_father, sum.people), share(sum.married, sum.people),
                    share(sum.children, sum.people), share(sum.siblings, sum.people));
    }
    return out;
}

std::string years(const Tables& tables)
{
    std::string out = "year,men,women,births,deaths,marriages,growth\n";
    for (std::size_t year = 0; year + 1 < tables.years.size(); ++year) {
        const Year &now = tables.years[year], &next = tables.years[year + 1];
        out += line("%zu,%lld,%lld,%lld,%lld,%lld,%.6f", year, whole(now.people[0]),
                    whole(now.people[1]), whole(now.births), whole(now.deaths),
                    whole(now.marriages), std::log(share(next.all(), now.all())));
    }
    return out;
}

std::string ages(const Tables& tables)
{
    std::string out = "sex,from,until,years_lived,deaths,births,death_rate,birth_rate\n";
    const Vital& vital = tables.whole.vital;
    for (const Sex sex : {Sex::man, Sex::woman})
        for (std::size_t age = 0; age < age_classes; ++age) {
            const bool is_woman = sex == Sex::woman;
            out +=
                line("%s,%.4f,%.4f,%.3f,%lld,%lld,%.8f,%.8f", is_woman ? "woman" : "man",
                     begin_of_class(age), end_of_class(age), vital.years[index(sex)][age],
                     whole(vital.deaths[index(sex)][age]), whole(is_woman ? vital.births[age] : 0),
                     vital.death_rate(sex, age), is_woman ? vital.birth_rate(age) : 0.0);
        }
    return out;
}

} // namespace

std::string text_of(const Tables& tables)
{
    return "  year       men     women    births    deaths marriages     tfr  e0 men  e0 women"
           "   growth\n" +
           decades(tables, "%6d %9lld %9lld %9lld %9lld %9lld %7.3f %7.2f %9.2f %8.5f") +
           "\nOf those alive at the end: with a living mother, father, spouse; living children and "
           "siblings\n   age    people  mother  father  spouse  children  siblings\n" +
           kin_by_age(tables, "%6d %9lld %7.3f %7.3f %7.3f %9.3f %9.3f", years_of_decade);
}

examples::Complaints make_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder, error))
        return {"the folder '" + folder.string() + "' cannot be made"};
    if (!std::filesystem::is_empty(folder, error))
        return {"the folder '" + folder.string() + "' is not empty; --out must name one that is"};
    return {};
}

examples::Complaints write_tables(const std::filesystem::path& folder, const Tables& tables)
{
    examples::Complaints complaints = make_folder(folder);
    if (!complaints.empty()) return complaints;
    const auto write = [&](const char* name, const std::string& text) {
        std::ofstream out{folder / name, std::ios::binary};
        out << text;
        out.close();
        if (!out) complaints.push_back((folder / name).string() + ": cannot be written");
    };
    write("years.csv", years(tables));
    write("decades.csv", "year,men,women,births,deaths,marriages,total_fertility,"
                         "life_expectancy_men,life_expectancy_women,growth\n" +
                             decades(tables, "%d,%lld,%lld,%lld,%lld,%lld,%.5f,%.4f,%.4f,%.6f"));
    write("ages.csv", ages(tables));
    write("kin.csv", "age,people,living_mother,living_father,living_spouse,living_children,"
                     "living_siblings\n" +
                         kin_by_age(tables, "%d,%lld,%.6f,%.6f,%.6f,%.6f,%.6f", 1));
    return complaints;
}

} // namespace counterlife::kin
