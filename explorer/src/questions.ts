// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The questions that the testimony raises: the answer as a sentence first, then what stands behind it.

import { h, s, table, type Child } from "./dom";
import type { MakeView } from "./main";
import { address } from "./route";
import { claimLinks, kindWords, numberLink, ruleLink, rulebook, type Rulebook } from "./rulebook";
import { documentOf, Trouble } from "./source";
import type { Effect, Hanging, Question, QuestionsDocument } from "./types";
import { capital, number, plain, t } from "./words";

/** An effect, and the version that had it. */
type Answered = Effect & { version: string };

const real = (value: number | string | null | undefined) => (value === "" || value === null || value === undefined || !Number.isFinite(Number(value)) ? null : Number(value));

/** The effects of all versions on those the answer is about, or on the whole population that they are of. */
const effectsOf = (question: Question, whom: "all" | "wider" = "all"): Answered[] =>
  question.answers.flatMap((one) => one.effects.filter((effect) => (effect.by || "all") === whom).map((effect) => ({ ...effect, version: one.version })));

const saysOf = (question: Question, version: string) => question.versions.find((one) => one.name === version)?.says ?? version;

/** The answers in sentences, each apart from the words for its version that stand before it. */
function sentences(question: Question): { version: string; text: string; more: string }[] {
  return question.answers.map((one) => {
    const version = saysOf(question, one.version);
    const said = one.sentence.startsWith(`${version}: `) ? one.sentence.slice(version.length + 2) : one.sentence;
    const [, text, more] = /^(.*?[.]) \(([^()]*)\)$/s.exec(said) ?? [null, said, ""]; // The means stand in brackets behind.
    return { version, text: capital(text!), more: more! };
  });
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
  const units = [...new Set(answers.map((one) => one.unit ?? ""))];
  return units.map((unit) => intervals(unit ? `${heading}, ${unitWords(unit)}` : heading, unit, answers.filter((one) => (one.unit ?? "") === unit).map((one) => ({
    name: [one.says ?? plain(one.outcome), h("small", {}, saysOf(question, one.version), one.persons ? ` · ${t("{persons} people", { persons: number(one.persons) })}` : "")],
    difference: one.difference, low: one.low, high: one.high, wide: null }))));
}

/** The other outcomes, those of one kind together; where nothing moves a line will do. */
function restTables(question: Question, rest: Answered[]): Child {
  const order = question.outcomes.map((one) => one.outcome), moves = (one: Answered) => one.difference !== 0 || (one.low ?? 0) !== 0 || (one.high ?? 0) !== 0;
  const still = order.filter((name) => rest.some((one) => one.outcome === name) && rest.every((one) => one.outcome !== name || !moves(one)));
  const moved = rest.filter((one) => !still.includes(one.outcome)).sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return [answersTables(question, moved, t("What else becomes of them")),
    still.length ? h("p", { class: "soft" }, t("In none of these lives anything changes in:"), " ", still.map((name) => question.outcomes.find((one) => one.outcome === name)!.says).join("; "), ".") : null];
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
      const moved = rows.filter((row) => row.version === one.version).flatMap((row) => real(row.difference) ?? []);
      return { name: saysOf(question, one.version), difference: one.difference, low: one.low, high: one.high, wide: moved.length ? [Math.min(...moved), Math.max(...moved)] as [number, number] : null };
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
  const all = document.questions, said = sentences(question), answers = effectsOf(question), wider = effectsOf(question, "wider"), at = all.indexOf(question);
  const next = (by: number, words: string) => (all[at + by] ? h("a", { href: address("questions", all[at + by]!.id) }, words) : null);
  const main = answers.filter((one) => one.outcome === question.main.outcome), rest = answers.filter((one) => one.outcome !== question.main.outcome);
  return h("div", { class: "question" }, h("p", { class: "over" }, h("a", { href: address("questions") }, t("Questions")), ` · ${question.id}`),
    h("h1", { tabindex: -1 }, question.title),
    said.length ? said.map((one) => h("p", { class: "lead answer" }, one.text, h("small", {}, one.version, one.more ? ` · ${one.more}` : "")))
      : [h("p", { class: "lead" }, t("No answer has been kept beside this run. It is asked by:")), h("pre", {}, `counterlife ask ${question.id} --scale 1:100 --replicates 5`)],
    main.length ? answersTables(question, main, t("The answer")) : null, ignorance(question, main, document),
    h("dl", { class: "pairs" }, [[t("What is asked here"), question.reading], [t("Whom it asks about"), question.people], [t("What is measured"), question.main.says]].map(([name, text]) => (text ? [h("dt", {}, name), h("dd", {}, text)] : null))),
    question.versions.length ? [h("h2", {}, t("Versions")), h("ul", { class: "plain" }, question.versions.map((one) => h("li", {}, h("strong", {}, one.name), " ", one.says)))] : null,
    rest.length ? [h("h2", {}, t("What else becomes of them")), restTables(question, rest)] : null,
    wider.length ? [h("h2", {}, t("What becomes of all of whom they are some")), h("p", {}, question.wider_people ?? ""), answersTables(question, wider, t("Everybody"))] : null,
    hanging(question, book, document), turnsOn(question, book),
    h("h2", {}, t("Doubt")), h("p", {}, t("An interval tells how far chance alone could have moved the answer; of fewer than 30 people there is none. It does not tell whether the rules are right: that hangs on the claims and on the numbers above. Of twenty intervals, one excludes no change by chance alone.")),
    h("p", { class: "stepper" }, next(-1, `‹ ${t("previous")}`), next(1, `${t("next")} ›`)));
}

export const questionsView: MakeView = async (route) => {
  const [document, book] = await Promise.all([documentOf<QuestionsDocument>("questions.json"), rulebook()]);
  const all = document.questions;
  if (!route.id)
    return { title: t("Questions"), element: h("div", {}, h("h1", { tabindex: -1 }, t("Questions that the testimony raises")),
      h("p", { class: "lead" }, t("What if a rule had been another? The same people are followed under both, with the same luck.")),
      h("ol", { class: "plain ruled questions" }, all.map((one) => h("li", {}, h("a", { href: address("questions", one.id) }, h("span", { class: "id" }, one.id), " ", one.title),
        sentences(one).slice(0, 1).map((said) => h("p", {}, said.text))))),
      all.some((one) => one.answers.length) ? null : [h("p", {}, t("No answers have been kept beside this run. They are asked by:")), h("pre", {}, "counterlife ask all")]) };
  const question = all.find((one) => one.id === route.id);
  if (!question) throw new Trouble(t("There is no question {id}.", { id: route.id }), t("There are {first} to {last}.", { first: all[0]?.id ?? "–", last: all.at(-1)?.id ?? "–" }), true);
  return { title: `${question.id} ${question.title}`, element: page(question, document, book) };
};
