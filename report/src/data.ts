// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The numbers of a run, as study/figures/report.cpp writes them, and how charts ask for them.

import type { Shipped } from "./sure_data";

/** `low` to `high` holds all that is not known; where a run has members, `luckLow` to `luckHigh` holds luck alone. */
export interface Point { year: number; value: number; low?: number; high?: number; luckLow?: number; luckHigh?: number }
/** How a public figure came about, when it was published, and what became of it since. */
export type Origin = "count" | "estimate" | "projection";
export interface Publication { kind: Origin; published: string | number; corrected?: string; source?: string }
export interface Facts {
  scenario: string; seed: string; scale: string; persons_per_life: number; from: number; to: number; digest: string;
  lives: number; founders: number; living: number; events: number; version: string;
  /** All runs that are drawn, and under how many sets of numbers; nought: under one. */
  replicates: number; members?: number; seeds: string; luck: string; parameters: { kind: string; count: number }[];
}
type Values = (number | null)[];
export interface Line { measure: string; place: string; sex: string; status: string; first: number; values: Values; low?: Values; high?: Values; luck_low?: Values; luck_high?: Values }
export interface FitRow extends Publication {
  id: string; measure: string; scope: string; year: string; target: number; simulated: number | null;
  low: number | null; high: number | null; verdict: string;
}
/** The table in the words that `counterlife fit` prints. */
export interface Verdicts {
  all: string; notes: string[];
  groups: { title: string; tally: string; farthest: boolean; lines: string[][] }[];
}
export interface Page {
  facts: Facts; lines: Line[]; pyramid: { first: number; male: number[][]; female: number[][] };
  reference: (Publication & { year: number; series: string; sex: string; value: number; low: number; high: number })[];
  points: (Publication & { year: number; series: string; scope: string; value: number })[];
  /** What others than the United Nations say of the same. */
  others: (Publication & { year_from: number; year_to: number; series: string; sex: string; value: number })[];
  fit: FitRow[]; verdicts: Verdicts;
  /** What came with the ensemble of the data; in the report alone. */
  sure?: Shipped;
}

/** A year of a public series. */
export type Known = Point & Publication & { low: number; high: number };

/** What charts ask of the numbers of a run. */
export interface Nation {
  page: Page; facts: Facts; fit: FitRow[];
  /** The simulated values of a measure by year; births and deaths come by sex and are added up. */
  series(measure: string, sex?: string, place?: string, status?: string): Point[];
  reference(name: string, sex: string, factor: number): Known[];
  others(name: string, sex: string): Page["others"];
  points(name: string, scope?: string): Page["points"];
}

export function nationOf(page: Page): Nation {
  const facts = page.facts;
  return {
    page, facts, fit: page.fit,
    series: (measure, sex = "all", place = "nation", status = "") => series(page, measure, sex, place, status),
    reference: (name, sex, factor) =>
      page.reference.filter((r) => r.series === name && r.sex === sex && r.year >= facts.from && r.year <= facts.to)
        .map((r) => ({ ...r, value: r.value * factor, low: r.low * factor, high: r.high * factor })),
    others: (name, sex) => page.others.filter((r) => r.series === name && r.sex === sex && r.year_to >= facts.from && r.year_from <= facts.to),
    points: (name, scope) =>
      page.points.filter((p) => p.series === name && (scope === undefined || p.scope === scope) &&
        (name === "province_share" || p.year >= facts.from)),
  };
}

function series(page: Page, measure: string, sex: string, place: string, status: string): Point[] {
  const { facts } = page;
  const of = (s: string) => page.lines.find((l) => l.measure === measure && l.sex === s && l.place === place && l.status === status);
  const found = of(sex) ? [of(sex)!] : sex === "all" ? [of("male"), of("female")].filter((l): l is Line => !!l) : [];
  const sums = new Map<number, Point>();
  for (const line of found)
    line.values.forEach((value, i) => {
      const year = line.first + i, before = sums.get(year);
      if (value === null) return;
      // Bands do not add up: a sum of several lines has none.
      const low = line.low?.[i], high = line.high?.[i];
      if (before) sums.set(year, { year, value: before.value + value });
      else sums.set(year, { year, value, ...band("low", low, "high", high),
        ...band("luckLow", line.luck_low?.[i], "luckHigh", line.luck_high?.[i]) });
    });
  return [...sums.values()].sort((a, b) => a.year - b.year).filter((p) => p.year >= facts.from && p.year <= facts.to);
}

/** Both ends of a band, or neither. */
function band(from: "low" | "luckLow", low: number | null | undefined, to: "high" | "luckHigh", high: number | null | undefined): Partial<Point> {
  return typeof low === "number" && typeof high === "number" ? { [from]: low, [to]: high } : {};
}

/** A point in another unit. */
export function times(p: Point, factor: number): Point {
  const scaled = (value: number | undefined) => value === undefined ? undefined : value * factor;
  return { year: p.year, value: p.value * factor, ...band("low", scaled(p.low), "high", scaled(p.high)),
    ...band("luckLow", scaled(p.luckLow), "luckHigh", scaled(p.luckHigh)) };
}
