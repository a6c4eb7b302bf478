// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Two worlds: the same persons under two scenarios, and one of them in both.

import { bandName, bandRow, Palette, patterns } from "./bands";
import { foldedTable, h, onWidth, replace, s, table, type Child } from "./dom";
import { family } from "./family";
import { headline, livesList } from "./life";
import type { MakeView } from "./main";
import { placeNames } from "./placenames";
import { intervals, unitWords } from "./questions";
import { isExport, isHere, lifeLink, someAbsent } from "./reach";
import { address, go } from "./route";
import { claimLinks, ruleLink, rulebook, type Rulebook } from "./rulebook";
import { documentOf, Trouble } from "./source";
import { dayOf, firstOf, longDate, scaleOf, yearTicks } from "./time";
import type { Effect, LifeDocument, Line, Outcome, OutcomeValue, RunDocument, Twin, WorldsDocument } from "./types";
import { language, number, plain, t } from "./words";

const most_changed = 6;

type Twins = LifeDocument & { twin: Twin };

/** Codes of states are said by their labels. */
function value(of: OutcomeValue, book?: Rulebook): string {
  if (of === null) return "–";
  if (typeof of === "boolean") return of ? t("yes") : t("no");
  return typeof of === "number" ? number(of) : (book?.document.states.find((one) => one.code === of)?.label ?? of);
}

/** Bands of both worlds: one until the day they part, then one above the other. */
function mirrored(twins: Twins, palette: Palette): HTMLElement {
  const svg = s("svg", { class: "life mirrored", "aria-hidden": "true" });
  const holder = h("div", { class: "life-chart", role: "img", "aria-label": spoken(twins) }, svg);
  onWidth(holder, (width) => drawMirrored(svg, twins, palette, width));
  return holder;
}

function spoken(twins: Twins): string {
  const { parts_on, run } = twins.twin;
  return parts_on ? t("Bands of one person in two worlds: the same until {date}, then {here} above and {there} below.", { date: longDate(parts_on), here: twins.run.scenario, there: run.scenario })
    : t("Bands of one person: the same in both worlds to the end.");
}

function drawMirrored(svg: SVGSVGElement, twins: Twins, palette: Palette, width: number) {
  const narrow = width < 620, end = (life: { died: string | null }) => dayOf(life.died ?? twins.run.to);
  const here = end(twins.life), there = end(twins.twin.life), born = dayOf(twins.life.born);
  const scale = scaleOf(born - 200, Math.max(here, there) + 200, narrow ? 2 : 116, width - 6);
  const part = twins.twin.parts_on ? Math.min(Math.max(scale.x(dayOf(twins.twin.parts_on)), scale.left), scale.right) : scale.right;
  const group = s("g", {}), half = 15;
  let y = 44;
  for (const year of yearTicks(scale)) group.append(s("line", { x1: scale.x(firstOf(year)), x2: scale.x(firstOf(year)), y1: 30, y2: 40, class: "tick" }), s("text", { x: scale.x(firstOf(year)) + 3, y: 38, class: "year" }, year));
  for (const band of twins.bands) {
    const other = twins.twin.bands?.find((one) => one.band === band.band);
    if (!band.spells.length && !other?.spells.length) continue;
    if (narrow) { group.append(s("text", { x: 2, y: y + 11, class: "name" }, bandName(band.band))); y += 15; }
    else group.append(s("text", { x: 0, y: y + half, dy: "0.35em", class: "name" }, bandName(band.band)));
    group.append(bandRow(band, palette, { scale: { ...scale, right: part }, y, height: 2 * half + 1, end: here }));
    if (part < scale.right) {
      group.append(bandRow(band, palette, { scale: { ...scale, left: part }, y, height: half, end: here }));
      if (other) group.append(bandRow(other, palette, { scale: { ...scale, left: part }, y: y + half + 1, height: half, end: there }));
    }
    y += 2 * half + 8;
  }
  if (part < scale.right) {
    const words = t("they part"), right = part > width - 110;
    group.append(s("line", { x1: part, x2: part, y1: 18, y2: y, class: "parting" }),
      s("text", { x: right ? part - 5 : part + 5, y: 22, class: "parting-name", "text-anchor": right ? "end" : "start" }, `${words}, ${longDate(twins.twin.parts_on)}`));
  }
  for (const [name, of] of Object.entries({ width, height: y, viewBox: `0 0 ${width} ${y}` })) svg.setAttribute(name, String(of));
  replace(svg, patterns(), group);
}

function outcomesTable(outcomes: Outcome[], twins: Twins, book: Rulebook): HTMLElement {
  return table(t("What came of it"), [t("outcome"), twins.run.scenario, twins.twin.run.scenario],
    outcomes.map((one) => {
      const differs = one.here !== one.there, mark = (text: string): Child => (differs ? h("strong", {}, text) : text);
      return [one.label ?? plain(one.outcome), mark(value(one.here, book)), mark(value(one.there, book))];
    }), "outcomes");
}

