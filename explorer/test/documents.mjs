// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Made-up documents in the shape of docs/formats/explorer.md: nobody in them was simulated, let alone lived.

import { sure } from "./sure_documents.mjs";

import { readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const run = { directory: "runs/made-up", version: "0.0.0", scenario: "baseline", scenario_hash: "0", seed: "1", replicate: 0, scale: "1:1000", from: "1955-01-01", to: "2026-01-01", digest: "made up" };
const other = { ...run, directory: "runs/made-up-other", scenario: "no-orders" };
const about = "Counterlife is a model of North Korea. Every person here is synthetic: nobody is a real person.";

const states = [
  ["child", "not yet at school", "#c6dbef"], ["pupil", "at school", "#9ecae1"], ["soldier", "in the army", "#67000d"], ["mine", "in a mine", "#00441b"], ["farm", "on a farm", "#a1d99b"],
  ["idle", "does not go to work", "#737373"], ["abroad", "in China, without status", "#0570b0"], ["south", "in the South", "#02818a"], ["trader", "lives by the market", "#fe9929"], ["at_home", "keeps house", "#fee391"], ["dead", "dead", "#000000"],
].map(([code, label, colour]) => ({ code, label, group: code, colour }));

function places() {
  const [head, ...rows] = readFileSync(new URL("data/places/places.csv", root), "utf8").trim().split("\n").map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "")));
  const at = (name) => head.indexOf(name);
  return rows.filter((row) => Number(row[at("latitude")])).map((row, rank) => ({
    name: row[at("name")], korean: rank % 3 ? null : `가${rank}`, province: row[at("province")], role: row[at("role")] || "none", kind: row[at("kind")], river: row[at("borders_river")] || "none", rank,
    latitude: Number(row[at("latitude")]), longitude: Number(row[at("longitude")]), people: Number(row[at("population_1993")]) || 2000 }));
}

const wave = (year, from, to) => from + ((to - from) * (year - 1955)) / 70;
const years = Array.from({ length: 71 }, (_, i) => 1955 + i);
const famine = (year) => (year >= 1994 && year <= 1999 ? 1 - Math.abs(year - 1996.5) / 3 : 0);

