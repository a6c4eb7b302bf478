// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The nation: pyramid and map on one time line, series beside public figures, what the run was fitted to.

import type { Drawing } from "../../report/src/charts";
import { nationOf } from "../../report/src/data";
import { sectionsOf } from "../../report/src/sections";
import { h, type Child } from "./dom";
import { livesList } from "./life";
import type { MakeView } from "./main";
import { nationMap, type NationMap } from "./map";
import { drawn } from "./picture";
import { player } from "./player";
import { pyramid } from "./pyramid";
import { address, readRoute, stay, type Route } from "./route";
import { rulebook } from "./rulebook";
import { documentOf } from "./source";
import { bandsText } from "./sure";
import { targets } from "./targets";
import type { NationDocument, RunDocument } from "./types";
import { language, number, t } from "./words";

const sectionNames: Record<string, string> = { people: "Births, deaths and households", system: "Party, army, work and hunger", exile: "The river, China and the South" };
const publicSources: Record<string, string> = {
  population: "United Nations, World Population Prospects 2019 and 2024: the band is between the two revisions; after 2014 projections.",
  births: "United Nations, World Population Prospects 2024; the width of the band is assumed; after 2014 projections.",
  deaths: "United Nations, World Population Prospects 2024; the width of the band is assumed; after 2014 projections.",
  tfr: "United Nations, World Population Prospects 2024; the width of the band is assumed; after 2014 projections.",
  life_expectancy: "United Nations, World Population Prospects 2024; the width of the band is assumed; after 2014 projections.",
  census: "Censuses of 1993 and 2008.",
  "Statistics Korea": "Statistics Korea, 20 December 2024: its own projection for 2023.",
  "Bank of Korea": "Bank of Korea, 28 December 2023: estimated from what 95 refugees said of 1,137 relatives and acquaintances." };

function cards(run: RunDocument, nation: NationDocument): HTMLElement {
  const { facts } = nation, of = nationOf(nation), living = facts.living * facts.persons_per_life;
  const last = (measure: string, sex: string) => number(of.series(measure, sex).at(-1)?.value);
  const all: [string, string, string][] = [
    [t("living at the end"), language() === "ko" ? `${number(living / 1e4, 0)}만 명` : t("{millions} million", { millions: number(living / 1e6) }), t("{lives} lives", { lives: number(facts.living) })],
    [t("lives"), number(run.counts.lives), t("each stands for {people} people", { people: number(facts.persons_per_life) })],
    [t("events"), number(run.counts.events), ""],
    [t("children per woman, {year}", { year: facts.to }), number((of.series("tfr", "female").at(-1) ?? of.series("tfr").at(-1))?.value), ""],
    [t("life expectancy at birth, years"), `${last("life_expectancy", "male")} / ${last("life_expectancy", "female")}`, t("men / women")]];
  return h("dl", { class: "cards" }, all.map(([name, value, small]) => h("div", {}, h("dt", {}, name), h("dd", {}, value, small ? h("small", {}, small) : null))));
}

/** Where the public numbers of a drawing are from, and the targets that it shows. */
function sources(drawing: Drawing): Child {
  const said = [...new Set(drawing.beside.series.map((name) => publicSources[name] ?? ""))].filter(Boolean);
  if (!said.length && !drawing.beside.targets.length) return null;
  const jump = (id: string) => h("button", { type: "button", class: "link", onclick: () => {
    const panel = document.getElementById(`target-${id}`);
    panel?.scrollIntoView({ block: "center" });
    panel?.setAttribute("tabindex", "-1");
    panel?.focus();
  } }, id);
  return h("details", { class: "numbers" }, h("summary", {}, t("Source of the public figures")), said.map((text) => h("p", {}, t(text))),
    drawing.beside.targets.length ? h("p", {}, t("Marks: target"), " ", drawing.beside.targets.map((id, i) => [i ? ", " : "", jump(id)])) : null);
}

