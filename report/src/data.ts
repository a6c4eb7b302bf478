// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The numbers of the page, as study/report.cpp writes them into it.

export interface Point { year: number; value: number }
interface Facts {
  scenario: string; seed: string; scale: string; persons_per_life: number; from: number; to: number; digest: string;
  lives: number; founders: number; living: number; events: number; version: string;
  parameters: { kind: string; count: number }[];
}
interface Line { measure: string; place: string; sex: string; status: string; first: number; values: (number | null)[] }
interface FitRow {
  id: string; measure: string; scope: string; year: string; target: number; simulated: number | null;
  low: number | null; high: number | null; verdict: string;
}
interface Page {
  facts: Facts; lines: Line[]; pyramid: { first: number; male: number[][]; female: number[][] };
  reference: { year: number; series: string; sex: string; value: number; low: number; high: number }[];
  points: { year: number; series: string; scope: string; value: number }[];
  fit: FitRow[];
}

const page: Page = JSON.parse(document.querySelector("#run-data")!.textContent!);
export const { facts, pyramid, fit } = page;

/** The simulated values of a measure by year; births and deaths come by sex and are added up. */
export function series(measure: string, sex = "all", place = "nation", status = ""): Point[] {
  const of = (s: string) => page.lines.find((l) => l.measure === measure && l.sex === s && l.place === place && l.status === status);
  const found = of(sex) ? [of(sex)!] : sex === "all" ? [of("male"), of("female")].filter((l): l is Line => !!l) : [];
  const sums = new Map<number, number>();
  for (const line of found)
    line.values.forEach((v, i) => { if (v !== null) sums.set(line.first + i, (sums.get(line.first + i) ?? 0) + v); });
  return [...sums].sort((a, b) => a[0] - b[0]).map(([year, value]) => ({ year, value }))
    .filter((p) => p.year >= facts.from && p.year <= facts.to);
}

export function reference(name: string, sex: string, factor: number) {
  return page.reference.filter((r) => r.series === name && r.sex === sex && r.year >= facts.from && r.year <= facts.to)
    .map((r) => ({ year: r.year, value: r.value * factor, low: r.low * factor, high: r.high * factor }));
}

export function points(name: string, scope?: string) {
  return page.points.filter((p) => p.series === name && (scope === undefined || p.scope === scope) &&
    (name === "province_share" || p.year >= facts.from));
}
