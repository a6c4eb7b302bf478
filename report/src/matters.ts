// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which numbers matter for which outcome: effects of the screening and Sobol' indices side by side, with their intervals.

import { at, el, folded, strip, svg } from "./elements";
import { short, type Effect, type Index, type Part, type Say, type Sensitivity } from "./sure_data";

const most_rows = 15;

interface Row { effect: Effect; index: Index | undefined }
/** Two standard errors around a value, as far as both are known. */
const ends = (value: number | null, error: number | null) => value === null ? null : { value, low: value - 2 * (error ?? 0), high: value + 2 * (error ?? 0) };
type Ends = NonNullable<ReturnType<typeof ends>>;

/** Those that matter by either, the largest share first, or else the largest effect. */
function rowsOf(of: Sensitivity, outcome: string): Row[] {
  const rows = of.screening.filter((effect) => effect.outcome === outcome).map((effect) => ({
    effect, index: of.sobol?.find((one) => one.outcome === outcome && one.parameter === effect.parameter) }));
  return rows.filter((row) => row.effect.matters === "yes" || row.index?.matters === "yes")
    .sort((a, b) => (b.index?.total ?? -1) - (a.index?.total ?? -1) || Math.abs(b.effect.mu ?? 0) - Math.abs(a.effect.mu ?? 0));
}

function interval(of: Ends | null, x: (value: number) => string, y: number, name: string): SVGElement[] {
  if (!of) return [];
  return [svg("line", { class: `reach ${name}`, x1: x(of.low), x2: x(of.high), y1: y, y2: y }), svg("circle", { class: `dot ${name}`, cx: x(of.value), cy: y, r: 4 })];
}

function dots(rows: Row[], say: Say): HTMLElement {
  const effects = rows.map((row) => ends(row.effect.mu, row.effect.error));
  const low = Math.min(0, ...effects.map((one) => one?.low ?? 0)), high = Math.max(0, ...effects.map((one) => one?.high ?? 0)), x = (value: number) => at((value - low) / (high - low || 1));
  const most = Math.max(1, ...rows.map((row) => (row.index ? row.index.total + 2 * row.index.total_error : 0))), y = (value: number) => at(value / most);
  const base = (where: string) => svg("line", { class: "base", x1: where, x2: where, y1: 0, y2: 24 });
  const items = rows.map((row, i) => el("li", {}, el("span", { class: "name" }, row.effect.parameter),
    strip(24, "effect", base(x(0)), ...interval(effects[i]!, x, 12, "effect")),
    row.index ? strip(24, "share", base(y(0)), base(y(1)), ...interval(ends(row.index.total, row.index.total_error), y, 8, "total"), ...interval(ends(row.index.first, row.index.first_error), y, 17, "first"))
      : el("small", {}, say("no index"))));
  const axis = (texts: [string, string, string][]) => strip(16, "axis", ...texts.map(([where, anchor, text]) => svg("text", { x: where, y: 12, "text-anchor": anchor }, text)));
  const zero = low < 0 && high > 0 ? [[x(0), "middle", "0"] as [string, string, string]] : [];
  return el("ul", { class: "rows matters" }, el("li", { class: "heads" }, el("span", {}), el("small", {}, say("effect, from the low to the high end")), el("small", {}, say("share of the variance"))), ...items,
    el("li", { class: "axis-row", "aria-hidden": "true" }, el("span", {}), axis([[at(0), "start", short(low)], ...zero, [at(1), "end", short(high)]]), axis([[at(0), "start", "0"], [y(1), "end", "1"]])));
}

function legendOf(of: Sensitivity, say: Say): HTMLElement {
  const key = (name: string, text: string) => el("li", {}, svg("svg", { width: 24, height: 10, "aria-hidden": "true" }, ...interval({ value: 12, low: 1, high: 23 }, (value) => String(value), 5, name)), text);
  return el("ul", { class: "legend" }, key("effect", say("mean effect, two standard errors to each side")),
    ...(of.sobol ? [key("total", say("total index: with what it does together with others")), key("first", say("first index: alone"))] : []));
}

