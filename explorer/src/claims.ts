// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Claims of the testimony, rules and numbers: the text of each, where it is from, its switch, and what cites it.

import { h, replace, table, type Child } from "./dom";
import type { MakeView, View } from "./main";
import { address, stay } from "./route";
import { claimLinks, kindWords, linked, numberLink, ruleLink, rulebook, type Rulebook } from "./rulebook";
import { Trouble } from "./source";
import { longDate } from "./time";
import type { Claim, Parameter } from "./types";
import { number, plain, t } from "./words";


/** Nearest names first, for a name that is not there. */
function nearest(name: string, all: string[]): string[] {
  const distance = (a: string, b: string) => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; ++i) {
      const next = [i];
      for (let j = 1; j <= b.length; ++j) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
      row = next;
    }
    return row[b.length]!;
  };
  return [...all].sort((a, b) => distance(name, a) - distance(name, b)).slice(0, 3);
}

function notThere(what: string, name: string, all: string[], view: string): HTMLElement {
  return h("div", {}, h("h1", { tabindex: -1 }, name), h("p", {}, t("There is no {what} of this name. The nearest are:", { what })),
    h("ul", {}, nearest(name, all).map((one) => h("li", {}, h("a", { href: address(view, one) }, one)))));
}

const facts = (pairs: [string, Child][]) =>
  h("dl", { class: "facts" }, pairs.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

function numbersTable(rows: Parameter[], book: Rulebook): HTMLElement {
  return table(t("Numbers"), [t("number"), t("value"), t("range"), t("kind"), t("source"), t("claims")], rows.map((one) => [
    numberLink(one.name, one.key), `${number(one.value, 6)} ${plain(one.unit)}`,
    one.low === null || one.high === null || one.low === undefined || one.high === undefined ? "–" : `${number(one.low, 6)} – ${number(one.high, 6)}`,
    kindWords(one.kind), [linked(one.source, book), one.note ? h("small", {}, linked(one.note, book)) : null], claimLinks(one.claims ?? [], book)]));
}

function rulesList(book: Rulebook, of: (claims: string[]) => boolean): HTMLElement {
  return h("ul", { class: "plain" }, book.document.rules.filter((one) => of(one.claims)).map((one) => h("li", {}, ruleLink(one.name), " ", one.says)));
}

function claimPage(claim: Claim, book: Rulebook): HTMLElement {
  const numbers = book.document.parameters.filter((one) => one.claims?.includes(claim.id));
  const answered = book.document.rules.some((one) => one.claims.includes(claim.id));
  return h("div", {}, h("p", { class: "over" }, h("a", { href: address("claims") }, t("Claims")), ` · ${claim.id}`),
    h("h1", { tabindex: -1 }, claim.title), h("p", { class: "lead" }, claim.says),
    facts([[t("kind"), claim.kind && t(plain(claim.kind))], [t("section"), claim.section], [t("state"), claim.built && plain(claim.built)],
      [t("in this run"), claim.switch && (claim.switch === "on" ? t("holds") : claim.switch)], [t("because"), claim.because], [t("confidence in our reading"), claim.confidence && t(claim.confidence)],
      [t("source"), claim.source ?? t("the testimony, in our words")]]),
    h("h2", {}, t("Rules that answer it")), answered ? rulesList(book, (claims) => claims.includes(claim.id)) : h("p", {}, t("No rule answers this claim.")),
    h("h2", {}, t("Its switch")), h("p", {}, t("A scenario in which it does not hold:")), h("pre", {}, `[rules]\n${claim.id} = "off"`),
    numbers.length ? [h("h2", {}, t("Numbers that rest on it")), numbersTable(numbers, book)] : null);
}

/** A list that is narrowed by what is typed. */
function filtered(label: string, start: string, view: string, items: { text: string; element: HTMLElement }[]): HTMLElement {
  const list = h("ul", { class: "plain ruled" }), count = h("p", { class: "soft", role: "status" });
  const input = h("input", { type: "search", id: `filter-${view}`, value: start });
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = items.filter((one) => words.every((word) => one.text.toLowerCase().includes(word)));
    replace(list, found.map((one) => one.element));
    count.textContent = t("{found} of {all}", { found: found.length, all: items.length });
  };
  input.addEventListener("input", () => { show(); stay(address(view, "", { words: input.value })); });
  show();
  return h("div", {}, h("p", { class: "controls" }, h("label", { for: input.id }, label), input), count, list);
}

const tabs = (here: string) => h("p", { class: "tabs" }, [["claims", "Claims"], ["rules", "Rules"], ["numbers", "Numbers"]].map(([view, name]) =>
  h("a", { href: address(view!), "aria-current": view === here ? "page" : null }, t(name!))));

