// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The account of a life as prose. A line opens to what lies behind it: why, the rule and its claims, the letter, what led to it.

import { h, type Child } from "./dom";
import { placeNames } from "./placenames";
import { isExport, isHere, lifeLink, someAbsent } from "./reach";
import { address, go } from "./route";
import { claimLinks, linked, ruleLink, type Rulebook } from "./rulebook";
import { documentOf, Trouble } from "./source";
import { dayOf, longDate, span, yearOf } from "./time";
import type { LifeDocument, Line, Step, Why } from "./types";
import { t } from "./words";

export interface Account { element: HTMLElement; open: (line: number | null, focus?: boolean) => void; believe: (on: boolean) => void }
type Told = (events: { day: number; person: string }[]) => void;

const tieWords: Record<string, string> = { asked: "This happened", letter: "It answered a letter", state: "It needed what had come before", weighed: "What weighed in it" };

/** Where the event of a step stands: a life, if it is somebody's whom the documents number. */
function stepLink(step: Step, life: LifeDocument): Child {
  const at = `${step.event.date}:${step.event.event}`;
  if (step.event.person === life.life.person) return h("a", { href: address("life", life.number, { at }) }, t("show it here"));
  if (!step.number) return null;
  return isHere(step.number) ? lifeLink(step.number, t("go to this life"), { at }) : h("span", { class: "hint" }, `(${t("this life is not in the export")})`);
}

function stepItem(step: Step, before: Step | undefined, life: LifeDocument, book: Rulebook): HTMLElement {
  const earlier = before ? dayOf(before.event.date) - dayOf(step.event.date) : 0;
  const who = step.event.person === life.life.person ? "" : step.who;
  return h("li", { tabindex: -1 },
    h("p", { class: "tie" }, t(tieWords[step.tie] ?? step.tie), earlier > 0 ? `, ${t("{span} earlier", { span: span(earlier) })}` : ""),
    h("p", { class: "when" }, [longDate(step.event.date), who, placeNames(life)(step.event.place)].filter(Boolean).join(" · ")),
    h("p", {}, step.text),
    h("p", { class: "why" }, step.says ?? "", step.claims.length ? [" [", claimLinks(step.claims, book), "]"] : null, " ", ruleLink(step.event.event), " ", stepLink(step, life)));
}

/** The chain of causes of an event, a step at a time. */
function chain(life: LifeDocument, event: number, book: Rulebook, told: Told): HTMLElement {
  const list = h("ol", { class: "chain" }), button = h("button", { type: "button" }, t("What led to this?")), all = h("button", { type: "button", hidden: true }, t("all steps"));
  const said = h("p", { class: "root", "aria-live": "polite" });
  let why: Why | null = null, shown = 0;
  const more = () => {
    const step = why!.steps[shown]!;
    list.append(stepItem(step, why!.steps[shown - 1], life, book));
    shown += 1;
    told(why!.steps.slice(0, shown).map((one) => ({ day: dayOf(one.event.date), person: one.event.person })));
    const done = shown === why!.steps.length;
    button.hidden = all.hidden = done;
    button.textContent = t("One step further back");
    if (done) said.textContent = why!.root_says ?? "";
    return list.lastElementChild as HTMLElement;
  };
  const begin = async () => {
    button.disabled = true;
    try {
      const found = await documentOf<Why & { why?: Why }>(`why/${life.number}/${event}.json`);
      why = found.why ?? found;
      if (!why.steps.length) { button.hidden = true; said.textContent = why.root_says ?? ""; return; }
      more();
      if (shown < why.steps.length) more().focus(); // The first step is the event itself.
      all.hidden = shown === why.steps.length;
    } catch (error) {
      said.textContent = error instanceof Trouble ? `${error.sentence} ${error.remedy}` : t("This cannot be shown: what came is not what this page expects.");
    } finally { button.disabled = false; }
  };
  button.addEventListener("click", () => { if (why) more().focus(); else void begin(); });
  all.addEventListener("click", () => { while (shown < why!.steps.length) more(); list.querySelector<HTMLElement>("li:last-child")?.focus(); });
  return h("div", { class: "reasons" }, list, said, h("p", { class: "controls" }, button, all));
}

/** The letter that an event answered, and the way to its sender. */
function letter(line: Line, life: LifeDocument): Child {
  if (!line.letter) return null;
  const event = line.events[0], sender = event?.cause_person;
  const number = life.people.find((one) => one.person === sender)?.number ?? life.kin?.find((one) => one.identity === sender)?.number;
  const at = event?.cause_date && event.cause_event ? `${event.cause_date}:${event.cause_event}` : null;
  const link = sender === life.life.person ? life.number : number;
  return h("div", {}, h("dt", {}, t("message")), h("dd", {}, line.letter, " ",
    isHere(link) ? lifeLink(link, t("go to its sender"), { at }) : link ? h("span", { class: "hint" }, `(${t("its sender’s life is not in the export")})`) : null));
}