function parting(twins: Twins, book: Rulebook): Child {
  const { parts_on, parted_by, shared_events, slight_differences } = twins.twin;
  if (!parts_on) return h("p", { class: "lead" }, t("One life: nothing that the change did ever reached this person. All {events} events are the same in both worlds.", { events: number(shared_events) }));
  return [
    twins.says && language() === "en" ? null : h("p", { class: "lead" }, t("The two lives are one for {events} events. They part on {date}.", { events: number(shared_events), date: longDate(parts_on) }),
      slight_differences ? ` ${t("Small things that differ earlier: {count}, such as a letter a week later.", { count: number(slight_differences) })}` : ""),
    parted_by ? h("section", { class: "parted" }, h("h2", {}, t("What parted them")),
      parted_by.sides.map((side) => h("div", { class: "side" }, h("h3", {}, side.run), h("p", {}, side.says), side.steps.length ? h("ol", { class: "chain" }, side.steps.map((step) => h("li", {}, step))) : null, side.why ? h("p", { class: "why" }, side.why) : null)),
      parted_by.rules.length ? h("p", {}, t("Rule"), " ", parted_by.rules.map((name, i) => [i ? ", " : "", ruleLink(name)])) : null,
      parted_by.claims.length ? h("p", {}, t("Claims that hold in one of the two only:"), " ", claimLinks(parted_by.claims, book)) : null,
      parted_by.differ ? h("p", { class: "but" }, parted_by.differ) : null) : null];
}

interface Row { here: Line | null; there: Line | null }

/** Lines in the order of their days, two of one day in one row. */
function besideEachOther(left: Line[], right: Line[], isShared: (line: Line) => boolean): Row[] {
  const rows: Row[] = left.map((line) => ({ here: line, there: null }));
  for (const line of right) {
    const free = rows.find((row) => row.here?.date === line.date && !row.there && !isShared(row.here));
    if (free) free.there = line;
    else rows.push({ here: null, there: line });
  }
  const day = (row: Row) => (row.here ?? row.there)!.date;
  return rows.sort((a, b) => day(a).localeCompare(day(b)));
}

/** Lines of both after the parting, side by side by day; what is the same stands once. */
function goingOn(twins: Twins): Child {
  const since = twins.twin.parts_on;
  if (!since) return null;
  const later = (lines: Line[]) => lines.filter((line) => (line.until ?? line.date) >= since);
  const key = (line: Line) => `${line.date} ${line.text}`;
  const left = later(twins.lines), right = later(twins.twin.lines), both = new Set(left.map(key));
  const same = new Set(right.map(key).filter((one) => both.has(one)));
  const rows = besideEachOther(left, right.filter((line) => !same.has(key(line))), (line) => same.has(key(line)));
  const named = placeNames(twins);
  const told = (line: Line) => [h("span", { class: "when" }, longDate(line.date), line.place ? ` · ${named(line.place)}` : ""), h("p", {}, line.text)];
  return [h("h2", {}, t("How they go on")), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("How they go on") }, h("table", { class: "going-on" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, twins.run.scenario), h("th", { scope: "col" }, twins.twin.run.scenario))),
    h("tbody", {}, rows.map(({ here, there }) => h("tr", {}, here && same.has(key(here)) ? h("td", { colspan: 2, class: "shared" }, told(here))
      : [h("td", {}, here && told(here)), h("td", {}, there && told(there))])))))];
}

function pair(twins: Twins, book: Rulebook): HTMLElement {
  const outcomes = twins.outcomes ?? [], shared = twins.lines.filter((line) => !twins.twin.parts_on || (line.until ?? line.date) < twins.twin.parts_on);
  return h("div", { class: "worlds" }, h("p", { class: "over" }, h("a", { href: address("worlds") }, t("Two worlds")), " · ", h("a", { href: address("life", twins.number) }, t("this life alone"))),
    h("h1", { tabindex: -1 }, headline(twins)),
    twins.says && language() === "en" ? h("p", { class: "lead" }, twins.says) : null,
    h("p", { class: "soft" }, t("Above: {here}. Below: {there}.", { here: twins.run.scenario, there: twins.twin.run.scenario })),
    mirrored(twins, new Palette(book.document.states)), h("div", { class: "outcome" }, h("div", {}, parting(twins, book)), outcomes.length ? h("div", {}, outcomesTable(outcomes, twins, book)) : null), family(twins), goingOn(twins),
    foldedTable(t("What they share: {lines} lines", { lines: shared.length }), () => h("ol", { class: "plain ruled" }, shared.map((line) => h("li", {}, h("span", { class: "when" }, longDate(line.date)), " ", line.text)))));
}

