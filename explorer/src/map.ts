// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The map: a schematic made of nothing but where the places lie. Land is what is near a place, a border runs halfway
// between places of two provinces, the river between places of two countries.

import { Delaunay } from "d3-delaunay";
import { foldedTable, h, onWidth, replace, s, table } from "./dom";
import { figure } from "./picture";
import { between, type Moving } from "./pyramid";
import type { MapMeasure, MapPlace } from "./types";
import { capital, language, number, plain, t } from "./words";

type Point = [number, number];
interface Site extends MapPlace { at: Point; far: boolean; land: "home" | "china" | "south" | "far" }

const km_a_degree = 111.2, reach = 34;
const isHome = (place: MapPlace) => !place.role || place.role === "none";
const landOf = (place: MapPlace): Site["land"] => (isHome(place) ? "home" : place.province === "china" ? "china" : place.province === "south-korea" ? "south" : "far");

/** The places in kilometres east and south of the corner, those of the picture's frame first. */
function sitesOf(places: MapPlace[]): { sites: Site[]; width: number; height: number } {
  const home = places.filter((place) => isHome(place) && place.kind !== "army_sector");
  const edge = (pick: (...all: number[]) => number, of: "latitude" | "longitude") => pick(...home.map((place) => place[of]));
  const north = edge(Math.max, "latitude") + 0.55, south = edge(Math.min, "latitude") - 0.45, west = edge(Math.min, "longitude") - 0.5, east = edge(Math.max, "longitude") + 0.45;
  const shrink = Math.cos((((north + south) / 2) * Math.PI) / 180) * km_a_degree;
  const sites = places.map((place) => {
    const at: Point = [(place.longitude - west) * shrink, (north - place.latitude) * km_a_degree];
    const far = place.longitude < west || place.longitude > east || place.latitude < south || place.latitude > north;
    return { ...place, at, far, land: landOf(place) };
  });
  return { sites, width: (east - west) * shrink, height: (north - south) * km_a_degree };
}

