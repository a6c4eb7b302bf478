// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How a nation's numbers are drawn, for every page that shows them. A drawing says what it is; the page decides where it goes.

import * as Plot from "@observablehq/plot";
import { times, type Known, type Nation, type Origin, type Point } from "./data";
import { number, type Key } from "./page";

export const SIM = "var(--sim)", SIM2 = "var(--sim2)", REF = "var(--ref)", PUBLIC = "var(--public)";

/** What the marks of public figures mean; the explorer says these in Korean too. */
export const meanings = {
  line: "United Nations, estimates", dashed: "United Nations, projections", band: "range of the United Nations' figures",
  count: "public figure, counted", estimate: "public figure, estimated", projection: "public figure, projected",
  spanning: "estimate for several years" } as const;

/** What the bands around simulated lines hold, by what was lived. */
export const bandMeanings = {
  luck: "luck, 95 % of runs",
  both: "luck and ignorance, 95 % of runs",
  untold: "luck and ignorance, not told apart" } as const;

/** One number of a drawing, for those who read a table rather than see lines. */
export interface Row { name: string; at: string; value: number; low?: number; high?: number; kind?: Origin; published?: string }
export interface Drawing {
  title: string; note: string; unit: string;
  /** What the drawing shows, in a sentence. */
  words: string;
  draw: (width: number) => Element;
  /** Colours and their meanings, or the domain of a scale of colours. */
  keys: Key[] | { domain: string[]; scheme: Plot.ColorScheme };
  rows: Row[];
  /** The public series and the targets that are drawn beside the simulated numbers. */
  beside: { series: string[]; targets: string[] };
}
export interface NamedLine { name: string; colour: string; points: Point[] }
/** A public figure; `until` is the last year that it is about, where there are several. */
export interface Mark { x: number; y: number; text: string; kind: Origin; published: string; until?: number; target?: string; by?: string }
interface Band { series: string; sex: string; factor?: number }

/** The names of lines at their right ends, moved apart where the ends lie close together. */
function ends(lines: NamedLine[]) {
  const values = lines.flatMap((l) => l.points.map((p) => p.value));
  const gap = (Math.max(...values) - Math.min(0, ...values)) * 0.07;
  let below = -Infinity;
  return lines
    .filter((l) => l.name && l.points.length)
    .map((l) => ({ name: l.name, colour: l.colour, ...l.points.at(-1)! }))
    .sort((a, b) => a.value - b.value)
    .map((end) => ({ ...end, at: (below = Math.max(end.value, below + gap)) }));
}

const rowsOf = (lines: { name: string; points: Point[] }[]): Row[] =>
  lines.flatMap((l) => l.points.map((p) => ({
    name: l.name, at: String(p.year), value: p.value, ...(p.low === undefined ? {} : { low: p.low, high: p.high }) })));

/** Makes drawings of one nation. `span` is the years that the drawings made from here on show. */
export class Charts {
  span: [number, number];
  readonly years: [number, number];

  constructor(readonly nation: Nation) {
    this.years = [nation.facts.from, nation.facts.to];
    this.span = this.years;
  }

  line(measure: string, sex = "all", factor = 1, name = "", colour = SIM): NamedLine {
    return { name, colour, points: this.nation.series(measure, sex).map((p) => times(p, factor)) };
  }
  census(measure: string, sex: string, text: string): Mark[] {
    return this.nation.points(measure, sex).map((p) => ({ x: p.year, y: p.value, text: text || String(p.value), kind: p.kind, published: String(p.published) }));
  }
  target(id: string, factor = 1, measure = ""): Mark[] {
    return this.nation.fit.filter((r) => r.id === id && (!measure || r.measure === measure))
      .map((r) => ({ x: Number(r.year.slice(0, 4)), y: r.target * factor, text: "", target: id, kind: r.kind, published: String(r.published) }));
  }
  /** What others than the United Nations say of the same as a band. */
  others({ series, sex, factor = 1 }: Band): Mark[] {
    return this.nation.others(series, sex).map((r) => ({
      x: r.year_from, y: r.value * factor, text: "", kind: r.kind, published: String(r.published), by: String(r.source).split(",")[0]!,
      ...(r.year_to > r.year_from ? { until: r.year_to } : {}) }));
  }

