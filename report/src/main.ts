// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The page of one run: what was simulated, in charts beside public figures.

import * as Plot from "@observablehq/plot";
import { facts, fit, pyramid, reference, points, series, times, verdicts, type Point } from "./data";
import { about, card, chart, figure, legend, number, sentence } from "./page";

const SIM = "var(--sim)", SIM2 = "var(--sim2)", REF = "var(--ref)";
const years: [number, number] = [facts.from, facts.to];
/** The years that the charts made from here on show. */
let span = years;

/** The names of lines at their right ends, moved apart where the ends lie close together. */
function ends(lines: { name: string; colour: string; points: Point[] }[]) {
  const values = lines.flatMap((l) => l.points.map((p) => p.value));
  const gap = (Math.max(...values) - Math.min(0, ...values)) * 0.07;
  let below = -Infinity;
  return lines
    .filter((l) => l.name && l.points.length)
    .map((l) => ({ name: l.name, colour: l.colour, ...l.points.at(-1)! }))
    .sort((a, b) => a.value - b.value)
    .map((end) => ({ ...end, at: (below = Math.max(end.value, below + gap)) }));
}

/** A chart of simulated lines over the band of a public series. */
function overTime(
  title: string, note: string, unit: string, all: { name: string; colour: string; points: Point[] }[],
  bands: { series: string; sex: string; factor?: number }[] = [],
  marks: { x: number; y: number; text: string }[] = [], from0 = true,
) {
  const domain = span;
  const lines = all.map((l) => ({ ...l, points: l.points.filter((p) => p.year >= domain[0]) }));
  const known = bands.map((b) => reference(b.series, b.sex, b.factor ?? 1));
  const draw = (width: number) =>
    Plot.plot({
      width, height: Math.min(300, 160 + width / 5), marginLeft: 44, marginRight: 58,
      x: { domain, tickFormat: "d", label: null, ticks: width < 420 ? 4 : 8 },
      y: { grid: true, label: unit, zero: from0, nice: true },
      marks: [
        ...known.map((k) => Plot.areaY(k, { x: "year", y1: "low", y2: "high", fill: REF, fillOpacity: 0.35 })),
        ...known.map((k) => Plot.lineY(k, { x: "year", y: "value", stroke: REF, strokeWidth: 1.2 })),
        ...lines.map((l) => Plot.areaY(l.points.filter((p) => p.low !== undefined),
          { x: "year", y1: "low", y2: "high", fill: l.colour, fillOpacity: 0.2 })),
        ...lines.map((l) => Plot.lineY(l.points, { x: "year", y: "value", stroke: l.colour, strokeWidth: 2 })),
        ...ends(lines).map((end) =>
          Plot.text([end], { x: "year", y: "at", text: "name", dx: 6, textAnchor: "start", fill: end.colour })),
        Plot.dot(marks, { x: "x", y: "y", r: 4, fill: "var(--paper)", stroke: "currentColor", strokeWidth: 1.5 }),
        Plot.text(marks, { x: "x", y: "y", text: "text", dy: -12, lineAnchor: "bottom" }),
        Plot.tip(lines.flatMap((l) => l.points.map((p) => ({ ...p, name: l.name }))),
          Plot.pointer({ x: "year", y: "value", title: (d: Point & { name: string }) =>
            `${d.year} ${d.name}\n${number(d.value)}` + (d.low === undefined ? "" : ` (${number(d.low)} to ${number(d.high)})`) })),
      ],
    });
  const spoken = lines
    .map((l) => `${l.name || "simulated"}: ${number(l.points[0]?.value)} in ${l.points[0]?.year}, ` +
      `${number(l.points.at(-1)?.value)} in ${l.points.at(-1)?.year}`).join("; ");
  const told = facts.replicates > 1 ? "simulated, mean" : "simulated";
  const keys = lines.map((l) => ({ colour: l.colour, text: l.name ? `${told}, ${l.name}` : told }));
  if (bands.length) keys.push({ colour: REF, text: "United Nations, range of two revisions" });
  if (marks.length) keys.push({ colour: "outline", text: "census or other public figure" });
  figure(title, note, chart(draw, `${title}. ${spoken}.`), legend(keys));
}

const line = (measure: string, sex = "all", factor = 1, name = "", colour = SIM) =>
  ({ name, colour, points: series(measure, sex).map((p) => times(p, factor)) });
const census = (measure: string, sex: string, text: string) =>
  points(measure, sex).map((p) => ({ x: p.year, y: p.value, text: text || String(p.value) }));

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

