// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The page of one run: what was simulated, in charts beside public figures.

import * as Plot from "@observablehq/plot";
import { SIM, SIM2, type Drawing } from "./charts";
import { nationOf } from "./data";
import { about, card, chart, figure, figureIn, legend, number, sentence } from "./page";
import { sectionsOf } from "./sections";
import { inEnglish } from "./sure_data";
import { foundText, neitherText, partsOfCalibration, partsOfSensitivity } from "./sure_parts";

const nation = nationOf(JSON.parse(document.querySelector("#run-data")!.textContent!));
const { facts, series } = nation, { pyramid, verdicts } = nation.page;

function header() {
  const people = facts.living * facts.persons_per_life;
  document.querySelector("h1")!.textContent = "North Korea, one simulated life at a time";
  sentence(".lead",
    `${number(facts.lives)} synthetic lives under the scenario “${facts.scenario}”, ${facts.from} to ${facts.to}, ` +
    `each standing for ${number(facts.persons_per_life)} ${facts.persons_per_life === 1 ? "person" : "people"}. ` +
    (facts.replicates > 1 ? `${facts.luck} ` : "") +
    `${about} Births, schooling, marriages, moves and deaths were drawn by rules whose numbers come from public statistics, from ` +
    "the claims of the testimony, or are marked as assumptions. Few people cross the river and fewer reach the South, so a run at a " +
    "small scale holds only a handful of their lives.");
  card("living at the end", `${number(people / 1e6)} million`);
  card("born", number(facts.lives - facts.founders));
  card("events", number(facts.events));
  card("children per woman", number(series("tfr", "female").at(-1)?.value ?? series("tfr").at(-1)?.value));
  card("life expectancy at birth, years", ["male", "female"].map((s) => number(series("life_expectancy", s).at(-1)?.value)).join(" / "), "men / women");
  if (facts.replicates > 1) card("replicates", number(facts.replicates), `${facts.seeds}, scale ${facts.scale}`);
  else card("digest of all events", facts.digest, `seed ${facts.seed}, scale ${facts.scale}`);
}

function pyramidFigure() {
  const input = document.createElement("input");
  const play = document.createElement("button");
  const output = document.createElement("output");
  Object.assign(input, { type: "range", min: String(pyramid.first), max: String(pyramid.first + pyramid.male.length - 1), value: "1995" });
  input.setAttribute("aria-label", "Year of the pyramid");
  const scale = facts.persons_per_life / 1000;
  const widest = scale * Math.max(...pyramid.male.flat(), ...pyramid.female.flat());
  const draw = (width: number) => {
    const at = Number(input.value) - pyramid.first;
    output.textContent = input.value;
    const bars = pyramid.male[at]!.flatMap((m, i) => [
      { age: i * 5, side: "men", people: -m * scale }, { age: i * 5, side: "women", people: pyramid.female[at]![i]! * scale }]);
    return Plot.plot({
      width, height: 340, marginLeft: 44,
      x: { domain: [-widest, widest], tickFormat: (d: number) => number(Math.abs(d)), label: "thousand people", grid: true },
      y: { label: "age", reverse: true, tickFormat: (d: number) => (d % 10 ? "" : String(d)), type: "band" },
      marks: [
        Plot.barX(bars, { y: "age", x: "people", fill: (d: { side: string }) => (d.side === "men" ? SIM : SIM2), insetTop: 0.5, insetBottom: 0.5 }),
        Plot.ruleX([0]),
      ],
    });
  };
  const picture = chart(draw, "Population by age and sex on 1 January of the year chosen below.");
  input.oninput = () => picture.redraw();
  let timer = 0;
  play.textContent = "Play";
  play.onclick = () => {
    if (timer) { clearInterval(timer); timer = 0; play.textContent = "Play"; return; }
    play.textContent = "Stop";
    if (input.value === input.max) input.value = input.min;
    timer = window.setInterval(() => {
      if (input.value === input.max) { play.click(); return; }
      input.value = String(Number(input.value) + 1);
      picture.redraw();
    }, 120);
  };
  const controls = document.createElement("div");
  controls.className = "controls";
  controls.append(play, input, output);
  figure("Population by age and sex", "Five-year age groups. The losses of the war and the large birth cohorts of the 1960s move up the pyramid.",
    picture, legend([{ colour: SIM, text: "men" }, { colour: SIM2, text: "women" }]), controls);
}

/** A drawing as a figure of this page. */
function place(drawing: Drawing) {
  const { keys } = drawing, picture = chart(drawing.draw, drawing.words);
  if (!Array.isArray(keys)) figure(drawing.title, drawing.note, picture, Plot.legend({ color: keys }) as HTMLElement);
  else figure(drawing.title, drawing.note, ...(keys.length ? [picture, legend(keys)] : [picture]));
}

/** A row of cells of the table of targets. */
function row(cells: string[], name = "", tag: "td" | "th" = "td") {
  const tr = document.createElement("tr");
  tr.className = name;
  for (const text of cells) {
    const cell = document.createElement(tag);
    cell.textContent = text;
    tr.append(cell);
  }
  return tr;
}

const classes: Record<string, string> = { "within tolerance": "inside", "outside tolerance": "outside", "cannot tell": "open", "too few cases": "later" };

/** What `counterlife fit` prints, in the same words. */
function fitTable() {
  const body = document.querySelector("#fit tbody")!;
  for (const group of verdicts.groups) {
    const head = row([group.title + ": " + group.tally + (group.farthest ? "; the farthest from its target:" : "")], "group", "th");
    (head.firstChild as HTMLTableCellElement).colSpan = 8;
    body.append(head);
    for (const line of group.lines) body.append(row(line, classes[line.at(-1)!]));
  }
  sentence("#fit .luck", [`In all ${verdicts.all}.`, facts.luck.slice(facts.luck.indexOf("The verdicts")), ...verdicts.notes].join(" "));
}

/** What the data have ruled out, and which numbers matter, where the data come with it. */
function sureSection() {
  const { calibration, sensitivity } = nation.page.sure ?? { calibration: null, sensitivity: null };
  if (!calibration && !sensitivity) { document.querySelector("#sure")!.remove(); return; }
  sentence("#sure h2", "How sure: what the data have ruled out, and which numbers matter");
  sentence("#sure p", `${calibration ? foundText(calibration, inEnglish) : ""} ${neitherText(inEnglish)}`);
  for (const part of [...(calibration ? partsOfCalibration(calibration, inEnglish) : []), ...(sensitivity ? partsOfSensitivity(sensitivity, inEnglish) : [])])
    figureIn("#sure .figures", part.title, part.note, ...part.content);
}

header();
pyramidFigure();
for (const section of sectionsOf(nation)) section.drawings.forEach(place);
sureSection();
fitTable();
const kindWords: Record<string, string> = {
  assumption: "assumed", calibrated: "calibrated", statistic: "from public statistics", testimony: "from the testimony" };
const kinds = facts.parameters.map((p) => `${number(p.count)} ${kindWords[p.kind] ?? p.kind}`).join(", ");
sentence(".provenance", `Parameters of the run: ${kinds}; each with its source in run.toml and in ./counterlife params. ` +
  "Public figures: United Nations World Population Prospects 2019 and 2024, which project after 2014; Statistics Korea (December 2024) and " +
  "the Bank of Korea (December 2023); censuses of 1993 and 2008; and for those who left the ministry, whose yearly counts are corrected " +
  "weeks later, and the surveys that data/targets names. " +
  `Counterlife ${facts.version}, ${facts.replicates > 1 ? "digests in replicates.toml" : `digest ${facts.digest}`}.`);