function outcome(of: Sensitivity, name: string, say: Say): Part {
  const rows = rowsOf(of, name), count = of.screening.filter((effect) => effect.outcome === name).length, closer = of.outcomes?.find((one) => one.outcome === name);
  const all = of.screening.filter((effect) => effect.outcome === name);
  const text = (value: number | null, error: number | null) => (value === null ? "–" : `${short(value)} ± ${short(2 * (error ?? 0))}`);
  const note = rows.length ? say("Of {count} numbers {matter} matter.", { count, matter: rows.length }) : say("Of {count} numbers none matters.", { count });
  const about = [note, closer?.complaint ? say("It has no indices: {why}.", { why: closer.complaint }) : "",
    closer && closer.luck !== null && closer.deviation !== null ? say("Luck alone moves one run by {luck} (standard deviation); the numbers move what is expected by {deviation}.", { luck: short(closer.luck), deviation: short(closer.deviation) }) : ""];
  return { title: name, note: about.filter(Boolean).join(" "),
    content: [...(rows.length ? [dots(rows.slice(0, most_rows), say), legendOf(of, say)] : []),
      ...(rows.length > most_rows ? [el("p", { class: "soft" }, say("and {more} more in the table", { more: rows.length - most_rows }))] : []),
      folded(name, say("The numbers as a table"), [say("number"), say("effect"), say("scatter"), say("first index"), say("total index"), say("matters")],
        () => all.map((effect) => {
          const index = of.sobol?.find((one) => one.outcome === name && one.parameter === effect.parameter);
          return [effect.parameter, text(effect.mu, effect.error), short(effect.sigma), index ? text(index.first, index.first_error) : "–", index ? text(index.total, index.total_error) : "–",
            effect.matters === "yes" || index?.matters === "yes" ? say("yes") : say("no")];
        }))] };
}

/** Numbers against outcomes: a circle's area is the total index, or without indices the size of the effect beside the largest. */
function overview(of: Sensitivity, outcomes: string[], say: Say): Part[] {
  const rows = outcomes.map((name) => rowsOf(of, name)), names = [...new Set(rows.flat().map((row) => row.effect.parameter))];
  if (outcomes.length < 2 || !names.length) return [];
  const largest = rows.map((list) => Math.max(...list.map((row) => Math.abs(row.effect.mu ?? 0)), 1e-300));
  const weight = (row: Row | undefined, i: number) => (row ? row.index?.total ?? Math.abs(row.effect.mu ?? 0) / largest[i]! : 0);
  const sums = new Map(names.map((name) => [name, rows.reduce((sum, list, i) => sum + weight(list.find((row) => row.effect.parameter === name), i), 0)]));
  names.sort((a, b) => sums.get(b)! - sums.get(a)!);
  const cell = (name: string, i: number) => {
    const row = rows[i]!.find((one) => one.effect.parameter === name), size = Math.sqrt(Math.min(1, Math.max(0, weight(row, i))));
    return el("td", {}, row ? svg("svg", { width: 30, height: 30, "aria-hidden": "true" }, svg("circle", { class: (row.effect.mu ?? 0) < 0 ? "dot down" : "dot up", cx: 15, cy: 15, r: Math.max(1.5, 14 * size) })) : null,
      el("span", { class: "unseen" }, row ? `${(row.effect.mu ?? 0) < 0 ? "−" : "+"}${short(weight(row, i))}` : "0"));
  };
  return [{ title: say("Which numbers matter for which outcome"), note: say("The area of a circle is the share of the outcome's variance that goes with the number, a full one being all of it; where there are no indices, the effect beside the largest. Blue raises the outcome, orange lowers it."),
    content: [el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("Which numbers matter for which outcome") }, el("table", { class: "circles" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("number")), ...outcomes.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...names.map((name) => el("tr", {}, el("th", { scope: "row" }, name), ...outcomes.map((_, i) => cell(name, i)))))))] }];
}

export function matters(of: Sensitivity, say: Say): Part[] {
  const outcomes = [...new Set(of.screening.map((effect) => effect.outcome))];
  return [...overview(of, outcomes, say), ...outcomes.map((name) => outcome(of, name, say))];
}
