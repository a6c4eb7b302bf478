// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Find: a pattern typed or clicked, how many get through each step, and the lives that match, as a table and as sequences.

import { builder } from "./builder";
import { h, replace, table, type Child } from "./dom";
import { livesList } from "./life";
import type { MakeView, View } from "./main";
import { remember } from "./matches";
import { address, go, type Route } from "./route";
import { rulebook, type Rulebook } from "./rulebook";
import { groupOf, sequencePictures, type Group } from "./sequences";
import { documentOf, Trouble } from "./source";
import { longDate } from "./time";
import type { FindDocument, PatternComplaint, RunDocument } from "./types";
import { number, t } from "./words";

const wait = 400, most_shown = 1000, table_rows = 100;
const examples = ["men born 1955..1965; enlisted; then member; then mine; then crossed", "women; lost_child; then trader", "crossed; then south", "starved age <10"];

const pathOf = (pattern: string, more: Record<string, string | number>) =>
  `find.json?${new URLSearchParams({ pattern, ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, String(value)])) })}`;

/** What is wrong, below the place where it is. */
function complaint(one: PatternComplaint | string, pattern: string, field: HTMLTextAreaElement): HTMLElement {
  if (typeof one === "string") return h("li", {}, one);
  const at = one.column;
  if (at === null || at === undefined) return h("li", {}, one.what);
  const begin = pattern.lastIndexOf("\n", at - 1) + 1, line = pattern.slice(begin).split("\n")[0]!;
  const word = /^[\w.]+/.exec(pattern.slice(at))?.[0].length ?? 1;
  return h("li", {}, h("pre", { "aria-hidden": "true" }, `${line}\n${" ".repeat(at - begin)}^`),
    h("button", { type: "button", class: "link", onclick: () => { field.focus(); field.setSelectionRange(at, at + word); } }, t("column {column}", { column: at - begin + 1 })), ": ", one.what);
}

function funnel(found: FindDocument): HTMLElement {
  const steps = found.funnel ?? [], most = Math.max(1, steps[0]?.lives ?? 1);
  return h("table", { class: "funnel" }, h("caption", {}, t("How many get through each step")), h("thead", {}, h("tr", {}, [t("lives"), t("of the step before"), t("step"), t("picture")].map((name, i) => h("th", { scope: "col", class: i === 3 ? "unseen" : "" }, name)))),
    h("tbody", {}, steps.map((step, i) => {
      const bar = h("span", { class: "bar" }), before = steps[i - 1]?.lives;
      bar.style.width = `${(100 * step.lives) / most}%`;
      return h("tr", {}, h("td", {}, number(step.lives)), h("td", {}, before ? `${number((100 * step.lives) / before)} %` : ""), h("th", { scope: "row" }, i ? `${i}  ${step.says}` : step.says), h("td", { class: "room" }, bar));
    })));
}

function matchesTable(found: FindDocument): Child {
  const steps = (found.funnel ?? []).slice(1), shown = found.shown ?? [];
  if (!shown.length) return null;
  return h("div", { class: "matches" }, table(t("Lives that match: {shown} of {all}", { shown: number(Math.min(shown.length, table_rows)), all: number(found.lives) }),
    [t("life"), t("born"), t("sex"), ...steps.map((step) => step.says)],
    shown.slice(0, table_rows).map((one) => [h("a", { href: address("life", one.number) }, number(one.number)), longDate(one.born), t(one.sex), ...steps.map((_, i) => longDate(one.days[i]))])));
}

function result(found: FindDocument): Child {
  return h("div", {}, h("p", { class: "lead" }, t("{lives} lives match, standing for {people} people.", { lives: number(found.lives), people: number(found.stands_for) })), funnel(found), matchesTable(found));
}

/** In an export nobody can be asked; what is there is said. */
function withoutProgram(run: RunDocument, pattern: string): View {
  const command = `counterlife find ${run.run.directory} '${pattern || examples[0]!}'`;
  return { title: t("Find"), element: h("div", {}, h("h1", { tabindex: -1 }, t("Find lives by what happened to them")),
    h("p", { class: "lead" }, t("This page was exported: no program stands behind it that could search. It holds {lives} lives of the run {run}.", { lives: run.lives.length, run: run.run.directory })),
    h("p", {}, t("With the program, any pattern can be asked:")), h("pre", {}, `counterlife explore ${run.run.directory}\n${command}`), h("h2", {}, t("The lives in this page")), livesList(run.lives)) };
}

class Asking {
  private timer = 0;
  private stop: AbortController | null = null;
  constructor(private readonly field: HTMLTextAreaElement, private readonly status: HTMLElement, private readonly list: HTMLElement) {}

