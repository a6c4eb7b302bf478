// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The page of two simulations with common random numbers: what the change in the rules did to the same persons.

import * as Plot from "@observablehq/plot";
import { about, card, chart, figure, number, sentence } from "./page";

interface Side { scenario: string; description: string; digest: string }
interface Effect {
  outcome: string; unit: string; says: string; by: string; is: string; persons: number; untouched: number;
  base: number; other: number; difference: number; low: number | null; high: number | null;
  over: "replicates" | "persons"; narrower: number | null;
  // Where several sets of numbers were lived, as many as members: luck and what is not known together.
  ensemble_low?: number | null; ensemble_high?: number | null; members?: number; against?: number;
}
/** The ends of the interval that holds all that is not known. */
const least = (e: Effect) => e.ensemble_low ?? e.low, most = (e: Effect) => e.ensemble_high ?? e.high;
type Why = "rule" | "letter" | "birth" | "sums" | "kin" | "numbers" | "unexplained";
interface Page {
  facts: { base: Side; other: Side; seed: string; scale: string; persons_per_life: number; replicates: number; from: number; to: number; version: string };
  counts: { both: number; only_base: number; only_other: number; untouched: number; why: Record<Why, number>; root: Record<Why, number> };
  rules: { rule: string; says: string; count: number }[];
  effects: Effect[];
}

const page: Page = JSON.parse(document.querySelector("#twin-data")!.textContent!);
const { facts, counts, rules, effects } = page;
const SIM = "var(--sim)", SIM2 = "var(--sim2)", REF = "var(--ref)";
const words = (name: string) => name.replaceAll("_", " ");
const percent = (part: number, all: number) => `${number((100 * part) / Math.max(1, all))} %`;
const everybody = effects.filter((e) => e.by === "all");
const told = (e: Effect) => least(e) !== null && most(e) !== null && least(e)! * most(e)! > 0;

/** As many digits as the interval leaves certain. */
function shown(value: number, e: Effect, sign = false): string {
  const width = e.low === null || e.high === null ? 0 : e.high - e.low;
  const places = width > 0 ? Math.min(6, Math.max(2, 2 - Math.floor(Math.log10(width)))) : 2;
  const text = value.toLocaleString("en-GB", { minimumFractionDigits: places, maximumFractionDigits: places });
  return (sign && value > 0 ? "+" + text : text).replace("-", "−");
}

function header() {
  document.querySelector("h1")!.textContent = "The same people, under another rule";
  sentence(".lead",
    `Two simulations with common random numbers, ${facts.from} to ${facts.to}: the scenario “${facts.base.scenario}” and the scenario ` +
    `“${facts.other.scenario}”${facts.other.description ? ` (${facts.other.description})` : ""}. Each person is identified in both, and a ` +
    "life that the change never reaches, by a rule, a message or the aggregate demand of an institution, is the same in both, event for " +
    `event. ${about}`);
  card("lives in both scenarios", number(counts.both), facts.replicates > 1 ? `over ${facts.replicates} replicates` : "");
  card("identical", percent(counts.untouched, counts.both), "the same in every event");
  card("traced to the changed rules", number(counts.root.rule), "lives that diverged, by rules, messages and births");
  card("through aggregate demand", number(counts.root.sums), "lives that diverged by what institutions add up");
  card("born in one scenario only", `${number(counts.only_base)} / ${number(counts.only_other)}`, "base / other");
  card("seed, scale", `${facts.seed}, ${facts.scale}`, `each life stands for ${number(facts.persons_per_life)} people`);
}

/** A dot with its interval on a scale of its own, zero in the middle. */
function strip(e: Effect): SVGElement {
  const space = "http://www.w3.org/2000/svg", width = 150, middle = width / 2;
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "strip");
  svg.setAttribute("viewBox", `0 0 ${width} 20`);
  svg.setAttribute("aria-hidden", "true");
  const farthest = Math.max(...[least(e), most(e), e.low, e.high].map((end) => Math.abs(end ?? e.difference))) || 1;
  const x = (value: number) => middle + (value / farthest) * (middle - 6);
  const add = (name: string, attributes: Record<string, string | number>) => {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    svg.append(element);
  };
  const colour = told(e) ? SIM2 : SIM;
  add("line", { x1: middle, x2: middle, y1: 1, y2: 19, stroke: REF });
  if (e.ensemble_low != null && e.ensemble_high != null)
    add("line", { x1: x(e.ensemble_low), x2: x(e.ensemble_high), y1: 10, y2: 10, stroke: colour, "stroke-width": 6, "stroke-opacity": 0.3 });
  if (e.low !== null && e.high !== null)
    add("line", { x1: x(e.low), x2: x(e.high), y1: 10, y2: 10, stroke: colour, "stroke-width": 2 });
  add("circle", { cx: x(e.difference), cy: 10, r: 4, fill: colour });
  return svg;
}

