// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The questions that the testimony raises: the answer as a sentence first, then what stands behind it.

import { h, s, table, type Child } from "./dom";
import type { MakeView } from "./main";
import { address } from "./route";
import { claimLinks, kindWords, numberLink, rulebook, type Rulebook } from "./rulebook";
import { documentOf, Trouble } from "./source";
import type { Answer, Question, QuestionsDocument } from "./types";
import { number, plain, t } from "./words";

/** The sentences of a question, or that nobody has asked it. */
function sentences(question: Question): string[] {
  const all = [...(question.sentences ?? []), ...(question.sentence ? [question.sentence] : []), ...(question.answers ?? []).flatMap((one) => one.sentence ?? [])];
  return [...new Set(all)];
}

export const signed = (value: number | null | undefined) => (typeof value === "number" && value > 0 ? "+" : "") + number(value);

interface Ranged { name: Child; words: string; difference: number | null; low: number | null; high: number | null; wide?: [number, number] | null }

/** Differences with their intervals on one scale, nought marked. */
export function intervals(title: string, unit: string, rows: Ranged[]): HTMLElement {
  const known = rows.filter((one) => one.difference !== null);
  const ends = known.flatMap((one) => [one.low ?? one.difference!, one.high ?? one.difference!, ...(one.wide ?? [])]);
  const low = Math.min(0, ...ends), high = Math.max(0, ...ends), wide = high - low || 1;
  const x = (value: number) => 2 + 96 * ((value - low) / wide);
  const bar = (one: Ranged) => {
    const sure = one.low !== null && one.high !== null && one.low * one.high > 0;
    return s("svg", { class: `interval${sure ? " sure" : ""}`, viewBox: "0 0 100 16", preserveAspectRatio: "none", "aria-hidden": "true" },
      s("line", { x1: x(0), x2: x(0), y1: 0, y2: 16, class: "nought" }),
      one.wide ? s("line", { x1: x(one.wide[0]), x2: x(one.wide[1]), y1: 8, y2: 8, class: "wide" }) : null,
      one.low !== null && one.high !== null ? s("line", { x1: x(one.low), x2: x(one.high), y1: 8, y2: 8, class: "reach" }) : null,
      one.difference !== null ? s("line", { x1: x(one.difference), x2: x(one.difference), y1: 2, y2: 14, class: "point" }) : null);
  };
  return table(title, [t("what"), t("difference, {unit}", { unit: plain(unit) }), t("95 % interval"), `${number(low)} … ${number(high)}`],
    rows.map((one) => [one.name, signed(one.difference), one.low === null || one.high === null ? "–" : t("{low} to {high}", { low: signed(one.low), high: signed(one.high) }), bar(one)]), "intervals");
}

function answersTables(answers: Answer[], versions: Question["versions"]): Child {
  const units = [...new Set(answers.map((one) => one.unit ?? ""))];
  const says = (version: string) => versions?.find((one) => one.name === version)?.says ?? version;
  return units.map((unit) => intervals(unit ? t("In {unit}", { unit: plain(unit) }) : t("Differences"), unit, answers.filter((one) => (one.unit ?? "") === unit).map((one) => ({
    name: [one.outcome ? plain(one.outcome) : "", h("small", {}, says(one.version), one.persons ? ` · ${t("{persons} people", { persons: number(one.persons) })}` : "")],
    words: "", difference: one.difference, low: one.low, high: one.high,
    wide: typeof one.ignorance_low === "number" && typeof one.ignorance_high === "number" ? [one.ignorance_low, one.ignorance_high] as [number, number] : null }))));
}

function hanging(question: Question, book: Rulebook): Child {
  const rows = question.hangs_on ?? [];
  if (!rows.length) return null;
  return [h("h2", {}, t("What the answer hangs on")), h("p", {}, t("Numbers that the testimony does not give. Each is assumed or fitted, and may lie anywhere in its range.")),
    table(t("What the answer hangs on"), [t("number"), t("value"), t("range"), t("kind"), t("moves the answer")], rows.map((one) => [
      numberLink(one.name, one.key), number(one.value, 6), one.low === null && one.high === null ? "–" : `${number(one.low, 6)} – ${number(one.high, 6)}`,
      kindWords(one.kind ?? book.numbers(one.name)[0]?.kind ?? ""),
      one.moves ? t("{low} to {high}", { low: signed(one.moves.low), high: signed(one.moves.high) }) : t("not asked: --design 2 tells")]))];
}

function page(question: Question, all: Question[], book: Rulebook): HTMLElement {
  const said = sentences(question), answers = question.answers ?? [], at = all.indexOf(question);
  const next = (by: number, words: string) => (all[at + by] ? h("a", { href: address("questions", all[at + by]!.id) }, words) : null);
  const main = answers.filter((one) => !question.outcome || one.outcome === question.outcome), rest = answers.filter((one) => !main.includes(one));
  return h("div", { class: "question" }, h("p", { class: "over" }, h("a", { href: address("questions") }, t("Questions")), ` · ${question.id}`),
    h("h1", { tabindex: -1 }, question.title),
    said.length ? said.map((one) => h("p", { class: "lead answer" }, one))
      : h("p", { class: "lead" }, t("No answer has been kept beside this run. It is asked by:"), " ", h("code", {}, `counterlife ask ${question.id}`)),
    main.length ? answersTables(main, question.versions) : null,
    main.some((one) => typeof one.ignorance_low === "number") ? h("p", { class: "soft" }, t("Thick: chance alone. Thin: what the assumed numbers add.")) : null,
    question.reading ? [h("h2", {}, t("What is asked here")), h("p", {}, question.reading)] : null,
    question.versions?.length ? [h("h2", {}, t("Versions")), h("ul", { class: "plain" }, question.versions.map((one) => h("li", {}, h("strong", {}, one.name), " ", one.says)))] : null,
    question.population ? [h("h2", {}, t("Whom it asks about")), h("p", {}, question.population)] : null,
    rest.length ? [h("h2", {}, t("What else becomes of them")), answersTables(rest, question.versions)] : null,
    hanging(question, book),
    question.claims?.length ? [h("h2", {}, t("Claims that it turns on")), h("ul", { class: "plain" }, question.claims.map((id) =>
      h("li", {}, claimLinks([id], book), " ", book.claim(id)?.says ?? "")))] : null,
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
        sentences(one).slice(0, 1).map((text) => h("p", {}, text))))),
      all.some((one) => sentences(one).length) ? null : h("p", {}, t("No answers have been kept beside this run. They are asked by:"), " ", h("code", {}, "counterlife ask all"))) };
  const question = all.find((one) => one.id === route.id);
  if (!question) throw new Trouble(t("There is no question {id}.", { id: route.id }), t("There are {first} to {last}.", { first: all[0]?.id ?? "–", last: all.at(-1)?.id ?? "–" }), true);
  return { title: `${question.id} ${question.title}`, element: page(question, all, book) };
};