/** When the change reached the lives that it reached. */
function wave(years: { year: number; lives: number }[], same: number): Child {
  if (!years.length) return null;
  const most = Math.max(...years.map((one) => one.lives)), first = years[0]!.year, last = years.at(-1)!.year, wide = 600 / (last - first + 1);
  const svg = s("svg", { class: "wave", viewBox: "0 0 600 120", "aria-hidden": "true" },
    years.map((one) => s("rect", { x: (one.year - first) * wide, width: Math.max(1, wide - 1), y: 100 - (98 * one.lives) / most, height: (98 * one.lives) / most }, s("title", {}, `${one.year}: ${number(one.lives)}`))),
    years.filter((one) => one.year % 10 === 0).map((one) => s("text", { x: (one.year - first + 0.5) * wide, y: 116, "text-anchor": "middle", class: "year" }, one.year)));
  const peak = years.reduce((a, b) => (b.lives > a.lives ? b : a));
  return [h("h2", {}, t("When lives parted")), h("p", {}, t("Lives by the year in which they parted from their twins. Most in {year}: {lives}. {same} never parted.", { year: peak.year, lives: number(peak.lives), same: number(same) })), svg,
    foldedTable(t("The numbers as a table"), () => table(t("Lives that parted"), [t("year"), t("lives")], years.map((one) => [one.year, number(one.lives)]), "numeric"))];
}

function effectsTables(effects: Effect[]): Child {
  const all = effects.filter((one) => !one.by || one.by === "all"), units = [...new Set(all.map((one) => one.unit ?? ""))];
  if (!all.length) return null;
  return [h("h2", {}, t("What the change did")), h("p", {}, t("Differences of the same persons between the two worlds, with 95 % intervals; outcomes of one unit stand on one scale.")),
    h("div", { class: "figures" }, units.map((unit) => intervals(unit ? t("In {unit}", { unit: unitWords(unit) }) : t("Differences"), unit, all.filter((one) => (one.unit ?? "") === unit).map((one) => ({
      name: [plain(one.outcome), one.says ? h("small", {}, one.says) : null], difference: one.difference, low: one.low, high: one.high })))))];
}

function changed(document: WorldsDocument): Child {
  const groups = new Map<string, WorldsDocument["changed"]>();
  for (const one of document.changed) groups.set(one.outcome, [...(groups.get(one.outcome) ?? []), one]);
  if (!groups.size) return null;
  const says = (outcome: string) => document.effects?.find((one) => one.outcome === outcome)?.says ?? plain(outcome);
  const said = (outcome: string, of: OutcomeValue) => {
    const unit = document.effects?.find((one) => one.outcome === outcome)?.unit;
    return unit === "share" && (of === 0 || of === 1) ? value(of === 1) : typeof of === "number" ? number(of, 1) : value(of);
  };
  // Those whom one can go to come first.
  const first = (lives: WorldsDocument["changed"]) => [...lives.filter((one) => isHere(one.number)), ...lives.filter((one) => !isHere(one.number))].slice(0, most_changed);
  return [h("h2", {}, t("Lives that changed most")), h("p", {}, t("From the first world to the second.")), someAbsent(document.changed.map((one) => one.number)), h("div", { class: "multiples lists" }, [...groups].map(([outcome, lives]) => h("section", {}, h("h3", {}, says(outcome)),
    h("ul", { class: "plain" }, first(lives).map((one) => h("li", {}, lifeLink(one.number, t("life {number}", { number: number(one.number) }), {}, "worlds"), `: ${said(outcome, one.here)} → ${said(outcome, one.there)}`))))))];
}

function noOther(run: RunDocument): Trouble {
  return new Trouble(t("This page shows one world only."), t("Two are shown by: counterlife explore {run} OTHER, where OTHER is a run of another scenario with the same seed and scale.", { run: run.run.directory }), true);
}

function byNumber(): HTMLElement {
  const input = h("input", { type: "number", min: 1, id: "twin-number", required: true });
  return h("form", { class: "controls", onsubmit: (event: Event) => { event.preventDefault(); go(address("worlds", input.value)); } },
    h("label", { for: "twin-number" }, t("Life number")), input, h("button", {}, t("Show")));
}

export const worldsView: MakeView = async (route, run) => {
  if (!run.other) throw noOther(run);
  const book = await rulebook();
  if (route.id) {
    const twins = await documentOf<LifeDocument>(`twins/${encodeURIComponent(route.id)}.json`);
    if (!twins.twin) throw new Trouble(t("The document {path} is not what this page expects.", { path: `twins/${route.id}.json` }));
    return { title: `${headline(twins)}, ${t("Two worlds")}`, element: pair(twins as Twins, book) };
  }
  const document = await documentOf<WorldsDocument>("worlds.json");
  return { title: t("Two worlds"), element: h("div", { class: "worlds" }, h("h1", { tabindex: -1 }, t("The same people, under another rule")),
    h("p", { class: "lead" }, t("The scenarios “{here}” and “{there}”, lived with the same luck. A life that the change never reaches is the same in both, event for event.", { here: run.run.scenario, there: run.other.scenario })),
    isExport() ? [h("h2", {}, t("Those who were exported, in both worlds")), livesList(run.lives, "worlds")] : null, changed(document), isExport() ? null : byNumber(),
    effectsTables(document.effects ?? []), document.wave ? wave(document.wave.years, document.wave.same) : null) };
};