function nation() {
  const line = (measure, of, sex = "all", status = "") => ({ measure, place: "nation", sex, status, first: 1955, values: years.map(of) });
  const lines = [
    line("population_scaled", (y) => wave(y, 9e6, 26e6)), line("births", (y) => 350 + 20 * Math.sin(y / 5)), line("deaths", (y) => 120 + 500 * famine(y)), line("tfr", (y) => wave(y, 5, 1.8), "female"),
    line("life_expectancy", (y) => wave(y, 45, 74) - 12 * famine(y), "female"), line("life_expectancy", (y) => wave(y, 42, 68) - 14 * famine(y), "male"),
    line("mean_age_first_marriage", (y) => wave(y, 24, 28), "male"), line("mean_age_first_marriage", (y) => wave(y, 21, 25), "female"), line("marriages", () => 180),
    line("persons_per_household", (y) => wave(y, 5.1, 3.8)), line("urban_share", (y) => wave(y, 0.3, 0.6)), ...Array.from({ length: 10 }, (_, i) => line("households_by_size", (y) => 100 / (i + 1) + y - 1955, "all", String(i + 1))),
    ...["farm", "mine", "factory"].map((status, i) => line("workers", (y) => 1000 * (i + 1) + y, "all", status)), line("hunger_deaths", (y) => 400 * famine(y)),
    line("crossings", (y) => (y > 1994 ? 30 : 0)), ...Array.from({ length: 12 }, (_, i) => line("crossings_by_month", (y) => (y > 1994 ? 12 - i : 0), "all", String(i + 1))),
    line("arrivals", (y) => (y > 1998 ? 2 : 0)), line("petitions", () => 3),
    { ...line("province_share", () => 0.3), place: "North Hamgyong" }, { ...line("province_share", () => 0.2), place: "Chagang" }];
  const reference = years.flatMap((year) => [["population", "all", wave(year, 9.1e6, 25.6e6)], ["births", "all", 360e3], ["deaths", "all", 160e3], ["tfr", "female", wave(year, 4.8, 1.9)],
    ["life_expectancy", "female", wave(year, 46, 75)], ["life_expectancy", "male", wave(year, 43, 69)]].map(([series, sex, value]) => ({ year, series, sex, value, low: value * 0.95, high: value * 1.05, source: "made up", published: "2024-07", kind: year > 2014 ? "projection" : "estimate", corrected: "", data_to: year > 2014 ? 2014 : "" })));
  const groups = (y, less) => Array.from({ length: 21 }, (_, g) => Math.max(0, Math.round((700 + (y - 1955) * 6) * Math.exp(-(((g - (y - 1955) / 9) / 7) ** 2)) * (1 - g / 24) - less)));
  const all = places();
  return {
    facts: { scenario: run.scenario, seed: "1", scale: run.scale, persons_per_life: 1000, from: 1955, to: 2025, digest: run.digest, lives: 40000, founders: 9000, living: 25600, events: 900000, version: "0.0.0", replicates: 1, seeds: "1", luck: "The verdicts are by this run alone, seed 1.", parameters: [{ kind: "assumption", count: 3 }] },
    lines, pyramid: { first: 1955, male: years.map((y) => groups(y, 8)), female: years.map((y) => groups(y, 0)) }, reference,
    points: [{ year: 1993, series: "province_share", scope: "North Hamgyong", value: 0.29 }, { year: 1993, series: "province_share", scope: "Chagang", value: 0.22 }, { year: 1993, series: "urban_share", scope: "nation", value: 0.59 }, { year: 2008, series: "persons_per_household", scope: "nation", value: 3.9 }].map((one) => ({ ...one, published: one.year === 1993 ? 1995 : 2009, kind: "count" })),
    others: [{ year_from: 2010, year_to: 2019, series: "tfr", sex: "female", value: 1.4, source: "Bank of Korea, made up", published: "2023-12-28", kind: "estimate" }, { year_from: 2023, year_to: 2023, series: "tfr", sex: "female", value: 1.6, source: "Statistics Korea, made up", published: "2024-12-20", kind: "projection" }],
    fit: [1993, 2008].flatMap((year, i) => [{ id: "C01", measure: "population", scope: "nation", year: String(year), target: 21 + 3 * i, simulated: 21.3 + 2 * i, low: 20 + 3 * i, high: 22 + 3 * i, verdict: i ? "outside" : "inside", kind: i ? "projection" : "count", published: i ? "unknown" : "1995", source: "made up", corrected: "" }, { id: "C10", measure: "party_members", scope: "nation", year: String(year), target: 2 + i, simulated: null, low: 1, high: 4, verdict: "open", kind: "estimate", published: "2016", source: "made up", corrected: "" }]),
    verdicts: { all: "1 of 2 within tolerance", notes: [], groups: [{ title: "C01 Population", tally: "1 of 2", farthest: false, lines: [["nation", "1993", "21.0", "21.3", "–", "±1", "count", "within tolerance"], ["nation", "2008", "24.0", "23.3", "–", "±1", "projection", "outside tolerance"]] }] },
    map: { places: all.map(({ people, ...place }) => place), measures: [
      { measure: "population", status: null, unit: "persons", first: 1955, values: Object.fromEntries(all.map((p) => [p.name, years.map((y) => Math.round((p.people * wave(y, 0.4, 1.2)) / 1000))])) },
      { measure: "hunger", status: "", unit: "hundredths", first: 1955, values: Object.fromEntries(all.map((p, i) => [p.name, years.map((y) => Math.round(12 * famine(y) * (1 + (i % 5))))])) }] },
  };
}

const words = { "army.enlistment": ["enlisted"], "party.admission": ["member"], "labour.reception": ["sent", "mine"], "border.crossing": ["crossed"] };

