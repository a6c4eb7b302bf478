// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The time line of the nation: a year that is dragged, typed with arrow keys, or played.

import { h, onWidth, replace, s } from "./dom";
import { t } from "./words";

export interface Course { name: string; className: string; points: { year: number; value: number }[] }
export interface Player { element: HTMLElement; set: (year: number) => void; stop: () => void }

const years_a_second = 3;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** `show` draws a year, whole or between two, and must be quick: it is called for every frame. `chosen` hears of years at rest. */
export function player(first: number, last: number, courses: Course[], show: (year: number) => void, chosen: (year: number) => void): Player {
  const input = h("input", { type: "range", min: first, max: last, step: 1, "aria-label": t("Year") });
  const output = h("output", { class: "the-year" });
  const play = h("button", { type: "button", class: "play" }, t("Play"));
  const backdrop = s("svg", { class: "backdrop", "aria-hidden": "true", preserveAspectRatio: "none" });
  let frame = 0, at = first;
  const set = (year: number) => {
    at = Math.min(Math.max(year, first), last);
    const whole = String(Math.floor(at));
    if (output.textContent !== whole) output.textContent = whole;
    if (input.value !== whole) input.value = whole;
    input.setAttribute("aria-valuetext", whole);
    show(at);
  };
  const stop = () => {
    if (!frame) return;
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = t("Play");
    set(Math.floor(at));
    chosen(at);
  };
  const run = () => {
    if (at >= last) set(first);
    let before = performance.now(), from = at;
    play.textContent = t("Stop");
    const step = (now: number) => {
      from += ((now - before) / 1000) * years_a_second;
      before = now;
      set(calm() ? Math.floor(from) : from);
      if (from >= last) stop();
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };
  play.addEventListener("click", () => (frame ? stop() : run()));
  input.addEventListener("input", () => { if (frame) stop(); set(Number(input.value)); });
  input.addEventListener("change", () => chosen(Number(input.value)));
  const track = h("div", { class: "track" }, backdrop, input);
  onWidth(track, (width) => drawBackdrop(backdrop, width, first, last, courses));
  return {
    element: h("div", { class: "player", role: "group", "aria-label": t("Time line") }, play, output, track,
      h("p", { class: "keys" }, courses.map((course) => h("span", { class: course.className }, course.name)))),
    set, stop };
}

/** Thin lines behind the handle, so that one sees where to stop. */
function drawBackdrop(svg: SVGSVGElement, width: number, first: number, last: number, courses: Course[]) {
  const height = 56, inset = 8; // Half the width of the handle of a range input.
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const most = Math.max(1e-9, ...courses.flatMap((course) => course.points.map((point) => point.value)));
  const x = (year: number) => inset + ((width - 2 * inset) * (year - first)) / Math.max(1, last - first), y = (value: number) => 44 - (value / most) * 40;
  const step = width < 500 ? 20 : 10, ticks: SVGElement[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step)
    ticks.push(s("line", { x1: x(year), x2: x(year), y1: 4, y2: 46, class: "tick" }), s("text", { x: x(year), y: 56, class: "year", "text-anchor": "middle" }, year));
  replace(svg, ticks, courses.map((course) =>
    s("path", { class: course.className, d: course.points.filter((p) => p.year >= first && p.year <= last).map((p, i) => `${i ? "L" : "M"}${x(p.year).toFixed(1)} ${y(p.value).toFixed(1)}`).join("") })));
}
