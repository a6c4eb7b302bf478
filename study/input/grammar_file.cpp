// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/grammar_file.h"

#include "model/journal/record.h"
#include "model/stage_codes.h"
#include "study/input/data_layers.h"
#include "study/input/stage_groups.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <ranges>
#include <set>

namespace counterlife::study::input {
namespace {

using model::Rule;
using model::Stage;

constexpr int longest = 100'000; ///< days, or any other number of the tables

enum Column : std::size_t {
    rule,
    least_age,
    greatest_age,
    sex,
    from,
    where,
    arrives,
    other,
    other_must,
    within,
    after,
    days_since,
    again,
    leaves,
    why
};
constexpr std::array<std::string_view, 15> rules_header{
    "rule",       "least_age", "greatest_age", "sex",        "from",  "where",  "arrives", "other",
    "other_must", "while",     "after",        "days_since", "again", "leaves", "why"};
constexpr std::array<std::string_view, 4> spells_header{"spell", "opens", "closes", "why"};
constexpr std::array<std::string_view, 4> stages_header{"stage", "least_age", "greatest_age",
                                                        "why"};
constexpr std::array<std::string_view, 5> limits_header{"bound", "least", "greatest", "unit",
                                                        "why"};

constexpr std::array<std::string_view, 3> heaps_header{"rule", "by", "why"};
constexpr std::array<std::string_view, heaps> heap_words{"day", "age", "span"};

constexpr std::array<std::string_view, musts> must_words{
    "alive_when_sent", "dead", "man", "woman", "reachable", "not_mourned"};
constexpr std::string_view dead_at_most_word = "dead_at_most=";
constexpr std::string_view mourning_word = "mourning";

/// The words between blanks.
std::vector<std::string_view> words_in(std::string_view text)
{
    std::vector<std::string_view> words;
    for (const auto part : std::views::split(text, ' '))
        if (const std::string_view word{part.begin(), part.end()}; !word.empty())
            words.push_back(word);
    return words;
}

std::optional<int> whole_number_in(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (value < 0 || value > longest) return std::nullopt;
    return value;
}

/// What the tables have in common: words of the model, numbers, and complaints with a line.
class Reader {
public:
    Reader(GrammarText source, std::span<const Rule* const> of, Complaints& complaints)
        : source_{source}, of_{of}, complaints_{complaints}
    {
    }

    std::vector<CsvRow> rows_of(std::span<const std::string_view> header)
    {
        CsvTable table = read_csv(source_.text, source_.file, complaints_, header);
        is_whole_ = table.is_whole;
        return std::move(table.rows);
    }
    void stand_at(const CsvRow& row, std::span<const std::string_view> header)
    {
        row_ = &row;
        header_ = header;
        if (row.fields.back().empty()) found("no reason", "in why, where the row comes from");
    }
    void found(std::string_view what, std::string_view allowed, std::string_view right = {})
    {
        complaints_.found(at_line(source_.file, row_->line), what, allowed, right);
    }
    /// Of a table with a bad line nothing is said to be missing: it may stand there.
    void miss(std::string_view what, std::string_view allowed)
    {
        if (is_whole_) complaints_.found(std::string{source_.file}, what, allowed);
    }
    bool is_whole() const { return is_whole_; }
    const std::string& field(std::size_t column) const { return row_->fields[column]; }
    int line() const { return row_->line; }
    /// As in "sex 'boy'".
    std::string shown(std::size_t column, std::string_view text) const
    {
        return std::string{header_[column]} + " " + in_quotes(text);
    }
    int number(std::size_t column, int otherwise)
    {
        if (field(column).empty()) return otherwise;
        if (const auto value = whole_number_in(field(column))) return *value;
        found(shown(column, field(column)),
              "a whole number up to " + std::to_string(longest) + ", or nothing");
        return otherwise;
    }
    void check_range(std::size_t least, std::size_t greatest)
    {
        const auto low = whole_number_in(field(least)), high = whole_number_in(field(greatest));
        if (low && high && *low > *high)
            found(shown(least, field(least)) + " above " + shown(greatest, field(greatest)),
                  "a range from the least to the greatest");
    }

    /// A position among words; none, with a complaint, for another word.
    template <class Words>
    std::optional<std::size_t> one_of(std::size_t column, std::string_view word, const Words& words)
    {
        const auto at = std::ranges::find(words, word);
        if (at != std::ranges::end(words))
            return static_cast<std::size_t>(at - std::ranges::begin(words));
        std::string allowed;
        for (const std::string_view each : words)
            allowed += (allowed.empty() ? "" : ", ") + std::string{each};
        found(shown(column, word), "any of " + allowed, nearest(word, words));
        return std::nullopt;
    }
    template <class Words> Bits set_of(std::size_t column, const Words& words)
    {
        Bits set = 0;
        for (const std::string_view word : words_in(field(column)))
            if (const auto at = one_of(column, word, words)) set |= Bits{1} << *at;
        return set;
    }