function rules() {
  return {
    rules: [["army.enlistment", "At seventeen the army calls up.", ["ARMY-01"]], ["party.admission", "A candidate becomes a member and is handed a certificate.", ["PARTY-04", "PARTY-08"]], ["labour.reception", "Who was sent to a mine is received there.", ["LABOUR-05"]], ["border.crossing", "The river is crossed by night.", ["BORDER-02"]], ["person.death", "Everybody dies.", []], ["person.bereavement", "Word of a death reaches the family.", ["FAMILY-03"]], ["marriage.wedding", "Two marry.", []], ["person.birth", "A child is born.", []], ["food.starvation", "Hunger kills.", ["FOOD-01"]], ["south.arrival", "The South takes in who arrives.", []], ["labour.posting", "An order sends soldiers to the mines.", ["LABOUR-05"]]].map(([name, says, claims]) => ({ name, says, institution: name.split(".")[0], claims, switch: "on", words: words[name] ?? [] })),
    claims: [["ARMY-01", "Ten years in the army"], ["PARTY-04", "Most are admitted as their service ends"], ["PARTY-08", "A certificate is handed over"], ["LABOUR-05", "Ten thousand are sent to the pits"], ["BORDER-02", "By night, over the ice"], ["FAMILY-03", "Word comes late"], ["FOOD-01", "Rations fail"]].map(([id, title]) => ({ id, title, says: `${title}, in our words.`, kind: "rate", section: id.split("-")[0], built: "here" })),
    parameters: [{ name: "party.admission_rate", key: "year/10", value: 0.31, unit: "per_year", kind: "calibrated", source: "Fitted to C10; PARTY-04", low: 0.2, high: 0.5, from: null, to: null, claims: ["PARTY-04"] }, { name: "food.severity", key: "", value: 0.7, unit: "share", kind: "assumption", source: "Assumed: made up for a test", low: 0.4, high: 1, from: "1994-01-01", to: "2000-01-01", claims: ["FOOD-01"] }],
    states };
}

const id = (number) => `9000000000000000${String(number).padStart(3, "0")}`;

