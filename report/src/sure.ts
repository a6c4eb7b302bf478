// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The page of a calibration and of a study of sensitivity.

import { about, card, figure, sentence } from "./page";
import { inEnglish, percent, wavesOf, type Calibration, type Sensitivity, type Shipped } from "./sure_data";
import { foundText, neitherText, partsOfCalibration, partsOfSensitivity } from "./sure_parts";

const { calibration, sensitivity }: Shipped = JSON.parse(document.querySelector("#sure-data")!.textContent!);

function calibrationCards(of: Calibration) {
  const waves = wavesOf(of), sum = (part: "points" | "failed") => waves.reduce((all, wave) => all + wave[part], 0);
  card("numbers turned", String(of.parameters.length));
  card("not ruled out", percent(waves.at(-1)!.share_left), "of the space of their ranges");
  card("waves", String(waves.length), `${sum("points")} points` + (sum("failed") ? `, ${sum("failed")} failed` : ""));
  card("figures used", String(of.targets.filter((row) => row.share_ruled_out !== null).length), `of ${of.targets.length}; ${of.targets.filter((row) => row.role === "kept").length} kept from fitting`);
  card("ruled out beyond", String(of.facts.cutoff), "standard deviations of all that is not known");
  card("scale", String(of.facts.scale), `scenario ${of.facts.scenario}`);
}

function sensitivityCards(of: Sensitivity) {
  const names = new Set(of.screening.map((row) => row.parameter)), matter = new Set(of.screening.filter((row) => row.matters === "yes").map((row) => row.parameter));
  card("numbers turned", String(names.size));
  card("matter for an outcome", String(matter.size), "by the screening");
  card("outcomes", String(new Set(of.screening.map((row) => row.outcome)).size));
  if (!calibration) card("scale", String(of.facts.scale), `scenario ${of.facts.scenario}`);
}

document.querySelector("h1")!.textContent = calibration ? "What the data have ruled out" : "Which numbers matter";
document.title = `Counterlife: ${calibration ? "what is ruled out" : "which numbers matter"}`;
sentence(".lead", [calibration ? foundText(calibration, inEnglish) : "", about, neitherText(inEnglish)].filter(Boolean).join(" "));
if (calibration) calibrationCards(calibration);
if (sensitivity) sensitivityCards(sensitivity);
for (const part of [...(calibration ? partsOfCalibration(calibration, inEnglish) : []), ...(sensitivity ? partsOfSensitivity(sensitivity, inEnglish) : [])])
  figure(part.title, part.note, ...part.content);
sentence(".provenance", "Drawn from the tables of its directory: docs/uncertainty.md and docs/sensitivity.md have their columns, docs/guide/how-sure.md how to read them.");
