// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The lives that were found last, so that one can step from life to life.

export interface Matches { pattern: string; numbers: number[] }

let last: Matches | null = null;
const key = "counterlife.matches";

export function remember(matches: Matches) {
  last = matches;
  // A file opened from a disk may have no storage; the lives found are then known until the page is closed.
  try { sessionStorage.setItem(key, JSON.stringify(matches)); } catch { /* as said */ }
}

export function lastMatches(): Matches | null {
  if (last) return last;
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Matches | null;
    if (kept && typeof kept.pattern === "string" && Array.isArray(kept.numbers)) last = kept;
  } catch { /* as above */ }
  return last;
}
