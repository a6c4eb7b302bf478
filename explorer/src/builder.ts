// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A pattern put together by clicking: who, then step after step, each with its conditions. The text stays what counts.

import { h, replace } from "./dom";
import type { RulesDocument } from "./types";
import { t } from "./words";

/** The items of a pattern; its language separates them by ; or then. */
export function itemsOf(pattern: string): string[] {
  return pattern.split(/;|\n|\bthen\b/).map((item) => item.trim()).filter(Boolean);
}
const textOf = (items: string[]) => items.map((item, i) => (i === 0 ? item : /^(never|not) /.test(item) ? item : `then ${item}`)).join("; ");

interface Word { word: string; says?: string }

/** Words for events with what they mean: those that the program tells, and all rules. */
function wordsOf(book: RulesDocument): Word[] {
  const told = new Map<string, Word>();
  for (const rule of book.rules) for (const word of rule.words ?? []) if (!told.has(word)) told.set(word, { word, says: rule.says });
  return [...told.values(), ...book.rules.map((rule) => ({ word: rule.name, says: rule.says }))];
}

const who = /^(everyone|people|men|women|living|born|died)\b/;

export function builder(book: RulesDocument, read: () => string, write: (pattern: string) => void): { element: HTMLElement; show: () => void } {
  let chosen = -1;
  const steps = h("ol", { class: "steps" }), offered = h("ul", { class: "offered" });
  const search = h("input", { type: "search", id: "builder-search" });
  const words = wordsOf(book);
  const set = (items: string[]) => { write(textOf(items)); show(); };
  const show = () => {
    const items = itemsOf(read());
    if (chosen >= items.length) chosen = items.length - 1;
    replace(steps, items.map((item, i) => h("li", { class: i === chosen ? "chosen" : "" },
      h("button", { type: "button", "aria-pressed": String(i === chosen), onclick: () => { chosen = i; show(); } }, item),
      h("button", { type: "button", class: "remove", "aria-label": t("Remove {step}", { step: item }), onclick: () => { set(items.filter((_, j) => j !== i)); } }, "×"))));
  };
  const add = (word: string) => {
    const items = itemsOf(read());
    chosen = items.length;
    set([...items, word]);
  };
  const condition = (text: string) => {
    const items = itemsOf(read()), at = chosen >= 0 ? chosen : items.length - 1;
    if (at < 0) return;
    items[at] = `${items[at]} ${text}`;
    chosen = at;
    set(items);
  };
  const people = (word: string) => {
    const items = itemsOf(read());
    set([word, ...items.filter((item, i) => !(i === 0 && who.test(item)))]);
  };
  const offer = () => {
    const typed = search.value.toLowerCase().trim();
    const found = words.filter((one) => !typed || one.word.includes(typed) || one.says?.toLowerCase().includes(typed)).slice(0, typed ? 40 : 60);
    replace(offered, found.map((one) => h("li", {}, h("button", { type: "button", onclick: () => add(one.word) }, one.word), one.says ? h("span", {}, one.says) : null)));
  };
  search.addEventListener("input", offer);
  offer();
  show();
  return { element: h("details", { class: "builder" }, h("summary", {}, t("Build it by clicking")),
    h("div", { class: "parts" },
      h("div", {}, h("h3", {}, t("Who")), h("p", { class: "controls" }, ["everyone", "men", "women"].map((word) => h("button", { type: "button", onclick: () => people(word) }, word)), bornBetween(people)),
        h("h3", {}, t("Steps")), steps, h("h3", {}, t("Conditions of the chosen step")), conditions(book, condition)),
      h("div", {}, h("h3", {}, t("Add a step")), h("p", { class: "controls" }, h("label", { for: "builder-search" }, t("Words")), search), offered))), show };
}

function bornBetween(people: (word: string) => void): HTMLElement {
  const from = h("input", { type: "number", min: 1860, max: 2025, value: 1955, "aria-label": t("born from") }), to = h("input", { type: "number", min: 1860, max: 2025, value: 1965, "aria-label": t("born until") });
  const sex = h("select", { "aria-label": t("Who") }, ["people", "men", "women"].map((word) => h("option", {}, word)));
  return h("span", { class: "controls" }, sex, "born", from, "..", to, h("button", { type: "button", onclick: () => people(`${sex.value} born ${from.value}..${to.value}`) }, t("set")));
}

function conditions(book: RulesDocument, add: (text: string) => void): HTMLElement {
  const count = (value: number, label: string) => h("input", { type: "number", min: 0, max: 2100, value, "aria-label": label });
  const choice = (words: string[], label: string) => h("select", { "aria-label": label }, words.map((word) => h("option", {}, word)));
  const row = (before: string, parts: (HTMLInputElement | HTMLSelectElement)[], text: () => string) =>
    h("p", { class: "controls" }, before, parts, h("button", { type: "button", onclick: () => add(text()) }, t("add")));
  const units = ["days", "weeks", "months", "years"], within = count(4, t("how many")), unit = choice(units, t("unit")), after = count(1, t("how many")), unitAfter = choice(units, t("unit"));
  const age = count(17, t("age")), year = count(1994, t("year")), state = choice(book.states.map((one) => one.code), t("state"));
  unit.value = unitAfter.value = "years";
  return h("div", {}, row("within", [within, unit], () => `within ${within.value} ${unit.value}`), row("after", [after, unitAfter], () => `after ${after.value} ${unitAfter.value}`),
    row("age", [age], () => `age ${age.value}`), row("in", [year], () => `in ${year.value}`), row("while", [state], () => `while ${state.value}`));
}