  /** A chart of simulated lines over the band of a public series. */
  overTime(title: string, note: string, unit: string, all: NamedLine[], bands: Band[] = [], given: Mark[] = [], from0 = true): Drawing {
    const domain = this.span, marks = [...given, ...bands.flatMap((b) => this.others(b))];
    const lines = all.map((l) => ({ ...l, points: l.points.filter((p) => p.year >= domain[0]) }));
    const known = bands.map((b) => this.nation.reference(b.series, b.sex, b.factor ?? 1));
    const spoken = lines
      .map((l) => `${l.name || "simulated"}: ${number(l.points[0]?.value)} in ${l.points[0]?.year}, ` +
        `${number(l.points.at(-1)?.value)} in ${l.points.at(-1)?.year}`).join("; ");
    const told = this.nation.facts.replicates > 1 ? "simulated, mean" : "simulated";
    const keys: Key[] = lines.map((l) => ({ colour: l.colour, text: l.name ? `${told}, ${l.name}` : told, look: "sim" }));
    keys.push(...bandKeys(lines, this.nation.facts.members ?? 0));
    const shown = publicKeys(known.flat(), marks);
    keys.push(...shown);
    const publicRows: Row[] = [
      ...known.flatMap((points, i) => points.map((p) => ({ name: `United Nations, ${bands[i]!.sex}`, at: String(p.year), value: p.value,
        low: p.low, high: p.high, kind: p.kind, published: String(p.published) }))),
      ...marks.map((m) => ({ name: m.by ?? "public figure", at: m.until ? `${m.x}–${m.until}` : String(m.x), value: m.y, kind: m.kind, published: m.published })),
    ];
    return {
      title, note, unit, words: `${title}. ${spoken}.` + (shown.length ? ` Beside it: ${shown.map((k) => k.text).join("; ")}.` : ""), keys,
      draw: (width) => drawOverTime(width, domain, unit, from0, lines, known, marks),
      rows: [...rowsOf(lines), ...publicRows],
      beside: {
        series: [...new Set([...bands.map((b) => b.series), ...(marks.some((m) => !m.target && !m.by) ? ["census"] : []), ...marks.flatMap((m) => m.by ?? [])])],
        targets: [...new Set(marks.flatMap((m) => m.target ?? []))] },
    };
  }

  /** Parts of a whole through time, in real persons of that unit; none if nobody is counted. */
  stacked(title: string, note: string, measure: string, names: [string, string][], unit: "million" | "thousand" | "people" = "million"): Drawing[] {
    const { nation, span } = this;
    const scale = nation.facts.persons_per_life / { million: 1e6, thousand: 1e3, people: 1 }[unit];
    const all = names.flatMap(([status, name]) =>
      nation.series(measure, "all", "nation", status).map((p) => ({ year: p.year, value: p.value * scale, name }))).filter((p) => p.year >= span[0]);
    if (!all.some((p) => p.value > 0)) return [];
    const domain = names.map(([, name]) => name), scheme = "Tableau10" as const;
    const last = all.filter((p) => p.year === Math.max(...all.map((q) => q.year)));
    return [{
      title, note, unit, keys: { domain, scheme },
      words: `${title}. At the end: ${last.map((p) => `${p.name} ${number(p.value)} ${unit}`).join(", ")}.`,
      draw: (width) => Plot.plot({
        width, height: 260, marginLeft: 44, x: { domain: span, tickFormat: "d", label: null, ticks: width < 420 ? 4 : 8 },
        y: { label: unit, grid: true }, color: { domain, scheme },
        marks: [Plot.areaY(all, Plot.stackY({ order: domain }, { x: "year", y: "value", fill: "name" }))],
      }),
      rows: all.map((p) => ({ name: p.name, at: String(p.year), value: p.value })),
      beside: { series: [], targets: [] },
    }];
  }

  /** Lines of counts in thousands of real persons; none if the run has no such counts. */
  system(title: string, note: string, unit: string, lines: NamedLine[], marks: Mark[] = []): Drawing[] {
    const there = lines.filter((l) => l.points.some((p) => p.value !== 0));
    return there.length ? [this.overTime(title, note, unit, there, [], marks)] : [];
  }