function provinces() {
  const rows = points("province_share").map((p) => ({
    place: p.scope, census: 100 * p.value, simulated: 100 * (series("province_share", "all", p.scope).find((q) => q.year === 1993)?.value ?? NaN) }))
    .filter((r) => !Number.isNaN(r.simulated)).sort((a, b) => b.census - a.census);
  const draw = (width: number) => Plot.plot({
    width, height: 300, marginLeft: 116, x: { grid: true, label: "% of the civilian population, 1993", zero: true },
    y: { domain: rows.map((r) => r.place), label: null },
    marks: [
      Plot.link(rows, { y: "place", x1: "census", x2: "simulated", stroke: REF, strokeWidth: 2 }),
      Plot.dot(rows, { y: "place", x: "census", r: 4, fill: "var(--paper)", stroke: "currentColor", strokeWidth: 1.5 }),
      Plot.dot(rows, { y: "place", x: "simulated", r: 4, fill: SIM }),
    ],
  });
  const worst = rows.reduce((a, r) => (Math.abs(r.simulated - r.census) > Math.abs(a.simulated - a.census) ? r : a), rows[0]!);
  figure("Population by province", `Largest difference: ${worst.place}, ${number(worst.simulated)} per cent simulated against ${number(worst.census)} in the census.`,
    chart(draw, rows.map((r) => `${r.place}: simulated ${number(r.simulated)} %, census ${number(r.census)} %`).join("; ")),
    legend([{ colour: SIM, text: "simulated" }, { colour: "outline", text: "census of 1993" }]));
}

function householdSizes() {
  const all = Array.from({ length: 10 }, (_, i) => series("households_by_size", "all", "nation", String(i + 1))
    .map((p) => ({ ...p, size: i === 9 ? "10+" : String(i + 1) }))).flat();
  const order = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10+"];
  const draw = (width: number) => Plot.plot({
    width, height: 260, marginLeft: 44, x: { domain: years, tickFormat: "d", label: null, ticks: width < 420 ? 4 : 8 },
    y: { label: "share of households", tickFormat: "%", grid: true },
    color: { type: "ordinal", scheme: "YlGnBu", domain: order },
    marks: [Plot.areaY(all, Plot.stackY({ offset: "normalize", order }, { x: "year", y: "value", fill: "size" }))],
  });
  figure("Households by number of members", "From one member (lightest, at the bottom) to ten and more.",
    chart(draw, "Shares of households by size through time."));
}

/** Parts of a whole through time, in real persons of that unit; none if nobody is counted. */
function stacked(title: string, note: string, measure: string, names: [string, string][], unit: "million" | "thousand" | "people" = "million") {
  const scale = facts.persons_per_life / { million: 1e6, thousand: 1e3, people: 1 }[unit];
  let all = names.flatMap(([status, name]) => series(measure, "all", "nation", status).map((p) => ({ year: p.year, value: p.value * scale, name })));
  all = all.filter((p) => p.year >= span[0]);
  if (!all.some((p) => p.value > 0)) return;
  const domain = names.map(([, name]) => name), shown = span;
  const draw = (width: number) => Plot.plot({
    width, height: 260, marginLeft: 44, x: { domain: shown, tickFormat: "d", label: null, ticks: width < 420 ? 4 : 8 },
    y: { label: unit, grid: true }, color: { domain, scheme: "Tableau10" },
    marks: [Plot.areaY(all, Plot.stackY({ order: domain }, { x: "year", y: "value", fill: "name" }))],
  });
  const last = all.filter((p) => p.year === Math.max(...all.map((q) => q.year)));
  const element = chart(draw, `${title}. At the end: ${last.map((p) => `${p.name} ${number(p.value)} ${unit}`).join(", ")}.`);
  const keys = Plot.legend({ color: { domain, scheme: "Tableau10" } }) as HTMLElement;
  figure(title, note, element, keys);
}

/** Lines of counts in thousands of real persons; none if the run has no such counts. */
function system(title: string, note: string, unit: string, lines: ReturnType<typeof line>[], marks: { x: number; y: number; text: string }[] = []) {
  const there = lines.filter((l) => l.points.some((p) => p.value !== 0));
  if (there.length) overTime(title, note, unit, there, [], marks);
}

const target = (id: string, factor = 1, measure = "") => fit.filter((r) => r.id === id && (!measure || r.measure === measure))
  .map((r) => ({ x: Number(r.year.slice(0, 4)), y: r.target * factor, text: "" }));
const thousand = facts.persons_per_life / 1000;
const staged = (status: string, name: string, colour = SIM) =>
  ({ name, colour, points: series("stage", "all", "nation", status).map((p) => times(p, thousand)) });

