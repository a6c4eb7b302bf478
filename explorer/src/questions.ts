// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The questions that the testimony raises: the answer as a sentence first, then what stands behind it.

import { h, s, table, type Child } from "./dom";
import type { MakeView } from "./main";
import { address } from "./route";
import { claimLinks, kindWords, numberLink, ruleLink, rulebook, type Rulebook } from "./rulebook";
import { documentOf, Trouble } from "./source";
import type { Answer, Hanging, Question, QuestionsDocument } from "./types";
import { number, plain, t } from "./words";

interface Answered { row: Answer; difference: number | null; low: number | null; high: number | null; persons: number }

const real = (value: number | string | null | undefined) => (value === "" || value === null || value === undefined || !Number.isFinite(Number(value)) ? null : Number(value));
const isMain = (row: Answer) => [true, "true", "yes", 1].includes(row.main);

/** The kept lines of a question that are not about a part of its people. */
function answersOf(question: Question, document: QuestionsDocument): Answered[] {
  return (document.answers ?? []).filter((row) => row.question === question.id && row.subgroup === "all")
    .map((row) => ({ row, difference: real(row.difference), low: real(row.low), high: real(row.high), persons: real(row.persons) ?? 0 }));
}

/** A difference of shares is said in percentage points. */
const inWords = (value: number | null, unit: string) => number(value === null ? null : Math.abs(unit === "share" ? 100 * value : value));

/** The answer of a version in a sentence, by its verdict. */
function sentence(question: Question, one: Answered): string {
  const { unit, verdict } = one.row, interval = { low: signed(unit === "share" && one.low !== null ? 100 * one.low : one.low), high: signed(unit === "share" && one.high !== null ? 100 * one.high : one.high), unit: unitWords(unit) };
  if (verdict === "nobody") return t("At this scale nobody belongs to the people asked about.");
  if (verdict === "few") return t("Only {persons} of the people asked about: too few to tell.", { persons: number(one.persons) });
  if (verdict === "same") return t("Nothing changes: every one of these lives is the same, event for event.");
  if (verdict === "unmoved") return t("Some of these lives change, but this outcome changes in none of them.");
  if (verdict === "open") return t("The answer is open: between {low} and {high} {unit}, so that no change is possible too.", interval);
  const words = (verdict === "more" ? question.more : question.less) ?? "";
  return `${words} ${t("By {difference} {unit}, between {low} and {high}.", { ...interval, difference: inWords(one.difference, unit) })}`.trim();
}

/** The sentences of a question, one for each version that was asked. */
function sentences(question: Question, document: QuestionsDocument): { version: string; text: string }[] {
  return answersOf(question, document).filter((one) => isMain(one.row)).map((one) => ({ version: question.versions.find((v) => v.name === one.row.version)?.says ?? one.row.version, text: sentence(question, one) }));
}

export const unitWords = (unit: string) => (unit === "share" ? t("percentage points") : plain(unit));
export const signed = (value: number | null | undefined, digits?: number) => {
  const text = number(value, digits);
  return typeof value === "number" && value > 0 && /[1-9]/.test(text) ? `+${text}` : text.replace(/^−(?=[0.,]*$)/, "");
};
/** So many digits as the widest of some intervals leaves certain. */
const digitsOf = (wide: number) => (wide > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(wide)))) : 2);

interface Ranged { name: Child; difference: number | null; low: number | null; high: number | null; wide?: [number, number] | null }

