// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/life_page.h"

#include "study/account/rules_page.h"
#include "study/text/about.h"
#include "study/text/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <tuple>

namespace counterlife::study::account {
namespace {

std::string id_text(engine::LifeId id)
{
    return id == engine::nobody ? "not known" : std::to_string(id);
}

std::string marriage_words(const LifeRow& life)
{
    constexpr std::array states{"never married", "married", "widowed", "divorced"};
    std::string words = states[static_cast<std::size_t>(life.marital)];
    if (life.marriages > 1) words += fmt::format(", having married {} times", life.marriages);
    if (life.spouse != engine::nobody)
        words += fmt::format("; {}{} {}", life.marital == Marital::divorced ? "last " : "",
                             life.sex == Sex::female ? "husband" : "wife", life.spouse);
    return words;
}

std::string school_words(const LifeRow& life)
{
    constexpr std::array states{"none", "at school", "left school", "at college",
                                "finished college"};
    std::string words = states[static_cast<std::size_t>(life.school)];
    if (life.school_years > 0) words += fmt::format(", {} years", life.school_years);
    return words;
}

std::string children_words(const Biography& account)
{
    std::vector<std::string> years;
    for (const LifeRow& child : account.cast.children())
        years.push_back(std::to_string(engine::year_of(child.born)));
    if (years.empty()) return "none";
    return fmt::format("{}, born in {}", years.size(), list_text(years));
}

void print_line(const Line& line, std::ostream& out)
{
    const std::string number = number_text_of(line);
    out << fmt::format("{:>9}   {}\n", number, when_and_where(line));
    print_labelled("", line.text, out);
    print_labelled("why", why_text(line.says, line.claims), out);
    print_labelled("message", line.letter, out);
    for (const Difference& one : line.differs)
        if (one.text != line.text) print_labelled("but", one.text, out);
    out << '\n';
}

void print_chain(const Chain& chain, std::ostream& out)
{
    int number = 0;
    for (const Step& step : chain.steps) {
        const std::string tie = tie_words(step);
        if (!tie.empty()) out << "            " << tie << "\n\n";
        out << fmt::format("{:>9}   {}{}\n", ++number, long_date(step.event.day),
                           step.event.place.empty() ? "" : ", " + place_words(step.event.place));
        print_labelled("", step.text, out);
        print_labelled("why", why_text(step.says, step.claims), out);
        out << '\n';
    }
    print_labelled("origin", chain.root_says, out);
}

/// A text cut into lines of so many letters.
std::vector<std::string> wrapped(const std::string& text, std::size_t width)
{
    std::vector<std::string> lines(1);
    std::istringstream words{text};
    for (std::string word; words >> word;) {
        if (!lines.back().empty() && text_width(lines.back()) + 1 + text_width(word) > width)
            lines.emplace_back();
        lines.back() += (lines.back().empty() ? "" : " ") + word;
    }
    return lines;
}

std::string cell_text(const Line* line)
{
    if (line == nullptr) return {};
    std::string text = when_and_where(*line) + ": " + line->text;
    for (const Difference& one : line->differs)
        if (one.text != line->text) text += " But: " + one.text;
    return text;
}

void print_shared(const TwinLives& twin, std::ostream& out)
{
    const auto lines = twin.shared_lines();
    if (lines.empty()) return;
    out << "What they share\n\n";
    for (const Line* line : lines) print_labelled("", cell_text(line), out);
    out << '\n';
}

/// What parted the lives, in each of the two runs.
void print_parting(const LifePage& page, std::ostream& out)
{
    if (!page.parting) return;
    out << "What parted them\n\n";
    for (const PartingSide& side : page.parting->sides) {
        print_labelled("", "In " + side.run + ", " + side.says, out);
        for (const std::string& text : side.steps) print_labelled("", text, out);
        print_labelled("why", side.why, out);
        out << '\n';
    }
    print_labelled("", page.parting->differ, out);
    out << '\n';
}

void print_side_by_side(const LifePage& page, std::ostream& out)
{
    constexpr std::size_t width = 48;
    const TwinLives& twin = *page.twin;
    const auto print = [&](const std::string& a, const std::string& b) {
        const auto left = wrapped(a, width), right = wrapped(b, width);
        for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
            std::string row = i < left.size() ? left[i] : "";
            row.append(width + 2 - text_width(row), ' ');
            row += "| " + (i < right.size() ? right[i] : "");
            out << row.substr(0, row.find_last_not_of(' ') + 1) << '\n';
        }
        out << std::string(width + 2, ' ') << "|\n";
    };
    print(page.run.name + " (" + page.run.file->description.scenario + ")",
          page.other.name + " (" + page.other.file->description.scenario + ")");
    for (const TwinLives::Row& row : twin.rows()) print(cell_text(row.here), cell_text(row.there));
}

void print_foot(const LifePage& page, std::ostream& out)
{
    const auto people = people_of(page);
    if (!people.empty()) {
        out << "\nPeople in this account\n";
        std::vector<TableLine> lines;
        for (const Relation& one : people)
            lines.push_back({"  " + one.who, std::to_string(one.life->person),
                             "born " + long_date(one.life->born),
                             one.life->died == engine::no_day
                                 ? "living at the end"
                                 : "died " + long_date(one.life->died)});
        print_table(lines, out);
    }
    if (!page.account.claims.empty() && !page.why) {
        out << "\nClaims of the testimony behind these rules, in our words\n";
        for (const ClaimRow* claim : page.account.claims)
            print_labelled(claim->id, claim->title + ". " + claim->says, out);
    }
    print_labelled("", about, out << '\n');
}

} // namespace

