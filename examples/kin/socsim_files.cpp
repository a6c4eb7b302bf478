// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// People and marriages in the files of SOCSIM: a row each, linked by numbers, of which 0 is nobody.

#include "examples/kin/output.h"

#include <cstdio>
#include <fstream>

namespace counterlife::kin {

namespace {

constexpr int first_month = 1201; ///< that in which the run begins

int month_of(Moment moment) noexcept
{
    // Founders were born less than a century before, so that no month is below 1.
    return static_cast<int>(moment.years() * months_a_year + first_month);
}

/// The rows of one place. Places are written one after another, and their numbers go on.
class Rows {
public:
    Rows(const Register& entries, std::size_t people_before, std::size_t marriages_before)
        : entries_{entries}, people_before_{people_before}, marriages_before_{marriages_before},
          elder_by_mother_(entries.people().size(), no_row),
          elder_by_father_(entries.people().size(), no_row),
          last_child_(entries.people().size(), no_row),
          last_marriage_(entries.people().size(), no_row),
          before_wife_(entries.marriages().size(), no_row),
          before_husband_(entries.marriages().size(), no_row)
    {
        for (Row row = 0; row < entries.people().size(); ++row) { // In the order of birth.
            follow(entries[row].mother, row, elder_by_mother_);
            follow(entries[row].father, row, elder_by_father_);
        }
        for (Row number = 0; number < entries.marriages().size(); ++number) {
            const Marriage& marriage = entries.marriages()[number];
            before_wife_[number] = std::exchange(last_marriage_[marriage.wife], number);
            before_husband_[number] = std::exchange(last_marriage_[marriage.husband], number);
        }
    }

    std::string person(Row row) const
    {
        const Person& person = entries_[row];
        const Row marriage = last_marriage_[row];
        const bool is_woman = person.sex == Sex::woman, lives = entries_.is_alive(row);
        return line("%zu %d 1 0 %d %zu %zu %zu %zu %zu %zu %d %d %d\n", number(row), is_woman,
                    month_of(person.born), number(person.mother), number(person.father),
                    number(elder_by_mother_[row]), number(elder_by_father_[row]),
                    number(last_child_[row]), marriage_number(marriage), status(row),
                    lives ? 0 : month_of(person.died), 1);
    }
    std::string marriage(Row of) const
    {
        const Marriage& marriage = entries_.marriages()[of];
        const Moment end = std::min(entries_[marriage.wife].died, entries_[marriage.husband].died);
        const bool lasts = end == Moment::never();
        return line("%zu %zu %zu %d %d %d %zu %zu\n", marriage_number(of), number(marriage.wife),
                    number(marriage.husband), month_of(marriage.begun), lasts ? 0 : month_of(end),
                    lasts ? 0 : by_death, marriage_number(before_wife_[of]),
                    marriage_number(before_husband_[of]));
    }

private:
    static constexpr int single = 1, widowed = 3, married = 4, by_death = 3;

    template <class... Args> static std::string line(const char* format, Args... args)
    {
        std::array<char, 240> text{};
        std::snprintf(text.data(), text.size(), format, args...);
        return text.data();
    }
    void follow(Row parent, Row child, std::vector<Row>& elder)
    {
        if (parent == no_row) return;
        elder[child] = last_child_[parent];
        last_child_[parent] = child;
    }
    /// When somebody died, or now.
    int status(Row row) const
    {
        if (last_marriage_[row] == no_row) return single;
        const Marriage& marriage = entries_.marriages()[last_marriage_[row]];
        const Row spouse = marriage.wife == row ? marriage.husband : marriage.wife;
        return entries_[spouse].died < entries_[row].died ? widowed : married;
    }
    std::size_t number(Row row) const { return row == no_row ? 0 : people_before_ + row + 1; }
    std::size_t marriage_number(Row row) const
    {
        return row == no_row ? 0 : marriages_before_ + row + 1;
    }

    const Register& entries_;
    std::size_t people_before_, marriages_before_;
    std::vector<Row> elder_by_mother_, elder_by_father_, last_child_, last_marriage_, before_wife_,
        before_husband_;
};

} // namespace

examples::Complaints write_socsim(const std::filesystem::path& folder,
                                  std::span<const Register> registers)
{
    std::ofstream people{folder / "people.opop", std::ios::binary};
    std::ofstream marriages{folder / "people.omar", std::ios::binary};
    std::size_t people_before = 0, marriages_before = 0;
    for (const Register& entries : registers) {
        const Rows rows{entries, people_before, marriages_before};
        for (Row row = 0; row < entries.people().size(); ++row) people << rows.person(row);
        for (Row row = 0; row < entries.marriages().size(); ++row) marriages << rows.marriage(row);
        people_before += entries.people().size();
        marriages_before += entries.marriages().size();
    }
    people.close();
    marriages.close();
    if (people && marriages) return {};
    return {(folder / "people.opop").string() + ": cannot be written"};
}

} // namespace counterlife::kin
