// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Pictures of many lives as sequences of states, by TraMineR's names: index plot, state distribution plot, entropy, mean time.

import { foldedTable, h, onWidth, replace, s, table, type Child } from "./dom";
import { figure } from "./picture";
import { address, go } from "./route";
import type { FindDocument, State } from "./types";
import { number, t } from "./words";

type Sequences = NonNullable<FindDocument["sequences"]>;
type Row = Sequences["rows"][number];

export interface Group {
  name: string; states: State[]; rows: Row[]; first: number; ages: number;
  /** Days of the steps by life, where they are known. */
  days: Map<number, (string | null)[]>; born: Map<number, string>; steps: string[];
}

export function groupOf(name: string, found: FindDocument, states: State[]): Group | null {
  const sequences = found.sequences;
  if (!sequences?.rows.length) return null;
  const by = new Map(states.map((one) => [one.code, one]));
  return {
    name, rows: sequences.rows, first: sequences.first_age,
    states: sequences.states.map((code) => { const state = by.get(code); return state ? { ...state, label: t(state.label) } : { code, label: code, colour: "#888888" }; }),
    ages: Math.max(...sequences.rows.map((row) => row.states.length)),
    days: new Map((found.shown ?? []).map((one) => [one.number, one.days])), born: new Map(sequences.rows.flatMap((row) => (row.born ? [[row.number, row.born] as const] : []))),
    steps: (found.funnel ?? []).slice(1).map((one) => one.says) };
}

/** How many are in each state at each age, of those alive and seen. */
export function distribution(group: Group): Float64Array[] {
  return Array.from({ length: group.ages }, (_, age) => {
    const counts = new Float64Array(group.states.length);
    for (const row of group.rows) { const state = row.states[age]; if (typeof state === "number" && group.states[state]?.code !== "dead") counts[state]! += 1; }
    return counts;
  });
}
const total = (counts: Float64Array) => counts.reduce((sum, one) => sum + one, 0);

/** Shannon's entropy of a distribution as a share of the most that so many states allow. */
export function entropy(counts: Float64Array): number | null {
  const all = total(counts);
  if (all === 0) return null;
  let sum = 0;
  for (const one of counts) if (one > 0) sum -= (one / all) * Math.log(one / all);
  return counts.length > 1 ? sum / Math.log(counts.length) : 0;
}

/** Mean years in each state of a life. */
export function meanTimes(group: Group): number[] {
  const sums = new Float64Array(group.states.length);
  for (const row of group.rows) for (const state of row.states) if (typeof state === "number") sums[state]! += 1;
  return [...sums].map((sum, i) => (group.states[i]!.code === "dead" ? 0 : sum / group.rows.length));
}

