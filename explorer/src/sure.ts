// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How sure: what the bands hold, what the data have ruled out, which numbers matter for which outcome.

import { partsOfCalibration, partsOfSensitivity, foundText, neitherText } from "../../report/src/sure_parts";
import type { Part } from "../../report/src/sure_data";
import { h, type Child } from "./dom";
import type { MakeView } from "./main";
import { figure } from "./picture";
import { address } from "./route";
import { documentOf } from "./source";
import type { RunDocument, SureDocument } from "./types";
import { number, t } from "./words";

/** What the bands of this page hold, by what was lived. */
export function bandsText(runs: number, members: number, scale = ""): string {
  if (members > 0 && runs > members)
    return t("{runs} runs under {members} sets of numbers that are not ruled out. Dark bands hold what luck alone does, light bands luck and ignorance together: both the middle 95 % of runs.", { runs: number(runs), members: number(members) });
  if (members > 0)
    return t("{members} runs, each under another set of numbers that is not ruled out. Bands hold luck and ignorance together, the middle 95 % of runs: with one run of each set the two cannot be told apart.", { members: number(members) });
  if (runs > 1)
    return t("{runs} runs that differ in their luck alone. Bands hold luck, the middle 95 % of runs, and no ignorance: what another value of an assumed number would do is not in them.", { runs: number(runs) });
  return t("This is one run, and there are no bands: neither what other luck nor what other numbers would do is shown.") + (scale ? " " + t("At the scale {scale} luck moves small numbers much.", { scale }) : "");
}

/** How to have them shown, where they are not. */
export function bandsRemedy(runs: number, members: number, run: RunDocument): Child {
  if (members > 0 && runs > members) return null;
  const words = members > 0 ? `--ensemble ${members} --replicates 3` : "--ensemble 20 --replicates 3";
  return h("pre", {}, `counterlife run ${run.run.scenario} --scale ${run.run.scale} ${words} -o DIR\ncounterlife explore DIR`);
}

const figures = (parts: Part[]) => h("div", { class: "figures wide sure" }, parts.map((part) => figure(part.title, part.note, ...part.content)));

function calibration(document: SureDocument): Child {
  const of = document.shipped.calibration;
  if (!of) return [h("p", {}, t("These data come with no tables of a calibration. One is made, and put beside the data, by:")), h("pre", {}, "python -m counterlife calibrate DIR --parameters FILE --install data/ensemble")];
  return [h("p", {}, foundText(of, t)), figures(partsOfCalibration(of, t))];
}

function sensitivity(document: SureDocument): Child {
  const of = document.shipped.sensitivity;
  if (!of) return [h("p", {}, t("These data come with no study of sensitivity. One is made, and put beside the data, by:")), h("pre", {}, "python -m counterlife sensitivity DIR --all --outcome tfr --install data/sensitivity")];
  return figures(partsOfSensitivity(of, t));
}

export const sureView: MakeView = async (_route, run) => {
  const document = await documentOf<SureDocument>("sure.json"), { runs, members } = document.luck;
  return { title: t("How sure"), element: h("div", { class: "sure" }, h("h1", { tabindex: -1 }, t("How sure these numbers are")),
    h("p", { class: "lead" }, t("Another run of the same numbers comes out otherwise: that is luck. Many numbers are known only within a range: that is ignorance.")),
    h("p", {}, neitherText(t)),
    h("h2", {}, t("What the bands hold")), h("p", {}, bandsText(runs, members, run.run.scale), " ", h("a", { href: address("nation") }, t("The nation"))), bandsRemedy(runs, members, run),
    h("h2", {}, t("What the data have ruled out, and what they cannot")), calibration(document),
    h("h2", {}, t("Which numbers matter")), sensitivity(document)) };
};
