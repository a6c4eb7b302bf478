// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/questions_file.h"

#include "study/input/scenario_reading.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/twins/effects.h"

#include <algorithm>
#include <set>

namespace counterlife::study::questions {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_question = std::size_t{64} << 10;

std::vector<std::string_view> outcome_names()
{
    std::vector<std::string_view> names;
    for (const Outcome* one : question_outcomes()) names.push_back(one->name);
    return names;
}

std::string one_of(const std::vector<std::string_view>& words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 < words.size() ? ", " : " or ";
        text += words[i];
    }
    return text;
}

class QuestionReading {
public:
    QuestionReading(std::string_view file, const ScenarioScope& scope,
                    std::span<const model::PlaceFacts> places, Complaints& complaints)
        : file_{file}, scope_{scope}, places_{places}, complaints_{complaints},
          reading_{file, scope, complaints}
    {
    }

    Question read(const toml::table& root)
    {
        Question q;
        q.file = file_;
        reading_.complain_of_unknown(root, {"id", "title", "reading", "base", "population", "about",
                                            "outcomes", "split", "version", "answer", "hangs_on"});
        q.id = needed(root, "id", 1);
        const std::string stem = fs::path{file_}.stem().string();
        if (!q.id.empty() && q.id != stem)
            reading_.found(line_of(*root.get("id")), "id " + in_quotes(q.id),
                           "the name of the file, " + in_quotes(stem));
        q.title = needed(root, "title", 1);
        if (const auto* text = reading_.read_text(root, "reading")) q.reading = *text;
        if (const auto* text = reading_.read_text(root, "base")) q.base = *text;
        for (const auto& [text, line] : texts(root, "outcomes"))
            if (const auto at = outcome(text, line)) q.outcomes.push_back(*at);
        if (const auto* by = reading_.read_text(root, "split")) read_split(*by, root, q);
        if (!root.contains("outcomes")) lacks(1, "outcomes", "a list of outcomes");
        for (const auto& [text, line] : texts(root, "hangs_on")) read_hangs_on(text, line, q);
        if (const auto* table = table_of(root, "population")) {
            reading_.complain_of_unknown(
                *table, {"sex", "born", "born_in", "ever", "never", "both", "party_family"});
            read_population(*table, q.population);
        }
        if (const auto* table = table_of(root, "about")) read_about(*table, q.about);
        add_what_they_were_chosen_for(q);
        read_versions(root, q);
        if (const auto* table = table_of(root, "answer"))
            read_answer(*table, q);
        else if (!root.contains("answer"))
            lacks(1, "[answer]", "a table with outcome, more and less");
        return q;
    }

private:
    using Texts = std::vector<std::pair<std::string, int>>;

    void lacks(int line, std::string_view what, std::string_view allowed)
    {
        reading_.found(line, std::string{"no "}.append(what), allowed);
    }

    std::string needed(const toml::table& table, std::string_view key, int line)
    {
        if (!table.contains(key)) lacks(line, key, "a text in quotes");
        const auto* text = reading_.read_text(table, key);
        if (text != nullptr && text->empty())
            reading_.found(line_of(*table.get(key)), std::string{"an empty "}.append(key),
                           "a text of some letters");
        return text ? *text : std::string{};
    }

    const toml::table* table_of(const toml::table& table, std::string_view key)
    {
        const toml::node* node = table.get(key);
        if (node == nullptr || node->is_table()) return node ? node->as_table() : nullptr;
        reading_.found(line_of(*node),
                       std::string{key}.append(" that is ").append(type_text(*node)), "a table");
        return nullptr;
    }