/** Differences with their intervals on one scale, nought marked; shares as percentage points. */
export function intervals(title: string, unit: string, given: Ranged[]): HTMLElement {
  const by = (value: number | null) => (value === null ? null : unit === "share" ? 100 * value : value);
  const rows = given.map((one) => ({ ...one, difference: by(one.difference), low: by(one.low), high: by(one.high), wide: one.wide && (one.wide.map((value) => by(value)!) as [number, number]) }));
  const ends = rows.filter((one) => one.difference !== null).flatMap((one) => [one.low ?? one.difference!, one.high ?? one.difference!, ...(one.wide ?? [])]);
  const low = Math.min(0, ...ends), high = Math.max(0, ...ends), wide = high - low || 1;
  const digits = digitsOf(Math.max(...rows.map((one) => (one.low !== null && one.high !== null ? one.high - one.low : 0)), 0));
  const x = (value: number) => 2 + 96 * ((value - low) / wide);
  const bar = (one: Ranged) => {
    const sure = one.low !== null && one.high !== null && one.low * one.high > 0;
    return s("svg", { class: `interval${sure ? " sure" : ""}`, viewBox: "0 0 100 16", preserveAspectRatio: "none", "aria-hidden": "true" },
      s("line", { x1: x(0), x2: x(0), y1: 0, y2: 16, class: "nought" }),
      one.wide ? s("line", { x1: x(one.wide[0]), x2: x(one.wide[1]), y1: 8, y2: 8, class: "wide" }) : null,
      one.low !== null && one.high !== null ? s("line", { x1: x(one.low), x2: x(one.high), y1: 8, y2: 8, class: "reach" }) : null,
      one.difference !== null ? s("line", { x1: x(one.difference), x2: x(one.difference), y1: 2, y2: 14, class: "point" }) : null);
  };
  return table(title, [t("what"), t("difference, {unit}", { unit: unitWords(unit) }), t("95 % interval"), `${number(low, digits)} … ${number(high, digits)}`],
    rows.map((one) => [one.name, signed(one.difference, digits), one.low === null || one.high === null ? "–" : t("{low} to {high}", { low: signed(one.low, digits), high: signed(one.high, digits) }), bar(one)]), "intervals");
}

function answersTables(question: Question, answers: Answered[], heading: string): Child {
  const units = [...new Set(answers.map((one) => one.row.unit))];
  const version = (name: string) => question.versions.find((one) => one.name === name)?.says ?? name;
  const says = (name: string) => question.outcomes.find((one) => one.outcome === name)?.says ?? plain(name);
  return units.map((unit) => intervals(`${heading}, ${unitWords(unit)}`, unit, answers.filter((one) => one.row.unit === unit).map((one) => ({
    name: [says(one.row.outcome), h("small", {}, version(one.row.version), one.persons ? ` · ${t("{persons} people", { persons: number(one.persons) })}` : "")],
    difference: one.difference, low: one.low, high: one.high, wide: null }))));
}

/** How far the main difference lies apart when a number is moved through its range. */
function moves(question: Question, one: Hanging, document: QuestionsDocument): string {
  const name = one.key ? `${one.name}/${one.key}` : one.name;
  const found = (document.design ?? []).filter((row) => row.question === question.id && row.parameter === name).flatMap((row) => real(row.difference) ?? []);
  return found.length ? t("{low} to {high}", { low: signed(Math.min(...found)), high: signed(Math.max(...found)) }) : t("not asked: --design 2 tells");
}

/** By chance alone, and with the assumed numbers moved through their ranges besides. */
function ignorance(question: Question, answers: Answered[], document: QuestionsDocument): Child {
  const rows = (document.design ?? []).filter((row) => row.question === question.id);
  if (!rows.length) return null;
  return [h("h2", {}, t("Luck and ignorance")), h("p", {}, t("Thick: chance alone. Thin: how far the answer moves when the assumed numbers go through their ranges, one at a time.")),
    intervals(t("Luck and ignorance"), question.main.unit, answers.map((one) => {
      const moved = rows.filter((row) => row.version === one.row.version).flatMap((row) => real(row.difference) ?? []);
      return { name: question.versions.find((v) => v.name === one.row.version)?.says ?? one.row.version, difference: one.difference, low: one.low, high: one.high, wide: moved.length ? [Math.min(...moved), Math.max(...moved)] as [number, number] : null };
    }))];
}

function hanging(question: Question, book: Rulebook, document: QuestionsDocument): Child {
  const rows = question.hangs_on;
  if (!rows.length) return null;
  return [h("h2", {}, t("What the answer hangs on")), h("p", {}, t("Numbers that the testimony does not give. Each is assumed or fitted, and may lie anywhere in its range.")),
    table(t("What the answer hangs on"), [t("number"), t("value"), t("range"), t("kind"), t("moves the answer")], rows.map((one) => [
      numberLink(one.name, one.key ?? ""), `${number(one.value, 6)} ${plain(one.unit ?? "")}`, one.low === null && one.high === null ? "–" : `${number(one.low, 6)} – ${number(one.high, 6)}`,
      kindWords(one.kind ?? book.numbers(one.name)[0]?.kind ?? ""), moves(question, one, document)]))];
}