const rgb = (colour: string): [number, number, number] => {
  const value = parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const ageAxis = (group: Group, left: number, right: number, y: number) => {
  const step = right - left < 360 ? 20 : 10, per = (right - left) / group.ages, marks: SVGElement[] = [];
  for (let age = Math.ceil(group.first / step) * step; age < group.first + group.ages; age += step)
    marks.push(s("text", { x: left + (age - group.first) * per, y, "text-anchor": age === group.first ? "start" : "middle", class: "year" }, age));
  return marks;
};

/** A canvas with an axis of ages below it. */
function plate(height: number, group: Group, words: string, draw: (context: CanvasRenderingContext2D, width: number, height: number) => void): { element: HTMLElement; canvas: HTMLCanvasElement; again: () => void } {
  const canvas = h("canvas", {}), axis = s("svg", { class: "ages", height: 18, "aria-hidden": "true" });
  const holder = h("div", { class: "chart plate", role: "img", "aria-label": words }, canvas, axis);
  const again = onWidth(holder, (width) => {
    const dots = Math.min(devicePixelRatio || 1, 2);
    canvas.width = width * dots;
    canvas.height = height * dots;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext("2d")!;
    context.scale(dots, dots);
    context.imageSmoothingEnabled = false;
    draw(context, width, height);
    axis.setAttribute("width", String(width));
    replace(axis, ageAxis(group, 0, width, 13));
  });
  return { element: holder, canvas, again };
}

type Order = { name: string; key: (row: Row) => number };

/** In what orders the lines of an index plot can stand. */
function orders(group: Group): Order[] {
  const day = (text: string | null | undefined) => (text ? Date.parse(text) : Infinity);
  const steps = group.days.size ? group.steps.map((says, i): Order => ({ name: t("by the day of step {step}: {says}", { step: i + 1, says }), key: (row) => day(group.days.get(row.number)?.[i]) })) : [];
  const present = meanTimes(group).map((years, i) => ({ years, i })).filter((one) => one.years > 0);
  const begins = present.map(({ i }): Order => ({ name: t("by age when first: {state}", { state: group.states[i]!.label }), key: (row) => { const at = row.states.indexOf(i); return at < 0 ? Infinity : at; } }));
  const born = group.born.size ? [{ name: t("by day of birth"), key: (row: Row) => day(group.born.get(row.number)) }] : [];
  return [{ name: t("by state, from the last age"), key: () => 0 }, ...born, { name: t("by length of life"), key: (row) => row.states.filter((one) => one !== null).length }, ...steps, ...begins];
}

function fromTheEnd(ages: number) {
  return (a: Row, b: Row) => {
    for (let age = ages - 1; age >= 0; --age) {
      const difference = (a.states[age] ?? -1) - (b.states[age] ?? -1);
      if (difference) return difference;
    }
    return 0;
  };
}

/** One thin line a life, coloured by state. */
function indexPlot(group: Group): HTMLElement {
  const ways = orders(group), which = h("select", { "aria-label": t("Order of the lines") }, ways.map((way, i) => h("option", { value: i }, way.name)));
  let rows = [...group.rows].sort(fromTheEnd(group.ages));
  const colours = group.states.map((state) => rgb(state.colour)), height = Math.min(520, Math.max(200, 2 * group.rows.length));
  const image = new ImageData(group.ages, group.rows.length), lines = h("canvas", {}), told = h("p", { class: "sign", "aria-live": "polite" }, t("One line a life. Point at one, or click to follow it."));
  const paint = () => {
    image.data.fill(0);
    rows.forEach((row, y) => row.states.forEach((state, age) => {
      if (typeof state !== "number" || group.states[state]?.code === "dead") return;
      const at = 4 * (y * group.ages + age), [r, g, b] = colours[state]!;
      image.data[at] = r; image.data[at + 1] = g; image.data[at + 2] = b; image.data[at + 3] = 255;
    }));
    lines.width = group.ages;
    lines.height = group.rows.length;
    lines.getContext("2d")!.putImageData(image, 0, 0);
  };
  paint();
  const made = plate(height, group, t("Index plot of {lives} lives of “{name}”: one line a life, coloured by state at each age.", { lives: number(group.rows.length), name: group.name }),
    (context, width, high) => { context.clearRect(0, 0, width, high); context.drawImage(lines, 0, 0, width, high); });
  which.addEventListener("change", () => {
    const way = ways[Number(which.value)]!;
    rows = [...group.rows].sort((a, b) => { const x = way.key(a), y = way.key(b); return (x === y ? 0 : x - y) || fromTheEnd(group.ages)(a, b); });
    paint();
    made.again();
  });
  const at = (event: MouseEvent) => {
    const box = made.canvas.getBoundingClientRect(), row = rows[Math.min(rows.length - 1, Math.floor(((event.clientY - box.top) / box.height) * rows.length))], age = Math.floor(((event.clientX - box.left) / box.width) * group.ages);
    return row && { row, age: age + group.first, state: row.states[age] };
  };
  made.canvas.addEventListener("mousemove", (event) => {
    const here = at(event);
    if (here) told.textContent = t("life {number}, aged {age}: {state}", { number: here.row.number, age: here.age, state: typeof here.state === "number" ? group.states[here.state]!.label : "–" });
  });
  made.canvas.addEventListener("click", (event) => { const here = at(event); if (here) go(address("life", here.row.number)); });
  return figure(t("Index plot"), t("{lives} lives of “{name}” by age.", { lives: number(group.rows.length), name: group.name }), h("p", { class: "controls" }, which), made.element, told);
}

function distributionPlot(group: Group, shares: Float64Array[]): HTMLElement {
  const made = plate(240, group, t("State distribution plot of “{name}”: the share of the living in each state at each age.", { name: group.name }), (context, width, height) => {
    context.clearRect(0, 0, width, height);
    shares.forEach((counts, age) => {
      const all = total(counts), x = Math.floor((age * width) / group.ages), wide = Math.ceil(((age + 1) * width) / group.ages) - x;
      let y = height;
      counts.forEach((count, state) => {
        if (!count) return;
        const high = (count / all) * height;
        context.fillStyle = group.states[state]!.colour;
        context.fillRect(x, y - high, wide, high + 0.5);
        y -= high;
      });
    });
  });
  return figure(t("State distribution plot"), t("Shares of those alive at each age."), made.element, foldedTable(t("The numbers as a table"), () => {
    const used = group.states.map((state, i) => ({ state, i })).filter(({ i }) => shares.some((counts) => counts[i]! > 0));
    return table(t("Share of the living, %"), [t("age"), t("lives"), ...used.map(({ state }) => state.label)],
      shares.map((counts, age) => [group.first + age, number(total(counts)), ...used.map(({ i }) => (total(counts) ? number((100 * counts[i]!) / total(counts), 1) : "–"))]), "numeric");
  }));
}

function entropyPlot(group: Group, shares: Float64Array[]): HTMLElement {
  const values = shares.map(entropy), svg = s("svg", { class: "entropy", "aria-hidden": "true" });
  const peak = values.reduce((best: number, value, i) => ((value ?? 0) > (values[best] ?? 0) ? i : best), 0);
  const holder = h("div", { class: "chart", role: "img", "aria-label": t("Entropy by age, highest at {age}.", { age: group.first + peak }) }, svg);
  onWidth(holder, (width) => {
    const height = 120, y = (value: number) => 100 - value * 96;
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) svg.setAttribute(name, String(value));
    replace(svg, [0, 0.5, 1].map((value) => [s("line", { x1: 0, x2: width, y1: y(value), y2: y(value), class: "tick" }), s("text", { x: 2, y: Math.max(9, y(value) - 2), class: "year" }, value)]).flat(),
      ageAxis(group, 0, width, 115), s("path", { class: "line", d: values.map((value, i) => (value === null ? "" : `${i && values[i - 1] !== null ? "L" : "M"}${((i + 0.5) * width) / group.ages} ${y(value)}`)).join("") }));
  });
  return figure(t("Entropy"), t("How mixed the states are at each age: 0 where all are in one, 1 where all states are as frequent."), holder,
    foldedTable(t("The numbers as a table"), () => table(t("Entropy"), [t("age"), t("entropy")], values.map((value, i) => [group.first + i, number(value)]), "numeric")));
}