    Texts texts(const toml::table& table, std::string_view key)
    {
        Texts all;
        const toml::node* node = table.get(key);
        if (node == nullptr) return all;
        const toml::array* list = node->as_array();
        if (list == nullptr)
            reading_.found(line_of(*node),
                           std::string{key}.append(" that is ").append(type_text(*node)),
                           "a list of texts");
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const toml::node& one = *list->get(i);
            if (const auto* text = one.as_string())
                all.emplace_back(text->get(), line_of(one));
            else
                reading_.found(line_of(one),
                               std::string{type_text(one)}.append(" in the list ").append(key),
                               "texts in quotes");
        }
        return all;
    }

    std::optional<std::size_t> outcome(const std::string& name, int line)
    {
        const std::size_t at = question_outcome(name);
        if (at < question_outcomes().size()) return at;
        reading_.found(line, "unknown outcome " + in_quotes(name),
                       "an outcome that docs/formats/questions.md lists",
                       nearest(name, outcome_names()));
        return std::nullopt;
    }

    void read_split(const std::string& by, const toml::table& root, Question& q)
    {
        std::vector<std::string_view> allowed = subgroup_names();
        allowed.erase(allowed.begin()); // Everybody is shown anyway.
        q.split = by;
        if (std::ranges::find(allowed, by) == allowed.end())
            reading_.found(line_of(*root.get("split")), "split " + in_quotes(by), one_of(allowed),
                           nearest(by, allowed));
    }

    /// What people were chosen for is compared too: it may not come to pass in a version. What has
    /// to come to pass in both worlds tells nothing of those to whom it does.
    static void add_what_they_were_chosen_for(Question& q)
    {
        const auto add = [](std::vector<std::size_t>& list, std::size_t one) {
            if (std::ranges::find(list, one) == list.end()) list.push_back(one);
        };
        for (const std::size_t one : q.population.ever)
            if (std::ranges::find(q.about.narrower.both, one) == q.about.narrower.both.end())
                add(q.outcomes, one);
        for (const std::size_t one : q.about.narrower.ever) add(q.outcomes, one);
        for (const std::size_t one : q.about.narrower.both) add(q.about.wider, one);
    }

    void read_about(const toml::table& table, About& about)
    {
        about.people = needed(table, "people", line_of(table));
        reading_.complain_of_unknown(table, {"people", "wider", "sex", "born", "born_in", "ever",
                                             "never", "both", "party_family"});
        read_population(table, about.narrower);
        for (const auto& [text, line] : texts(table, "wider"))
            if (const auto at = outcome(text, line)) about.wider.push_back(*at);
        if (!about.wider.empty() && !about.narrows())
            reading_.found(line_of(*table.get("wider")), "wider, and nothing that narrows",
                           "one with ever, never, both, sex, born or the like beside it");
    }

    void read_population(const toml::table& table, Population& who)
    {
        if (const auto* sex = reading_.read_text(table, "sex")) {
            if (*sex == "male" || *sex == "female")
                who.sex = *sex == "male" ? model::Sex::male : model::Sex::female;
            else
                reading_.found(line_of(*table.get("sex")), "sex " + in_quotes(*sex),
                               "male or female",
                               nearest(*sex, std::vector<std::string_view>{"male", "female"}));
        }
        read_years(table, who);
        for (const auto& [text, line] : texts(table, "born_in")) read_place(text, line, who);
        for (const auto& [text, line] : texts(table, "ever"))
            if (const auto at = outcome(text, line)) who.ever.push_back(*at);
        for (const auto& [text, line] : texts(table, "never"))
            if (const auto at = outcome(text, line)) who.never.push_back(*at);
        for (const auto& [text, line] : texts(table, "both"))
            if (const auto at = outcome(text, line)) who.both.push_back(*at);
        if (const toml::node* node = table.get("party_family")) {
            if (const auto* yes = node->as_boolean())
                who.party_family = yes->get();
            else
                reading_.found(line_of(*node),
                               std::string{"party_family that is "}.append(type_text(*node)),
                               "true or false");
        }
    }

    void read_years(const toml::table& table, Population& who)
    {
        const toml::node* node = table.get("born");
        if (node == nullptr) return;
        const toml::array* list = node->as_array();
        const auto year = [&](std::size_t i) { return list->get(i)->value<int>(); };
        if (list && list->size() == 2 && list->is_homogeneous(toml::node_type::integer) &&
            year(0) && year(1) && *year(0) <= *year(1)) {
            who.born_from = year(0);
            who.born_to = year(1);
            return;
        }
        reading_.found(line_of(*node), "born that is no span of years",
                       "a first and a last year, as in [1959, 1961]");
    }

    void read_place(const std::string& name, int line, Population& who)
    {
        std::set<std::string_view> known;
        for (const model::PlaceFacts& place : places_)
            known.insert({std::string_view{place.name}, std::string_view{place.province}});
        if (known.empty()) return; // The places cannot be read, which is told already.
        if (known.contains(name))
            who.born_in.push_back(name);
        else
            reading_.found(line, "unknown place " + in_quotes(name),
                           "a place or province of data/places/places.csv", nearest(name, known));
    }

    void read_versions(const toml::table& root, Question& q)
    {
        const toml::node* node = root.get("version");
        const toml::array* list = node ? node->as_array() : nullptr;
        if (list == nullptr || list->empty())
            return lacks(node ? line_of(*node) : 1, "[[version]]", "one table or more, so headed");
        for (const toml::node& one : *list) {
            if (const toml::table* table = one.as_table())
                read_version(*table, q);
            else
                reading_.found(line_of(one), std::string{type_text(one)}.append(" as a version"),
                               "tables headed [[version]]");
        }
    }

    void read_version(const toml::table& table, Question& q)
    {
        Version v{.line = line_of(table)};
        reading_.complain_of_unknown(table, {"name", "says", "scenario", "overlay"});
        v.name = needed(table, "name", v.line);
        v.says = needed(table, "says", v.line);
        if (std::ranges::find(q.versions, v.name, &Version::name) != q.versions.end())
            reading_.found(v.line, "a second version " + in_quotes(v.name),
                           "a name for each version");
        if (table.contains("scenario") == table.contains("overlay"))
            reading_.found(v.line,
                           table.contains("scenario") ? "both scenario and overlay"
                                                      : "no scenario or overlay",
                           "one of them");
        if (const auto* name = reading_.read_text(table, "scenario")) v.scenario = *name;
        if (const auto* text = reading_.read_text(table, "overlay"))
            v.overlay = overlay_of(*text, *table.get("overlay"));
        v.overlay.name = q.id + " " + v.name;
        v.overlay.description = v.says;
        q.versions.push_back(std::move(v));
    }

    /// A scenario within the file: empty lines before it make its lines those of the file.
    ScenarioFile overlay_of(const std::string& text, const toml::node& node)
    {
        const auto& source = node.source();
        const auto first = source.begin.line - (source.end.line > source.begin.line ? 0 : 1);
        ScenarioFile overlay =
            parse_scenario(std::string(first, '\n') + text, file_, scope_, complaints_);
        if (!overlay.inherits.empty())
            reading_.found(overlay.inherits_line, "an overlay that inherits",
                           "one that stands alone; a scenario of its own may inherit");
        return overlay;
    }

    void read_answer(const toml::table& table, Question& q)
    {
        reading_.complain_of_unknown(table, {"outcome", "more", "less"});
        const int line = line_of(table);
        const std::string name = needed(table, "outcome", line);
        q.more = needed(table, "more", line);
        q.less = needed(table, "less", line);
        if (name.empty()) return;
        const auto at = outcome(name, line_of(*table.get("outcome")));
        if (!at) return;
        q.main = *at;
        if (std::ranges::find(q.outcomes, *at) == q.outcomes.end())
            reading_.found(line_of(*table.get("outcome")), in_quotes(name) + " as the answer",
                           "one of the outcomes of the question");
    }

    void read_hangs_on(const std::string& text, int line, Question& q)
    {
        const std::size_t slash = text.find('/');
        HangsOn one{.parameter = text.substr(0, slash),
                    .key = slash == std::string::npos ? "" : text.substr(slash + 1),
                    .line = line};
        std::vector<std::string_view> names;
        const std::vector<std::string>* keys = nullptr;
        for (const model::FamilySpec& family : scope_.families)
            for (const model::ParameterSpec& spec : family.parameters) {
                names.push_back(spec.name);
                if (spec.name == one.parameter && (!keys || !spec.keys.empty())) keys = &spec.keys;
            }
        if (keys == nullptr)
            return reading_.found(line, "unknown parameter " + in_quotes(one.parameter),
                                  "the full name of a parameter that the command 'params' lists",
                                  nearest(one.parameter, names));
        q.hangs_on.push_back(std::move(one));
    }

    std::string_view file_;
    const ScenarioScope& scope_;
    std::span<const model::PlaceFacts> places_;
    Complaints& complaints_;
    ScenarioReading reading_;
};

} // namespace

