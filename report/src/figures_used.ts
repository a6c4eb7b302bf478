// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which published figures did the ruling out, how the members meet them, and whether the emulators can be trusted.

import { at, el, folded, strip, svg, wide } from "./elements";
import { percent, short, type Calibration, type Part, type Say, type TargetRow } from "./sure_data";

const most_rows = 20;

function more(say: Say, rows: number): HTMLElement[] {
  return rows > most_rows ? [el("p", { class: "soft" }, say("and {more} more in the table", { more: rows - most_rows }))] : [];
}

export function targets(of: Calibration, say: Say): Part {
  const used = of.targets.filter((row) => row.share_ruled_out !== null).sort((a, b) => b.share_ruled_out! - a.share_ruled_out!);
  const unused = of.targets.filter((row) => row.left_out), kept = of.targets.filter((row) => row.role === "kept");
  const item = (row: TargetRow) => el("li", {}, el("span", { class: "name" }, row.target), strip(14, "shares", svg("line", { class: "base", x1: at(0), x2: at(1), y1: 13, y2: 13 }),
    svg("rect", { class: "heap", x: at(0), width: wide(row.share_ruled_out!), y: 2, height: 10 })), el("small", {}, percent(row.share_ruled_out)));
  const ignored = [...new Map(unused.map((row) => [row.left_out, unused.filter((other) => other.left_out === row.left_out).length]))];
  return { title: say("Which figures rule out"), note: say("Share of the whole space that each figure alone rules out. Used: {used}; kept from fitting and only held against the members: {kept}.", { used: used.length, kept: kept.length }),
    content: [el("ul", { class: "rows shares" }, ...used.slice(0, most_rows).map(item)), ...more(say, used.length),
      ...(ignored.length ? [el("p", { class: "soft" }, say("Not used:"), " ", ignored.map(([why, count]) => `${count} (${why})`).join("; "))] : []),
      folded(say("All figures, and how the members meet them"), say("All figures, and how the members meet them"), [say("figure"), say("role"), say("published"), say("members, mean"), say("sd of luck"), say("sd of ignorance"), say("members accepted"), say("rules out"), say("unit")],
        () => of.targets.map((row) => [row.target, say(row.role === "kept" ? "kept" : "fitted"), short(row.figure), short(row.members_mean), short(row.sd_luck), short(row.sd_ignorance), percent(row.members_accepted), percent(row.share_ruled_out), row.unit]))] };
}

export function emulators(of: Calibration, say: Say): Part[] {
  const names = [...new Set(of.emulators.map((row) => row.target))];
  if (!names.length) return [];
  const last = Math.max(...of.emulators.map((row) => row.wave)), rowsOf = (name: string) => of.emulators.filter((row) => row.target === name);
  const worst = (name: string) => rowsOf(name).at(-1)!.explained ?? -1;
  names.sort((a, b) => worst(a) - worst(b));
  const item = (name: string) => el("li", {}, el("span", { class: "name" }, name), strip(14, "dots", svg("line", { class: "base", x1: at(0), x2: at(1), y1: 7, y2: 7 }),
    ...rowsOf(name).filter((row) => row.explained !== null).map((row) => svg("circle", { class: row.complaint ? "dot told" : "dot", cx: at(row.explained!), cy: 7, r: 4, "fill-opacity": row.wave / last }))),
    el("small", {}, rowsOf(name).at(-1)!.complaint || percent(rowsOf(name).at(-1)!.explained)));
  const axis = strip(16, "axis", ...[0, 0.5, 1].map((share) => svg("text", { x: at(share), y: 12, "text-anchor": share === 1 ? "end" : share ? "middle" : "start" }, percent(share))));
  return [{ title: say("Whether the emulators can be trusted"), note: say("How much of what points left out came to each emulator foretold, the worst first; a dot a wave, the last one darkest. Orange: not used. Where they foretell little they rule out little, as they know it."),
    content: [el("ul", { class: "rows shares" }, ...names.slice(0, most_rows).map(item), el("li", { class: "axis-row", "aria-hidden": "true" }, axis)), ...more(say, names.length),
      folded(say("Whether the emulators can be trusted"), say("The numbers as a table"), [say("figure"), say("wave"), say("foretold"), say("typical error"), say("beyond three errors"), say("complaint")],
        () => of.emulators.map((row) => [row.target, row.wave, percent(row.explained), short(row.typical_error), percent(row.beyond_three), row.complaint]))] }];
}