/** The events that a line tells of together, each with what led to it. An export holds that of the first alone. */
function events(line: Line, life: LifeDocument, book: Rulebook, told: Told): Child {
  if (line.events.length < 2) return null;
  const named = placeNames(life), told_of = isExport() ? 1 : line.events.length;
  return h("div", {}, h("dt", {}, t("events")), h("dd", {}, h("ol", { class: "events", start: line.number },
    line.events.map((one, i) => h("li", {}, longDate(one.date), " ", ruleLink(one.event), one.place ? `, ${named(one.place)} ` : " ",
      line.number !== null && i < told_of ? chain(life, line.number + i, book, told) : null))),
    told_of < line.events.length ? h("p", { class: "hint" }, t("What led to the first of them is in this export; with the program, what led to each.")) : null));
}

function behind(line: Line, life: LifeDocument, book: Rulebook, told: Told): HTMLElement {
  return h("div", { class: "behind" },
    h("dl", {},
      line.says || line.rule || line.claims.length ? h("div", {}, h("dt", {}, t("why")), h("dd", {}, linked(line.says ?? "", book),
        line.claims.length ? [" [", claimLinks(line.claims, book), "]"] : null, line.rule ? [" ", t("Rule"), " ", ruleLink(line.rule), "."] : null)) : null,
      letter(line, life), events(line, life, book, told),
      line.differs.filter((one) => one.text !== line.text).map((one) => h("div", { class: "but" }, h("dt", {}, t("but")), h("dd", {}, one.text)))),
    line.number !== null && line.events.length < 2 ? chain(life, line.number, book, told) : null,
    line.number !== null ? h("p", { class: "controls" }, h("a", { href: "#", class: "to-mark", "data-mark": line.number }, t("back to the time line"))) : null);
}

const aged = (line: Line) =>
  line.age_until > line.age ? t("aged {age} to {until}", { age: line.age, until: line.age_until }) : t("aged {age}", { age: line.age });

/** `onMark` shows a line's mark in the picture. */
export function account(life: LifeDocument, book: Rulebook, told: Told, onMark: (line: number) => void, query: () => Record<string, string>): Account {
  const items = new Map<number, HTMLLIElement>(), lines = new Map<number, Line>();
  const named = placeNames(life);
  let opened: number | null = null, year = 0;
  const press = (line: Line) => go(address("life", life.number, { ...query(), line: opened === line.number ? null : line.number }));
  const list = h("ol", { class: "account", lang: "en" }, life.lines.map((line) => {
    const now = yearOf(line.date), first = now !== year;
    year = now;
    const dates = line.until && line.until !== line.date ? `${longDate(line.date)} – ${longDate(line.until)}` : longDate(line.date);
    const event = line.number === null ? "" : line.last !== null && line.last !== line.number ? `${line.number}–${line.last}` : String(line.number);
    const head = h("p", { class: "when" }, h("span", { class: "event" }, event), dates, ` · ${aged(line)}`, line.place ? ` · ${named(line.place)}` : "");
    const item = h("li", {}, h("span", { class: "year", "aria-hidden": "true" }, first ? now : ""), h("div", { class: "told" }, head,
      line.number === null ? h("p", { class: "text" }, line.text)
        : h("button", { type: "button", class: "text", "aria-expanded": "false", onclick: () => press(line) }, line.text),
      line.differs.map((one) => (one.text === line.text ? null : h("p", { class: "but believed" }, one.text)))));
    if (line.number !== null) { items.set(line.number, item); lines.set(line.number, line); item.id = `line-${line.number}`; }
    return item;
  }));
  list.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest<HTMLElement>("[data-mark]");
    if (!mark) return;
    event.preventDefault();
    onMark(Number(mark.dataset.mark));
  });
  const close = (number: number) => {
    const item = items.get(number);
    item?.querySelector("button.text")?.setAttribute("aria-expanded", "false");
    item?.querySelector(".behind")?.remove();
    item?.classList.remove("open");
  };
  const open = (number: number | null, focus = false) => {
    if (opened !== null && opened !== number) { close(opened); told([]); }
    const again = opened === number;
    opened = number;
    const item = number === null ? null : items.get(number);
    if (!item) return;
    const button = item.querySelector<HTMLButtonElement>("button.text")!;
    if (!again) {
      button.setAttribute("aria-expanded", "true");
      item.classList.add("open");
      item.querySelector(".told")!.append(behind(lines.get(number!)!, life, book, told));
    }
    if (focus) button.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest", behavior: "auto" });
  };
  return { element: list, open, believe: (on) => { list.classList.toggle("believing", on); } };
}

/** The people of an account as links. */
export function people(life: LifeDocument): HTMLElement {
  const others = life.people.filter((one) => one.person !== life.life.person);
  return h("div", {}, h("ul", { class: "people" }, others.map((one) =>
    h("li", {}, lifeLink(one.number, one.who), h("span", { class: "soft" }, ` ${t("born {date}", { date: longDate(one.born) })}`,
      one.died ? `, ${t("died {date}", { date: longDate(one.died) })}` : `, ${t("living at the end")}`, h("small", {}, one.person))))), someAbsent(others.map((one) => one.number)));
}

