// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The words of the interface, in English and Korean. Texts of documents stay as they are.

import { korean as general } from "./korean";
import { koreanSure } from "./korean_sure";

const korean: Record<string, string> = { ...koreanSure, ...general };

export type Language = "en" | "ko";

export function language(): Language {
  const asked = new URLSearchParams(location.hash.split("?")[1] ?? "").get("lang") ?? new URLSearchParams(location.search).get("lang");
  return asked === "ko" ? "ko" : "en";
}

/** A sentence of the interface; `{name}` in it is filled from `values`. */
export function t(english: string, values: Record<string, string | number> = {}): string {
  const text = language() === "ko" ? (korean[english] ?? english) : english;
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => (name in values ? String(values[name]) : mark));
}

export function number(value: number | null | undefined, digits?: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const most = digits ?? (size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  return value.toLocaleString(language() === "ko" ? "ko-KR" : "en-GB", { maximumFractionDigits: most }).replace("-", "−");
}

/** Names of columns as people read them. */
export const plain = (name: string) => name.replaceAll("_", " ");
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