export const claimsView: MakeView = async (route): Promise<View> => {
  const book = await rulebook(), { claims } = book.document;
  if (route.id) {
    const claim = book.claim(route.id.toUpperCase());
    return { title: route.id, element: claim ? claimPage(claim, book) : notThere(t("claim"), route.id, claims.map((one) => one.id), "claims") };
  }
  return { title: t("Claims"), element: h("div", {}, h("h1", { tabindex: -1 }, t("Claims of the testimony")), tabs("claims"),
    h("p", { class: "lead" }, t("What the testimony says, one sentence at a time and in our words. Each is answered by rules, and each can be switched off.")),
    filtered(t("Words"), route.query.get("words") ?? "", "claims", claims.map((one) => ({
      text: `${one.id} ${one.title} ${one.says} ${one.section ?? ""}`,
      element: h("li", {}, h("a", { class: "id", href: address("claims", one.id) }, one.id), " ", h("strong", {}, one.title), " ", h("span", {}, one.says)) })))) };
};

export const rulesView: MakeView = async (route): Promise<View> => {
  const book = await rulebook(), { rules } = book.document;
  if (!route.id)
    return { title: t("Rules"), element: h("div", {}, h("h1", { tabindex: -1 }, t("Rules")), tabs("rules"),
      h("p", { class: "lead" }, t("By these rules lives are lived. Each event of a life names the one that brought it.")),
      filtered(t("Words"), route.query.get("words") ?? "", "rules", rules.map((one) => ({
        text: `${one.name} ${one.says} ${one.claims.join(" ")}`, element: h("li", {}, ruleLink(one.name), " ", one.says, " ", claimLinks(one.claims, book)) })))) };
  const rule = book.rule(route.id);
  if (!rule) return { title: route.id, element: notThere(t("rule"), route.id, rules.map((one) => one.name), "rules") };
  const family = rule.name.split(".")[0]!, cited = book.document.parameters.filter((one) => one.claims?.some((id) => rule.claims.includes(id)) && one.name.startsWith(`${family}.`));
  return { title: rule.name, element: h("div", {}, h("p", { class: "over" }, h("a", { href: address("rules") }, t("Rules"))),
    h("h1", { tabindex: -1 }, rule.name), h("p", { class: "lead" }, linked(rule.says, book)), facts([[t("institution"), rule.institution && plain(rule.institution)], [t("in this run"), rule.switch && (rule.switch === "on" ? t("holds") : rule.switch)], [t("words for it in patterns"), rule.words?.join(", ")]]),
    h("h2", {}, t("Claims that it answers")),
    rule.claims.length ? h("ul", { class: "plain" }, rule.claims.map((id) => h("li", {}, claimLinks([id], book), " ", book.claim(id)?.says ?? "")))
      : h("p", {}, t("It answers no claim: it stands for what every nation has, or for what others of its rules need.")),
    cited.length ? [h("h2", {}, t("Numbers of the same claims")), numbersTable(cited, book)] : null,
    h("p", {}, h("a", { href: address("numbers", "", { words: `${family}.` }) }, t("All numbers of {institution}", { institution: family }))),
    h("h2", {}, t("Its switch")), h("p", {}, t("A scenario in which it does not hold:")), h("pre", {}, `[rules]\n"${rule.name}" = "off"`),
    h("h2", {}, t("Lives to which it happened")), h("p", {}, h("a", { href: address("find", "", { pattern: rule.name }) }, t("Find them")))) };
};

export const numbersView: MakeView = async (route): Promise<View> => {
  const book = await rulebook(), { parameters } = book.document;
  if (!route.id)
    return { title: t("Numbers"), element: h("div", {}, h("h1", { tabindex: -1 }, t("Numbers")), tabs("numbers"),
      h("p", { class: "lead" }, t("Every number that the rules use, with where it is from and how far it may be wrong.")),
      filtered(t("Words"), route.query.get("words") ?? "", "numbers", parameters.map((one) => ({
        text: `${one.name} ${one.key} ${one.kind} ${one.source}`,
        element: h("li", {}, numberLink(one.name, one.key), ` ${number(one.value, 6)} ${plain(one.unit)}, `, kindWords(one.kind)) })))) };
  const rows = book.numbers(route.id);
  if (!rows.length) throw new Trouble(t("There is no {what} of this name. The nearest are:", { what: t("number") }) + " " +
    nearest(route.id, [...new Set(parameters.map((one) => one.name))]).join(", "), "", true);
  const dated = rows.some((one) => one.from || one.to);
  return { title: route.id, element: h("div", {}, h("p", { class: "over" }, h("a", { href: address("numbers") }, t("Numbers"))),
    h("h1", { tabindex: -1 }, route.id), numbersTable(rows, book),
    dated ? table(t("When each holds"), [t("number"), t("from"), t("to")], rows.map((one) => [one.key || one.name, longDate(one.from), longDate(one.to)])) : null) };
};
