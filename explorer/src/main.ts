// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The frame of the page: what stands on every view, and which view an address means.

import { claimsView, numbersView, rulesView } from "./claims";
import { h, replace } from "./dom";
import { findView } from "./find";
import { lifeView } from "./life";
import { nationView } from "./nation";
import { questionsView } from "./questions";
import { reachOf } from "./reach";
import { address, readRoute, type Route } from "./route";
import { documentOf, Trouble } from "./source";
import { sureView } from "./sure";
import type { RunDocument } from "./types";
import { language, number, t } from "./words";
import { worldsView } from "./worlds";

/** What a view needs, and how it is told that only the words behind its address have changed. */
export interface View { element: HTMLElement; title: string; update?: (route: Route) => void; leave?: () => void }
export type MakeView = (route: Route, run: RunDocument) => Promise<View>;

const views: Record<string, MakeView> = {
  nation: nationView, find: findView, life: lifeView, worlds: worldsView, questions: questionsView,
  claims: claimsView, rules: rulesView, numbers: numbersView, sure: sureView,
};
const names: [string, string][] = [
  ["nation", "The nation"], ["find", "Find"], ["life", "One life"], ["worlds", "Two worlds"], ["questions", "Questions"], ["sure", "How sure"], ["claims", "Claims"]];

const navigation = h("nav", {});
const aboutLine = h("p", { class: "about" });
const main = h("main", { id: "main", tabindex: -1 });
const skip = h("a", { class: "skip", href: "#main", onclick: (event: Event) => { event.preventDefault(); (main.querySelector("h1") ?? main).focus(); } });
const foot = h("footer", {});
document.body.prepend(skip, h("header", {}, navigation, aboutLine), main, foot);

let shown: { key: string; view: View } | null = null;
let run: RunDocument | null = null;
let asked = 0;

function frame(route: Route) {
  document.documentElement.lang = language();
  skip.textContent = t("Skip to the content");
  navigation.setAttribute("aria-label", t("Views"));
  const here = ["rules", "numbers"].includes(route.view) ? "claims" : route.view;
  const other = language() === "ko" ? "en" : "ko";
  const query = new URLSearchParams(route.query);
  query.set("lang", other);
  replace(navigation,
    h("a", { class: "brand", href: address("nation") }, "Counterlife"),
    h("ul", {}, names.filter(([view]) => view !== "worlds" || run?.other || here === "worlds").map(([view, name]) =>
      h("li", {}, h("a", { href: address(view), "aria-current": view === here ? "page" : null }, t(name))))),
    h("a", { class: "language", lang: other, hreflang: other, href: address(route.view, route.id, Object.fromEntries(query)) }, other === "ko" ? "한국어" : "English"));
  replace(aboutLine, aboutText());
  replace(foot, run?.about ? h("p", { lang: "en" }, run.about) : null, run ? t("Run {run}: scenario “{scenario}”, seed {seed}, scale {scale}, version {version}, digest {digest}.", { ...run.run, run: run.run.directory }) : "");
}

function aboutText(): string {
  const scale = run ? " " + t("Scale {scale}: {lives} lives.", { scale: run.run.scale, lives: number(run.counts.lives) }) : "";
  return t("North Korea, 1955 to 2025, as one refugee’s published account describes it. Every person here is synthetic; no statement about a real person comes out.") + scale;
}

function troubled(error: unknown, retry: () => void): View {
  const known = error instanceof Trouble ? error : new Trouble(t("This cannot be shown: what came is not what this page expects."), String((error as Error)?.message ?? error));
  const element = h("section", { class: "trouble" },
    h("h1", { tabindex: -1 }, known.missing ? t("Not here") : t("This cannot be shown")), h("p", { role: "status" }, known.sentence),
    known.remedy ? h("p", {}, known.remedy) : null,
    h("p", { class: "controls" }, h("button", { type: "button", onclick: retry }, t("Try again")), h("a", { href: address("nation") }, t("The nation"))));
  return { element, title: known.missing ? t("Not here") : t("This cannot be shown") };
}

async function viewOf(route: Route): Promise<View> {
  run ??= await documentOf<RunDocument>("run.json");
  if (!Array.isArray(run.lives) || !run.run || !run.counts) { run = null; throw new Trouble(t("The document {path} is not what this page expects.", { path: "run.json" })); }
  reachOf(run);
  const make = views[route.view];
  if (!make) throw new Trouble(t("There is no view called “{view}”.", { view: route.view }), t("There are: {views}.", { views: Object.keys(views).join(", ") }), true);
  return make(route, run);
}

async function show(again = false) {
  const route = readRoute();
  if (!route.view) { history.replaceState(null, "", address("nation")); return show(); }
  const key = `${route.view}/${route.id}/${language()}`;
  if (shown?.key === key && shown.view.update && !again) { frame(route); shown.view.update(route); return; }
  const mine = ++asked;
  frame(route);
  main.setAttribute("aria-busy", "true");
  let view: View;
  try { view = await viewOf(route); } catch (error) { view = troubled(error, () => void show(true)); }
  if (mine !== asked) { view.leave?.(); return; } // Somebody went on before it came.
  shown?.view.leave?.();
  shown = { key, view };
  frame(route);
  main.removeAttribute("aria-busy");
  main.replaceChildren(view.element);
  document.title = `${view.title} · Counterlife`;
  scrollTo(0, 0);
  main.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  try { view.update?.(route); } catch (error) { main.replaceChildren(troubled(error, () => void show(true)).element); }
}

/** What browsers have had since 2022 and this page cannot do without. */
const isNewEnough = () => "hasOwn" in Object && "at" in Array.prototype && "replaceAll" in String.prototype && "ResizeObserver" in globalThis && "IntersectionObserver" in globalThis;

if (isNewEnough()) {
  addEventListener("hashchange", () => void show());
  void show();
} else {
  main.append(h("h1", {}, t("This cannot be shown")), h("p", {}, t("This browser is too old for this page: it needs one of 2022 or later.")));
}
