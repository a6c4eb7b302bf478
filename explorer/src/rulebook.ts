// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Rules, claims and numbers by name, and links to each.

import { h, type Child } from "./dom";
import { address } from "./route";
import { documentOf } from "./source";
import type { Claim, Parameter, Rule, RulesDocument } from "./types";
import { t } from "./words";

export interface Rulebook {
  document: RulesDocument;
  claim: (id: string) => Claim | undefined;
  rule: (name: string) => Rule | undefined;
  numbers: (name: string) => Parameter[];
}

let made: { of: RulesDocument; book: Rulebook } | null = null;

export async function rulebook(): Promise<Rulebook> {
  const document = await documentOf<RulesDocument>("rules.json");
  if (made?.of === document) return made.book;
  const claims = new Map(document.claims.map((one) => [one.id, one])), rules = new Map(document.rules.map((one) => [one.name, one]));
  const book = {
    document, claim: (id: string) => claims.get(id), rule: (name: string) => rules.get(name),
    numbers: (name: string) => document.parameters.filter((one) => one.name === name) };
  made = { of: document, book };
  return book;
}

export const ruleLink = (name: string) => h("a", { class: "id", href: address("rules", name) }, name);
export const numberLink = (name: string, key = "") => h("a", { class: "id", href: address("numbers", name) }, key ? `${name}/${key}` : name);

/** Ids of claims, each a link whose title says the claim. */
export function claimLinks(ids: string[], book?: Rulebook): Child[] {
  return ids.map((id, i) => [i ? ", " : "", h("a", { class: "id", href: address("claims", id), title: book?.claim(id)?.title ?? null }, id)]);
}

const claimId = /\b[A-Z]{3,}-\d\d\b/g;
/** A text in which every id of a claim is a link. */
export function linked(text: string, book?: Rulebook): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const found of text.matchAll(claimId)) {
    parts.push(text.slice(at, found.index), ...claimLinks([found[0]], book));
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}

export const kindWords = (kind: string) =>
  t({ testimony: "from the testimony", statistic: "from public statistics", calibrated: "calibrated", assumption: "assumed" }[kind] ?? kind);
