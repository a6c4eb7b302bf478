// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/twin_report.h"
#include "study/text/about.h"

#include "study/figures/luck_and_ignorance.h"
#include "study/input/rule_facts.h"
#include "study/record/run_file.h"
#include "study/record/version.h"
#include "study/text/json.h"
#include "study/text/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <ostream>

namespace counterlife::study::twins {
namespace {

constexpr std::size_t rules_shown = 12;

double or_none(const std::optional<double>& value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

std::string share_text(std::int64_t part, std::int64_t all)
{
    return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) /
                                       static_cast<double>(std::max<std::int64_t>(1, all)));
}

/// The rules of the first events that only one world has, the most frequent first.
std::vector<std::pair<std::int64_t, std::size_t>> first_rules(const TwinOutcome& outcome)
{
    std::vector<std::pair<std::int64_t, std::size_t>> rules;
    const auto& by_rule = outcome.divergences.by_rule;
    for (std::size_t rule = 0; rule < by_rule.size(); ++rule)
        if (by_rule[rule] > 0) rules.emplace_back(-by_rule[rule], rule);
    std::ranges::sort(rules);
    if (rules.size() > rules_shown) rules.resize(rules_shown);
    for (auto& [count, rule] : rules) count = -count;
    return rules;
}

std::string facts_json(const TwinDescription& what, const TwinOutcome& outcome)
{
    const auto side = [](const TwinDescription::Side& one, std::uint64_t digest) {
        return fmt::format(R"({{"scenario":"{}","description":"{}","digest":"{}"}})",
                           json_text(one.scenario), json_text(one.description),
                           digest_text(digest));
    };
    return fmt::format(R"({{"base":{},"other":{},"seed":"{}","scale":"{}","persons_per_life":{},)"
                       R"("replicates":{},"members":{},"from":{},"to":{},"version":"{}"}})",
                       side(what.base, outcome.base_digests.front()),
                       side(what.other, outcome.digests.front()), what.seed,
                       scale_text(what.scale_denominator), what.scale_denominator, what.replicates,
                       what.members ? what.members->members() : 0, engine::year_of(what.from),
                       engine::year_of(what.to - 1), program_version());
}

std::string counts_json(const DivergenceCounts& counts)
{
    JsonList why, root;
    for (std::size_t i = 0; i < whys; ++i) {
        const std::string_view name = word(static_cast<Why>(i));
        why.add(fmt::format(R"("{}":{})", name, counts.why[i]));
        root.add(fmt::format(R"("{}":{})", name, counts.root[i]));
    }
    return fmt::format(
        R"({{"both":{},"only_base":{},"only_other":{},"untouched":{},"why":{},"root":{}}})",
        counts.both, counts.only_base, counts.only_other, counts.untouched, why.in('{', '}'),
        root.in('{', '}'));
}

std::string rules_json(const TwinOutcome& outcome)
{
    const std::vector<RuleFacts> facts = rule_facts();
    JsonList rules;
    for (const auto& [count, rule] : first_rules(outcome))
        rules.add(fmt::format(R"({{"rule":"{}","says":"{}","count":{}}})",
                              json_text(facts[rule].name), json_text(facts[rule].says), count));
    return rules.in('[', ']');
}

/// The line of an ensemble: of luck alone, and of luck and ignorance.
TableLine line_of_members(const EffectRow& row)
{
    const double width = row.ensemble_low ? *row.ensemble_high - *row.ensemble_low : 0;
    const auto shown = [&](const std::optional<double>& value) {
        return value ? digits_within(width, *value) : std::string{};
    };
    return {std::string{row.outcome->name},
            std::string{row.outcome->unit},
            digits_within(width, row.base),
            digits_within(width, row.other),
            digits_within(width, row.difference),
            shown(row.low),
            shown(row.high),
            shown(row.ensemble_low),
            shown(row.ensemble_high)};
}

/// What stands below the table of an ensemble.
void print_members(const MemberRuns& members, std::span<const EffectRow> effects, std::ostream& out)
{
    out << fmt::format("means over {} sets of numbers that are not ruled out, {} each; 95 % "
                       "intervals by luck alone, and by luck and ignorance\n",
                       members.members(),
                       members.replicates == 1 ? "one replicate"
                                               : fmt::format("{} replicates", members.replicates));
    if (members.replicates == 1) out << one_seed_sentence << '\n';
    for (const EffectRow& row : effects)
        if (const std::string sentence = sign_sentence(row);
            row.subgroup.by == "all" && !sentence.empty())
            out << sentence << '\n';
}

TableLine line_of(const EffectRow& row)
{
    const double width = row.error ? *row.high - *row.low : 0;
    const auto narrower = row.narrower();
    return {std::string{row.outcome->name},
            std::string{row.outcome->unit},
            digits_within(width, row.base),
            digits_within(width, row.other),
            digits_within(width, row.difference),
            row.error ? digits_within(width, *row.low) : "",
            row.error ? digits_within(width, *row.high) : "",
            narrower ? fmt::format("{:.1f}", *narrower) : ""};
}

} // namespace