Question parse_question(std::string_view text, std::string_view file, const ScenarioScope& scope,
                        std::span<const model::PlaceFacts> places, Complaints& complaints)
{
    const toml::parse_result parsed = toml::parse(text);
    if (parsed) return QuestionReading{file, scope, places, complaints}.read(parsed.table());
    const toml::source_position place = parsed.error().source().begin;
    complaints.add(at_line(file, static_cast<int>(place.line)) + ":" + std::to_string(place.column),
                   "found text that is not TOML: " + printable(parsed.error().description()));
    Question unread;
    unread.file = file;
    unread.id = fs::path{file}.stem().string();
    return unread;
}

std::vector<Question> read_questions(const fs::path& folder, const ScenarioScope& scope,
                                     std::span<const model::PlaceFacts> places,
                                     Complaints& complaints)
{
    std::set<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with("Q-") && name.ends_with(".toml")) files.insert(entry->path());
    }
    if (files.empty())
        complaints.found(folder.generic_string(), "no questions",
                         "a folder with files such as Q-01.toml");
    std::vector<Question> questions;
    for (const fs::path& file : files) {
        const auto text = read_file(file, largest_question);
        if (text)
            questions.push_back(
                parse_question(*text, file.generic_string(), scope, places, complaints));
        else
            complaints.found(file.generic_string(), text.error(),
                             "a readable file of at most 64 KiB");
    }
    return questions;
}

void check_hangs_on(const Question& question, std::span<const model::ParameterRow> rows,
                    Complaints& complaints)
{
    for (const HangsOn& one : question.hangs_on) {
        bool known = false, fixed = true;
        std::set<std::string_view> keys;
        for (const model::ParameterRow& row : rows) {
            if (row.name != one.parameter) continue;
            keys.insert(row.key);
            if (!one.key.empty() && row.key != one.key) continue;
            known = true;
            fixed &= row.kind != model::Kind::assumption && row.kind != model::Kind::calibrated;
        }
        const std::string where = at_line(question.file, one.line);
        if (!known)
            complaints.found(where, "unknown key " + in_quotes(one.key) + " of " + one.parameter,
                             "one of its keys", nearest(one.key, keys));
        else if (fixed)
            complaints.found(where, in_quotes(one.text()) + ", which is told or counted",
                             "a parameter that is assumed or fitted");
    }
}

} // namespace counterlife::study::questions
