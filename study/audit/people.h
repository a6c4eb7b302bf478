// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All lives of a run by columns, and who is who among them.

#include "study/record/life_row.h"
#include "study/rooms.h"

#include <arrow/api.h>

#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::audit {

using engine::Day;
using engine::LifeId;

/// The position of a person among the lives of the run.
using Row = std::int32_t;
inline constexpr Row nobody_known = -1;   ///< the table names nobody
inline constexpr Row not_in_the_run = -2; ///< it names somebody whom it does not have

class People {
public:
    /// Takes over a row group of lives.parquet.
    void add(const arrow::Table& group);
    /// When all have been added: puts them into the order of identities, by which they have their
    /// rows, and finds out who the parents, wives and husbands are.
    void link();

    Row size() const { return static_cast<Row>(ids_.size()); }
    /// Persons who stand in the table more than once, and those whose number is not their row.
    const std::vector<LifeId>& twice() const { return twice_; }
    const std::vector<LifeId>& misnumbered() const { return misnumbered_; }
    Row row_of(LifeId id) const;
    /// By the number that other tables give: nobody_known for zero.
    Row row_of_number(std::int32_t number) const;

    LifeId id(Row row) const { return ids_[index(row)]; }
    Row mother(Row row) const { return mothers_[index(row)]; }
    Row father(Row row) const { return fathers_[index(row)]; }
    Row spouse(Row row) const { return spouses_[index(row)]; }
    Day born(Row row) const { return born_[index(row)]; }
    Day died(Row row) const { return died_[index(row)]; } ///< no_day for the living
    std::uint16_t birth_place(Row row) const { return birth_places_[index(row)]; }
    std::uint16_t place(Row row) const { return places_[index(row)]; }
    Sex sex(Row row) const { return facts_[index(row)].sex; }
    Marital marital(Row row) const { return facts_[index(row)].marital; }
    int marriages(Row row) const { return facts_[index(row)].marriages; }
    int children(Row row) const { return facts_[index(row)].children; }
    bool is_founder(Row row) const { return facts_[index(row)].founder; }

    bool is_alive_on(Row row, Day day) const { return born(row) <= day && day <= died(row); }
    bool is_woman(Row row) const { return sex(row) == Sex::female; }

private:
    struct Facts {
        Sex sex;
        Marital marital;
        bool founder;
        std::uint8_t marriages, children;
    };

    static std::size_t index(Row row) { return static_cast<std::size_t>(row); }
    void sort();
    void index_ids();

    std::vector<LifeId> ids_;
    std::vector<Row> mothers_, fathers_, spouses_;
    std::vector<Day> born_, died_;
    std::vector<std::uint16_t> birth_places_, places_;
    std::vector<Facts> facts_;
    std::vector<std::int32_t> mother_numbers_, father_numbers_, spouse_numbers_; ///< until linked
    std::vector<Row> rows_by_number_; ///< where these are not the order of identities
    std::vector<Row> heaps_;          ///< where those with each beginning of an identity begin
    std::vector<LifeId> twice_, misnumbered_;
};

/// What somebody is to somebody else by blood, the nearest that holds.
enum class Blood : std::uint8_t { none, parent, child, sibling, half_sibling, uncle, nephew };
Blood blood_between(const People& people, Row one, Row other);

} // namespace counterlife::study::audit
