// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A walk through all lives, event by event, each held against the grammar.
//
// The table of events has a year after the other, each sorted by person and day. All of it is kept,
// packed, and the years are read side by side: so one life after the other passes by, from birth to
// death, and nothing is kept of it but what others ask. The events of one day have no order among
// themselves.

#include "model/journal/stage_course.h"
#include "study/audit/absences.h"
#include "study/audit/heaping.h"
#include "study/audit/lives.h"
#include "study/audit/news.h"
#include "study/audit/reach.h"
#include "study/audit/rule_checks.h"
#include "study/audit/spells.h"
#include "study/rooms.h"

#include <arrow/api.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace counterlife::study::audit {

/// As a row: whom an event names is an institution.
inline constexpr Row an_institution = -3;

class Walk {
public:
    /// `everybody`: the run has the events of all lives, not of a sample.
    Walk(const People& people, const Grammar& grammar, const Frame& frame,
         const model::StageNumbers& numbers, bool everybody, Findings& findings);

    /// The next row group of events.parquet.
    void add(const arrow::Table& group);
    /// When there are no more: walks, and tells now and then how many persons are behind.
    void finish(const std::function<void(std::int64_t, std::int64_t)>& tell);

    /// Events of rules that the grammar does not know, by rule: not checked.
    const std::map<std::string, std::int64_t>& unknown_rules() const { return unknown_; }
    bool in_order() const { return in_order_; }

private:
    /// An event as it is kept: 24 bytes, of which a tenth of the nation has 65 million.
    struct Packed {
        Row who, other, sender; ///< or nobody_known, not_in_the_run, an institution
        std::int32_t detail;
        std::uint16_t day, sent; ///< since `first_day`; `not_sent` without a letter
        std::uint16_t rule, place;
    };
    /// Row groups of which each goes on, in the order of persons, where the one before ends.
    struct Course {
        std::vector<std::vector<Packed>> groups;
        std::size_t group = 0, at = 0; ///< how far it has been read
    };
    struct Happening {
        const RuleChecks* checks;
        Row other, sender;
        Day day, sent;
        std::int32_t detail;
        std::uint16_t place, rule;
        bool has_cause;
        bool is_heaped; ///< counts where events are held against chance
        model::Turn turn;
        model::Stage before, after;
    };
    /// What is known of the life at hand.
    struct Life {
        Row row = nobody_known;
        std::vector<std::uint16_t> here; ///< one of which is where the person is; none: unknown
        Side side = Side::country;
        Spells spells;
        std::vector<Row> partners;
        std::vector<Row> mourned; ///< of whose death this person has been told
        int marriages = 0;
        Day died = engine::no_day; ///< as the events tell
        Bits ages_told = 0;        ///< stages at whose ages a complaint was made
    };
    using OneDay = std::span<Happening>;

    void keep(std::vector<Packed>&& packed);
    void gather(Row row);
    Happening unpacked(const Packed& packed) const;
    void live(Row row);
    void begin(Row row);
    void pass_day(OneDay day, model::StageCourse& course);
    void end(const model::StageCourse& course);

    void pass_turns(OneDay day, model::StageCourse& course);
    void check_places(OneDay day);
    void check_stage(model::Stage stage, int age);
    void check_event(const Happening& event, OneDay day, int age);
    void check_row(const RowCheck& check, const Happening& event, OneDay day, int age);
    void check_stages(const RowCheck& check, const Happening& event, OneDay day);
    void check_other(const RowCheck& check, const Happening& event);
    void check_writer(const RowCheck& check, const Happening& event);
    void check_past(const RowCheck& check, const Happening& event);
    void check_what_went_before(OneDay day);
    void check_after(const RowCheck& check, const Happening& event);
    void check_births_told();
    void note_spells(const Happening& event);
    void note_milestones(const Happening& event);
    Bits relations_to(Row other) const;

    void found(std::size_t finding);
    void found(const RowCheck& check, Aspect aspect) { found(check.finding(aspect)); }

    const People& people_;
    const Grammar& grammar_;
    const Frame& frame_;
    const model::StageNumbers& numbers_;
    bool everybody_;
    Findings& findings_;
    AllChecks checks_;
    CoupleCheck couple_;
    Reach reach_;
    News news_;
    Heaping heaping_;
    Absences absences_{findings_};
    std::map<std::string, std::int64_t> unknown_;
    std::vector<Course> courses_;
    bool in_order_ = true;

    LifeId at_hand_ = engine::nobody;
    std::vector<Happening> events_;
    Life life_;
    std::vector<Day> last_, before_; ///< by milestone, of this life: the last two days
    std::vector<Row> last_of_;       ///< whose that is
    std::vector<Day> repeated_;      ///< by row of the grammar
    std::vector<Row> repeated_of_;
    std::vector<bool> birth_told_;

    std::size_t row(const char* name, const char* what) { return findings_.row(name, what); }
    const std::size_t before_birth_ = row("time", "nothing before birth"),
                      after_death_ = row("time", "nothing after death"),
                      outside_ = row("time", "nothing before the run or after it"),
                      too_fast_ = row("mail", "arrives on the next day at the earliest"),
                      stranger_ = row("links", "those whom events name are among the lives"),
                      unborn_ = row("links", "those whom events name are born"),
                      age_ = row("ages", "the age that an event tells is that of the calendar"),
                      death_told_ = row("life", "an event tells of each death, and on its day"),
                      birth_told_finding_ =
                          row("life", "an event of the mother tells of each birth"),
                      marital_ = row("spouse", "married as weddings, deaths and divorces tell"),
                      marriages_ = row("spouse", "as many marriages as weddings"),
                      death_place_ = row("life", "people die where they are");
    std::array<std::size_t, model::stages> stage_ages_{};
};

} // namespace counterlife::study::audit
