// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/codebook.h"

#include "model/nation.h"

#include <optional>

namespace counterlife::study::record {
namespace {

std::string_view side_of(const model::Part& part)
{
    switch (part.side) {
    case model::Side::not_negative:
        return "not_negative";
    case model::Side::negative:
        return part.complemented ? "complemented" : "negated";
    default:
        return "any";
    }
}

} // namespace

std::vector<CodebookRow> codebook()
{
    std::vector<CodebookRow> rows;
    for (const model::Rule* rule : model::Nation::rules()) {
        if (rule->beside.record == nullptr) continue;
        for (const model::Part& part : rule->beside.record->parts) {
            if (part.codes.empty()) rows.push_back({rule->name, &part, nullptr});
            for (const model::Code& code : part.codes) rows.push_back({rule->name, &part, &code});
        }
    }
    return rows;
}

Columns<CodebookRow> codebook_columns()
{
    const auto number = [](const char* name, const char* description, auto get) {
        return column<arrow::Int16Type, CodebookRow>(
            {name, "bits", description},
            [get](const CodebookRow& row) { return static_cast<std::int16_t>(get(*row.part)); });
    };
    return {
        word_column<CodebookRow>({"event", "rule", "The event whose detail this is"},
                                 [](const CodebookRow& row) { return row.event; }),
        word_column<CodebookRow>({"part", "name", "One of the facts that the detail tells"},
                                 [](const CodebookRow& row) { return row.part->name; }),
        word_column<CodebookRow>(
            {"unit", "name", "flag, choice, place (a position in run.toml's list), or the unit"},
            [](const CodebookRow& row) { return row.part->unit; }),
        word_column<CodebookRow>(
            {"side", "category",
             "Which details tell it: any; not_negative; negated or complemented, those below "
             "nought, once the sign or all bits are turned"},
            [](const CodebookRow& row) { return side_of(*row.part); }),
        number("bit", "The first of its bits", [](const model::Part& part) { return part.bit; }),
        number("bits", "How many they are; 32: the whole number",
               [](const model::Part& part) { return part.bits; }),
        column<arrow::Int32Type, CodebookRow>(
            {"code", "number", "A value of the part that has a name"},
            [](const CodebookRow& row) {
                return row.code == nullptr ? std::nullopt : std::optional{row.code->value};
            }),
        word_column<CodebookRow>(
            {"meaning", "name", "That name; empty where the values are plain numbers"},
            [](const CodebookRow& row) {
                return row.code == nullptr ? std::string_view{} : row.code->name;
            }),
    };
}

} // namespace counterlife::study::record