function table() {
  sentence("#effects figcaption",
    (everybody[0]?.over === "replicates"
      ? `Means over the same persons; 95 % confidence intervals over ${facts.replicates} replicates with other random numbers. `
      : "Means over the same persons; 95 % confidence intervals over persons, as if their lives were independent: with more replicates they become reliable. ") +
    "The last number says how many times as wide the interval would be from as many runs with independent random numbers.");
  const body = document.querySelector("#effects tbody")!;
  for (const e of everybody) {
    const row = document.createElement("tr"), name = document.createElement("td"), small = document.createElement("small");
    if (told(e)) row.className = "told";
    name.textContent = `${words(e.outcome)}, ${e.unit}`;
    small.textContent = e.says;
    name.append(small);
    row.append(name);
    const ends = (low: number | null | undefined, high: number | null | undefined) =>
      low == null || high == null ? "–" : `${shown(low, e)} to ${shown(high, e)}`;
    const interval = e.members === undefined ? ends(e.low, e.high)
      : `${ends(e.ensemble_low, e.ensemble_high)}; of luck alone ${ends(e.low, e.high)}` +
        (e.against ? `; the other way in ${e.against} of ${e.members} sets of numbers` : "");
    for (const text of [shown(e.base, e), shown(e.other, e), shown(e.difference, e, true), interval, e.narrower === null ? "–" : `${number(e.narrower)} ×`]) {
      const cell = document.createElement("td");
      cell.textContent = text;
      row.append(cell);
    }
    const last = document.createElement("td");
    last.append(strip(e));
    row.append(last);
    body.append(row);
  }
}

function bySubgroup() {
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", "Outcome");
  for (const e of everybody) choice.add(new Option(`${words(e.outcome)}, ${e.unit}`, e.outcome));
  const first = everybody.filter(told).sort((a, b) => Math.abs(b.difference / (most(b)! - least(b)!)) - Math.abs(a.difference / (most(a)! - least(a)!)))[0];
  if (first) choice.value = first.outcome;
  const name = (e: Effect) => (e.by === "all" ? "everybody" : `${words(e.by)}: ${e.is}`);
  const draw = (width: number) => {
    const rows = effects.filter((e) => e.outcome === choice.value && least(e) !== null && e.persons >= 30);
    return Plot.plot({
      width, height: 60 + 19 * rows.length, marginLeft: Math.min(175, width / 3), marginRight: 14,
      x: { label: `difference, ${rows[0]?.unit ?? ""}`, grid: true, zero: true, nice: true, ticks: width < 420 ? 3 : 6 },
      y: { domain: rows.map(name), label: null, tickSize: 0 },
      marks: [
        Plot.ruleX([0], { stroke: REF }),
        Plot.ruleY(rows.filter((e) => e.ensemble_low != null), { y: name, x1: "ensemble_low", x2: "ensemble_high", stroke: SIM, strokeWidth: 7, strokeOpacity: 0.3 }),
        Plot.ruleY(rows, { y: name, x1: "low", x2: "high", stroke: (e: Effect) => (told(e) ? SIM2 : SIM), strokeWidth: 2 }),
        Plot.dot(rows, { y: name, x: "difference", r: 3.5, fill: (e: Effect) => (told(e) ? SIM2 : SIM) }),
        Plot.tip(rows, Plot.pointerY({ y: name, x: "difference",
          title: (e: Effect) => `${name(e)}: ${number(e.persons)} lives\n${shown(e.difference, e, true)} (${shown(least(e)!, e)} to ${shown(most(e)!, e)})\n${percent(e.untouched, 1)} identical` })),
      ],
      color: { type: "identity" },
    });
  };
  const picture = chart(draw, "Differences with their intervals by subgroup; the table effects.parquet has the numbers.");
  choice.addEventListener("change", picture.redraw);
  const controls = document.createElement("div");
  controls.className = "controls";
  controls.append(choice);
  figure("By subgroup", "Difference with 95 % confidence interval by subgroup of the base scenario, where there are at least 30 lives.", controls, picture);
}

function bars(title: string, note: string, rows: { name: string; count: number; says?: string }[]) {
  const draw = (width: number) =>
    Plot.plot({
      width, height: 50 + 24 * rows.length, marginLeft: Math.min(165, width / 3), marginRight: 60,
      x: { label: "lives", grid: true, ticks: width < 420 ? 3 : 5 },
      y: { domain: rows.map((r) => r.name), label: null, tickSize: 0 },
      marks: [
        Plot.barX(rows, { y: "name", x: "count", fill: SIM, insetTop: 2, insetBottom: 2 }),
        Plot.text(rows, { y: "name", x: "count", text: (r: { count: number }) => number(r.count), dx: 5, textAnchor: "start" }),
        Plot.tip(rows.filter((r) => r.says), Plot.pointerY({ y: "name", x: "count", title: (r: { says?: string }) => r.says ?? "" })),
      ],
    });
  figure(title, note, chart(draw, `${title}. ${rows.map((r) => `${r.name}: ${number(r.count)}`).join("; ")}.`));
}

header();
table();
bySubgroup();
bars("Where lives diverged", "The rule of the first event that only one of the two scenarios has.",
  rules.map((r) => ({ name: r.rule, count: r.count, says: r.says })));
const ways: [Why, string][] = [["rule", "a changed rule"], ["letter", "a message"], ["birth", "the mother's life"], ["sums", "aggregate demand"], ["kin", "the family, unrecorded"], ["numbers", "changed parameters"], ["unexplained", "unexplained"]];
bars("How the change reached them", "What brought about that first event. Messages and births lead back, step by step, to a changed rule or to aggregate demand.",
  ways.filter(([why]) => counts.why[why] > 0 || why === "unexplained").map(([why, name]) => ({ name, count: counts.why[why] })));
const column = document.createElement("div"), figures = document.querySelector(".figures")!;
column.className = "column";
column.append(...Array.from(figures.children).slice(-2));
figures.append(column);
sentence(".provenance", `Counterlife ${facts.version}; digests ${facts.base.digest} and ${facts.other.digest}. ` +
  "twins.parquet has a line for every person, effects.parquet every number of this page and more.");
