// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which charts there are of a nation, in their order.

import { Charts, SIM, SIM2, type Drawing, type NamedLine } from "./charts";
import { times, type Nation } from "./data";

export interface Section { name: string; drawings: Drawing[] }

/** The people of one stage of life on 1 January, in thousands of real persons. */
function staged(c: Charts, status: string, name: string, colour = SIM): NamedLine {
  const thousand = c.nation.facts.persons_per_life / 1000;
  return { name, colour, points: c.nation.series("stage", "all", "nation", status).map((p) => times(p, thousand)) };
}

/** Those of one sex in China, however they live, in thousands of real persons. */
function inChina(c: Charts, sex: string, name: string, colour = SIM): NamedLine {
  const sums = new Map<number, number>(), thousand = c.nation.facts.persons_per_life / 1000;
  for (const stay of ["hiding", "farm", "city", "partner"])
    for (const p of c.nation.series("in_china", sex, "nation", stay)) sums.set(p.year, (sums.get(p.year) ?? 0) + p.value * thousand);
  return { name, colour, points: [...sums].map(([year, value]) => ({ year, value })) };
}

function people(c: Charts): Drawing[] {
  const life = c.nation.facts.persons_per_life;
  return [
    c.overTime("Population", "Millions, at mid-year. The United Nations' two latest revisions differ by the width of the band; after 2014 they project.", "million",
      [c.line("population_scaled", "all", 1e-6)], [{ series: "population", sex: "all", factor: 1e-6 }]),
    c.overTime("Births and deaths", "Thousands per year. The United Nations spread the famine evenly over 1995 to 2002; here its course follows from rations.", "thousand",
      [c.line("births", "all", life / 1000, "births"), c.line("deaths", "all", life / 1000, "deaths", SIM2)],
      [{ series: "births", sex: "all", factor: 1e-3 }, { series: "deaths", sex: "all", factor: 1e-3 }]),
    c.overTime("Total fertility rate", "Children per woman at the birth rates of each year, from births and women counted in the run. The Bank of Korea and Statistics Korea see fewer children than the United Nations.", "children per woman",
      [c.nation.series("tfr", "female").length ? c.line("tfr", "female") : c.line("tfr")], [{ series: "tfr", sex: "female" }]),
    c.overTime("Life expectancy at birth", "Period life tables of each year. The United Nations spread the famine over 1995 to 2002 and project after 2014; Statistics Korea sees longer lives.", "years",
      [c.line("life_expectancy", "female", 1, "women", SIM2), c.line("life_expectancy", "male", 1, "men")],
      [{ series: "life_expectancy", sex: "female" }, { series: "life_expectancy", sex: "male" }], [], false),
    c.overTime("Age at first marriage", "Mean age of those who married for the first time in the year.", "years",
      [c.line("mean_age_first_marriage", "male", 1, "men"), c.line("mean_age_first_marriage", "female", 1, "women", SIM2)], [],
      [...c.census("mean_age_first_marriage", "male", ""), ...c.census("mean_age_first_marriage", "female", "")], false),
    c.overTime("Marriages", "Thousands per year.", "thousand", [c.line("marriages", "all", life / 1000)]),
    c.overTime("Average household size", "Mean number of members of all households.", "persons", [c.line("persons_per_household")], [], c.census("persons_per_household", "nation", "")),
    c.householdSizes(),
    c.provinces(),
    c.overTime("Urban population", "Share of the population that lives in towns.", "share", [c.line("urban_share")], [], c.census("urban_share", "nation", "")),
  ];
}

function theSystem(c: Charts): Drawing[] {
  const life = c.nation.facts.persons_per_life, thousand = life / 1000;
  return [
    ...c.system("Members of the party", "Millions. Most men are admitted in the army; the circles are estimates from party congresses.", "million",
      [c.line("party_members", "male", 1e-6, "men"), c.line("party_members", "female", 1e-6, "women", SIM2), c.line("party_members", "all", 1e-6, "all", "var(--ink)")],
      c.target("C10")),
    ...c.system("The army", "Thousands in service. The army is empty when the run begins and fills up over ten years.", "thousand",
      [c.line("army_personnel", "all", 1e-3)], c.target("C09", 1000)),
    ...c.stacked("At work", "Millions by sector, as the labour offices place them.", "workers",
      [["farm", "farms"], ["mine", "mines"], ["factory", "factories"], ["building", "building"], ["services", "services"], ["office", "offices"]]),
    ...c.system("Deaths in the mines", "Deaths per year. Equipment ages from about 1990; there is one explosion at the end of 1995.", "people",
      [c.line("mine_deaths", "all", life)]),
    ...c.system("Assigned to work by order", "People bound to a mine or farm by an order from above, on 1 January.", "people",
      [c.line("bound_workers", "all", life, "bound"), c.line("derelicts", "all", life, "labelled derelict", SIM2)]),
    ...c.system("Ways out of an assignment", "People per year: petitions, all refused; leaving without permission; release through powerful parents.", "people",
      [c.line("petitions", "all", life, "petitions"), c.line("absconded", "all", life, "left without permission", SIM2),
        c.line("left_by_privilege", "all", life, "released", "var(--ink)")]),
    ...c.system("Out of work, absent without permission, under watch", "Thousands on 1 January.", "thousand",
      [staged(c, "idle", "idle"), staged(c, "absent", "absent", SIM2), c.line("watched", "all", thousand, "watched", "var(--ink)")]),
    ...c.system("Deaths from hunger", "Thousands per year. Their total for 1994 to 2005 is fitted; years and ages are results.", "thousand",
      [c.line("hunger_deaths", "all", thousand)]),
    ...c.system("Women traders", "Thousands of women who live by the market, on 1 January.", "thousand", [staged(c, "trader", "traders")]),
    ...c.system("Children on the streets", "Thousands on 1 January: on the streets and at stations, and in camps.", "thousand",
      [staged(c, "adrift", "on the streets"), staged(c, "camp", "in camps", SIM2)]),
  ];
}

