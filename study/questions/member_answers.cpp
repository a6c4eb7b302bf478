// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/member_answers.h"

#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

namespace counterlife::study::questions {
namespace {

/// An answer as one member gives it.
Answer answer_of(const Answer& all, const MemberAnswer& member)
{
    Answer answer = all;
    answer.rows = member.rows;
    answer.parts = member.parts;
    answer.wider = member.wider;
    answer.of_members.clear();
    return answer;
}

std::string runs_text(const EnsembleMember& member)
{
    std::string text;
    for (const std::string& run : member.runs) text += (text.empty() ? "" : "; ") + run;
    return text;
}

std::string values_text(const EnsembleMember& member)
{
    std::string text;
    for (const Setting& setting : member.settings)
        text += fmt::format("{}{} = {}", text.empty() ? "" : "; ", address_of(setting),
                            number_text(setting.value.value_or(0)));
    return text;
}

} // namespace

MemberAnswers::MemberAnswers(std::span<const Answer> answers, const Ensemble* ensemble)
{
    if (ensemble != nullptr)
        for (const EnsembleMember& member : ensemble->members)
            facts_.push_back({runs_text(member), values_text(member)});
    std::vector<const MemberAnswer*> members;
    for (const Answer& answer : answers)
        for (const MemberAnswer& member : answer.of_members) {
            answers_.push_back(answer_of(answer, member));
            members.push_back(&member);
        }
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        const auto number = static_cast<std::size_t>(members[i]->number);
        const Facts* facts = number >= 1 && number <= facts_.size() ? &facts_[number - 1] : nullptr;
        for (const AnswerRow& row : rows_of(std::span{&answers_[i], 1}))
            rows_.push_back({.row = row,
                             .member = members[i],
                             .runs = facts ? std::string_view{facts->runs} : "",
                             .values = facts ? std::string_view{facts->values} : ""});
    }
}

Columns<MemberRow> member_columns()
{
    using Row = const MemberRow&;
    const auto text = [](const char* name, const char* description, auto get) {
        static_assert(!std::is_same_v<std::invoke_result_t<decltype(get), Row>, std::string>);
        return word_column<MemberRow>({name, "name", description},
                                      [get](Row row) -> std::string_view { return get(row); });
    };
    const auto number = [](const char* name, const char* description, auto member) {
        return column<arrow::DoubleType, MemberRow>({name, "see the column unit", description},
                                                    [member](Row r) { return r.row.of(member); });
    };
    return {
        text("question", "The question by its id",
             [](Row r) -> std::string_view { return r.row.answer->question->id; }),
        text("version", "The version of the rules that is compared with the base",
             [](Row r) -> std::string_view { return r.row.answer->asked().name; }),
        text("subgroup", "By what the persons are grouped, in the base; all: not at all",
             [](Row r) { return r.row.subgroup(); }),
        text("is", "The group", [](Row r) { return r.row.is(); }),
        text("outcome", "What is compared", [](Row r) { return r.row.outcome->name; }),
        text("unit", "The unit of means and differences",
             [](Row r) { return r.row.outcome->unit; }),
        column<arrow::BooleanType, MemberRow>(
            {"main", "yes or no", "Whether the answer in words is about this outcome"},
            [](Row r) { return r.row.is_main(); }),
        column<arrow::Int32Type, MemberRow>({"member", "number", "The member of the ensemble"},
                                            [](Row r) { return r.member->number; }),
        column<arrow::DoubleType, MemberRow>({"weight", "any", "Of the member"},
                                             [](Row r) { return r.member->weight; }),
        column<arrow::Int64Type, MemberRow>(
            {"persons", "persons", "Under this member, over all replicates"},
            [](Row r) { return r.row.effect ? r.row.effect->persons : std::int64_t{0}; }),
        number("base", "Mean in the base", &EffectRow::base),
        number("other", "Mean in the version", &EffectRow::other),
        number("difference", "Version less base, the same persons", &EffectRow::difference),
        number("low", "Lower end of the 95 % interval of luck alone", &EffectRow::low),
        number("high", "Upper end of it", &EffectRow::high),
        text("interval_over",
             "Between what the interval is found: replicates, counties or persons; empty: none",
             [](Row r) { return over_of(r.row.effect); }),
        text("runs", "The runs of the calibration that the member is of",
             [](Row r) { return r.runs; }),
        text("values", "What the member says of parameters", [](Row r) { return r.values; }),
    };
}

std::string member_csv(std::span<const MemberRow> rows)
{
    std::string text = "question,version,subgroup,is,outcome,unit,main,member,weight,persons,base,"
                       "other,difference,low,high,interval_over,runs,values\n";
    for (const MemberRow& one : rows) {
        const AnswerRow& r = one.row;
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                            r.answer->question->id, r.answer->asked().name, r.subgroup(), r.is(),
                            r.outcome->name, r.outcome->unit, r.is_main(), one.member->number,
                            number_text(one.member->weight), r.effect ? r.effect->persons : 0,
                            csv_number(r.of(&EffectRow::base)), csv_number(r.of(&EffectRow::other)),
                            csv_number(r.of(&EffectRow::difference)),
                            csv_number(r.of(&EffectRow::low)), csv_number(r.of(&EffectRow::high)),
                            over_of(r.effect), csv_text(one.runs), csv_text(one.values));
    }
    return text;
}

} // namespace counterlife::study::questions