function life(number) {
  const born = 1958 + number, day = (year, rest) => `${born + year}-${rest}`, self = id(number);
  const people = [[number, "he himself", "self", "male", born, null], [number + 100, "his mother", "mother", "female", born - 24, day(38, "02-11")], [number + 101, "his father", "father", "male", born - 27, day(30, "06-01")], [number + 102, "his wife", "spouse", "female", born + 3, null], [number + 103, "his first son", "child", "male", born + 30, day(39, "01-20")], [number + 104, "his daughter", "child", "female", born + 33, null], [number + 105, "his elder sister", "sibling", "female", born - 4, null]]
    .map(([of, who, relation, sex, year, died]) => ({ person: id(of), number: of, who, relation, sex, born: `${year}-03-0${1 + (of % 8)}`, died }));
  const told = [
    [0, "03-05", "person.birth", "He is born.", null, null], [7, "04-01", "school.enrolment", "He goes to school.", null, null], [17, "08-20", "army.enlistment", "He is called up and goes to the front.", "From the mobilisation office, {day}.", null],
    [25, "10-10", "party.admission", "He is admitted to the party, in his eighth year of service.", "From the army staff of the Kumhwa front, {day}. The party committees of the units send their lists.", null],
    [28, "05-14", "labour.reception", "By an order from above he is sent to the mine of Musan, with 500 others.", "From the labour office, {day}.", null], [29, "09-12", "marriage.wedding", "He marries.", null, null],
    [30, "06-09", "person.bereavement", "Word comes that his father has died.", "From his mother, {day}.", ["death_heard_late", "His father had been dead for a week.", day(30, "06-01"), day(30, "06-09"), number + 101]],
    [30, "11-02", "person.birth", "His first son is born.", null, null], [33, "02-02", "person.birth", "His daughter is born.", null, null], [36, "04-01", "food.rations", "Rations stop for 14 months.", null, null],
    [38, "12-20", "border.crossing", "He crosses the river over the ice, by night, in hunger.", null, null], [39, "03-01", "china.farm", "He works on a farm near Longjing, for food and a place to sleep.", null, null],
    [40, "08-15", "person.bereavement", "He learns that his mother died while he was away.", "From his sister, {day}.", ["death_while_away", "His mother had been dead for two and a half years.", day(38, "02-11"), day(40, "08-15"), number + 100]],
    [44, "05-05", "south.arrival", "He arrives in South Korea.", null, null], [45, "01-09", "south.hire", "He is hired by a factory.", null, null]];
  const lines = told.map(([year, rest, rule, text, letter, differs], i) => ({
    number: i + 1, last: i + 1, date: day(year, rest), until: null, age: year, age_until: year, place: year < 17 ? "Musan" : year < 28 ? "Kumhwa front" : year < 38 ? "Musan" : year < 44 ? "Longjing" : "Seoul area", text, rule, says: rules().rules.find((one) => one.name === rule)?.says ?? "A rule in its own words.",
    claims: rules().rules.find((one) => one.name === rule)?.claims ?? [], letter: letter?.replace("{day}", "a month before") ?? null,
    events: [{ person: self, date: day(year, rest), event: rule, place: "Musan", other: null, detail: 0, cause_person: letter ? id(number + 105) : null, cause_date: letter ? day(year, rest) : null, cause_event: letter ? "person.death" : null }],
    differs: differs ? [{ kind: differs[0], text: differs[1], true_since: differs[2], known_since: differs[3], about: id(differs[4]) }] : [] }));
  const spells = (band, list) => ({ band, spells: list.map(([from, code, label, line], i) => ({ from, to: list[i + 1]?.[0] ?? null, code, label, place: null, line })) });
  const bands = [
    spells("stage", [[day(0, "03-05"), "child", "not yet at school", 1], [day(7, "04-01"), "pupil", "at school", 2], [day(17, "08-20"), "soldier", "in the army", 3], [day(28, "05-14"), "mine", "in a mine", 5], [day(37, "01-01"), "idle", "does not go to work", 10], [day(38, "12-20"), "abroad", "in China, without status", 11], [day(44, "05-05"), "south", "in the South", 14]]),
    spells("place", [[day(0, "03-05"), "musan", "Musan", 1], [day(17, "08-20"), "front", "Kumhwa front", 3], [day(28, "05-14"), "musan", "Musan", 5], [day(38, "12-20"), "longjing", "Longjing", 11], [day(44, "05-05"), "seoul-area", "Seoul area", 14]]),
    spells("marriage", [[day(0, "03-05"), "never_married", "never married", 1], [day(29, "09-12"), "married", "married", 6]]), spells("household", [[day(0, "03-05"), "parents", "with his parents", 1], [day(29, "09-12"), "own", "own household", 6], [day(38, "12-20"), "none", "none", 11]]),
    spells("party", [[day(0, "03-05"), "outside", "outside", 1], [day(25, "10-10"), "member", "member", 4], [day(40, "01-01"), "lapsed", "a member no longer, which nobody has recorded", 11]]),
    spells("health", [[day(0, "03-05"), "well", "well", 1]]), spells("food", [[day(0, "03-05"), "supplied", "rations as needed", 1], [day(34, "01-01"), "short", "rations 20 per cent short", 10], [day(36, "04-01"), "famine", "rations 60 per cent short", 10], [day(38, "12-20"), "away", "out of the reach of rations", 11]]),
    spells("known", [[day(0, "03-05"), "as_it_was", "nothing told", 1], [day(38, "12-20"), "given_up", "given up for dead at home", 11]])];
  const kin = people.slice(1).map((one) => ({ number: one.number, identity: one.person, relation: one.relation, who: one.who, sex: one.sex, born: one.born, died: one.died,
    bands: [spells("stage", [[one.born, "child", "not yet at school", null], [`${Number(one.born.slice(0, 4)) + 7}-04-01`, "pupil", "at school", null], [`${Number(one.born.slice(0, 4)) + 17}-04-01`, one.sex === "male" ? "farm" : "at_home", "then", null]].filter(([from]) => from < (one.died ?? "2025"))), spells("marriage", [])] }));
  const touch = (date, line, of, kind, sent = null) => ({ date, line, other: number + of, kind, sent });
  return {
    format: 1, number, run, relived: false, sentence: `A man born in Musan on 5 March ${born}`, facts: [["birth", `5 March ${born}, Musan`], ["at the end", "alive, Seoul area"]],
    life: { person: self, sex: "male", born: `${born}-03-05`, birth_place: "Musan", died: null, place: "Seoul area", mother: id(number + 100), father: id(number + 101), spouse: id(number + 102), marital: "married", school: "left_school", school_years: 10, founder: false, children: [id(number + 103), id(number + 104)] },
    lines, people, claims: rules().claims.map(({ id: of, title, says }) => ({ id: of, title, says })), bands, kin, why: null, twin: null,
    touches: [touch(day(0, "03-05"), 1, 100, "birth"), touch(day(29, "09-12"), 6, 102, "wedding"), touch(day(30, "06-09"), 7, 101, "word_of_death", day(30, "06-01")), touch(day(30, "11-02"), 8, 103, "birth"), touch(day(33, "02-02"), 9, 104, "birth"), touch(day(40, "08-15"), 13, 100, "word_of_death", day(38, "02-11")), touch(day(46, "08-15"), null, 105, "letter", day(46, "06-15"))] };
}

