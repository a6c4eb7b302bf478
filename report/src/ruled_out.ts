// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the data have ruled out and what they cannot: by parameter, by pairs of them, by wave.

import { at, el, folded, strip, svg, wide } from "./elements";
import { byKnowledge, gridOf, percent, place, short, slices, valueAt, wavesOf, type Calibration, type Parameter, type Part, type Say } from "./sure_data";

const cutoffOf = (of: Calibration) => Number(of.facts.cutoff);

/** In which of six steps an implausibility is; three of them are not ruled out. */
function levelOf(of: Calibration, implausibility: number | null): number {
  if (implausibility === null) return 5;
  const ends = [1 / 3, 2 / 3, 1, 1.5, 2.5], found = ends.findIndex((end) => implausibility <= end * cutoffOf(of));
  return found < 0 ? 5 : found;
}

const mostLeft = (of: Calibration) => Math.max(...of.pairs.flatMap((pair) => pair.left), 0);

/** In which of five steps a share that is left is, each half of the next; 0: nothing is left. */
function depthOf(share: number, most: number): number {
  return share <= 0 || most <= 0 ? 0 : Math.max(1, 5 - Math.floor(Math.log2(most / share)));
}

/** One grid as a path for each step of colour: a cell a unit wide, the second parameter along x, the first upwards. */
function shades(levels: number[][], name: string, x: number, y: number): SVGElement[] {
  const n = levels.length, paths = new Map<number, string>();
  levels.forEach((row, i) => row.forEach((level, j) => paths.set(level, (paths.get(level) ?? "") + `M${x + j},${y + n - 1 - i}h1v1h-1z`)));
  return [...paths].map(([level, d]) => svg("path", { class: `${name}${level}`, d }));
}

const least = (of: Calibration, one: Parameter, other: Parameter) =>
  gridOf(of, one.parameter, other.parameter, (pair) => pair.least).map((row) => row.map((value) => levelOf(of, value)));
function depth(of: Calibration, one: Parameter, other: Parameter, most: number) {
  return gridOf(of, one.parameter, other.parameter, (pair) => pair.left).map((row) => row.map((share) => depthOf(share, most)));
}

/** All pairs: above the diagonal what is left, below it the least implausibility. */
function matrix(of: Calibration, order: Parameter[], say: Say, pick: (one: Parameter, other: Parameter) => void): HTMLElement {
  const n = of.cells, step = n + Math.max(1, n / 8), k = order.length, most = mostLeft(of), size = Math.min(n * 0.6, 0.035 * k * step), margin = 1.5 * size;
  const drawing = svg("svg", { viewBox: `0 0 ${margin + k * step} ${margin + k * step}`, class: "matrix", "aria-hidden": "true" });
  order.forEach((one, i) => {
    const middle = margin + i * step + n / 2;
    drawing.append(svg("text", { x: middle, y: margin * 0.75, "text-anchor": "middle", "font-size": size }, i + 1),
      svg("text", { x: margin * 0.75, y: middle + size / 3, "text-anchor": "end", "font-size": size }, i + 1));
    order.forEach((other, j) => {
      const x = margin + j * step, y = margin + i * step;
      if (i === j) {
        const bars = slices(of, one.parameter), top = Math.max(...bars, 1e-300);
        bars.forEach((share, b) => drawing.append(svg("rect", { class: "heap", x: x + b, width: 1, y: y + n * (1 - share / top), height: (n * share) / top })));
        drawing.append(svg("rect", { class: "frame", x, y, width: n, height: n }));
        return;
      }
      const cell = svg("g", { class: "pick" }, svg("title", {}, `${one.parameter} × ${other.parameter}`),
        ...(i < j ? shades(depth(of, one, other, most), "d", x, y) : shades(least(of, one, other), "i", x, y)));
      cell.addEventListener("click", () => pick(one, other));
      drawing.append(cell);
    });
  });
  drawing.style.maxWidth = `${Math.min(900, 60 + 140 * k)}px`;
  return el("div", { class: "matrix-holder", role: "img", "aria-label":
    say("Each small square is a pair of numbers, named by the digits at its row and column. Above the diagonal: how much of each cell is left. Below: the least implausibility found in it.") }, drawing);
}