/** The river, China, the way and the South. */
function exile(c: Charts): Drawing[] {
  const { facts } = c.nation, life = facts.persons_per_life;
  if (!c.nation.series("crossings").some((p) => p.value > 0)) return [];
  c.span = [Math.min(Math.max(facts.from, 1990), facts.to - 1), facts.to];
  const drawings = [
    ...c.crossingsByMonth(),
    ...c.system("In China", "Thousands without legal status on 1 January; the circles are survey estimates for north-east China, which differ by a factor of three to ten.",
      "thousand", [inChina(c, "all", "all", "var(--ink)"), inChina(c, "male", "men"), inChina(c, "female", "women", SIM2)], c.target("C12", 1e-3)),
    ...c.stacked("How they live in China", "Thousands on 1 January.", "in_china",
      [["hiding", "in hiding"], ["farm", "on farms"], ["city", "in a city"], ["partner", "with a Chinese man"]], "thousand"),
    ...c.system("Returns from China", "People per year who are returned by force or go back of their own accord; the dots are counts of forced returns.", "people",
      [c.line("forced_returns", "all", life, "by force"), c.line("own_returns", "all", life, "own accord", SIM2)],
      c.target("C13")),
    ...c.system("Arrivals in South Korea", "People per year; the dots are the counts of the Ministry of Unification, which corrects each year weeks later: its table of September 2020.", "people",
      [c.line("arrivals", "all", life, "all", "var(--ink)"), c.line("arrivals", "male", life, "men"),
        c.line("arrivals", "female", life, "women", SIM2)],
      c.target("C14", 1, "arrivals_scaled")),
    ...c.stacked("Routes to South Korea", "People who arrived in a year, by the countries through which they came.", "arrivals_by_way",
      [["mission", "missions in China"], ["mongolia", "Mongolia"], ["vietnam", "Vietnam"], ["thailand", "Thailand"]], "people"),
    ...c.system("Years on the way", "Mean time from the last crossing to arrival, of those who arrived in the year; the dot is what the Ministry of Unification said in June 2009.", "years",
      [c.line("mean_years_since_leaving")], c.target("C26")),
    ...c.stacked("Activity in South Korea", "People on 1 January; children at school count as students.", "in_the_south",
      [["centre", "in the resettlement centre"], ["student", "students"], ["menial", "menial work"], ["factory", "factories"], ["service", "services"],
        ["office", "offices"], ["none", "without work"]], "people"),
    ...c.system("Employment and remittances in South Korea", "Share of those aged 15 and over, out of the centre, who work and who have ever sent money home; the circles are surveys.", "share",
      [c.line("employment_rate_in_the_south", "all", 1, "employed"), c.line("ever_sent_money_home", "all", 1, "sent money", SIM2)],
      c.target("C18", 1, "employment_rate_in_the_south")),
    ...c.system("Wages in South Korea", "Mean monthly wage of the employed in thousand won; the circles are surveys.", "thousand won",
      [c.line("mean_monthly_wage_in_the_south", "all", 1e-3)], c.target("C18", 1, "mean_monthly_wage_in_the_south")),
    ...c.system("Searches for family members", "People per year: searches begun and ended; relatives sent for from South Korea.", "people",
      [c.line("searches", "all", life, "begun"), c.line("searches_ended", "all", life, "ended", SIM2),
        c.line("sent_for_kin", "all", life, "relatives sent for", "var(--ink)")]),
  ];
  c.span = c.years;
  return drawings;
}

/** All charts of a nation but the pyramid, whose year one chooses. */
export function sectionsOf(nation: Nation): Section[] {
  const charts = new Charts(nation);
  return [
    { name: "people", drawings: people(charts) },
    { name: "system", drawings: theSystem(charts) },
    { name: "exile", drawings: exile(charts) },
  ].filter((section) => section.drawings.length > 0);
}