    std::optional<Stage> stage(std::size_t column, std::string_view word)
    {
        const auto at = one_of(column, word, stage_names());
        return at ? std::optional{static_cast<Stage>(*at)} : std::nullopt;
    }
    /// Stages and groups of them, those after a minus left out again.
    Bits stages(std::size_t column)
    {
        Bits set = 0;
        for (std::string_view word : words_in(field(column))) {
            const bool but = word.starts_with('-');
            word.remove_prefix(but ? 1 : 0);
            const auto group = std::ranges::find(stage_groups, word, &StageGroup::word);
            Bits these = 0;
            if (group != stage_groups.end())
                these = group->stages;
            else if (const auto one = stage(column, word))
                these = bit_of(*one);
            set = but ? set & ~these : set | these;
        }
        if (!field(column).empty() && set == 0)
            found(shown(column, field(column)), "a stage or more, or nothing for any");
        return set;
    }

    /// A rule, or one of its words behind a colon.
    std::optional<EventKind> event(std::size_t column, std::string_view text)
    {
        const std::size_t colon = text.find(':');
        const std::string_view name = text.substr(0, colon);
        const auto at = std::ranges::find(of_, name, &Rule::name);
        if (at == of_.end()) {
            found("unknown rule " + in_quotes(name), "a rule of the model",
                  nearest(name, of_ | std::views::transform(&Rule::name)));
            return std::nullopt;
        }
        if (!acts_on_lives(**at)) {
            found(shown(column, name) + ", a rule of an institution", "a rule that acts on lives");
            return std::nullopt;
        }
        if (colon == std::string_view::npos) return EventKind{.rule = *at};
        return kind_of(column, **at, text.substr(colon + 1));
    }
    std::vector<EventKind> events(std::size_t column)
    {
        std::vector<EventKind> all;
        for (const std::string_view word : words_in(field(column)))
            if (const auto one = event(column, word)) all.push_back(*one);
        return all;
    }

private:
    static std::vector<std::string_view> stage_names()
    {
        std::vector<std::string_view> names(model::stages);
        for (const model::Code& code : model::stage_codes)
            names[static_cast<std::size_t>(code.value)] = code.name;
        return names;
    }

    std::optional<EventKind> kind_of(std::size_t column, const Rule& one, std::string_view word)
    {
        std::vector<std::string_view> known;
        if (const model::Record* record = one.beside.record; record != nullptr) {
            for (const model::Word& each : record->words) {
                if (each.word == word && each.means != nullptr)
                    return EventKind{.rule = &one, .means = each.means};
                if (each.means != nullptr) known.push_back(each.word);
            }
            for (const model::Part& part : record->parts) {
                if (part.unit == "flag") {
                    const bool not_so = word.starts_with('-');
                    if (part.name == word.substr(not_so ? 1 : 0))
                        return EventKind{.rule = &one, .part = &part, .value = not_so ? 0 : 1};
                    known.push_back(part.name);
                }
                for (const model::Code& code : part.codes) {
                    if (code.name == word)
                        return EventKind{.rule = &one, .part = &part, .value = code.value};
                    known.push_back(code.name);
                }
            }
        }
        found(shown(column, word) + " of " + std::string{one.name},
              "a word that patterns know for some of its events, or a value of its detail",
              nearest(word, known));
        return std::nullopt;
    }