function theSystem() {
  system("Members of the party", "Millions. Most men are admitted in the army; the circles are figures given at party congresses.", "million",
    [line("party_members", "male", 1e-6, "men"), line("party_members", "female", 1e-6, "women", SIM2), line("party_members", "all", 1e-6, "all", "var(--ink)")],
    target("C10"));
  system("The army", "Thousands in service. The army is empty when the run begins and fills up over ten years.", "thousand",
    [line("army_personnel", "all", 1e-3)], target("C09", 1000));
  stacked("At work", "Millions by sector, as the labour offices place them.", "workers",
    [["farm", "farms"], ["mine", "mines"], ["factory", "factories"], ["building", "building"], ["services", "services"], ["office", "offices"]]);
  system("Deaths in the mines", "Deaths per year. Equipment ages from about 1990; there is one explosion at the end of 1995.", "people",
    [line("mine_deaths", "all", facts.persons_per_life)]);
  system("Assigned to work by order", "People bound to a mine or farm by an order from above, on 1 January.", "people",
    [line("bound_workers", "all", facts.persons_per_life, "bound"), line("derelicts", "all", facts.persons_per_life, "labelled derelict", SIM2)]);
  system("Ways out of an assignment", "People per year: petitions, all refused; leaving without permission; release through powerful parents.", "people",
    [line("petitions", "all", facts.persons_per_life, "petitions"), line("absconded", "all", facts.persons_per_life, "left without permission", SIM2),
      line("left_by_privilege", "all", facts.persons_per_life, "released", "var(--ink)")]);
  system("Out of work, absent without permission, under watch", "Thousands on 1 January.", "thousand",
    [staged("idle", "idle"), staged("absent", "absent", SIM2), line("watched", "all", thousand, "watched", "var(--ink)")]);
  system("Deaths from hunger", "Thousands per year. Their total for 1994 to 2005 is fitted; years and ages are results.", "thousand",
    [line("hunger_deaths", "all", thousand)]);
  system("Women traders", "Thousands of women who live by the market, on 1 January.", "thousand", [staged("trader", "traders")]);
  system("Children on the streets", "Thousands on 1 January: on the streets and at stations, and in camps.", "thousand",
    [staged("adrift", "on the streets"), staged("camp", "in camps", SIM2)]);
}

/** Those of one sex in China, however they live, in thousands of real persons. */
const inChina = (sex: string, name: string, colour = SIM) => {
  const sums = new Map<number, number>();
  for (const stay of ["hiding", "farm", "city", "partner"])
    for (const p of series("in_china", sex, "nation", stay)) sums.set(p.year, (sums.get(p.year) ?? 0) + p.value * thousand);
  return { name, colour, points: [...sums].map(([year, value]) => ({ year, value })) };
};

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function crossingsByMonth() {
  const bars = months.map((month, i) => ({
    month, people: thousand * series("crossings_by_month", "all", "nation", String(i + 1)).reduce((sum, p) => sum + p.value, 0) }));
  if (!bars.some((b) => b.people > 0)) return;
  const draw = (width: number) => Plot.plot({
    width, height: 260, marginLeft: 44, x: { domain: months, label: null }, y: { label: "thousand", grid: true },
    marks: [Plot.barY(bars, { x: "month", y: "people", fill: SIM, insetLeft: 1, insetRight: 1 }), Plot.ruleY([0])],
  });
  figure("When the river is crossed", "Crossings by month, all years together, in thousands. Ice, fords and guards decide.",
    chart(draw, bars.map((b) => `${b.month}: ${number(b.people)} thousand`).join("; ")));
}