  provinces(): Drawing {
    const { nation } = this;
    const rows = nation.points("province_share").map((p) => ({
      place: p.scope, published: String(p.published), census: 100 * p.value, simulated: 100 * (nation.series("province_share", "all", p.scope).find((q) => q.year === 1993)?.value ?? NaN) }))
      .filter((r) => !Number.isNaN(r.simulated)).sort((a, b) => b.census - a.census);
    const worst = rows.reduce((a, r) => (Math.abs(r.simulated - r.census) > Math.abs(a.simulated - a.census) ? r : a), rows[0]!);
    return {
      title: "Population by province", unit: "% of the civilian population, 1993",
      note: rows.length ? `Largest difference: ${worst.place}, ${number(worst.simulated)} per cent simulated against ${number(worst.census)} in the census.` : "",
      words: rows.map((r) => `${r.place}: simulated ${number(r.simulated)} %, census ${number(r.census)} %`).join("; "),
      draw: (width) => Plot.plot({
        width, height: 300, marginLeft: 116, x: { grid: true, label: "% of the civilian population, 1993", zero: true },
        y: { domain: rows.map((r) => r.place), label: null },
        marks: [
          Plot.link(rows, { y: "place", x1: "census", x2: "simulated", stroke: REF, strokeWidth: 2 }),
          Plot.dot(rows, { y: "place", x: "census", r: 4, fill: "currentColor" }),
          Plot.tickX(rows, { y: "place", x: "simulated", stroke: SIM, strokeWidth: 3, inset: 4 }),
        ],
      }),
      keys: [{ colour: SIM, text: "simulated", look: "tick" }, { colour: "", text: "census of 1993, counted", look: "count" }],
      rows: rows.flatMap((r) => [{ name: "simulated", at: r.place, value: r.simulated }, { name: "census", at: r.place, value: r.census, kind: "count" as const, published: r.published }]),
      beside: { series: ["census"], targets: [] },
    };
  }

  householdSizes(): Drawing {
    const all = Array.from({ length: 10 }, (_, i) => this.nation.series("households_by_size", "all", "nation", String(i + 1))
      .map((p) => ({ ...p, size: i === 9 ? "10+" : String(i + 1) }))).flat();
    const order = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10+"];
    return {
      title: "Households by number of members", note: "From one member (lightest, at the bottom) to ten and more.", unit: "households",
      words: "Shares of households by size through time.", keys: [],
      draw: (width) => Plot.plot({
        width, height: 260, marginLeft: 44, x: { domain: this.years, tickFormat: "d", label: null, ticks: width < 420 ? 4 : 8 },
        y: { label: "share of households", tickFormat: "%", grid: true },
        color: { type: "ordinal", scheme: "YlGnBu", domain: order },
        marks: [Plot.areaY(all, Plot.stackY({ offset: "normalize", order }, { x: "year", y: "value", fill: "size" }))],
      }),
      rows: all.map((p) => ({ name: p.size, at: String(p.year), value: p.value })),
      beside: { series: [], targets: [] },
    };
  }