  /** A while after the last key the pattern is checked. */
  typed() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.check(), wait);
  }
  cancel() { clearTimeout(this.timer); this.stop?.abort(); }

  private async check() {
    const pattern = this.field.value.trim();
    this.stop?.abort();
    if (!pattern) { this.say([], pattern); return; }
    const stop = (this.stop = new AbortController());
    try {
      const found = await documentOf<FindDocument>(pathOf(pattern, { check: "only" }), stop.signal);
      this.say(found.complaints ?? [], pattern);
    } catch (error) { if (!stop.signal.aborted) this.status.textContent = error instanceof Trouble ? error.sentence : ""; }
  }

  say(complaints: (PatternComplaint | string)[], pattern: string) {
    replace(this.list, complaints.map((one) => complaint(one, pattern, this.field)));
    this.field.setAttribute("aria-invalid", String(complaints.length > 0));
    this.status.textContent = complaints.length ? t("{count} things are wrong with this pattern.", { count: complaints.length }) : pattern ? t("The pattern can be read.") : "";
  }
}

function form(book: Rulebook, results: HTMLElement) {
  const field = h("textarea", { id: "pattern", rows: 2, spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-describedby": "pattern-status pattern-complaints" });
  const other = h("input", { type: "text", id: "beside", spellcheck: "false", autocomplete: "off" });
  const status = h("p", { id: "pattern-status", class: "soft", role: "status" }), list = h("ul", { id: "pattern-complaints", class: "complaints" });
  const asking = new Asking(field, status, list);
  const made = builder(book.document, () => field.value, (pattern) => { field.value = pattern; asking.typed(); });
  field.addEventListener("input", () => { asking.typed(); made.show(); });
  const ask = () => go(address("find", "", { pattern: field.value.trim(), beside: other.value.trim() }));
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); ask(); } });
  const element = h("form", { class: "ask", onsubmit: (event: Event) => { event.preventDefault(); ask(); } },
    h("label", { for: "pattern" }, t("Pattern: who, then what happened to them, in order")), field, status, list, made.element,
    h("p", { class: "controls" }, h("label", { for: "beside" }, t("compared with (may be empty)")), other, h("button", { class: "main" }, t("Find"))),
    h("p", { class: "soft" }, t("For instance:"), " ", examples.map((one, i) => [i ? " · " : "", h("a", { href: address("find", "", { pattern: one }) }, h("code", {}, one))])));
  return { element, field, other, asking, made, results };
}

export const findView: MakeView = async (route, run) => {
  if (!run.answers) return withoutProgram(run, route.query.get("pattern") ?? "");
  const book = await rulebook(), results = h("div", { class: "results" }), parts = form(book, results);
  let asked = "", stop: AbortController | null = null;
  const answer = async (patterns: string[]) => {
    stop?.abort();
    const mine = (stop = new AbortController());
    parts.asking.cancel();
    replace(results, h("p", { role: "status" }, t("Searching …")));
    try {
      const found = await Promise.all(patterns.map((pattern) => documentOf<FindDocument>(pathOf(pattern, { show: most_shown, step: "year" }), mine.signal)));
      const wrong = found.findIndex((one) => one.complaints?.length);
      parts.asking.say(wrong >= 0 ? found[wrong]!.complaints! : [], patterns[Math.max(0, wrong)]!);
      if (wrong >= 0) { replace(results, wrong > 0 ? h("p", {}, t("The pattern beside it cannot be read.")) : ""); return; }
      remember({ pattern: patterns[0]!, numbers: (found[0]!.shown ?? []).map((one) => one.number) });
      const groups = found.map((one, i) => groupOf(patterns[i]!, one, book.document.states)).filter((one): one is Group => one !== null);
      replace(results, h("div", { class: found.length > 1 ? "pair" : "" }, found.map((one, i) => h("section", {}, found.length > 1 ? h("h2", {}, h("code", {}, patterns[i]!)) : null, result(one)))),
        groups.length ? [h("h2", {}, t("Their lives as sequences of states")), sequencePictures(groups)] : null);
    } catch (error) {
      if (mine.signal.aborted) return;
      const known = error instanceof Trouble ? error : new Trouble(t("This cannot be shown: what came is not what this page expects."));
      replace(results, h("div", { class: "trouble" }, h("p", { role: "status" }, known.sentence), known.remedy ? h("p", {}, known.remedy) : null,
        h("button", { type: "button", onclick: () => void answer(patterns) }, t("Try again"))));
    }
  };
  return {
    element: h("div", { class: "find" }, h("h1", { tabindex: -1 }, t("Find lives by what happened to them")), parts.element, results), title: t("Find"),
    leave: () => { stop?.abort(); parts.asking.cancel(); },
    update: (to: Route) => {
      const pattern = to.query.get("pattern") ?? "", beside = to.query.get("beside") ?? "";
      if (`${pattern}\n${beside}` === asked) return;
      asked = `${pattern}\n${beside}`;
      parts.field.value = pattern;
      parts.other.value = beside;
      parts.made.show();
      if (pattern) void answer(beside ? [pattern, beside] : [pattern]);
      else replace(results);
    },
  };
};
