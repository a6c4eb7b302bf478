// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The population by age and sex in one year: 42 bars whose widths alone change.

import type { Page } from "../../report/src/data";
import { foldedTable, h, onWidth, replace, s, table } from "./dom";
import { figure, legend } from "./picture";
import { number, t } from "./words";

export interface Moving { element: HTMLElement; show: (year: number) => void }

const groupName = (group: number) => (group === 20 ? "100+" : `${group * 5}–${group * 5 + 4}`);

/** A value between two years, for pictures that move. */
export function between(values: (number | null | undefined)[] | undefined, at: number): number {
  const low = Math.floor(at), here = values?.[low] ?? 0, next = values?.[low + 1] ?? here;
  return here + (next - here) * (at - low);
}

export function pyramid(data: Page["pyramid"], personsPerLife: number): Moving {
  const scale = personsPerLife / 1000, sides = ["male", "female"] as const;
  const most = Math.max(1e-9, ...data.male.flat(), ...data.female.flat()) * scale;
  const svg = s("svg", { class: "pyramid", "aria-hidden": "true" });
  const bars = sides.map((side) => Array.from({ length: 21 }, () => s("rect", { class: side })));
  let half = 0, middle = 0, at = 0;
  // Columns by group, so that a frame only reads numbers.
  const columns = sides.map((side) => Array.from({ length: 21 }, (_, group) => data[side].map((year) => year[group] ?? 0)));
  const show = (year: number) => {
    at = Math.min(Math.max(year - data.first, 0), data.male.length - 1);
    for (let group = 0; group < 21; ++group)
      for (const side of [0, 1]) {
        const width = (between(columns[side]![group], at) * scale * half) / most, bar = bars[side]![group]!;
        bar.setAttribute("width", width.toFixed(1));
        if (side === 0) bar.setAttribute("x", (middle - 1 - width).toFixed(1));
      }
  };
  const layOut = (width: number) => {
    const row = width < 460 ? 16 : 23, height = 21 * row + 22, gutter = 34;
    middle = gutter + (width - gutter) / 2;
    half = (width - gutter) / 2 - 4;
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) svg.setAttribute(name, String(value));
    const marks: SVGElement[] = [];
    for (let group = 0; group < 21; ++group) {
      const y = (20 - group) * row;
      if (group % 2 === 0) marks.push(s("text", { x: gutter - 6, y: y + row, "text-anchor": "end", class: "year" }, group * 5));
      for (const side of [0, 1]) {
        const bar = bars[side]![group]!;
        bar.setAttribute("y", String(y + 0.5));
        bar.setAttribute("height", String(row - 1));
        if (side === 1) bar.setAttribute("x", String(middle + 1));
      }
    }
    const tick = 10 ** Math.floor(Math.log10(most)), step = most / tick > 4 ? 2 * tick : most / tick > 2 ? tick : tick / 2;
    for (let value = 0; value <= most; value += step)
      for (const sign of value ? [-1, 1] : [1]) {
        const x = middle + (sign * value * half) / most;
        marks.push(s("line", { x1: x, x2: x, y1: 0, y2: 21 * row, class: "tick" }), s("text", { x, y: 21 * row + 14, "text-anchor": "middle", class: "year" }, number(value)));
      }
    replace(svg, marks, bars);
    show(data.first + at);
  };
  const holder = h("div", { class: "chart", role: "img", "aria-label": t("Population by age and sex on 1 January of the year chosen on the time line.") }, svg);
  onWidth(holder, layOut);
  return {
    element: figure(t("Population by age and sex"), t("Thousand people in five-year age groups. The losses of the war and the large birth cohorts of the 1960s move up the pyramid."), holder,
      legend([{ colour: "var(--sim)", text: t("men") }, { colour: "var(--sim2)", text: t("women") }]),
      foldedTable(t("The numbers as a table"), () => {
        const year = Math.round(at);
        return table(t("Thousand people, {year}", { year: data.first + year }), [t("age"), t("men"), t("women")],
          Array.from({ length: 21 }, (_, group) => [groupName(group), number(data.male[year]![group]! * scale), number(data.female[year]![group]! * scale)]), "numeric");
      })),
    show };
}