function why(number, event, of) {
  const { lines } = of, at = lines[event - 1], first = lines[2];
  const step = (tie, line, person, who, n) => ({ tie, who, text: line.text, says: line.says, claims: line.claims, number: n, event: { ...line.events[0], person } });
  const steps = [step("asked", at, id(number), "he himself", number)];
  if (event > 3) steps.push(step("letter", { ...first, text: "The office makes a list.", rule: "labour.posting", events: [{ ...first.events[0], event: "labour.posting", place: "Musan" }] }, "1", "the labour office of Musan", 0), step("state", first, id(number), "he himself", number));
  return { steps, root: "birth", root_says: "It goes back to his birth." };
}

function twins(number, of) {
  const parts = of.lines[4].date, later = of.lines.slice(0, 4).concat([{ ...of.lines[4], rule: "labour.placement", text: "He is placed in a factory of his own town." }, { ...of.lines[5] }]);
  const bands = of.bands.map((band) => ({ band: band.band, spells: band.spells.filter((one) => one.from < parts).map((one, i, all) => (i === all.length - 1 ? { ...one, to: band.band === "stage" ? parts : null } : one)) }));
  bands[0].spells.push({ from: parts, to: null, code: "farm", label: "on a farm", place: null, line: 5 });
  return { ...of, outcomes: [{ outcome: "school_years", label: "years at school", here: 10, there: 10 }, { outcome: "mine_years", label: "years in the mine", here: 9.1, there: 0 }, { outcome: "alive", label: "alive at the end", here: true, there: true }, { outcome: "arrived", label: "reached the South", here: true, there: false }],
    twin: { run: other, shared_events: 4, slight_differences: 1, parts_on: parts, life: { ...of.life, place: "Musan" }, lines: later, bands,
      parted_by: { rules: ["labour.posting"], claims: ["LABOUR-05"], differ: "The order is given in one of the two only.", sides: [{ run: run.directory, says: of.lines[4].text, why: "An order sends soldiers to the mines.", steps: ["The army staff draws a list."] }, { run: other.directory, says: "nothing of the kind happens.", why: null, steps: [] }] } } };
}

function questions() {
  const measured = [{ outcome: "college", unit: "share", says: "Graduated from a college" }, { outcome: "party_member", unit: "share", says: "Ever admitted to the party" }];
  const effect = (at, difference, low, high) => ({ ...measured[at], by: "all", is: "all", persons: 900, untouched: null, base: 0.1, other: 0.1 + difference, difference, low, high, over: null, narrower: 3 });
  return { format: 1,
    questions: [
      { id: "Q-01", title: "Had the effort for membership gone into learning", reading: "Nine tenths of the effort goes into learning.", people: "men born 1959 to 1961", more: "More of them go to college.", less: "Fewer of them go to college.", main: measured[0], outcomes: measured,
        versions: [{ name: "a", says: "only their effort changes" }, { name: "b", says: "and college is open" }], claims: ["PARTY-04", "party.admission"], hangs_on: [{ name: "food.severity", key: null, value: 0.7, unit: "share", low: 0.4, high: 1, kind: "assumption" }],
        answers: [{ version: "a", verdict: "more", sentence: "only their effort changes: More of them go to college, by 4.2 percentage points (95 % confidence interval: 3.1 to 5.3).", effects: [effect(0, 0.042, 0.031, 0.053), effect(1, -0.02, -0.05, 0.01)] }, { version: "b", verdict: "open", sentence: "and college is open: The answer is open.", effects: [effect(0, -0.01, -0.03, 0.01)] }] },
      { id: "Q-02", title: "Without the order", reading: "Nobody is sent.", people: "everyone", more: "", less: "", main: measured[1], outcomes: measured.slice(1), versions: [], claims: ["LABOUR-05"], hangs_on: [], answers: [] }],
    design: [["0.4", 0.03], ["1", 0.06]].map(([level, difference]) => ({ question: "Q-01", version: "a", parameter: "food.severity", level, outcome: "college", base: 0.1, difference, low: 0, high: 0.1, verdict: "more" })) };
}