std::string effects_json(std::span<const EffectRow> rows)
{
    return json_list(rows, [](const EffectRow& row) {
        const bool is_told = row.replicates > 0;
        const char* over = row.over_replicates ? "replicates"
                           : row.counties > 0  ? "counties"
                                               : "persons";
        Json json{'{'};
        json.field("outcome", json_word(row.outcome->name));
        json.field("unit", json_word(row.outcome->unit));
        json.field("says", json_word(row.outcome->description));
        json.field("by", json_word(row.subgroup.by));
        json.field("is", json_word(row.subgroup.is));
        json.field("persons", std::to_string(row.persons));
        json.field("untouched", is_told ? json_number(row.untouched) : "null");
        json.field("base", json_number(row.base));
        json.field("other", json_number(row.other));
        json.field("difference", json_number(row.difference));
        json.field("low", json_number(or_none(row.low)));
        json.field("high", json_number(or_none(row.high)));
        json.field("over", is_told ? json_word(over) : "null");
        json.field("narrower", json_number(or_none(row.narrower())));
        if (row.members > 0) {
            json.field("ensemble_low", json_number(or_none(row.ensemble_low)));
            json.field("ensemble_high", json_number(or_none(row.ensemble_high)));
            json.field("sd_luck", json_number(or_none(row.sd_luck)));
            json.field("sd_ignorance", json_number(or_none(row.sd_ignorance)));
            json.field("members", std::to_string(row.members));
            json.field("against", std::to_string(row.members_against));
        }
        return json.done();
    });
}

std::string sign_sentence(const EffectRow& row)
{
    if (row.members_against == 0) return {};
    return fmt::format("{}: in {} of {} sets of numbers the difference goes the other way.",
                       row.outcome->name, row.members_against, row.members);
}

namespace {

void print_effect_table(const TwinDescription& description, const TwinOutcome& outcome,
                        std::ostream& out)
{
    const MemberRuns* const members = description.ensemble();
    std::vector<TableLine> lines{
        {"outcome", "unit", "base", "other", "difference", "low", "high", "narrower by"}};
    if (members != nullptr)
        lines.front() = {"outcome",  "unit",      "base",         "other",        "difference",
                         "luck low", "luck high", "ensemble low", "ensemble high"};
    bool over_replicates = false;
    for (const EffectRow& row : outcome.effects) {
        if (row.subgroup.by != "all") continue;
        lines.push_back(members != nullptr ? line_of_members(row) : line_of(row));
        over_replicates |= row.over_replicates;
    }
    print_numbers(lines, out);
    if (members != nullptr) return print_members(*members, outcome.effects, out);
    out << (over_replicates ? "95 % confidence intervals over replicates, by Student's t\n"
                            : "95 % confidence intervals over persons, as if their lives were "
                              "independent; more --replicates give better ones\n");
    out << "narrower by: how many times as wide the interval would be with independent random "
           "numbers\n";
}

} // namespace

void print_effects(const TwinDescription& description, const TwinOutcome& outcome,
                   std::ostream& out)
{
    print_effect_table(description, outcome, out);
    const DivergenceCounts& counts = outcome.divergences;
    out << fmt::format("\npersons    {:>12}  in both scenarios, {} only in {}, {} only in {}\n",
                       counts.both, counts.only_base, description.base.scenario, counts.only_other,
                       description.other.scenario);
    out << fmt::format("identical  {:>12}  of those in both: {}\n", counts.untouched,
                       share_text(counts.untouched, counts.both));
    const auto count = [&](Why why) { return counts.root[static_cast<std::size_t>(why)]; };
    std::int64_t parted = 0;
    for (const std::int64_t some : counts.root) parted += some;
    out << fmt::format("diverged   {:>12}  traced to the changed rules {}, to aggregate demand {}, "
                       "to parameters {}, unexplained {}\n",
                       parted, count(Why::rule), count(Why::sums), count(Why::numbers),
                       count(Why::unexplained));
    for (std::size_t i = 0; i < outcome.digests.size(); ++i)
        out << fmt::format("digests    {}  {}\n", digest_text(outcome.base_digests[i]),
                           digest_text(outcome.digests[i]));
    print_labelled("", about, out << '\n');
}

std::expected<std::string, Complaints> twin_html(const TwinDescription& description,
                                                 const TwinOutcome& outcome,
                                                 const std::filesystem::path& folder)
{
    Complaints complaints;
    const std::string data = fmt::format(
        R"({{"facts":{},"counts":{},"rules":{},"effects":{}}})", facts_json(description, outcome),
        counts_json(outcome.divergences), rules_json(outcome), effects_json(outcome.effects));
    std::string page = page_with(folder, "twin.html", "twin.js", data, complaints);
    if (!complaints.empty()) return std::unexpected(complaints);
    return page;
}

} // namespace counterlife::study::twins