    GrammarText source_;
    std::span<const Rule* const> of_;
    Complaints& complaints_;
    bool is_whole_ = true;
    const CsvRow* row_ = nullptr;
    std::span<const std::string_view> header_;
};

void read_spells(Reader reader, Grammar& grammar)
{
    std::set<std::string> names;
    for (const CsvRow& row : reader.rows_of(spells_header)) {
        reader.stand_at(row, spells_header);
        const std::string& name = reader.field(0);
        if (name.empty() || !names.insert(name).second)
            reader.found("spell " + in_quotes(name) + " without a name or a second time",
                         "a name that no other spell has");
        Spell spell{.name = name, .opens = reader.events(1), .closes = reader.events(2)};
        const bool for_good = name == mourning_word;
        if (reader.field(1).empty() || (reader.field(2).empty() && !for_good))
            reader.found("a spell that nothing opens or closes", "a rule or more for each");
        if (grammar.spells.size() == most_spells)
            reader.found("another spell", "at most " + std::to_string(most_spells));
        else
            grammar.spells.push_back(std::move(spell));
    }
    grammar.knows_spells = reader.is_whole();
    const auto position_of = [&](std::string_view name, const char* what) {
        const auto& spells = grammar.spells;
        const auto at = std::ranges::find(spells, name, &Spell::name);
        if (at != spells.end()) return static_cast<std::size_t>(at - spells.begin());
        reader.miss("no spell " + in_quotes(name), std::string{"a row for it, "} + what);
        return std::size_t{0};
    };
    grammar.marriage = position_of("marriage", "by which spouses are told");
    grammar.gone = position_of("gone", "for those of whom no word comes");
    grammar.held = position_of("held", "for those in custody, whom no word reaches");
    grammar.misses = position_of("misses", "for those whose wife or husband is missing");
    grammar.mourning = position_of(mourning_word, "for those who have been told of a death");
}

void read_stages(Reader reader, Grammar& grammar)
{
    Bits told = 0;
    for (const CsvRow& row : reader.rows_of(stages_header)) {
        reader.stand_at(row, stages_header);
        reader.check_range(1, 2);
        const auto one = reader.stage(0, reader.field(0));
        if (!one) continue;
        if (has(told, *one)) reader.found("stage " + reader.field(0) + " a second time", "one row");
        told |= bit_of(*one);
        StageAges& ages = grammar.ages[static_cast<std::size_t>(*one)];
        ages = {reader.number(1, StageAges{}.least), reader.number(2, StageAges{}.greatest)};
    }
    for (const model::Code& code : model::stage_codes)
        if (!has(told, static_cast<Stage>(code.value)))
            reader.miss("no row for the stage " + std::string{code.name}, "one for each stage");
}

void read_limits(Reader reader, Grammar& grammar)
{
    Bits told = 0;
    for (const CsvRow& row : reader.rows_of(limits_header)) {
        reader.stand_at(row, limits_header);
        reader.check_range(1, 2);
        const auto at = reader.one_of(0, reader.field(0), bound_words);
        if (!at) continue;
        if (told & Bits{1} << *at)
            reader.found("bound " + reader.field(0) + " a second time", "one row");
        told |= Bits{1} << *at;
        grammar.limits[*at] = {reader.number(1, Limits{}.least),
                               reader.number(2, Limits{}.greatest)};
    }
    for (std::size_t i = 0; i < bounds; ++i)
        if (!(told & Bits{1} << i))
            reader.miss("no row for the bound " + std::string{bound_words[i]}, "one for each");
}

void read_heaps(Reader reader, Grammar& grammar)
{
    std::set<const Rule*> told;
    for (const CsvRow& fields : reader.rows_of(heaps_header)) {
        reader.stand_at(fields, heaps_header);
        const auto events = reader.event(0, reader.field(0));
        const HeapRow row{.rule = events.value_or(EventKind{}).rule,
                          .by = reader.set_of(1, heap_words)};
        if (reader.field(1).empty()) reader.found("no heap", "day, age or span, or more of them");
        if (row.rule == nullptr) continue;
        if (events->part != nullptr || events->means != nullptr)
            reader.found("some events of " + std::string{row.rule->name}, "the rule alone");
        if (!told.insert(row.rule).second)
            reader.found("rule " + in_quotes(reader.field(0)) + " a second time", "one row");
        grammar.heaped.push_back(row);
    }
}

/// Fills in one row of the rules' table.
class RowReader {
public:
    RowReader(Reader& reader, const Grammar& grammar) : reader_{reader}, grammar_{grammar} {}