/** What the program answers to a pattern. */
export function found(pattern) {
  if (/wihtin/.test(pattern)) return { complaints: [{ where: "pattern:1:1", what: "found 'wihtin'; allowed a condition, or ; or then before the next step; did you mean 'within'?", column: pattern.indexOf("wihtin") }] };
  const rows = Array.from({ length: 300 }, (_, i) => ({ number: i + 1, states: Array.from({ length: 70 }, (_, age) => (age > 40 + (i % 31) ? null : age < 7 ? 0 : age < 17 ? 1 : age < 27 ? (i % 3 ? 2 : 4) : age < 37 ? 3 + (i % 2) : age < 40 + (i % 9) ? 6 : 7)) }));
  return { complaints: [], funnel: [{ says: "men", lives: 20000 }, { says: "enlisted", lives: 9000 }, { says: "then mine", lives: 300 }], lives: 300, stands_for: 300000,
    shown: rows.slice(0, 50).map((row) => ({ number: row.number, born: `${1950 + (row.number % 20)}-02-03`, sex: "male", days: ["1976-08-20", `${1985 + (row.number % 7)}-05-14`] })),
    sequences: { first_age: 0, step: "year", states: states.map((one) => one.code), rows } };
}

/** Documents by path. `answers`: whether a program stands behind them. */
export function documents({ answers = false } = {}) {
  const lives = [1, 2, 3].map(life), all = {
    "run.json": { format: 1, about, run, other, counts: { lives: 40000, founders: 9000, living: 25600, events: 900000, kept: "all" }, answers, relives: answers, lives: lives.map((one) => ({ number: one.number, sentence: `A man born in 19${58 + one.number} in Musan, sent to a mine, who crossed the river.` })) },
    "nation.json": nation(), "rules.json": rules(), "questions.json": questions(), "sure.json": sure(),
    "worlds.json": { effects: [{ outcome: "mine_years", unit: "years", says: "years at work in a mine", by: "all", is: "all", persons: 30000, base: 0.5, other: 0.4, difference: -0.1, low: -0.14, high: -0.06 }, { outcome: "children", unit: "children", by: "all", is: "all", persons: 30000, base: 2, other: 2.01, difference: 0.01, low: -0.02, high: 0.04 }], changed: [{ number: 1, outcome: "mine_years", here: 9.1, there: 0 }, { number: 2, outcome: "mine_years", here: 8, there: 1 }, { number: 77, outcome: "mine_years", here: 7, there: 0 }], wave: { same: 20000, years: years.slice(30).map((year) => ({ year, lives: Math.round(900 * famine(year) + 40) })) } },
    "begin.json": { format: 1, steps: 3, of: 23, lives: [{ number: 2, sentence: "A man born in 1960 in Musan." }] } };
  for (const one of lives) {
    all[`lives/${one.number}.json`] = one;
    all[`twins/${one.number}.json`] = twins(one.number, one);
    one.lines.forEach((line) => { all[`why/${one.number}/${line.number}.json`] = why(one.number, line.number, one); });
  }
  return all;
}

/** The same with a text in place of every text that people read. */
export function hostile(text) {
  const spoil = (value, key) => {
    if (Array.isArray(value)) return value.map((one) => spoil(one, key));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one, name)]));
    return typeof value === "string" && ["text", "says", "label", "who", "title", "sentence", "birth_place", "place", "letter", "root_says", "name", "korean", "source", "scenario", "directory", "reading", "differ", "province", "id"].includes(key) ? value + text : value;
  };
  const all = documents();
  return Object.fromEntries(Object.entries(all).map(([path, one]) => [path, path === "nation.json" ? { ...spoil(one, ""), lines: one.lines } : spoil(one, "")]));
}