/** The part of a convex shape that lies on the inner side of each edge of another. */
function clipped(shape: Point[], by: Point[]): Point[] {
  let out = shape;
  by.forEach((a, i) => {
    const b = by[(i + 1) % by.length]!, from = out;
    const side = (p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    out = [];
    from.forEach((p, j) => {
      const q = from[(j + 1) % from.length]!, sp = side(p), sq = side(q);
      if (sp >= 0) out.push(p);
      if (sp >= 0 !== sq >= 0) out.push([p[0] + ((q[0] - p[0]) * sp) / (sp - sq), p[1] + ((q[1] - p[1]) * sp) / (sp - sq)]);
    });
  });
  return out;
}
const disc = ([x, y]: Point): Point[] => Array.from({ length: 28 }, (_, i) => [x + reach * Math.cos((i * Math.PI) / 14), y + reach * Math.sin((i * Math.PI) / 14)]);
const pathOf = (shape: Point[]) => (shape.length ? "M" + shape.map((p) => `${p[0].toFixed(1)} ${p[1].toFixed(1)}`).join("L") + "Z" : "");

/** The part of a line that is near a place. */
function near(a: Point, b: Point, centre: Point): [Point, Point] | null {
  const inside = Array.from({ length: 33 }, (_, i): Point => [a[0] + ((b[0] - a[0]) * i) / 32, a[1] + ((b[1] - a[1]) * i) / 32])
    .filter((p) => Math.hypot(p[0] - centre[0], p[1] - centre[1]) <= reach);
  return inside.length > 1 ? [inside[0]!, inside.at(-1)!] : null;
}

function ground(sites: Site[], width: number, height: number): SVGGElement {
  const shown = sites.filter((one) => !one.far), group = s("g", { class: "ground" });
  if (shown.length < 3) return group;
  const voronoi = Delaunay.from(shown.map((one) => one.at)).voronoi([-60, -60, width + 60, height + 60]);
  const lands: Record<string, string> = {}, borders: Record<string, string> = {};
  shown.forEach((site, i) => {
    const cell = voronoi.cellPolygon(i) as Point[] | null;
    if (!cell) return;
    lands[site.land] = (lands[site.land] ?? "") + pathOf(clipped(disc(site.at), turned(cell.slice(0, -1))));
    for (const j of voronoi.neighbors(i)) {
      const other = shown[j]!;
      if (j < i || (site.land === other.land && (site.province === other.province || site.land !== "home"))) continue;
      const edge = sharedEdge(cell, voronoi.cellPolygon(j) as Point[]), part = edge && near(edge[0], edge[1], site.at);
      if (!part) continue;
      if (site.land !== other.land && site.land !== "south" && other.land !== "south") continue; // The river is drawn by the towns on it.
      const kind = site.land === other.land ? "province" : "line";
      borders[kind] = (borders[kind] ?? "") + `M${part[0].map((v) => v.toFixed(1)).join(" ")}L${part[1].map((v) => v.toFixed(1)).join(" ")}`;
    }
  });
  for (const [land, d] of Object.entries(lands)) group.append(s("path", { d, class: `land ${land}` }));
  for (const [kind, d] of Object.entries(borders)) group.append(s("path", { d, class: `border ${kind}` }));
  group.append(s("path", { d: riverOf(shown), class: "border river" }));
  return group;
}

/** The rivers of the border, by the towns on them from west to east, a little to the far side of each. */
function riverOf(sites: Site[]): string {
  const towns = sites.filter((one) => one.land === "home" && one.river && one.river !== "none");
  const north = towns.reduce((best, one) => (one.at[1] < best.at[1] ? one : best), towns[0]!), east = (one: Site) => Number(one.at[0] > north.at[0]);
  // Eastwards to the northernmost town, and from there down to the sea.
  towns.sort((a, b) => east(a) - east(b) || (east(a) ? a.at[1] - b.at[1] : a.at[0] - b.at[0]));
  const points = towns.map((town, i): Point => {
    const a = towns[Math.max(0, i - 1)]!.at, b = towns[Math.min(towns.length - 1, i + 1)]!.at, long = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [town.at[0] + ((b[1] - a[1]) / long) * 7, town.at[1] - ((b[0] - a[0]) / long) * 7];
  });
  // Through the middles between neighbours, so that the line bends at the towns without corners.
  return points.map((p, i) => {
    const next = points[i + 1];
    if (i === 0) return `M${p[0].toFixed(1)} ${p[1].toFixed(1)}`;
    const to: Point = next ? [(p[0] + next[0]) / 2, (p[1] + next[1]) / 2] : p;
    return `Q${p[0].toFixed(1)} ${p[1].toFixed(1)} ${to[0].toFixed(1)} ${to[1].toFixed(1)}`;
  }).join("");
}

/** A shape whose corners go round as those of a disc do. */
function turned(shape: Point[]): Point[] {
  const area = shape.reduce((sum, p, i) => { const q = shape[(i + 1) % shape.length]!; return sum + p[0] * q[1] - q[0] * p[1]; }, 0);
  return area < 0 ? [...shape].reverse() : shape;
}

function sharedEdge(a: Point[], b: Point[]): [Point, Point] | null {
  const both = a.slice(0, -1).filter((p) => b.some((q) => Math.abs(p[0] - q[0]) < 1e-6 && Math.abs(p[1] - q[1]) < 1e-6));
  return both.length >= 2 ? [both[0]!, both[1]!] : null;
}

const english = (place: MapPlace) => place.label ?? place.name;
const placeName = (place: MapPlace) => (language() === "ko" ? (place.korean ?? english(place)) : english(place));
const bothNames = (place: MapPlace) => (place.korean ? `${english(place)} (${place.korean})` : english(place));
const measureName = (one: MapMeasure) => capital(t(one.measure === "hunger" ? "what rations lacked" : plain(one.measure))) + (one.status ? `: ${t(plain(one.status))}` : "");

/** The places that have room for their names, greatest first. */
function named(sites: Site[], size: (site: Site) => number, scale: number): Site[] {
  const taken: { x: number; y: number; width: number }[] = [];
  const cities = new Set<string>(), weight = (site: Site) => size(site) * (site.kind === "district" ? 20 : 1); // A city comes before the towns around it.
  return [...sites].filter((site) => !site.far && site.land === "home" && site.kind !== "army_sector").sort((a, b) => weight(b) - weight(a)).slice(0, 60).filter((site) => {
    if (site.kind === "district" && cities.has(site.province)) return false; // A city of districts is named once.
    if (site.kind === "district") cities.add(site.province);
    const box = { x: site.at[0] * scale, y: site.at[1] * scale, width: placeName(site).length * 6.4 + 14 };
    if (taken.some((one) => Math.abs(one.y - box.y) < 15 && box.x < one.x + one.width && one.x < box.x + box.width)) return false;
    return taken.push(box) <= 16;
  });
}

/** Measures in hundredths say how much of something, not how many people. */
const isShare = (measure: MapMeasure) => measure.unit === "hundredths";
const toneOf = (value: number, bounds: number[]) => bounds.filter((bound) => value >= bound).length;

class PlaceMap implements Moving {
  readonly element: HTMLElement;
  private readonly svg = s("svg", { class: "map", "aria-hidden": "true" });
  private readonly dots: SVGCircleElement[];
  private readonly sites: Site[];
  private readonly size: { width: number; height: number };
  private readonly sign = h("p", { class: "sign", "aria-live": "polite" });
  private readonly keys = h("ul", { class: "legend" });
  private measure: MapMeasure;
  private readonly population: MapMeasure | undefined;
  private most = 1;
  private mostPeople = 1;
  private year = 0;
  private place: Site | null = null;

  constructor(places: MapPlace[], private readonly measures: MapMeasure[], private readonly persons: number, redraw: (measure: string) => void) {
    const { sites, width, height } = sitesOf(places);
    this.sites = sites;
    this.size = { width, height };
    this.population = measures.find((one) => one.measure === "population");
    this.measure = this.population ?? measures[0]!;
    this.mostPeople = mostOf(this.population);
    this.dots = sites.map((site) => s("circle", { class: "place", onclick: () => this.choose(site) }, s("title", {}, `${bothNames(site)}, ${site.province}`)));
    const which = h("select", { id: "map-measure" }, measures.map((one, i) => h("option", { value: i, selected: one === this.measure }, measureName(one))));
    which.addEventListener("change", () => { this.take(measures[Number(which.value)]!); redraw(this.key()); });
    const where = h("select", { id: "map-place" }, h("option", { value: "" }, t("choose a place")),
      [...sites].sort((a, b) => a.province.localeCompare(b.province) || a.name.localeCompare(b.name)).map((one) => h("option", { value: one.name }, `${bothNames(one)}, ${one.province}`)));
    where.addEventListener("change", () => this.choose(sites.find((one) => one.name === where.value) ?? null));
    const holder = h("div", { class: "chart", role: "img", "aria-label": t("The places as dots where they lie, sized by the measure chosen, in the year of the time line.") }, this.svg);
    onWidth(holder, (now) => this.layOut(now));
    this.element = figure(t("Map"), t("A schematic drawn from where the places lie: land is what is near one. Area of a dot: number of people; darker: more of those who live there."),
      h("p", { class: "controls" }, h("label", { for: "map-measure" }, t("Measure")), which, h("label", { for: "map-place" }, t("Place")), where), holder, this.keys, this.sign,
      foldedTable(t("The numbers as a table"), () => this.table()));
    this.which = which;
  }
  private readonly which: HTMLSelectElement;

  key() { return this.measure.status ? `${this.measure.measure}:${this.measure.status}` : this.measure.measure; }
  chooseMeasure(key: string) {
    const at = this.measures.findIndex((one) => (one.status ? `${one.measure}:${one.status}` : one.measure) === key);
    if (at >= 0) { this.which.value = String(at); this.take(this.measures[at]!); }
  }

  private take(measure: MapMeasure) {
    this.measure = measure;
    this.most = mostOf(measure);
    const shares = isShare(measure), others = this.population && this.population !== measure;
    replace(this.keys, (shares ? ["0", "1–10 %", "10–25 %", "25–50 %", "50 %+"] : others ? ["0", "< 0.3 %", "0.3–2 %", "2–10 %", "10 %+"] : []).map((text, tone) => h("li", {}, h("span", { class: `swatch tone${tone}`, "aria-hidden": "true" }), text)));
    this.show(this.year);
  }

  private value(site: Site, measure = this.measure, year = this.year) {
    return year < measure.first ? 0 : between(measure.values[site.name], year - measure.first);
  }

  /** What a number of the measure is worth in real people. */
  private get factor() { return isShare(this.measure) ? 1 : this.persons; }

  private said(value: number) { return `${number(value * this.factor)}${isShare(this.measure) ? " %" : ""}`; }

  private layOut(width: number) {
    const { width: kmWide, height: kmHigh } = this.size, scale = Math.max(0.01, Math.min(width / kmWide, 560 / kmHigh)), far = this.sites.filter((one) => one.far);
    this.scale = scale;
    const height = kmHigh + (width < 420 ? (19 * far.length) / scale : 0);
    for (const [name, value] of Object.entries({ width: kmWide * scale, height: height * scale, viewBox: `0 0 ${kmWide} ${height}` })) this.svg.setAttribute(name, String(value));
    // Those far away stand in the sea, one below the other; on a narrow screen below the land.
    far.forEach((site, i) => { site.at = [kmWide - 8, height - 24 - (19 / scale) * (far.length - 1 - i)]; });
    this.sites.forEach((site, i) => { this.dots[i]!.setAttribute("cx", site.at[0].toFixed(1)); this.dots[i]!.setAttribute("cy", site.at[1].toFixed(1)); });
    const population = this.population ?? this.measure, size = 11 / scale, left = (site: Site) => site.far || (site.at[0] * scale + 7 + 7 * placeName(site).length > kmWide * scale);
    const label = (site: Site, name = "") => s("text", { x: site.at[0] + (left(site) ? -7 : 7) / scale, y: site.at[1] + 4 / scale, "font-size": size, class: name, "text-anchor": left(site) ? "end" : "start" }, site.kind === "district" ? site.province : placeName(site));
    replace(this.svg, ground(this.sites, kmWide, kmHigh), s("g", { class: "dots" }, this.dots),
      s("g", { class: "names" }, named(this.sites, (site) => between(population.values[site.name], 30), scale).map((site) => label(site)), far.map((site) => label(site, "far"))));
    this.take(this.measure);
  }
  private scale = 1;

  show(year: number) {
    this.year = year;
    const { population } = this, share = isShare(this.measure), largest = 15 / this.scale;
    this.sites.forEach((site, i) => {
      const value = this.value(site), dot = this.dots[i]!, people = population ? this.value(site, population) : 0;
      const size = share ? people / this.mostPeople : value / this.most;
      const radius = (size > 0 ? Math.max(1.2 / this.scale, largest * Math.sqrt(size)) : 0.8 / this.scale).toFixed(1);
      if (dot.getAttribute("r") !== radius) dot.setAttribute("r", radius);
      const tone = share ? toneOf(value, [0.5, 10, 25, 50]) : population && population !== this.measure ? toneOf(people > 0 ? value / people : 0, [1e-9, 0.003, 0.02, 0.1]) : 2;
      const name = `place tone${tone}${site === this.place ? " chosen" : ""}`;
      if (dot.getAttribute("class") !== name) dot.setAttribute("class", name);
    });
    if (this.place && Number.isInteger(year)) this.tell();
  }

  private choose(site: Site | null) {
    this.place = site;
    this.show(this.year);
    this.tell();
  }

  private tell() {
    const site = this.place;
    if (!site) { this.sign.textContent = ""; return; }
    const values = (this.measure.values[site.name] ?? []).map((value) => (value ?? 0) * this.factor), most = Math.max(1e-9, ...values);
    const line = s("svg", { class: "spark", viewBox: "0 0 160 26", "aria-hidden": "true" },
      s("path", { d: values.map((value, i) => `${i ? "L" : "M"}${((i * 160) / Math.max(1, values.length - 1)).toFixed(1)} ${(25 - (value / most) * 23).toFixed(1)}`).join("") }));
    replace(this.sign, h("strong", {}, bothNames(site)), `, ${site.province}: `,
      t("{measure} {value} in {year}; most: {most}", { value: this.said(this.value(site)), year: Math.floor(this.year), measure: measureName(this.measure), most: this.said(most / this.factor) }), line);
  }

  private table() {
    return table(`${measureName(this.measure)}, ${Math.floor(this.year)}`, [t("place"), t("province"), isShare(this.measure) ? "%" : t("value")],
      [...this.sites].sort((a, b) => this.value(b) - this.value(a)).map((site) => [bothNames(site), site.province, number(this.value(site) * this.factor)]), "numeric");
  }
}

function mostOf(measure: MapMeasure | undefined): number {
  let most = 1e-9;
  for (const values of Object.values(measure?.values ?? {})) for (const value of values) most = Math.max(most, value ?? 0);
  return most;
}

export type NationMap = Moving & { chooseMeasure: (key: string) => void };
export function nationMap(places: MapPlace[], measures: MapMeasure[], persons: number, redraw: (measure: string) => void): NationMap {
  return new PlaceMap(places, measures, persons, redraw);
}