std::string headline(const WhoIsWho& cast, const RunFile& run)
{
    const LifeRow& life = cast.self();
    constexpr int grown = 17;
    const engine::Day end = life.died == engine::no_day ? run.description.to - 1 : life.died;
    const bool child = age_on(life.born, end) < grown, female = life.sex == Sex::female;
    const std::string born = fmt::format(
        "A {}, born on {} {}", child ? (female ? "girl" : "boy") : (female ? "woman" : "man"),
        long_date(life.born), in_place(cast.place_name(life.birth_place)));
    const std::string place = in_place(cast.place_name(life.place));
    if (life.died == engine::no_day)
        return fmt::format("{}, living {} when the run ends, aged {}.", born, place,
                           age_on(life.born, run.description.to - 1));
    return fmt::format("{}, who died on {} {}, aged {}.", born, long_date(life.died), place,
                       age_on(life.born, life.died));
}

std::vector<std::pair<std::string, std::string>> head_facts(const Biography& account,
                                                            const NamedRun& run)
{
    const LifeRow& life = account.cast.self();
    const RunDescription& made = run.file->description;
    return {{"mother", id_text(life.mother)},
            {"father", id_text(life.father)},
            {"married", marriage_words(life)},
            {"children", children_words(account)},
            {"school", school_words(life)},
            {"run",
             fmt::format("{}: scenario {}, seed {}, {}, to {}", run.name, made.scenario, made.seed,
                         scale_text(made.scale_denominator), long_date(made.to - 1))}};
}

std::vector<Relation> people_of(const LifePage& page)
{
    const WhoIsWho& cast = page.account.cast;
    const LifeRow& self = cast.self();
    std::set<engine::LifeId> met{self.mother, self.father, self.spouse};
    for (const LifeRow& child : cast.children()) met.insert(child.person);
    const auto meet = [&](const LoggedEvent& event) {
        met.insert({event.person, event.other, event.cause.person});
    };
    for (const LoggedEvent& event : page.account.events) meet(event);
    if (page.twin)
        for (const LoggedEvent& event : page.twin->there.events) meet(event);
    if (page.why)
        for (const Step& step : page.why->steps) meet(step.event);
    std::vector<Relation> people;
    const auto add_from = [&](const WhoIsWho& some) {
        for (const auto& [id, life] : some.rows()) {
            if (id == self.person || met.erase(id) == 0) continue;
            std::string who = some.name(id);
            if (who.starts_with("person ")) who = life.sex == Sex::female ? "a woman" : "a man";
            people.push_back({&life, std::move(who)});
        }
    };
    add_from(cast);
    if (page.twin) add_from(page.twin->there.cast);
    std::ranges::sort(people, {}, [](const Relation& one) {
        return std::tuple{one.who.starts_with("a "), one.life->born, one.life->person};
    });
    return people;
}

std::string when_text(const Line& line)
{
    if (line.day == line.until) return long_date(line.day);
    const int from = engine::year_of(line.day), to = engine::year_of(line.until);
    return from == to ? fmt::format("in {}", from) : fmt::format("{} to {}", from, to);
}

std::string when_and_where(const Line& line)
{
    std::string text = when_text(line) + ", aged " + std::to_string(line.age);
    if (line.age_until > line.age) text += " to " + std::to_string(line.age_until);
    return text + (line.place.empty() ? "" : ", " + place_words(line.place));
}

std::string number_text_of(const Line& line)
{
    if (line.number == 0) return {};
    if (line.number == line.last) return std::to_string(line.number);
    return fmt::format("{}-{}", line.number, line.last);
}

std::string why_text(const std::string& says, const std::vector<std::string>& claims)
{
    if (claims.empty()) return says;
    return (says.empty() ? "" : says + " ") + "[" + list_text(claims) + "]";
}

std::string tie_words(const Step& step)
{
    constexpr std::array words{"", "What weighed in it came of this", "It was set off by this",
                               "It would not have been possible without this"};
    if (step.tie == Tie::asked) return {};
    const std::string before =
        step.since > engine::Days{} ? ", " + span_words(step.since) + " before" : std::string{};
    return words[static_cast<std::size_t>(step.tie)] + before + ":";
}

std::string divergence_text(const TwinLives& twin, const LifePage& page)
{
    const std::string shared = counted(static_cast<std::int64_t>(twin.shared), "event", "events");
    std::string text = twin.parts_on ? fmt::format("The two lives are the same for {}, until {}.",
                                                   shared, long_date(*twin.parts_on))
                                     : fmt::format("The life is the same in {} and {}: {}.",
                                                   page.run.name, page.other.name, shared);
    if (twin.slight > 0)
        text += fmt::format(" Not counted as another life: {}, such as letters that arrive on "
                            "another day.",
                            counted(static_cast<std::int64_t>(twin.slight), "small difference",
                                    "small differences"));
    return text;
}

std::string life_text(const LifePage& page)
{
    std::ostringstream out;
    out << fmt::format("Person {}\n{}\n\n", page.account.cast.self().person,
                       headline(page.account.cast, *page.run.file));
    for (const auto& [label, text] : head_facts(page.account, page.run))
        print_labelled(label, text, out);
    print_labelled("lived again", page.relived, out);
    out << '\n';
    if (page.twin) {
        if (page.twin->parts_on)
            print_labelled("there", headline(page.twin->there.cast, *page.other.file), out);
        out << divergence_text(*page.twin, page) << "\n\n";
        if (page.twin->parts_on) {
            print_shared(*page.twin, out);
            print_parting(page, out);
            print_side_by_side(page, out);
        }
    } else if (page.why) {
        print_chain(*page.why, out);
    } else {
        for (const Line& line : page.account.lines) print_line(line, out);
    }
    print_foot(page, out);
    return out.str();
}

} // namespace counterlife::study::account
