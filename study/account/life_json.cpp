// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The account as JSON. Identities are texts: they are too large for a floating-point number.

#include "study/account/life_page.h"
#include "study/figures/report.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

namespace counterlife::study::account {
namespace {

using engine::LifeId;

/// Items with commas between, in brackets.
class Json {
public:
    explicit Json(char open) : text_{open} {}
    void item(const std::string& value)
    {
        if (text_.size() > 1) text_ += ',';
        text_ += value;
    }
    void field(std::string_view key, const std::string& value)
    {
        item(fmt::format("\"{}\":{}", key, value));
    }
    std::string done() const { return text_ + (text_[0] == '{' ? '}' : ']'); }

private:
    std::string text_;
};

std::string text_or_null(std::string_view text)
{
    return text.empty() ? "null" : "\"" + json_text(text) + "\"";
}
std::string day_of(engine::Day day)
{
    return day == engine::no_day ? "null" : "\"" + date_text(day) + "\"";
}
std::string id_of(LifeId id)
{
    return id == engine::nobody ? "null" : "\"" + std::to_string(id) + "\"";
}
std::string words_of(const std::vector<std::string>& words)
{
    Json list{'['};
    for (const std::string& word : words) list.item(text_or_null(word));
    return list.done();
}

std::string event_json(const LoggedEvent& event)
{
    Json json{'{'};
    json.field("person", id_of(event.person));
    json.field("date", day_of(event.day));
    json.field("event", text_or_null(event.rule));
    json.field("place", text_or_null(event.place));
    json.field("other", id_of(event.other));
    json.field("detail", std::to_string(event.detail));
    const bool caused = !event.cause.rule.empty();
    json.field("cause_person", id_of(event.cause.person));
    json.field("cause_date", caused ? day_of(event.cause.day) : "null");
    json.field("cause_event", text_or_null(event.cause.rule));
    return json.done();
}

std::string difference_json(const Difference& one)
{
    Json json{'{'};
    json.field("kind", text_or_null(one.kind));
    json.field("text", text_or_null(one.text));
    json.field("true_since", day_of(one.true_since));
    json.field("known_since", one.known_since ? day_of(*one.known_since) : "null");
    json.field("about", id_of(one.about));
    return json.done();
}

std::string line_json(const Line& line, const Biography& account)
{
    Json json{'{'}, events{'['}, differs{'['};
    json.field("number", line.number == 0 ? "null" : std::to_string(line.number));
    json.field("last", line.number == 0 ? "null" : std::to_string(line.last));
    json.field("date", day_of(line.day));
    json.field("until", day_of(line.until));
    json.field("age", std::to_string(line.age));
    json.field("age_until", std::to_string(line.age_until));
    json.field("place", text_or_null(line.place));
    json.field("text", text_or_null(line.text));
    json.field("rule", text_or_null(line.rule));
    json.field("says", text_or_null(line.says));
    json.field("claims", words_of(line.claims));
    json.field("letter", text_or_null(line.letter));
    if (line.number != 0)
        for (std::size_t at = line.number; at <= line.last; ++at)
            events.item(event_json(account.events[at - 1]));
    json.field("events", events.done());
    for (const Difference& one : line.differs) differs.item(difference_json(one));
    json.field("differs", differs.done());
    return json.done();
}

std::string lines_json(const Biography& account)
{
    Json lines{'['};
    for (const Line& line : account.lines) lines.item(line_json(line, account));
    return lines.done();
}

std::string life_row_json(const Biography& account)
{
    constexpr const char* marital[] = {"never_married", "married", "widowed", "divorced"};
    constexpr const char* school[] = {"none", "pupil", "left_school", "student", "graduate"};
    const LifeRow& life = account.cast.self();
    Json json{'{'}, children{'['};
    json.field("person", id_of(life.person));
    json.field("sex", life.sex == Sex::female ? "\"female\"" : "\"male\"");
    json.field("born", day_of(life.born));
    json.field("birth_place", text_or_null(account.cast.place_name(life.birth_place)));
    json.field("died", day_of(life.died));
    json.field("place", text_or_null(account.cast.place_name(life.place)));
    json.field("mother", id_of(life.mother));
    json.field("father", id_of(life.father));
    json.field("spouse", id_of(life.spouse));
    json.field("marital", text_or_null(marital[static_cast<std::size_t>(life.marital)]));
    json.field("school", text_or_null(school[static_cast<std::size_t>(life.school)]));
    json.field("school_years", std::to_string(life.school_years));
    json.field("founder", life.founder ? "true" : "false");
    for (const LifeRow& child : account.cast.children()) children.item(id_of(child.person));
    json.field("children", children.done());
    return json.done();
}

std::string run_json(const NamedRun& run)
{
    const RunDescription& made = run.file->description;
    Json json{'{'};
    json.field("directory", text_or_null(run.name));
    json.field("version", text_or_null(run.file->version));
    json.field("scenario", text_or_null(made.scenario));
    json.field("scenario_hash", text_or_null(made.scenario_hash));
    json.field("seed", text_or_null(std::to_string(made.seed)));
    json.field("replicate", std::to_string(made.replicate));
    json.field("scale", text_or_null(scale_text(made.scale_denominator)));
    json.field("from", day_of(made.from));
    json.field("to", day_of(made.to));
    json.field("digest", text_or_null(digest_text(run.file->result.digest)));
    return json.done();
}

std::string chain_json(const Chain& chain)
{
    Json json{'{'}, steps{'['};
    for (const Step& step : chain.steps) {
        Json one{'{'};
        one.field("tie", text_or_null(tie_text(step.tie)));
        one.field("who", text_or_null(step.who));
        one.field("text", text_or_null(step.text));
        one.field("says", text_or_null(step.says));
        one.field("claims", words_of(step.claims));
        one.field("event", event_json(step.event));
        steps.item(one.done());
    }
    json.field("steps", steps.done());
    json.field("root", text_or_null(root_text(chain.root)));
    json.field("root_says", text_or_null(chain.root_says));
    return json.done();
}

std::string parting_json(const Parting& parting)
{
    Json json{'{'}, sides{'['};
    json.field("rules", words_of(parting.rules));
    json.field("claims", words_of(parting.claims));
    for (const PartingSide& side : parting.sides) {
        Json one{'{'};
        one.field("run", text_or_null(side.run));
        one.field("says", text_or_null(side.says));
        one.field("why", text_or_null(side.why));
        one.field("steps", words_of(side.steps));
        sides.item(one.done());
    }
    json.field("sides", sides.done());
    json.field("differ", text_or_null(parting.differ));
    return json.done();
}

std::string twin_json(const LifePage& page)
{
    Json json{'{'};
    json.field("run", run_json(page.other));
    json.field("shared_events", std::to_string(page.twin->shared));
    json.field("slight_differences", std::to_string(page.twin->slight));
    json.field("parts_on", page.twin->parts_on ? day_of(*page.twin->parts_on) : "null");
    json.field("parted_by", page.parting ? parting_json(*page.parting) : "null");
    json.field("life", life_row_json(page.twin->there));
    json.field("lines", lines_json(page.twin->there));
    return json.done();
}

} // namespace

std::string life_json(const LifePage& page)
{
    Json json{'{'}, people{'['}, claims{'['};
    json.field("format", "1");
    json.field("run", run_json(page.run));
    json.field("relived", page.relived.empty() ? "false" : "true");
    json.field("life", life_row_json(page.account));
    json.field("lines", lines_json(page.account));
    for (const Relation& one : people_of(page)) {
        Json person{'{'};
        person.field("person", id_of(one.life->person));
        person.field("who", text_or_null(one.who));
        person.field("sex", one.life->sex == Sex::female ? "\"female\"" : "\"male\"");
        person.field("born", day_of(one.life->born));
        person.field("died", day_of(one.life->died));
        people.item(person.done());
    }
    json.field("people", people.done());
    for (const ClaimRow* row : page.account.claims) {
        Json claim{'{'};
        claim.field("id", text_or_null(row->id));
        claim.field("title", text_or_null(row->title));
        claim.field("says", text_or_null(row->says));
        claims.item(claim.done());
    }
    json.field("claims", claims.done());
    json.field("why", page.why ? chain_json(*page.why) : "null");
    json.field("twin", page.twin ? twin_json(page) : "null");
    return json.done() + "\n";
}

} // namespace counterlife::study::account
