// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The account as JSON. Identities are texts: they are too large for a floating-point number.

#include "study/account/life_json.h"

#include <fmt/format.h>

namespace counterlife::study::account {
namespace {

using engine::LifeId;

std::string words_of(const std::vector<std::string>& words)
{
    return json_list(words, json_word);
}

std::string event_json(const LoggedEvent& event)
{
    Json json{'{'};
    json.field("person", json_id(event.person));
    json.field("date", json_day(event.day));
    json.field("event", json_word(event.rule));
    json.field("place", json_word(event.place));
    json.field("other", json_id(event.other));
    json.field("detail", std::to_string(event.detail));
    const bool caused = !event.cause.rule.empty();
    json.field("cause_person", json_id(event.cause.person));
    json.field("cause_date", caused ? json_day(event.cause.day) : "null");
    json.field("cause_event", json_word(event.cause.rule));
    return json.done();
}

std::string difference_json(const Difference& one)
{
    Json json{'{'};
    json.field("kind", json_word(one.kind));
    json.field("text", json_word(one.text));
    json.field("true_since", json_day(one.true_since));
    json.field("known_since", one.known_since ? json_day(*one.known_since) : "null");
    json.field("about", json_id(one.about));
    return json.done();
}

std::string line_json(const Line& line, const Biography& account)
{
    Json json{'{'}, events{'['}, differs{'['};
    json.field("number", line.number == 0 ? "null" : std::to_string(line.number));
    json.field("last", line.number == 0 ? "null" : std::to_string(line.last));
    json.field("date", json_day(line.day));
    json.field("until", json_day(line.until));
    json.field("age", std::to_string(line.age));
    json.field("age_until", std::to_string(line.age_until));
    json.field("place", json_word(line.place));
    json.field("text", json_word(line.text));
    json.field("rule", json_word(line.rule));
    json.field("says", json_word(line.says));
    json.field("claims", words_of(line.claims));
    json.field("letter", json_word(line.letter));
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
    json.field("person", json_id(life.person));
    json.field("sex", life.sex == Sex::female ? "\"female\"" : "\"male\"");
    json.field("born", json_day(life.born));
    json.field("birth_place", json_word(account.cast.place_name(life.birth_place)));
    json.field("died", json_day(life.died));
    json.field("place", json_word(account.cast.place_name(life.place)));
    json.field("mother", json_id(life.mother));
    json.field("father", json_id(life.father));
    json.field("spouse", json_id(life.spouse));
    json.field("marital", json_word(marital[static_cast<std::size_t>(life.marital)]));
    json.field("school", json_word(school[static_cast<std::size_t>(life.school)]));
    json.field("school_years", std::to_string(life.school_years));
    json.field("founder", life.founder ? "true" : "false");
    for (const LifeRow& child : account.cast.children()) children.item(json_id(child.person));
    json.field("children", children.done());
    return json.done();
}

std::string parting_json(const Parting& parting)
{
    Json json{'{'}, sides{'['};
    json.field("rules", words_of(parting.rules));
    json.field("claims", words_of(parting.claims));
    for (const PartingSide& side : parting.sides) {
        Json one{'{'};
        one.field("run", json_word(side.run));
        one.field("says", json_word(side.says));
        one.field("why", json_word(side.why));
        one.field("steps", words_of(side.steps));
        sides.item(one.done());
    }
    json.field("sides", sides.done());
    json.field("differ", json_word(parting.differ));
    return json.done();
}

std::string twin_json(const LifePage& page, const MoreJson& more)
{
    Json json{'{'};
    json.field("run", run_json(page.other));
    json.field("shared_events", std::to_string(page.twin->shared));
    json.field("slight_differences", std::to_string(page.twin->slight));
    json.field("parts_on", page.twin->parts_on ? json_day(*page.twin->parts_on) : "null");
    json.field("parted_by", page.parting ? parting_json(*page.parting) : "null");
    json.field("life", life_row_json(page.twin->there));
    json.field("lines", lines_json(page.twin->there));
    if (more.twin) more.twin(json);
    return json.done();
}

std::string person_json(const Relation& one, const MoreJson& more)
{
    Json person{'{'};
    person.field("person", json_id(one.life->person));
    person.field("who", json_word(one.who));
    person.field("sex", one.life->sex == Sex::female ? "\"female\"" : "\"male\"");
    person.field("born", json_day(one.life->born));
    person.field("died", json_day(one.life->died));
    if (more.person) more.person(person, *one.life);
    return person.done();
}

std::string claim_json(const ClaimRow& row)
{
    Json claim{'{'};
    claim.field("id", json_word(row.id));
    claim.field("title", json_word(row.title));
    claim.field("says", json_word(row.says));
    return claim.done();
}

std::string step_json(const Step& step, const MoreJson& more)
{
    Json one{'{'};
    one.field("tie", json_word(tie_text(step.tie)));
    one.field("who", json_word(step.who));
    one.field("text", json_word(step.text));
    one.field("says", json_word(step.says));
    one.field("claims", words_of(step.claims));
    one.field("event", event_json(step.event));
    if (more.step) more.step(one, step);
    return one.done();
}

} // namespace

std::string json_id(LifeId id)
{
    return id == engine::nobody ? "null" : "\"" + std::to_string(id) + "\"";
}

std::string run_json(const NamedRun& run)
{
    const RunDescription& made = run.file->description;
    Json json{'{'};
    json.field("directory", json_word(run.name));
    json.field("version", json_word(run.file->version));
    json.field("scenario", json_word(made.scenario));
    json.field("scenario_hash", json_word(made.scenario_hash));
    json.field("seed", json_word(std::to_string(made.seed)));
    json.field("replicate", std::to_string(made.replicate));
    json.field("scale", json_word(scale_text(made.scale_denominator)));
    json.field("from", json_day(made.from));
    json.field("to", json_day(made.to));
    json.field("digest", json_word(digest_text(run.file->result.digest)));
    return json.done();
}

Json chain_fields(const Chain& chain, const MoreJson& more)
{
    Json json{'{'};
    json.field("steps",
               json_list(chain.steps, [&](const Step& step) { return step_json(step, more); }));
    json.field("root", json_word(root_text(chain.root)));
    json.field("root_says", json_word(chain.root_says));
    return json;
}

Json life_fields(const LifePage& page, const MoreJson& more)
{
    Json json{'{'};
    json.field("format", "1");
    json.field("run", run_json(page.run));
    json.field("relived", page.relived.empty() ? "false" : "true");
    json.field("life", life_row_json(page.account));
    json.field("lines", lines_json(page.account));
    json.field("people", json_list(people_of(page),
                                   [&](const Relation& one) { return person_json(one, more); }));
    json.field("claims", json_list(page.account.claims,
                                   [](const ClaimRow* row) { return claim_json(*row); }));
    json.field("why", page.why ? chain_fields(*page.why, more).done() : "null");
    json.field("twin", page.twin ? twin_json(page, more) : "null");
    return json;
}

std::string life_json(const LifePage& page)
{
    return life_fields(page).done() + "\n";
}

} // namespace counterlife::study::account
