// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/tables.h"

#include "engine/elementary.h"

namespace counterlife::kin {

namespace {

/// When somebody is born and dies, in years of the run; whoever is alive dies when it ends.
struct Span {
    double born, died;
};

class Reading {
public:
    Reading(Tables& tables, const Register& entries)
        : tables_{tables}, entries_{entries}, end_{static_cast<double>(tables.run)}
    {
    }

    void read_people()
    {
        const KinCount kin{entries_};
        for (Row row = 0; row < entries_.people().size(); ++row) {
            const Person& person = entries_[row];
            Totals& family = tables_.by_family[person.family];
            const bool lives = entries_.is_alive(row);
            const Span span{person.born.years(),
                            lives ? end_ : std::min(person.died.years(), end_)};
            read_life(family.vital, person, span, !lives);
            if (person.mother == no_row) ++family.founders;
            if (person.mother != no_row) read_birth(family.vital, person, span.born);
            if (lives) read_kin(family, row, span, kin);
        }
    }
    void read_marriages()
    {
        for (const Marriage& marriage : entries_.marriages())
            ++year_at(marriage.begun.years()).marriages;
    }

private:
    Year& year_at(double years)
    {
        const auto year = static_cast<std::size_t>(std::max(years, 0.0));
        return tables_.years[std::min(year, tables_.years.size() - 2)];
    }
    Vital& decade_at(double years)
    {
        const auto decade = static_cast<std::size_t>(std::max(years, 0.0) / years_of_decade);
        return tables_.decades[std::min(decade, tables_.decades.size() - 1)];
    }

    void read_life(Vital& vital, const Person& person, const Span& span, bool died)
    {
        const double from = std::max(span.born, 0.0);
        vital.add_life(person.sex, from - span.born, span.died - span.born);
        for (double begin = from; begin < span.died;) {
            const double next = (static_cast<int>(begin / years_of_decade) + 1) * years_of_decade;
            decade_at(begin).add_life(person.sex, begin - span.born,
                                      std::min(next, span.died) - span.born);
            begin = next;
        }
        // Who is there at the beginning of a year: come to be, and gone.
        const auto year_from = [](double years) { return static_cast<std::size_t>(years + 1); };
        const std::size_t first = span.born < 0 ? 0 : year_from(span.born);
        if (first < tables_.years.size()) ++tables_.years[first].people[index(person.sex)];
        if (!died) return;
        const std::size_t gone = year_from(span.died);
        if (gone < tables_.years.size()) --tables_.years[gone].people[index(person.sex)];
        const std::size_t age = class_of_age(span.died - span.born);
        ++vital.deaths[index(person.sex)][age];
        ++decade_at(span.died).deaths[index(person.sex)][age];
        ++year_at(span.died).deaths;
    }

    void read_birth(Vital& vital, const Person& person, double born)
    {
        const std::size_t age = class_of_age(born - entries_[person.mother].born.years());
        ++vital.births[age];
        ++decade_at(born).births[age];
        ++year_at(born).births;
    }

    void read_kin(Totals& family, Row row, const Span& span, const KinCount& kin)
    {
        ++family.living;
        const auto age = static_cast<std::size_t>(span.died - span.born);
        KinTotals& totals = family.kin[std::min<std::size_t>(age, last_age - 1)];
        const bool is_woman = entries_[row].sex == Sex::woman;
        ++totals.people;
        totals.women += is_woman;
        totals.with_mother += kin.has_mother(row);
        totals.with_father += kin.has_father(row);
        totals.married += kin.has_spouse(row);
        totals.children += kin.children(row);
        if (is_woman) totals.of_women += kin.children(row);
        totals.siblings += kin.siblings(row);
    }

