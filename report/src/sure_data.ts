// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What a calibration has ruled out and which numbers matter, as study/figures/uncertainty_tables.cpp writes them.

type Share = number | null;
export interface Parameter {
  parameter: string; low: number; high: number; scale: string; left_low: number; left_5: number; left_50: number; left_95: number;
  left_high: number; narrowed: number; members_low: number | null; members_high: number | null;
}
export interface WaveRow {
  wave: number; points: number; failed: number; trained: number; emulators: number; share_left: number; share_error: number;
  parameter: string; left_low: number; left_5: number; left_50: number; left_95: number; left_high: number;
}
/** Of each cell, the second parameter running first: the least implausibility found, and the share that is left. */
export interface Pair { parameter: string; other: string; least: (number | null)[]; left: number[] }
export interface TargetRow {
  target: string; role: string; unit: string; figure: number; error: number; discrepancy_below: number; discrepancy_above: number; why: string;
  wave: number | null; left_out: string; share_ruled_out: Share; members_mean: number | null; sd_luck: number | null; sd_ignorance: number | null;
  implausibility_mean: number | null; implausibility_least: number | null; members_accepted: Share;
}
export interface EmulatorRow { wave: number; target: string; explained: Share; typical_error: number | null; beyond_three: Share; complaint: string }
export type Facts = Record<string, string | number>;
export interface Calibration {
  facts: Facts; cells: number; parameters: Parameter[]; waves: WaveRow[]; pairs: Pair[]; targets: TargetRow[]; emulators: EmulatorRow[];
}

export interface Effect {
  parameter: string; mu: number | null; mu_star: number | null; sigma: number | null; error: number | null; outcome: string; steps: number;
  p_moves: number | null; p_differs: number | null; matters: string;
}
export interface Index { parameter: string; outcome: string; first: number; first_error: number; total: number; total_error: number; matters: string }
export interface Outcome { outcome: string; luck: number | null; deviation: number | null; explained: Share; complaint: string }
export interface Sensitivity { facts: Facts; screening: Effect[]; sobol?: Index[]; outcomes?: Outcome[] }

export interface Shipped { calibration: Calibration | null; sensitivity: Sensitivity | null }

/** A sentence of the page in its language; `{name}` in it is filled from `values`. */
export type Say = (english: string, values?: Record<string, string | number>) => string;
export const inEnglish: Say = (english, values = {}) => english.replace(/\{(\w+)\}/g, (mark, name: string) => (name in values ? String(values[name]) : mark));

/** What is drawn under a heading. */
export interface Part { title: string; note: string; content: HTMLElement[] }

/** A number with three digits, as large or small as it is. */
export function short(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(1).replace("e+", "e").replace("-", "−");
  return value.toLocaleString("en-GB", { maximumSignificantDigits: 3 }).replace("-", "−");
}

/** A share of a hundred; small ones keep two digits. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  const value = 100 * share;
  return `${value === 0 ? "0" : value >= 10 ? value.toFixed(0) : value >= 0.01 ? String(Number(value.toPrecision(2))) : short(value)} %`;
}

/** Where a value stands in the range of its parameter, from 0 to 1. */
export function place(of: Parameter, value: number): number {
  const by = of.scale === "log" ? Math.log : (x: number) => x;
  return by(of.high) === by(of.low) ? 0.5 : (by(value) - by(of.low)) / (by(of.high) - by(of.low));
}
/** The value at a share of the range. */
export function valueAt(of: Parameter, share: number): number {
  return of.scale === "log" ? of.low * (of.high / of.low) ** share : of.low + share * (of.high - of.low);
}

/** The parameters of whose range least is left first. */
export const byKnowledge = (of: Calibration) => [...of.parameters].sort((a, b) => b.narrowed - a.narrowed || a.parameter.localeCompare(b.parameter));

export const wavesOf = (of: Calibration) => [...new Map(of.waves.map((row) => [row.wave, row])).values()];

/** The grid of two parameters, whichever of them the table has first: [row of the first][column of the second]. */
export function gridOf<T>(of: Calibration, one: string, other: string, cells: (pair: Pair) => T[]): T[][] {
  const straight = of.pairs.find((pair) => pair.parameter === one && pair.other === other);
  const turned = of.pairs.find((pair) => pair.parameter === other && pair.other === one);
  const n = of.cells, list = cells((straight ?? turned)!);
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => list[straight ? i * n + j : j * n + i]!));
}

/** What share is left of each slice of a parameter's range; nothing where there is no pair. */
export function slices(of: Calibration, parameter: string): number[] {
  const other = of.parameters.find((one) => one.parameter !== parameter);
  if (!other) return [];
  return gridOf(of, parameter, other.parameter, (pair) => pair.left).map((row) => row.reduce((sum, share) => sum + share, 0) / of.cells);
}