function contents(sections: { id: string; title: string; parts: string[] }[]): HTMLElement {
  const to = (id: string) => (event: Event) => { // The address belongs to the view, so that places on it are gone to by hand.
    event.preventDefault();
    const part = document.getElementById(id);
    part?.scrollIntoView();
    part?.setAttribute("tabindex", "-1");
    part?.focus({ preventScroll: true });
  };
  return h("nav", { class: "contents", "aria-label": t("Contents") }, h("ul", {}, sections.map((section) => h("li", {}, h("a", { href: "#", onclick: to(section.id) }, section.title),
    section.parts.length ? h("ul", {}, section.parts.map((part, i) => h("li", {}, h("a", { href: "#", onclick: to(`${section.id}-${i}`) }, part)))) : null))));
}

function section(id: string, title: string, ...content: Child[]): HTMLElement {
  return h("section", { id, class: "chapter" }, h("h2", {}, title), ...content);
}

export const nationView: MakeView = async (route, run) => {
  const [data, book] = await Promise.all([documentOf<NationDocument>("nation.json"), rulebook()]);
  const nation = nationOf(data), { facts } = data, first = data.pyramid.first, last = first + data.pyramid.male.length - 1;
  const people = pyramid(data.pyramid, facts.persons_per_life);
  let year = first, map: NationMap | null = null;
  const keep = () => stay(address("nation", "", { ...Object.fromEntries(readRoute().query), year: Math.floor(year), measure }));
  let measure: string | null = route.query.get("measure");
  if (data.map?.places.length && data.map.measures.length)
    map = nationMap(data.map.places, data.map.measures, facts.persons_per_life, (chosen) => { measure = chosen; keep(); });
  const thousand = facts.persons_per_life / 1000, course = (name: string) => nation.series(name).map((p) => ({ year: p.year, value: p.value * thousand }));
  const time = player(first, last, [{ name: t("births"), className: "births", points: course("births") }, { name: t("deaths"), className: "deaths", points: course("deaths") }],
    (now) => { year = now; people.show(now); map?.show(now); }, (now) => { year = now; keep(); });
  const chapters = sectionsOf(nation).map((one) => ({ id: `part-${one.name}`, title: t(sectionNames[one.name] ?? one.name), drawings: one.drawings }));
  const element = h("div", { class: "nation" }, h("div", { class: "opening" }, h("h1", { tabindex: -1 }, t("A nation, one life at a time")),
    h("p", { class: "lead" }, t("{lives} synthetic lives under the scenario “{scenario}”, {from} to {to}, each standing for {people} people. Births, schooling, marriages, moves and deaths were drawn by rules whose numbers come from public statistics, from the claims of the testimony, or are marked as assumptions.",
      { lives: number(facts.lives), scenario: facts.scenario, from: facts.from, to: facts.to, people: number(facts.persons_per_life) })),
    h("div", { class: "begin" }, h("h2", {}, t("Follow one of them")), livesList(run.lives.slice(0, 4)), h("p", {}, h("a", { href: address("life") }, t("more lives")), " · ", h("a", { href: address("find") }, t("find lives by what happened to them")))),
    cards(run, data)), time.element, h("div", { class: map ? "pair" : "" }, people.element, map?.element),
    contents([...chapters.map((one) => ({ id: one.id, title: one.title, parts: one.drawings.map((d) => d.title) })), { id: "part-fit", title: t("Comparison with published figures"), parts: [] }]),
    h("p", { class: "bands-hold" }, bandsText(facts.replicates, facts.members ?? 0, facts.scale), " ", h("a", { href: address("sure") }, t("How sure"))),
    chapters.map((one) => section(one.id, one.title, h("div", { class: "figures" }, one.drawings.map((d, i) => { const made = drawn(d, sources(d)); made.id = `${one.id}-${i}`; return made; })))),
    section("part-fit", t("Comparison with published figures"), targets(data.fit, data.verdicts, book)),
    h("p", { class: "soft" }, facts.luck));
  return {
    element, title: t("The nation"), leave: () => time.stop(),
    update: (to: Route) => {
      const asked = Number(to.query.get("year"));
      measure = to.query.get("measure");
      if (measure) map?.chooseMeasure(measure);
      time.set(asked >= first && asked <= last ? asked : Math.min(Math.max(1995, first), last));
    },
  };
};
