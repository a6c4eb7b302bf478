// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Bands under a time line: what a life was in, from when to when, each stretch with its words inside.

import { darkTextOn, s } from "./dom";
import { dayOf, longDate, type Scale } from "./time";
import type { Band, Spell, State } from "./types";
import { t } from "./words";

interface Look { fill: string; hatched?: boolean; empty?: boolean }

// What is the rule for most people leaves its band empty; what departs from it has a colour, and words in it.
const nothing = new Set([
  "none", "never_married", "outside", "well", "supplied", "away", "as_it_was"]);
const known: Record<string, Record<string, Look>> = {
  marriage: { married: { fill: "#7a6ba8" }, widowed: { fill: "#b9b0d3", hatched: true }, divorced: { fill: "#d9cfa6" } },
  party: { member: { fill: "#a63d2f" }, lapsed: { fill: "#d8b4ac", hatched: true }, cancelled: { fill: "#d9d3c8", hatched: true } },
  food: { short: { fill: "#f4dba6" }, scarce: { fill: "#e3a54c" }, famine: { fill: "#99500c" }, army: { fill: "#e7e2d4" }, held: { fill: "#d9b8a4" }, camp: { fill: "#c9b6cc" }, adrift: { fill: "#b59cba" } },
  health: { ward: { fill: "#d49aa8" }, certified: { fill: "#b5566c" }, with_child: { fill: "#d9d1e6" } },
};
const ramps: Record<string, string[]> = {
  place: ["#dfe5e8", "#c4d0d6", "#d3dccf", "#e3dccb", "#bccbc9", "#d8d1dd"],
  household: ["#e2dfd2", "#cfd6c6", "#dcd0c0", "#c9d2da"],
  marriage: ["#7a6ba8", "#b9b0d3", "#d9cfa6"], party: ["#a63d2f", "#d8b4ac", "#7c2318", "#e3a08f"],
  health: ["#d49aa8", "#b5566c", "#8d3148", "#e6c5cc"], food: ["#f1cf8a", "#e09b3d", "#99500c", "#c97a1e"],
  known: ["#c9bfa6", "#a79a7c", "#8b9aa3", "#6f7f89", "#b3a2a2", "#8a7565"],
};

/** Colours by band and code: those of the states as the program names them, of others in the order in which they come. */
export class Palette {
  private readonly states: Map<string, string>;
  private readonly seen = new Map<string, Map<string, string>>();

  constructor(states: State[]) {
    this.states = new Map(states.map((state) => [state.code, state.colour]));
  }

  look(band: string, spell: Spell): Look {
    const code = spell.household ? `${spell.code} ${spell.household}` : spell.code;
    if (band === "stage") return { fill: this.states.get(code) ?? "#cccccc", hatched: code === "custody" || code === "detained" };
    if (nothing.has(code)) return { fill: "none", empty: true };
    const fixed = known[band]?.[code];
    if (fixed) return fixed;
    const ramp = ramps[band] ?? ramps.known!, seen = this.seen.get(band) ?? new Map<string, string>();
    this.seen.set(band, seen);
    if (!seen.has(code)) seen.set(code, ramp[seen.size % ramp.length]!);
    return { fill: seen.get(code)! };
  }
}

export const bandNames: Record<string, string> = {
  stage: "stage", place: "place", marriage: "marriage", household: "household", party: "party", health: "health", food: "food", known: "what others knew" };
export const bandName = (band: string) => t(bandNames[band] ?? band);

/** The words of a stretch as far as there is room. */
function fitting(text: string, width: number): string {
  const room = Math.floor((width - 8) / 6.3);
  if (text.length <= room) return text;
  return room >= 5 ? text.slice(0, room - 1).trimEnd() + "…" : "";
}

export interface RowShape { scale: Scale; y: number; height: number; end: number; onPick?: ((line: number) => void) | undefined; text?: boolean }

export function spellWords(band: string, spell: Spell): string {
  return `${bandName(band)}: ${t(spell.label)}${spell.place && band !== "place" ? `, ${spell.place}` : ""}; ` +
    (spell.to ? t("{from} to {to}", { from: longDate(spell.from), to: longDate(spell.to) }) : t("from {from}", { from: longDate(spell.from) }));
}

/** One band as shapes. `end` is the day on which the life or the run ended. */
export function bandRow(band: Band, palette: Palette, shape: RowShape): SVGGElement {
  const { scale, y, height, end, onPick } = shape;
  const group = s("g", { class: `band ${band.band}` });
  for (const spell of band.spells) {
    const from = Math.max(scale.x(dayOf(spell.from)), scale.left), to = Math.min(scale.x(Math.min(spell.to ? dayOf(spell.to) : end, end)), scale.right);
    if (to <= scale.left || from >= scale.right) continue;
    const width = Math.max(to - from, 1), look = palette.look(band.band, spell), text = shape.text === false ? "" : fitting(band.band === "household" ? spell.label.replace(/^with |\b(his|her) /g, "") : t(spell.label), width);
    const pick = onPick && spell.line ? () => onPick(spell.line!) : undefined;
    const one = s("g", { class: `spell${look.empty ? " empty" : ""}${pick ? " pick" : ""}`, onclick: pick }, s("title", {}, spellWords(band.band, spell)));
    one.append(look.empty
      ? s("line", { x1: from, x2: to, y1: y + height / 2, y2: y + height / 2, class: "rest" })
      : s("rect", { x: from, y, width, height, fill: look.fill, rx: Math.min(2, width / 3) }));
    if (look.hatched) one.append(s("rect", { x: from, y, width, height, fill: "url(#hatch)" }));
    if (text && !look.empty)
      one.append(s("text", { x: from + 4, y: y + height / 2, dy: "0.35em", class: darkTextOn(look.fill) ? "on-light" : "on-dark" }, text));
    if (width > 6 && !look.empty) one.append(s("line", { x1: from, x2: from, y1: y, y2: y + height, class: "joint" }));
    group.append(one);
  }
  return group;
}

/** Patterns that shapes refer to. */
export function patterns(): SVGDefsElement {
  const pattern = (id: string, name: string) => s("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: name }));
  return s("defs", {}, pattern("hatch", "hatch-line"), pattern("belief", "belief-line"));
}
