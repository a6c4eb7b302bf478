// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which lives the documents hold: all where the program answers, some in an export. Others are named and lead nowhere.

import { h, type Child } from "./dom";
import { address } from "./route";
import type { RunDocument } from "./types";
import { t } from "./words";

let exported: Set<number> | null = null;

export function reachOf(run: RunDocument) {
  exported = run.answers ? null : new Set(run.lives.map((one) => one.number));
}

export const isExport = () => exported !== null;

export const isHere = (number: number | null | undefined): number is number => !!number && (exported === null || exported.has(number));

/** A link to a life, or its words alone. */
export function lifeLink(number: number | null | undefined, words: Child, query: Record<string, string | null> = {}, view = "life"): Child {
  if (isHere(number)) return h("a", { href: address(view, number, query) }, words);
  return number ? h("span", { title: t("not in this export") }, words) : words;
}

/** Said once below names of whom not all are here. */
export function someAbsent(numbers: (number | null | undefined)[]): Child {
  return numbers.every((one) => !one || isHere(one)) ? null : h("p", { class: "soft hint" }, t("Whoever has no link is not in this export."));
}