    GrammarRow read()
    {
        GrammarRow row{.name = reader_.field(rule), .line = reader_.line()};
        row.events = reader_.event(rule, row.name).value_or(EventKind{});
        row.least_age = reader_.number(least_age, row.least_age);
        row.greatest_age = reader_.number(greatest_age, row.greatest_age);
        reader_.check_range(least_age, greatest_age);
        read_sex(row);
        row.from = reader_.stages(from);
        row.where = reader_.set_of(where, ground_words);
        row.arrives = said(arrives, "yes");
        row.other = reader_.set_of(other, relation_words);
        read_musts(row);
        read_spells_of(row);
        row.after = reader_.events(after);
        row.days_since = reader_.number(days_since, 0);
        if (row.after.empty() && !reader_.field(days_since).empty() && reader_.field(after).empty())
            reader_.found("days_since without after", "the rules that the days are counted from");
        row.once = reader_.field(again) == "once";
        if (!row.once) row.again = reader_.number(again, 0);
        read_leaves(row);
        row.why = reader_.field(why);
        return row;
    }

private:
    bool said(Column column, std::string_view word)
    {
        if (!reader_.field(column).empty() && reader_.field(column) != word)
            reader_.found(reader_.shown(column, reader_.field(column)),
                          std::string{word} + " or nothing", word);
        return reader_.field(column) == word;
    }
    void read_sex(GrammarRow& row)
    {
        if (reader_.field(sex).empty()) return;
        constexpr std::array<std::string_view, 2> sexes{"male", "female"};
        if (const auto at = reader_.one_of(sex, reader_.field(sex), sexes))
            row.sex = static_cast<model::Sex>(*at);
    }
    void read_musts(GrammarRow& row)
    {
        for (const std::string_view word : words_in(reader_.field(other_must))) {
            if (!word.starts_with(dead_at_most_word)) {
                if (const auto at = reader_.one_of(other_must, word, must_words))
                    row.must |= Bits{1} << *at;
            } else if (const auto days = whole_number_in(word.substr(dead_at_most_word.size()))) {
                row.dead_at_most = *days;
            } else {
                reader_.found(reader_.shown(other_must, word), "dead_at_most=400, for one");
            }
        }
    }
    void read_spells_of(GrammarRow& row)
    {
        for (std::string_view word : words_in(reader_.field(within))) {
            const bool not_in = word.starts_with('-');
            word.remove_prefix(not_in ? 1 : 0);
            if (const std::size_t plus = word.find('+'); plus != std::string_view::npos) {
                const auto days = whole_number_in(word.substr(plus + 1));
                if (!days || not_in)
                    reader_.found(reader_.shown(within, word), "marriage+290, for one");
                row.days_after = days.value_or(0);
                word = word.substr(0, plus);
            }
            const auto names = grammar_.spells | std::views::transform(&Spell::name);
            const auto at = std::ranges::find(names, word);
            if (at != names.end())
                (not_in ? row.outside : row.within) |= Bits{1} << (at - names.begin());
            else if (grammar_.knows_spells)
                reader_.found(reader_.shown(within, word), "a spell of spells.csv",
                              nearest(word, names));
        }
    }
    void read_leaves(GrammarRow& row)
    {
        const auto words = words_in(reader_.field(leaves));
        if (words.empty()) return;
        row.leaves_same = false;
        for (const std::string_view word : words) {
            if (word == "same")
                row.leaves_same = true;
            else if (word == "dead")
                row.dies = true;
            else if (const auto one = reader_.stage(leaves, word))
                row.leaves |= bit_of(*one);
        }
    }

    Reader& reader_;
    const Grammar& grammar_;
};

void read_rules(Reader reader, std::span<const Rule* const> of, Grammar& grammar)
{
    std::map<std::string, int> lines;
    for (const CsvRow& fields : reader.rows_of(rules_header)) {
        reader.stand_at(fields, rules_header);
        GrammarRow row = RowReader{reader, grammar}.read();
        const auto [first, is_new] = lines.emplace(row.name, row.line);
        if (!is_new)
            reader.found("rule " + in_quotes(row.name) + " a second time",
                         "one row; the first is in line " + std::to_string(first->second));
        else if (row.events.rule != nullptr)
            grammar.rows.push_back(std::move(row));
    }
    for (const Rule* one : of)
        if (acts_on_lives(*one) && !lines.contains(std::string{one->name}))
            reader.miss("no row for the rule " + std::string{one->name},
                        "a row for each rule that acts on lives");
}

} // namespace

Grammar grammar_of(const GrammarTexts& texts, std::span<const Rule* const> of,
                   Complaints& complaints)
{
    Grammar grammar;
    read_spells(Reader{texts.spells, of, complaints}, grammar);
    read_stages(Reader{texts.stages, of, complaints}, grammar);
    read_limits(Reader{texts.limits, of, complaints}, grammar);
    read_rules(Reader{texts.rules, of, complaints}, of, grammar);
    read_heaps(Reader{texts.heaps, of, complaints}, grammar);
    return grammar;
}

std::expected<Grammar, Complaints> read_grammar(const std::filesystem::path& data_dir)
{
    Complaints complaints;
    constexpr std::array files{"rules.csv", "spells.csv", "stages.csv", "bounds.csv", "heaps.csv"};
    std::array<std::string, files.size()> names, texts;
    for (std::size_t at = 0; at < files.size(); ++at) {
        names[at] = data_file(data_dir, std::filesystem::path{"grammar"} / files[at]).string();
        auto text = read_file(names[at], csv_largest_file);
        if (!text) complaints.found(names[at], text.error(), "a table of the grammar of a life");
        texts[at] = text.value_or("");
    }
    if (!complaints.empty()) return std::unexpected{complaints};
    const auto source = [&](std::size_t i) { return GrammarText{texts[i], names[i]}; };
    Grammar grammar = grammar_of({source(0), source(1), source(2), source(3), source(4)},
                                 model::Nation::rules(), complaints);
    if (!complaints.empty()) return std::unexpected{complaints};
    return grammar;
}

} // namespace counterlife::study::input