const words = (say: Say, of: Calibration) => ({
  least: [["i0", "≤ " + short(cutoffOf(of) / 3)], ["i1", "≤ " + short((2 * cutoffOf(of)) / 3)], ["i2", say("≤ {cutoff}: not ruled out", { cutoff: short(cutoffOf(of)) })],
    ["i3", "≤ " + short(1.5 * cutoffOf(of))], ["i4", "≤ " + short(2.5 * cutoffOf(of))], ["i5", say("more, or nothing found")]],
  left: [["d0", say("nothing left")], ...[1, 2, 3, 4, 5].map((level) => [`d${level}`, `≤ ${percent(mostLeft(of) / 2 ** (5 - level))}`])],
});

function steps(title: string, keys: string[][]): HTMLElement {
  return el("ul", { class: "legend shades" }, el("li", { class: "head" }, title), ...keys.map(([name, text]) =>
    el("li", {}, svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, svg("rect", { class: name!, width: 14, height: 14 })), text!)));
}

/** One pair, large, with its axes. */
function large(of: Calibration, one: Parameter, other: Parameter, levels: number[][], name: string, title: string): HTMLElement {
  const n = of.cells, size = 300, left = 62, top = 8, cell = size / n;
  const picture = svg("svg", { viewBox: `0 0 ${left + size + 14} ${top + size + 44}`, class: "large", "aria-hidden": "true" },
    svg("g", { transform: `translate(${left} ${top}) scale(${cell})` }, ...shades(levels, name, 0, 0)), svg("rect", { class: "frame", x: left, y: top, width: size, height: size }));
  for (const share of [0, 0.5, 1]) {
    picture.append(svg("text", { x: left + share * size, y: top + size + 16, "text-anchor": share === 1 ? "end" : share ? "middle" : "start" }, short(valueAt(other, share))),
      svg("text", { x: left - 6, y: top + (1 - share) * size + (share === 1 ? 10 : share ? 4 : 0), "text-anchor": "end" }, short(valueAt(one, share))));
  }
  picture.append(svg("text", { x: left + size / 2, y: top + size + 36, "text-anchor": "middle" }, `${other.parameter} →`));
  return el("div", {}, el("p", { class: "soft" }, title), el("p", { class: "soft axis" }, `↑ ${one.parameter}`), picture);
}

export function pairs(of: Calibration, say: Say): Part[] {
  const order = byKnowledge(of);
  if (order.length < 2) return [];
  const choice = (label: string, chosen: number) => {
    const select = el("select", { "aria-label": label });
    order.forEach((one, i) => select.add(new Option(`${i + 1} ${one.parameter}`, one.parameter, i === chosen, i === chosen)));
    return select;
  };
  const first = choice(say("Number along the height"), 0), second = choice(say("Number along the width"), 1), both = el("div", { class: "both" });
  const find = (select: HTMLSelectElement) => order.find((one) => one.parameter === select.value)!;
  const draw = () => {
    const one = find(first), other = find(second);
    if (one === other) return both.replaceChildren(el("p", {}, say("Choose two that differ.")));
    const same = say("Share of the points that is left, cell by cell"), far = say("Least implausibility found, cell by cell");
    both.replaceChildren(large(of, one, other, depth(of, one, other, mostLeft(of)), "d", same), large(of, one, other, least(of, one, other), "i", far));
  };
  first.addEventListener("change", draw);
  second.addEventListener("change", draw);
  draw();
  const keys = words(say, of);
  const pick = (one: Parameter, other: Parameter) => { first.value = one.parameter; second.value = other.parameter; draw(); both.scrollIntoView({ block: "nearest" }); };
  return [
    { title: say("What the data have ruled out, by pairs"), note: say("Each small square is two numbers over their whole ranges: digits are those of the list above. Above the diagonal, how much of each cell is left; below it, the least implausibility found there, whatever the other numbers are. A band from corner to corner says that only the two together are known. Choose a square to see it large."),
      content: [matrix(of, order, say, pick), steps(say("left:"), keys.left), steps(say("implausibility:"), keys.least)] },
    { title: say("One pair, large"), note: say("A cell is ruled out where nothing in it is as near to the figures as {cutoff} standard deviations of all that is not known.", { cutoff: short(cutoffOf(of)) }),
      content: [el("div", { class: "controls" }, first, "×", second), both] },
  ];
}