/** The claims and rules that its versions switch. */
function turnsOn(question: Question, book: Rulebook): Child {
  if (!question.claims.length) return null;
  return [h("h2", {}, t("Claims that it turns on")), h("ul", { class: "plain" }, question.claims.map((id) =>
    h("li", {}, book.rule(id) ? ruleLink(id) : claimLinks([id], book), " ", book.claim(id)?.says ?? book.rule(id)?.says ?? "")))];
}

function page(question: Question, document: QuestionsDocument, book: Rulebook): HTMLElement {
  const all = document.questions, said = sentences(question, document), answers = answersOf(question, document), at = all.indexOf(question);
  const next = (by: number, words: string) => (all[at + by] ? h("a", { href: address("questions", all[at + by]!.id) }, words) : null);
  const main = answers.filter((one) => isMain(one.row)), rest = answers.filter((one) => !isMain(one.row));
  return h("div", { class: "question" }, h("p", { class: "over" }, h("a", { href: address("questions") }, t("Questions")), ` · ${question.id}`),
    h("h1", { tabindex: -1 }, question.title),
    said.length ? said.map((one) => h("p", { class: "lead answer" }, one.text, said.length > 1 ? h("small", {}, one.version) : null))
      : [h("p", { class: "lead" }, t("No answer has been kept beside this run. It is asked by:")), h("pre", {}, `counterlife ask ${question.id} --scale 1:100 --replicates 5`)],
    main.length ? answersTables(question, main, t("The answer")) : null, ignorance(question, main, document),
    h("dl", { class: "pairs" }, [[t("What is asked here"), question.reading], [t("Whom it asks about"), question.people], [t("What is measured"), question.main.says]].map(([name, text]) => (text ? [h("dt", {}, name), h("dd", {}, text)] : null))),
    question.versions.length ? [h("h2", {}, t("Versions")), h("ul", { class: "plain" }, question.versions.map((one) => h("li", {}, h("strong", {}, one.name), " ", one.says)))] : null,
    rest.length ? [h("h2", {}, t("What else becomes of them")), answersTables(question, rest, t("What else becomes of them"))] : null,
    hanging(question, book, document), turnsOn(question, book),
    h("h2", {}, t("Doubt")), h("p", {}, t("An interval tells how far chance alone could have moved the answer. It does not tell whether the rules are right: that hangs on the claims and on the numbers above. Of twenty intervals, one excludes no change by chance alone.")),
    h("p", { class: "stepper" }, next(-1, `‹ ${t("previous")}`), next(1, `${t("next")} ›`)));
}

export const questionsView: MakeView = async (route) => {
  const [document, book] = await Promise.all([documentOf<QuestionsDocument>("questions.json"), rulebook()]);
  const all = document.questions;
  if (!route.id)
    return { title: t("Questions"), element: h("div", {}, h("h1", { tabindex: -1 }, t("Questions that the testimony raises")),
      h("p", { class: "lead" }, t("What if a rule had been another? The same people are followed under both, with the same luck.")),
      h("ol", { class: "plain ruled questions" }, all.map((one) => h("li", {}, h("a", { href: address("questions", one.id) }, h("span", { class: "id" }, one.id), " ", one.title),
        sentences(one, document).slice(0, 1).map((said) => h("p", {}, said.text))))),
      document.answers?.length ? null : [h("p", {}, t("No answers have been kept beside this run. They are asked by:")), h("pre", {}, "counterlife ask all")]) };
  const question = all.find((one) => one.id === route.id);
  if (!question) throw new Trouble(t("There is no question {id}.", { id: route.id }), t("There are {first} to {last}.", { first: all[0]?.id ?? "–", last: all.at(-1)?.id ?? "–" }), true);
  return { title: `${question.id} ${question.title}`, element: page(question, document, book) };
};