    Tables& tables_;
    const Register& entries_;
    double end_;
};

} // namespace

void Vital::add_life(Sex sex, double from, double to) noexcept
{
    if (!(from < to)) return;
    auto& lived = years[index(sex)];
    const std::size_t first = class_of_age(from), last = class_of_age(to);
    if (first == last) {
        lived[first] += to - from;
        return;
    }
    lived[first] += end_of_class(first) - from;
    lived[last] += to - begin_of_class(last);
    ++enter_[index(sex)][first + 1];
    ++leave_[index(sex)][last];
}

void Vital::close() noexcept
{
    for (std::size_t sex = 0; sex < sexes; ++sex) {
        std::int64_t through = 0;
        for (std::size_t age = 0; age < age_classes; ++age) {
            through += enter_[sex][age] - leave_[sex][age];
            years[sex][age] +=
                static_cast<double>(through) * (end_of_class(age) - begin_of_class(age));
        }
        enter_[sex].fill(0);
        leave_[sex].fill(0);
    }
}

double Vital::death_rate(Sex sex, std::size_t age) const noexcept
{
    const double lived = years[index(sex)][age];
    return lived > 0 ? static_cast<double>(deaths[index(sex)][age]) / lived : 0;
}

double Vital::birth_rate(std::size_t age) const noexcept
{
    const double lived = years[index(Sex::woman)][age];
    return lived > 0 ? static_cast<double>(births[age]) / lived : 0;
}

double Vital::total_fertility() const noexcept
{
    double children = 0;
    for (std::size_t age = 0; age < age_classes; ++age)
        children += birth_rate(age) * (end_of_class(age) - begin_of_class(age));
    return children;
}

double Vital::expectancy(Sex sex) const noexcept
{
    double alive = 1, lived = 0;
    for (std::size_t age = 0; age < age_classes; ++age) {
        const double rate = death_rate(sex, age), width = end_of_class(age) - begin_of_class(age);
        const double left = alive * engine::exponential(-rate * width);
        lived += rate > 0 ? (alive - left) / rate : alive * width;
        alive = left;
    }
    return lived;
}

Totals& Totals::add(const Totals& other, int sign)
{
    const auto put = [sign](auto& sum, const auto& part) {
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += sign * part[i];
    };
    for (std::size_t sex = 0; sex < sexes; ++sex) {
        put(vital.years[sex], other.vital.years[sex]);
        put(vital.deaths[sex], other.vital.deaths[sex]);
    }
    put(vital.births, other.vital.births);
    founders += sign * other.founders;
    living += sign * other.living;
    for (std::size_t age = 0; age < kin.size(); ++age) {
        KinTotals& sum = kin[age];
        const KinTotals& part = other.kin[age];
        sum.people += sign * part.people, sum.women += sign * part.women;
        sum.with_mother += sign * part.with_mother, sum.with_father += sign * part.with_father;
        sum.married += sign * part.married, sum.children += sign * part.children;
        sum.of_women += sign * part.of_women, sum.siblings += sign * part.siblings;
    }
    return *this;
}

double Tables::person_years() const noexcept
{
    double sum = 0;
    for (const auto& of_sex : whole.vital.years)
        for (const double lived : of_sex) sum += lived;
    return sum;
}

std::int64_t Tables::ever_alive() const noexcept
{
    std::int64_t sum = whole.founders;
    for (const Year& year : years) sum += year.births;
    return sum;
}

std::int64_t Tables::events() const noexcept
{
    std::int64_t sum = 0;
    for (const Year& year : years) sum += year.births + year.deaths + year.marriages;
    return sum;
}

Tables tables_of(std::span<const Register> registers, int years)
{
    Tables tables{.run = years,
                  .by_family = std::vector<Totals>(families),
                  .years = std::vector<Year>(static_cast<std::size_t>(years) + 1),
                  .decades = std::vector<Vital>(
                      static_cast<std::size_t>((years + years_of_decade - 1) / years_of_decade))};
    for (const Register& entries : registers) {
        Reading reading{tables, entries};
        reading.read_people();
        reading.read_marriages();
    }
    for (Totals& family : tables.by_family) {
        family.vital.close();
        tables.whole.add(family, 1);
    }
    for (Vital& decade : tables.decades) decade.close();
    for (std::size_t year = 1; year < tables.years.size(); ++year)
        for (std::size_t sex = 0; sex < sexes; ++sex)
            tables.years[year].people[sex] += tables.years[year - 1].people[sex];
    return tables;
}

} // namespace counterlife::kin