/** Of one parameter: what is left of each slice, and below it what each wave left, the last one darkest. */
function ranges(of: Calibration, one: Parameter): SVGElement {
  const bars = slices(of, one.parameter), top = Math.max(...bars, 1e-300), high = bars.length ? 34 : 4, rows = of.waves.filter((row) => row.parameter === one.parameter);
  const drawing = strip(high + 8 + 6 * rows.length, "ranges", svg("line", { class: "base", x1: at(0), x2: at(1), y1: high, y2: high }));
  bars.forEach((share, i) => drawing.append(svg("rect", { class: "heap", x: at(i / bars.length), width: wide(1 / bars.length), y: high - (high - 2) * (share / top), height: (high - 2) * (share / top) })));
  rows.forEach((row, i) => {
    const y = high + 6 + 6 * i, strong = (i + 1) / rows.length;
    drawing.append(svg("line", { class: "reach thin", x1: at(place(one, row.left_low)), x2: at(place(one, row.left_high)), y1: y, y2: y, "stroke-opacity": strong }),
      svg("line", { class: "reach", x1: at(place(one, row.left_5)), x2: at(place(one, row.left_95)), y1: y, y2: y, "stroke-opacity": strong }));
  });
  return drawing;
}

export function parameters(of: Calibration, say: Say): Part {
  const order = byKnowledge(of);
  const items = order.map((one) => el("li", {}, el("span", { class: "name" }, one.parameter), ranges(of, one), el("small", { class: "ends" },
    el("span", {}, short(one.low)), el("span", {}, say("left {low} to {high}; {narrowed} narrower", { low: short(one.left_5), high: short(one.left_95), narrowed: percent(one.narrowed) })),
    el("span", {}, short(one.high)))));
  return { title: say("What is left of each range"),
    note: say("Bars: how much of each slice of the range is left, the highest being full. Lines below them: from where to where 90 % of what is left lies after each wave, the last one darkest; thin: all of it. First those of which the figures say most. All of the range is left where they say nothing."),
    content: [el("ol", { class: "numbers-left" }, ...items), folded(say("What is left of each range"), say("The numbers as a table"), [say("number"), say("least"), say("greatest"), say("left, 5 %"), say("left, half"), say("left, 95 %"), say("narrowed"), say("members, least"), say("members, greatest")],
      () => order.map((one) => [one.parameter, short(one.low), short(one.high), short(one.left_5), short(one.left_50), short(one.left_95), percent(one.narrowed), short(one.members_low), short(one.members_high)]))] };
}

/** How much of the whole space each wave left: bars by powers of ten. */
export function waves(of: Calibration, say: Say): Part {
  const rows = wavesOf(of), smallest = Math.min(...rows.map((row) => row.share_left).filter((share) => share > 0), 0.1);
  const decades = Math.max(1, Math.ceil(-Math.log10(smallest) - 1e-9)), share = (value: number) => (value > 0 ? 1 + Math.log10(value) / decades : 0);
  const line = (name: string, value: number, small: string) => el("li", {}, el("span", { class: "name" }, name), strip(16, "waves",
    svg("rect", { class: "heap", x: at(0), width: wide(share(value)), y: 2, height: 12 }), ...Array.from({ length: decades + 1 }, (_, i) => svg("line", { class: "base", x1: at(i / decades), x2: at(i / decades), y1: 0, y2: 16 }))),
    el("small", {}, small));
  const axis = strip(16, "axis", ...Array.from({ length: decades + 1 }, (_, i) => svg("text", { x: at(i / decades), y: 12, "text-anchor": i === decades ? "end" : i ? "middle" : "start" }, percent(10 ** (i - decades)))));
  return { title: say("How the waves shrank the space"), note: say("Share of the space of all ranges together that is not ruled out, by powers of ten. The next wave looks only where something is left."),
    content: [el("ul", { class: "rows" }, ...rows.map((row) => line(say("wave {wave}: {share}", { wave: row.wave, share: percent(row.share_left) }), row.share_left,
      say("± {error} · {points} points, {failed} of which failed · {emulators} emulators", { error: percent(row.share_error), points: row.points, failed: row.failed, emulators: row.emulators }))), el("li", { class: "axis-row", "aria-hidden": "true" }, axis))] };
}
