// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// One life: its picture, and beside it the account.

import { account, people } from "./account";
import { bandName, Palette } from "./bands";
import { foldedTable, h, table, type Child } from "./dom";
import { lifeChart } from "./lifechart";
import type { MakeView, View } from "./main";
import { lastMatches } from "./matches";
import { legend } from "./picture";
import { isHere, lifeLink } from "./reach";
import { address, go, readRoute, stay, type Route } from "./route";
import { claimLinks, rulebook } from "./rulebook";
import { documentOf } from "./source";
import { longDate, yearOf } from "./time";
import type { BeginDocument, LifeDocument, RunDocument, State } from "./types";
import { language, number, plain, t } from "./words";

/** Who somebody is, for a heading. */
export function headline(life: LifeDocument): string {
  if (life.sentence && language() === "en") return life.sentence;
  const { sex, born, birth_place } = life.life;
  return t(sex === "female" ? "A woman born in {place} on {date}" : "A man born in {place} on {date}", { place: birth_place ?? "–", date: longDate(born) });
}

/** A text in which identities are links to lives, by their shorter numbers. */
function withPeople(text: string, life: LifeDocument): Child[] {
  return text.split(/(\d{8,})/).map((part) => {
    const found = life.people.find((one) => one.person === part);
    if (!found) return part;
    return isHere(found.number) ? h("a", { href: address("life", found.number), title: part }, t("life {number}", { number: found.number }))
      : h("span", { title: `${part}, ${t("not in this export")}` }, t("born {year}", { year: yearOf(found.born) }));
  });
}