/** Bars that are a legend too. */
function meanTimePlot(group: Group): HTMLElement {
  const times = meanTimes(group), most = Math.max(...times, 1e-9);
  const rows = group.states.map((state, i) => ({ state, years: times[i]! })).filter((one) => one.years > 0);
  return figure(t("Mean time in each state"), t("Years of a life of “{name}”, up to the end of the run.", { name: group.name }),
    h("table", { class: "mean-time" }, h("thead", { class: "unseen" }, h("tr", {}, [t("state"), t("picture"), t("years")].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map(({ state, years }) => {
        const bar = h("span", { class: "bar" });
        bar.style.width = `${(100 * years) / most}%`;
        bar.style.background = state.colour;
        return h("tr", {}, h("th", { scope: "row" }, state.label), h("td", {}, bar), h("td", {}, number(years)));
      }))));
}

export function sequencePictures(groups: Group[]): Child {
  const shares = groups.map(distribution), each = (draw: (group: Group, shares: Float64Array[]) => HTMLElement) =>
    h("div", { class: groups.length > 1 ? "pair" : "stack pair" }, groups.map((group, i) => draw(group, shares[i]!)));
  return [each(indexPlot), each(distributionPlot), h("div", { class: groups.length > 1 ? "pair" : "figures" }, groups.map((group, i) => h("div", { class: "stack" }, meanTimePlot(group), groups.length > 1 ? entropyPlot(group, shares[i]!) : null)),
    groups.length === 1 ? entropyPlot(groups[0]!, shares[0]!) : null)];
}
