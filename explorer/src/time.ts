// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Days as numbers since 1970-01-01, and how they are said.

import { language } from "./words";

export function dayOf(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return Date.UTC(year!, (month ?? 1) - 1, day ?? 1) / 864e5;
}
export const yearOf = (date: string) => Number(date.slice(0, 4));
export const firstOf = (year: number) => Date.UTC(year, 0, 1) / 864e5;
export const yearAt = (day: number) => new Date(day * 864e5).getUTCFullYear();
export const dateOf = (day: number) => new Date(day * 864e5).toISOString().slice(0, 10);

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

export function longDate(date: string | null | undefined): string {
  if (!date) return "–";
  const [year, month, day] = date.split("-").map(Number);
  if (!month || !day) return date;
  return language() === "ko" ? `${year}년 ${month}월 ${day}일` : `${day} ${months[month - 1]} ${year}`;
}

/** "15 days", "four months" would need words; numbers are shorter. */
export function span(days: number): string {
  const many = (count: number, one: string) => (language() === "ko" ? `${count}${{ day: "일", month: "개월", year: "년" }[one]}` : `${count} ${one}${count === 1 ? "" : "s"}`);
  if (days < 62) return many(days, "day");
  if (days < 730) return many(Math.round(days / 30.44), "month");
  return many(Math.round(days / 365.25), "year");
}

/** Where days lie between two edges in pixels. */
export interface Scale { from: number; to: number; left: number; right: number; x: (day: number) => number; day: (x: number) => number }

export function scaleOf(from: number, to: number, left: number, right: number): Scale {
  const per = (right - left) / Math.max(1, to - from);
  return { from, to, left, right, x: (day) => left + (day - from) * per, day: (x) => from + (x - left) / per };
}

/** Years to write under a scale, so that they do not touch. */
export function yearTicks(scale: Scale, apart = 52): number[] {
  const years = (scale.to - scale.from) / 365.25, most = Math.max(2, (scale.right - scale.left) / apart);
  const step = [1, 2, 5, 10, 20].find((s) => years / s <= most) ?? 20;
  const ticks: number[] = [];
  for (let year = Math.ceil(yearAt(scale.from) / step) * step; firstOf(year) <= scale.to; year += step)
    if (firstOf(year) >= scale.from) ticks.push(year);
  return ticks;
}