  crossingsByMonth(): Drawing[] {
    const thousand = this.nation.facts.persons_per_life / 1000;
    const bars = months.map((month, i) => ({
      month, people: thousand * this.nation.series("crossings_by_month", "all", "nation", String(i + 1)).reduce((sum, p) => sum + p.value, 0) }));
    if (!bars.some((b) => b.people > 0)) return [];
    return [{
      title: "When the river is crossed", note: "Crossings by month, all years together, in thousands. Ice, fords and guards decide.", unit: "thousand",
      words: bars.map((b) => `${b.month}: ${number(b.people)} thousand`).join("; "), keys: [],
      draw: (width) => Plot.plot({
        width, height: 260, marginLeft: 44, x: { domain: months, label: null }, y: { label: "thousand", grid: true },
        marks: [Plot.barY(bars, { x: "month", y: "people", fill: SIM, insetLeft: 1, insetRight: 1 }), Plot.ruleY([0])],
      }),
      rows: bars.map((b) => ({ name: "crossings", at: b.month, value: b.people })),
      beside: { series: [], targets: [] },
    }];
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The years before those that are projected, and these with the year that they go on from. */
const observed = (points: Known[]) => points.filter((p) => p.kind !== "projection");
const projected = (points: Known[]) => points.filter((p, i) => p.kind === "projection" || points[i + 1]?.kind === "projection");

/** Counts are filled, estimates open, projections dashed and cornered; what is about several years is a line over them. */
function markOf(marks: Mark[]) {
  const points = marks.filter((m) => !m.until), of = (kind: Origin) => points.filter((m) => m.kind === kind);
  const spans = marks.filter((m) => m.until), ink = "currentColor", open = { x: "x", y: "y", fill: "var(--card)", stroke: ink, strokeWidth: 1.5 };
  return [
    Plot.link(spans, { x1: "x", x2: (m: Mark) => m.until!, y1: "y", y2: "y", stroke: ink, strokeWidth: 2.5 }),
    Plot.dot(of("projection"), { ...open, symbol: "diamond", r: 5, strokeDasharray: "2.5 2" }),
    Plot.dot(of("estimate"), { ...open, r: 4 }),
    Plot.dot(of("count"), { x: "x", y: "y", r: 4, fill: ink }),
  ];
}

/** What the bands of these lines hold, in words. */
function bandKeys(lines: NamedLine[], members: number): Key[] {
  const points = lines.flatMap((l) => l.points), colour = lines.length === 1 ? lines[0]!.colour : "var(--ink)";
  const key = (look: string, what: keyof typeof bandMeanings): Key => ({ colour, text: bandMeanings[what], look });
  if (!points.some((p) => p.low !== undefined)) return [];
  if (points.some((p) => p.luckLow !== undefined)) return [key("luck", "luck"), key("both-bands", "both")];
  return [key("both-bands", members > 0 ? "untold" : "luck")];
}

/** What is drawn of public figures, in words. */
function publicKeys(known: Known[], marks: Mark[]): Key[] {
  const keys: Key[] = [], add = (look: keyof typeof meanings, by = "") => {
    const text = by ? `${by}, ${look === "projection" ? "projected" : "estimated"}` : meanings[look];
    if (!keys.some((k) => k.text === text)) keys.push({ colour: "", text, look });
  };
  if (observed(known).length) add("line");
  if (known.some((p) => p.kind === "projection")) add("dashed");
  if (known.length) add("band");
  for (const kind of ["count", "estimate", "projection"] as const)
    for (const mark of marks.filter((m) => m.kind === kind)) add(mark.until ? "spanning" : kind, mark.by);
  return keys;
}

function drawOverTime(
  width: number, domain: [number, number], unit: string, from0: boolean, lines: NamedLine[],
  known: Known[][], marks: Mark[],
) {
  return Plot.plot({
    width, height: Math.min(300, 160 + width / 5), marginLeft: 44, marginRight: 58,
    x: { domain, tickFormat: "d", label: null, ticks: width < 420 ? 4 : 8 },
    y: { grid: true, label: unit, zero: from0, nice: true },
    marks: [
      ...known.flatMap((k) => [
        Plot.areaY(observed(k), { x: "year", y1: "low", y2: "high", fill: REF, fillOpacity: 0.35 }),
        Plot.areaY(projected(k), { x: "year", y1: "low", y2: "high", fill: REF, fillOpacity: 0.18 }),
        Plot.lineY(observed(k), { x: "year", y: "value", stroke: PUBLIC, strokeWidth: 1.2 }),
        Plot.lineY(projected(k), { x: "year", y: "value", stroke: PUBLIC, strokeWidth: 1.6, strokeDasharray: "4 3" })]),
      ...lines.map((l) => Plot.areaY(l.points.filter((p) => p.low !== undefined),
        { x: "year", y1: "low", y2: "high", fill: l.colour, fillOpacity: 0.2 })),
      ...lines.map((l) => Plot.areaY(l.points.filter((p) => p.luckLow !== undefined),
        { x: "year", y1: "luckLow", y2: "luckHigh", fill: l.colour, fillOpacity: 0.35 })),
      ...lines.map((l) => Plot.lineY(l.points, { x: "year", y: "value", stroke: l.colour, strokeWidth: 2 })),
      ...ends(lines).map((end) =>
        Plot.text([end], { x: "year", y: "at", text: "name", dx: 6, textAnchor: "start", fill: end.colour })),
      ...markOf(marks),
      Plot.text(marks, { x: "x", y: "y", text: "text", dy: -12, lineAnchor: "bottom" }),
      Plot.tip(lines.flatMap((l) => l.points.map((p) => ({ ...p, name: l.name }))),
        Plot.pointer({ x: "year", y: "value", title: (d: Point & { name: string }) =>
          `${d.year} ${d.name}\n${number(d.value)}` + (d.low === undefined ? "" : ` (${number(d.low)} to ${number(d.high)})`) })),
    ],
  });
}
