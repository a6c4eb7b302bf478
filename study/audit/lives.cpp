// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/lives.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace counterlife::study::audit {

Side side_of(Bits grounds)
{
    if (has(grounds, Ground::china)) return Side::china;
    if (has(grounds, Ground::third_country)) return Side::third_country;
    if (has(grounds, Ground::south)) return Side::south;
    return Side::country;
}

bool is_cut_off(const People& people, const Frame& frame, Row one, Row other)
{
    const auto away = [&](Row row) {
        const std::uint16_t place = people.place(row);
        return place >= frame.grounds.size() || side_of(frame.grounds[place]) != Side::country;
    };
    return away(one) || away(other);
}

CoupleCheck::CoupleCheck(Findings& findings)
    : findings_{findings}, parent_{findings.row("kin", "no marriage of parent and child")},
      sibling_{findings.row("kin", "no marriage of brother and sister")},
      half_sibling_{findings.row("kin", "no marriage of half-brother and half-sister")},
      uncle_{findings.row("kin", "no marriage of uncle and niece, or aunt and nephew")},
      self_{findings.row("kin", "nobody marries themselves")}
{
}

void CoupleCheck::operator()(const People& people, Row one, Row other)
{
    const LifeId id = people.id(one);
    if (one == other) return findings_.found(self_, id);
    switch (blood_between(people, one, other)) {
    case Blood::none:
        return;
    case Blood::parent:
    case Blood::child:
        return findings_.found(parent_, id);
    case Blood::sibling:
        return findings_.found(sibling_, id);
    case Blood::half_sibling:
        return findings_.found(half_sibling_, id);
    case Blood::uncle:
    case Blood::nephew:
        return findings_.found(uncle_, id);
    }
}

namespace {

class LivesCheck {
public:
    LivesCheck(const People& people, const Grammar& grammar, const Frame& frame, Findings& findings)
        : people_{people}, grammar_{grammar}, frame_{frame}, findings_{findings}, couple_{findings}
    {
    }

    void check()
    {
        for (Row row = 0; row < people_.size(); ++row) {
            check_days(row);
            check_parent(row, people_.mother(row), Sex::female);
            check_parent(row, people_.father(row), Sex::male);
            check_spouse(row);
        }
        check_children();
        for (const LifeId id : people_.twice()) findings_.found(twice_, id);
        for (const LifeId id : people_.misnumbered()) findings_.found(misnumbered_, id);
    }

private:
    void check_days(Row row)
    {
        const Day born = people_.born(row), died = people_.died(row);
        if (died < born) found(died_before_birth_, row);
        if (died != engine::no_day && died >= frame_.to) found(outside_, row);
        const bool before = is_forebear(people_, frame_, row);
        if (before != (died < frame_.from)) found(outside_, row);
        if ((people_.is_founder(row) && born >= frame_.from) || born >= frame_.to)
            found(outside_, row);
        const Day last = died == engine::no_day ? frame_.to - engine::Days{1} : died;
        if (!grammar_.limit(Bound::life).hold(engine::completed_years(born, std::max(born, last))))
            found(too_long_, row);
    }

    void check_parent(Row child, Row parent, Sex sex)
    {
        if (parent == nobody_known) {
            // The other parent of a child of the run may be a man across the river.
            const bool in_run = people_.born(child) >= frame_.from;
            const auto& late = grammar_.limit(Bound::forebear);
            if (people_.is_founder(child))
                found(founder_without_, child);
            else if (in_run && sex == Sex::female)
                found(no_mother_, child);
            else if (!in_run && late.hold(engine::year_of(people_.born(child))))
                found(forebear_without_, child);
            return;
        }
        if (parent == not_in_the_run) return found(stranger_, child);
        const bool is_mother = sex == Sex::female;
        if (people_.sex(parent) != sex) found(is_mother ? mother_a_man_ : father_a_woman_, child);
        const Day born = people_.born(child);
        const auto& ages = grammar_.limit(is_mother ? Bound::mother_age : Bound::father_age);
        if (!ages.hold(engine::completed_years(people_.born(parent), born)))
            found(is_mother ? mother_age_ : father_age_, child);
        const Day died = people_.died(parent);
        if (died == engine::no_day || died >= born) return;
        if (is_mother)
            found(mother_dead_, child);
        else if ((born - died).count() > grammar_.limit(Bound::term).greatest)
            found(father_dead_, child);
    }