/** The river, China, the way and the South. */
function exile() {
  if (![...series("crossings")].some((p) => p.value > 0)) return;
  span = [Math.min(Math.max(facts.from, 1990), facts.to - 1), facts.to];
  crossingsByMonth();
  system("In China", "Thousands without legal status on 1 January; the circles are survey estimates for north-east China, which differ by a factor of three to ten.",
    "thousand", [inChina("all", "all", "var(--ink)"), inChina("male", "men"), inChina("female", "women", SIM2)], target("C12", 1e-3));
  stacked("How they live in China", "Thousands on 1 January.", "in_china",
    [["hiding", "in hiding"], ["farm", "on farms"], ["city", "in a city"], ["partner", "with a Chinese man"]], "thousand");
  system("Returns from China", "People per year who are returned by force or go back of their own accord; the circles are counts of forced returns.", "people",
    [line("forced_returns", "all", facts.persons_per_life, "by force"), line("own_returns", "all", facts.persons_per_life, "own accord", SIM2)],
    target("C13"));
  system("Arrivals in South Korea", "People per year; the circles are the figures of the Ministry of Unification.", "people",
    [line("arrivals", "all", facts.persons_per_life, "all", "var(--ink)"), line("arrivals", "male", facts.persons_per_life, "men"),
      line("arrivals", "female", facts.persons_per_life, "women", SIM2)],
    target("C14", 1, "arrivals_scaled"));
  stacked("Routes to South Korea", "People who arrived in a year, by the countries through which they came.", "arrivals_by_way",
    [["mission", "missions in China"], ["mongolia", "Mongolia"], ["vietnam", "Vietnam"], ["thailand", "Thailand"]], "people");
  system("Years on the way", "Mean time from the first crossing to arrival, of those who arrived in the year.", "years", [line("mean_years_to_arrival")]);
  stacked("Activity in South Korea", "People on 1 January; children at school count as students.", "in_the_south",
    [["centre", "in the resettlement centre"], ["student", "students"], ["menial", "menial work"], ["factory", "factories"], ["service", "services"],
      ["office", "offices"], ["none", "without work"]], "people");
  system("Employment and remittances in South Korea", "Share of those aged 15 and over, out of the centre, who work and who have ever sent money home; the circles are surveys.", "share",
    [line("employment_rate_in_the_south", "all", 1, "employed"), line("ever_sent_money_home", "all", 1, "sent money", SIM2)],
    target("C18", 1, "employment_rate_in_the_south"));
  system("Wages in South Korea", "Mean monthly wage of the employed in thousand won; the circles are surveys.", "thousand won",
    [line("mean_monthly_wage_in_the_south", "all", 1e-3)], target("C18", 1, "mean_monthly_wage_in_the_south"));
  system("Searches for family members", "People per year: searches begun and ended; relatives sent for from South Korea.", "people",
    [line("searches", "all", facts.persons_per_life, "begun"), line("searches_ended", "all", facts.persons_per_life, "ended", SIM2),
      line("sent_for_kin", "all", facts.persons_per_life, "relatives sent for", "var(--ink)")]);
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
    (head.firstChild as HTMLTableCellElement).colSpan = 7;
    body.append(head);
    for (const line of group.lines) body.append(row(line, classes[line.at(-1)!]));
  }
  sentence("#fit .luck", [`In all ${verdicts.all}.`, facts.luck.slice(facts.luck.indexOf("The verdicts")), ...verdicts.notes].join(" "));
}

header();
pyramidFigure();
overTime("Population", "Millions, at mid-year. The United Nations' two latest revisions differ by the width of the band.", "million",
  [line("population_scaled", "all", 1e-6)], [{ series: "population", sex: "all", factor: 1e-6 }]);
overTime("Births and deaths", "Thousands per year. The United Nations spread the famine evenly over 1995 to 2002; here its course follows from rations.", "thousand",
  [line("births", "all", facts.persons_per_life / 1000, "births"), line("deaths", "all", facts.persons_per_life / 1000, "deaths", SIM2)],
  [{ series: "births", sex: "all", factor: 1e-3 }, { series: "deaths", sex: "all", factor: 1e-3 }]);
overTime("Total fertility rate", "Children per woman at the birth rates of each year, from births and women counted in the run.", "children per woman",
  [series("tfr", "female").length ? line("tfr", "female") : line("tfr")], [{ series: "tfr", sex: "female" }]);
overTime("Life expectancy at birth", "Period life tables of each year. The United Nations spread the famine over 1995 to 2002.", "years",
  [line("life_expectancy", "female", 1, "women", SIM2), line("life_expectancy", "male", 1, "men")],
  [{ series: "life_expectancy", sex: "female" }, { series: "life_expectancy", sex: "male" }], [], false);
overTime("Age at first marriage", "Mean age of those who married for the first time in the year.", "years",
  [line("mean_age_first_marriage", "male", 1, "men"), line("mean_age_first_marriage", "female", 1, "women", SIM2)], [],
  [...census("mean_age_first_marriage", "male", ""), ...census("mean_age_first_marriage", "female", "")], false);
overTime("Marriages", "Thousands per year.", "thousand", [line("marriages", "all", facts.persons_per_life / 1000)]);
overTime("Average household size", "Mean number of members of all households.", "persons", [line("persons_per_household")], [], census("persons_per_household", "nation", ""));
householdSizes();
provinces();
overTime("Urban population", "Share of the population that lives in towns.", "share", [line("urban_share")], [], census("urban_share", "nation", ""));
theSystem();
exile();
fitTable();
const kindWords: Record<string, string> = {
  assumption: "assumed", calibrated: "calibrated", statistic: "from public statistics", testimony: "from the testimony" };
const kinds = facts.parameters.map((p) => `${number(p.count)} ${kindWords[p.kind] ?? p.kind}`).join(", ");
sentence(".provenance", `Parameters of the run: ${kinds}; each with its source in run.toml and in ./counterlife params. ` +
  "Public figures: United Nations World Population Prospects 2019 and 2024, censuses of 1993 and 2008, and for those who left the " +
  "ministry and the surveys that data/targets names. " +
  `Counterlife ${facts.version}, ${facts.replicates > 1 ? "digests in replicates.toml" : `digest ${facts.digest}`}.`);