function facts(life: LifeDocument): HTMLElement {
  const self: [string, Child] = [t("life"), [String(life.number), " ", h("small", { class: "soft", title: t("the identity, as files and commands name this person") }, life.life.person)]];
  const paired = (pairs: [string, Child][]) => h("dl", { class: "facts" }, pairs.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
  if (life.facts && language() === "en") return paired([self, ...life.facts.map(([name, text]): [string, Child] => [name, withPeople(String(text), life)])]);
  const row = life.life, relative = (relation: string) => life.people.find((one) => one.relation === relation);
  const person = (relation: string): Child => {
    const found = relative(relation);
    return found && lifeLink(found.number, t("born {year}", { year: yearOf(found.born) }));
  };
  const pairs: [string, Child][] = [
    self,
    [row.died ? t("died") : t("at the end"), row.died ? `${longDate(row.died)}, ${row.place ?? "–"}` : t("alive, {place}", { place: row.place ?? "–" })],
    [t("school"), `${t(plain(row.school))}, ${t("{years} years", { years: row.school_years })}`], [t("marriage"), t(plain(row.marital))],
    [t("children"), row.children.length], [t("mother"), person("mother")], [t("father"), person("father")]];
  return paired(pairs.filter(([, value]) => value !== undefined && value !== null));
}

/** The way to the lives before and after among those found last. */
function stepper(life: LifeDocument): { element: HTMLElement | null; step: (by: number) => void } {
  const matches = lastMatches(), at = matches?.numbers.indexOf(life.number) ?? -1;
  if (!matches || at < 0) return { element: null, step: () => {} };
  const to = (by: number) => matches.numbers[at + by];
  const link = (by: number, words: string) => (to(by) === undefined ? h("span", { class: "off" }, words) : h("a", { href: address("life", to(by)!) }, words));
  return {
    element: h("p", { class: "stepper" }, link(-1, `‹ ${t("previous")}`), h("span", {}, t("life {at} of {all} found by", { at: at + 1, all: matches.numbers.length }), " ",
      h("a", { href: address("find", "", { pattern: matches.pattern }) }, matches.pattern)), link(1, `${t("next")} ›`)),
    // From where the address is: a key may be pressed again before the life of the first comes.
    step: (by) => {
      const next = matches.numbers[matches.numbers.indexOf(Number(readRoute().id)) + by];
      if (next !== undefined) go(address("life", next));
    },
  };
}

function spellsTable(life: LifeDocument): HTMLElement {
  const rows = [...life.bands.flatMap((band) => band.spells.map((one) => ({ name: bandName(band.band), one }))),
    ...(life.kin ?? []).flatMap((kin) => kin.bands.flatMap((band) => band.spells.map((one) => ({ name: `${kin.who}: ${bandName(band.band)}`, one }))))];
  return table(t("What this life and those of its kin were in"), [t("band"), t("from"), t("to"), t("what"), t("place")],
    rows.map(({ name, one }) => [name, longDate(one.from), one.to ? longDate(one.to) : t("the end"), one.label, one.place ?? ""]));
}

/** What the claims say that the rules of this life answer. */
function cited(life: LifeDocument): Child {
  if (!life.claims.length) return null;
  return [h("h2", {}, t("Claims of the testimony behind these rules, in our words")), h("ul", { class: "plain cited" }, life.claims.map((one) =>
    h("li", {}, claimLinks([one.id]), " ", h("strong", {}, one.title), ". ", one.says)))];
}

/** What the picture shows, in a sentence. */
function spoken(life: LifeDocument): string {
  return t("{lines} events, {bands} bands and those of {kin} of the family, from {from} to {to}.", {
    lines: life.lines.length, bands: life.bands.length, kin: life.kin?.length ?? 0, from: yearOf(life.life.born), to: yearOf(life.life.died ?? life.run.to) });
}

/** What colours and lines of the picture mean; of the stages those that are in it. */
function reading(states: State[], life: LifeDocument): HTMLElement {
  const all = [life, ...(life.kin ?? [])].flatMap((one) => one.bands.filter((band) => band.band === "stage").flatMap((band) => band.spells.map((spell) => spell.code)));
  return h("details", { class: "numbers" }, h("summary", {}, t("How to read the bands")),
    h("p", {}, t("A thin grey line is what most people are in most of the time: well, fed as needed, not in the party. A stretch with a colour is something else, and its words say what. Of food, darker is less. Hatched is what has ended or what holds somebody: widowhood, a membership that is over, custody.")),
    h("p", {}, t("Each of the kin has three rows: what they did, below it in violet the years of marriage, and below that the places. A cross is a death. A dot where a thin line ends is a birth, a wedding, a letter or word of a death.")),
    legend(states.filter((one) => all.includes(one.code)).map((one) => ({ colour: one.colour, text: t(one.label) }))));
}

/** What one points at in the words is marked in the picture, and the other way round. */
function together(picture: HTMLElement, words: HTMLElement) {
  const mark = (line: string, on: boolean) => {
    picture.querySelector(`[data-line="${line}"]`)?.classList.toggle("near", on);
    words.querySelector(`#line-${line}`)?.classList.toggle("near", on);
  };
  for (const type of ["mouseover", "mouseout"] as const) {
    const on = type === "mouseover";
    picture.addEventListener(type, (event) => { const line = (event.target as Element).closest("[data-line]")?.getAttribute("data-line"); if (line) mark(line, on); });
    words.addEventListener(type, (event) => { const line = (event.target as Element).closest("li[id]")?.id.slice("line-".length); if (line) mark(line, on); });
  }
}

/** The line that tells of an event, by the number of the event. */
const lineOf = (life: LifeDocument, event: number) =>
  life.lines.find((line) => line.number !== null && line.number <= event && event <= (line.last ?? line.number))?.number ?? null;

/** A day and a rule, as letters name what set them off, as the number of a line. */
function lineAt(life: LifeDocument, at: string): number | null {
  const [date, rule] = at.split(":");
  const of = (exact: boolean) => life.lines.find((line) => line.events.some((one) => one.date === date && (!exact || one.event === rule)));
  return (of(true) ?? of(false))?.number ?? null;
}

export const lifeView: MakeView = async (route, run) => {
  if (!route.id) return beginning(run);
  const [life, book] = await Promise.all([documentOf<LifeDocument>(`lives/${encodeURIComponent(route.id)}.json`), rulebook()]);
  let query: Record<string, string> = {};
  const open = (line: number) => go(address("life", life.number, { ...query, line }));
  const chart = lifeChart(life, new Palette(book.document.states), open);
  const words = account(life, book, (events) => chart.chain(events), (line) => chart.select(line, true), () => query);
  const steps = stepper(life);
  together(chart.element, words.element);
  const believed = h("input", { type: "checkbox", id: "believed", onchange: () => go(address("life", life.number, { ...Object.fromEntries(now().query), believed: believed.checked ? 1 : null })) });
  let current = route;
  const now = () => current;
  const differs = life.lines.some((line) => line.differs.length > 0);
  const element = h("div", { class: "life-view" },
    h("div", { class: "heading" }, h("h1", { tabindex: -1 }, headline(life)), steps.element, facts(life),
      run.other ? h("p", { class: "controls" }, h("a", { href: address("worlds", life.number) }, t("the same person in the other world"))) : null,
      life.relived ? h("p", { class: "soft" }, t("The run did not keep this life’s events: it was lived again for this page.")) : null),
    h("div", { class: "beside" },
      h("section", { class: "seen", "aria-label": t("The life as a picture") }, chart.element,
        h("p", { class: "caption" }, spoken(life), " ", t("Round marks are this life’s own doing or luck, square ones answer a letter; thin lines lead to those whose lives this one touched.")),
        h("p", { class: "controls" }, believed, h("label", { for: "believed" }, t("Show what this person believed beside what was so")), differs ? null : h("span", { class: "soft" }, t("(nothing was otherwise than believed)"))),
        reading(book.document.states, life), foldedTable(t("The bands as a table"), () => spellsTable(life)),
        h("details", { class: "numbers" }, h("summary", {}, t("Keys")), h("p", {}, t("In the picture: ← and → go from event to event, Home and End to the first and last, Enter opens one; + and − zoom, 0 shows the whole life. Elsewhere: ← and → go to the life before and after among those found last.")))),
      h("section", { class: "read", "aria-label": t("The life in words") }, words.element, h("h2", {}, t("People in this account")), people(life), cited(life))));
  const key = (event: KeyboardEvent) => {
    const inside = (event.target as Element).closest("input, textarea, select, svg, summary, [role=region]");
    if (inside || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowRight") steps.step(1);
    if (event.key === "ArrowLeft") steps.step(-1);
  };
  addEventListener("keydown", key);
  let first = true;
  return {
    element, title: headline(life), leave: () => removeEventListener("keydown", key),
    update: (to: Route) => {
      current = to;
      const at = to.query.get("at"), line = at ? lineAt(life, at) : lineOf(life, Number(to.query.get("line")));
      if (at && line !== null) stay(address("life", life.number, { line }));
      const on = to.query.get("believed") === "1";
      query = on ? { believed: "1" } : {};
      believed.checked = on;
      chart.believe(on);
      words.believe(on);
      chart.select(line);
      words.open(line, !first);
      first = false;
    },
  };
};

/** Lives to begin with. */
function beginning(run: RunDocument): View {
  const nearest = h("div", {});
  if (run.answers) void nearestLives(run, nearest);
  const element = h("div", {}, h("h1", { tabindex: -1 }, t("One life")),
    h("p", { class: "lead" }, run.answers
      ? t("Any life of the run can be followed, from birth to its end. These are lives to begin with; others are found by what happened to them, or by their number.")
      : t("These are the lives that were exported.")),
    run.answers ? byNumber(run) : null,
    nearest, livesList(run.lives));
  return { element, title: t("One life") };
}

/** Those who went the narrator's way farthest; in a large run it takes the program some seconds to find them. */
async function nearestLives(run: RunDocument, into: HTMLElement) {
  const found = await documentOf<BeginDocument>("begin.json").catch(() => null);
  const near = found?.lives.filter((one) => !run.lives.some((other) => other.number === one.number)) ?? [];
  if (!found || !near.length) return;
  into.append(h("h2", {}, t("Nearest to the course of the testimony: {steps} of its {of} steps", { steps: found.steps, of: found.of })), livesList(near), h("h2", {}, t("Others, by lot")));
}

export function livesList(lives: RunDocument["lives"], view = "life"): HTMLElement {
  return h("ul", { class: "lives", lang: "en" }, lives.map((one) => h("li", {}, h("a", { href: address(view, one.number) }, one.sentence), "\u00a0", h("span", { class: "soft" }, number(one.number)))));
}

function byNumber(run: RunDocument): HTMLElement {
  const input = h("input", { type: "number", min: 1, max: run.counts.lives, id: "life-number", required: true });
  return h("form", { class: "controls", onsubmit: (event: Event) => { event.preventDefault(); if (input.value) go(address("life", input.value)); } },
    h("label", { for: "life-number" }, t("Life number, 1 to {lives}", { lives: number(run.counts.lives) })), input, h("button", {}, t("Show")),
    h("a", { href: address("find") }, t("Find lives by what happened to them")));
}