    void check_spouse(Row row)
    {
        const Row other = people_.spouse(row);
        if (other == nobody_known) {
            if (people_.marital(row) != Marital::never_married) found(no_spouse_, row);
            return;
        }
        if (other == not_in_the_run) return found(stranger_, row);
        if (people_.marital(row) == Marital::never_married) found(no_spouse_, row);
        if (people_.sex(other) == people_.sex(row)) found(same_sex_, row);
        if (people_.is_woman(row) || people_.spouse(other) != row) couple_(people_, row, other);
    }

    void check_children()
    {
        std::vector<Row> children;
        for (Row row = 0; row < people_.size(); ++row)
            if (people_.mother(row) >= 0) children.push_back(row);
        std::ranges::sort(children, {}, [&](Row row) {
            return std::tuple{people_.mother(row), people_.born(row), people_.id(row)};
        });
        std::vector<int> borne(static_cast<std::size_t>(people_.size()));
        for (std::size_t i = 0; i < children.size(); ++i) {
            const Row mother = people_.mother(children[i]);
            ++borne[static_cast<std::size_t>(mother)];
            if (i == 0 || people_.mother(children[i - 1]) != mother) continue;
            const auto days = (people_.born(children[i]) - people_.born(children[i - 1])).count();
            constexpr int twins = 1; // Around midnight.
            if (days > twins && !grammar_.limit(Bound::birth_interval).hold(days))
                found(interval_, children[i]);
        }
        for (Row row = 0; row < people_.size(); ++row)
            if (people_.father(row) >= 0) ++borne[static_cast<std::size_t>(people_.father(row))];
        for (Row row = 0; row < people_.size(); ++row) {
            const int had = borne[static_cast<std::size_t>(row)];
            if (people_.children(row) != had) found(count_, row);
            const bool forebear = is_forebear(people_, frame_, row);
            const Row spouse = people_.spouse(row);
            const bool kin = had > 0 || (spouse >= 0 && people_.is_founder(spouse));
            if (forebear && !kin) found(of_nobody_, row);
        }
    }

    void found(std::size_t what, Row row) { findings_.found(what, people_.id(row)); }
    std::size_t row(const char* name, const char* what) { return findings_.row(name, what); }

    const People& people_;
    const Grammar& grammar_;
    const Frame& frame_;
    Findings& findings_;
    CoupleCheck couple_;
    const std::size_t twice_ = row("links", "everybody stands in lives.parquet once"),
                      misnumbered_ =
                          row("links", "each person's number is the row, in order of identity"),
                      died_before_birth_ = row("life", "nobody dies before birth"),
                      outside_ = row("life", "births and deaths within the days of the run"),
                      too_long_ = row("life", "nobody grows older than people do"),
                      no_mother_ = row("links", "a mother known, for whoever is born in the run"),
                      founder_without_ =
                          row("links", "every founder has a mother and a father on record"),
                      forebear_without_ = row("parents", "forebear"),
                      of_nobody_ =
                          row("links", "whoever died before the run is a parent, a wife or "
                                       "a husband of somebody"),
                      stranger_ = row("links", "parents and spouses are among the lives"),
                      mother_a_man_ = row("links", "mothers are women"),
                      father_a_woman_ = row("links", "fathers are men"),
                      mother_age_ = row("parents", "mother_age"),
                      father_age_ = row("parents", "father_age"),
                      mother_dead_ = row("parents", "the mother is alive at the birth"),
                      father_dead_ = row("parents", "father_dead"),
                      no_spouse_ = row("spouse", "a spouse of record for whoever has married"),
                      same_sex_ = row("spouse", "husbands are men, and wives women"),
                      interval_ = row("siblings", "birth_interval"),
                      count_ = row("links", "as many children as are among the lives");
};

} // namespace

void check_lives(const People& people, const Grammar& grammar, const Frame& frame,
                 Findings& findings)
{
    LivesCheck{people, grammar, frame, findings}.check();
}

} // namespace counterlife::study::audit
