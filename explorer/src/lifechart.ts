// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The picture of one life: marks for events, its bands, the bands of its kin, and thin lines where one life touched another.

import { bandName, bandRow, patterns, type Palette } from "./bands";
import { h, onWidth, replace, s } from "./dom";
import { isHere } from "./reach";
import { address } from "./route";
import { dayOf, firstOf, longDate, scaleOf, yearAt, yearOf, yearTicks, type Scale } from "./time";
import type { Kin, LifeDocument, Line, Touch } from "./types";
import { language, t } from "./words";

export interface LifeChart {
  element: HTMLElement;
  select: (line: number | null, focus?: boolean) => void;
  believe: (on: boolean) => void;
  /** The events of a chain, told so far, as arcs between their days. */
  chain: (events: { day: number; person: string }[]) => void;
}

const touchNames: Record<string, string> = {
  birth: "birth", wedding: "wedding", divorce: "divorce", death: "death", letter: "letter", word_of_birth: "word of a birth",
  word_of_death: "word of a death", other: "other" };
/** Kin by the words of the account; in Korean by what they are to this person. */
const kinName = (one: Kin) => (one.who && language() === "en" ? one.who : t(one.relation));
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The row of marks has so many places above each other. */
const levels = 4, levelHeight = 10, markRow = 46, bandHeight = 20, bandGap = 4, kinHeight = 24;

class Chart implements LifeChart {
  readonly element: HTMLElement;
  private readonly svg = s("svg", { class: "life", role: "group" });
  private readonly from: number;
  private readonly to: number;
  private window: [number, number];
  private width = 0;
  private chosen: number | null = null;
  private believed = false;
  private told: { day: number; person: string }[] = [];
  private readonly kinAt = new Map<string, number>();
  private bandsEnd = 0;
  private readonly lines: (Line & { number: number })[];
  private animation = 0;
  private readonly hover = (() => {
    const line = s("line", { y1: 30 }), text = s("text", { y: 42 });
    return { line, text, group: s("g", { class: "hover", visibility: "hidden", "aria-hidden": "true" }, line, text) };
  })();

  constructor(private readonly life: LifeDocument, private readonly palette: Palette, private readonly pick: (line: number) => void) {
    const end = life.life.died ?? life.run.to;
    this.from = dayOf(life.life.born) - 120;
    this.to = Math.max(dayOf(end), dayOf(life.life.born) + 365) + 200;
    this.window = [this.from, this.to];
    this.lines = life.lines.filter((line): line is Line & { number: number } => line.number !== null);
    this.svg.setAttribute("aria-label", t("Events and bands of this life. Arrow keys go from event to event, Enter opens one."));
    const holder = h("div", { class: "life-chart" }, this.svg);
    this.element = h("div", { class: "life-picture" }, this.buttons(), holder);
    onWidth(holder, (width) => { this.width = width; this.draw(); });
    holder.addEventListener("keydown", (event) => this.key(event));
    holder.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // The page is scrolled otherwise.
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.scale().day(event.offsetX));
    }, { passive: false });
    this.drag(holder);
    holder.addEventListener("pointermove", (event) => this.point(event.clientX - holder.getBoundingClientRect().left));
    holder.addEventListener("pointerleave", () => this.hover.group.setAttribute("visibility", "hidden"));
  }

  /** The day under the pointer, over all bands. */
  private point(x: number) {
    const scale = this.scale(), day = scale.day(x), { group, line, text } = this.hover, inside = x >= scale.left && x <= scale.right;
    group.setAttribute("visibility", inside ? "visible" : "hidden");
    if (!inside) return;
    const born = dayOf(this.life.life.born), age = Math.floor((day - born) / 365.25), left = x > scale.right - 110;
    for (const end of ["x1", "x2"]) line.setAttribute(end, x.toFixed(1));
    text.setAttribute("x", (x + (left ? -5 : 5)).toFixed(1));
    text.setAttribute("text-anchor", left ? "end" : "start");
    text.textContent = `${yearAt(day)}${age >= 0 ? `, ${t("aged {age}", { age })}` : ""}`;
  }

  select(line: number | null, focus = false) {
    this.chosen = line;
    const found = this.lines.find((one) => one.number === line);
    if (found) {
      const day = dayOf(found.date), [from, to] = this.window, wide = to - from;
      if (day < from || day > to) this.window = this.bounded(day - wide / 2, wide);
    }
    this.draw();
    if (focus) this.svg.querySelector<SVGElement>(`[data-line="${line}"]`)?.focus({ preventScroll: true });
  }

  believe(on: boolean) { this.believed = on; this.draw(); }
  chain(events: { day: number; person: string }[]) { this.told = events; this.draw(); }

  private buttons(): HTMLElement {
    const button = (label: string, words: string, act: () => void) => h("button", { type: "button", "aria-label": words, title: words, onclick: act }, label);
    return h("div", { class: "zoom", role: "group", "aria-label": t("Zoom of the time line") },
      button("+", t("Zoom in"), () => this.zoom(0.5)), button("−", t("Zoom out"), () => this.zoom(2)),
      button("‹", t("Earlier"), () => this.shift(-0.4)), button("›", t("Later"), () => this.shift(0.4)),
      button(t("whole life"), t("Show the whole life"), () => this.glide([this.from, this.to])));
  }

  private bounded(from: number, wide: number): [number, number] {
    const width = Math.min(Math.max(wide, 400), this.to - this.from);
    const start = Math.min(Math.max(from, this.from), this.to - width);
    return [start, start + width];
  }

  private zoom(by: number, around?: number) {
    const [from, to] = this.window, line = this.lines.find((one) => one.number === this.chosen);
    const middle = around ?? (line ? Math.min(Math.max(dayOf(line.date), from), to) : (from + to) / 2);
    this.glide(this.bounded(middle - (middle - from) * by, (to - from) * by));
  }
  private shift(by: number) {
    const [from, to] = this.window;
    this.glide(this.bounded(from + (to - from) * by, to - from));
  }

  /** Moves the window there in a fifth of a second, or at once for those who want no motion. */
  private glide(goal: [number, number]) {
    cancelAnimationFrame(this.animation);
    if (calm()) { this.window = goal; this.draw(); return; }
    const start = this.window, began = performance.now();
    const step = (now: number) => {
      const part = Math.min(1, (now - began) / 200), ease = part * (2 - part);
      this.window = [start[0] + (goal[0] - start[0]) * ease, start[1] + (goal[1] - start[1]) * ease];
      this.draw();
      if (part < 1) this.animation = requestAnimationFrame(step);
    };
    this.animation = requestAnimationFrame(step);
  }

  private drag(holder: HTMLElement) {
    let last: number | null = null;
    holder.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse" && event.button === 0) last = event.clientX; });
    addEventListener("pointerup", () => { last = null; });
    holder.addEventListener("pointermove", (event) => {
      if (last === null || !event.buttons || Math.abs(event.clientX - last) < 3) return;
      const [from, to] = this.window, scale = this.scale();
      this.window = this.bounded(from - (event.clientX - last) * ((to - from) / (scale.right - scale.left)), to - from);
      last = event.clientX;
      this.draw();
    });
  }

  private key(event: KeyboardEvent) {
    const at = this.lines.findIndex((line) => line.number === Number((event.target as Element).getAttribute("data-line")));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.lines.length - 1 }[event.key];
    if (to !== undefined && at >= 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      const line = this.lines[Math.min(Math.max(to, 0), this.lines.length - 1)]!;
      this.select(line.number, true);
    } else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      event.preventDefault();
      this.pick(this.lines[at]!.number);
    } else if (event.key === "+" || event.key === "=") this.zoom(0.5);
    else if (event.key === "-") this.zoom(2);
    else if (event.key === "0") this.glide([this.from, this.to]);
  }

  /** On a narrow page the names of bands stand above them. */
  private get narrow() { return this.width < 620; }
  private scale(): Scale { return scaleOf(this.window[0], this.window[1], this.narrow ? 2 : 116, this.width - 6); }

  private draw() {
    if (!this.width) return;
    const focused = document.activeElement?.getAttribute("data-line"), inside = this.svg.contains(document.activeElement);
    const scale = this.scale(), back = s("g", {}), front = s("g", {});
    let y = this.axis(scale, front);
    y = this.marks(scale, y, front);
    y = this.bands(scale, y, back);
    this.bandsEnd = y;
    y = this.kin(scale, y, back, front);
    this.guide(scale, y, front);
    this.arcs(scale, front);
    for (const [name, value] of Object.entries({ width: this.width, height: y, viewBox: `0 0 ${this.width} ${y}` })) this.svg.setAttribute(name, String(value));
    this.hover.line.setAttribute("y2", String(y));
    replace(this.svg, patterns(), back, front, this.hover.group);
    if (inside && focused) this.svg.querySelector<SVGElement>(`[data-line="${focused}"]`)?.focus({ preventScroll: true });
  }

  private axis(scale: Scale, into: SVGGElement): number {
    const born = yearOf(this.life.life.born);
    for (const year of yearTicks(scale)) {
      const x = scale.x(firstOf(year));
      into.append(s("line", { x1: x, x2: x, y1: 16, y2: 30, class: "tick" }), s("text", { x: x + 3, y: 13, class: "year" }, year));
      if (year > born) into.append(s("text", { x: x + 3, y: 27, class: "age" }, year - born));
    }
    if (!this.narrow) into.append(s("text", { x: 0, y: 13, class: "name" }, t("year")), s("text", { x: 0, y: 27, class: "name" }, t("age")));
    return 34;
  }

  private marks(scale: Scale, y: number, into: SVGGElement): number {
    const free = Array.from({ length: levels }, () => -99);
    if (!this.narrow) into.append(s("text", { x: 0, y: y + markRow / 2, dy: "0.35em", class: "name" }, t("events")));
    const first = this.chosen ?? this.lines[0]?.number, dense = this.lines.length > 50;
    for (const line of this.lines) {
      const x = scale.x(dayOf(line.date));
      if (x < scale.left - 4 || x > scale.right + 4) continue;
      let level = free.findIndex((last) => x - last > 8);
      if (level < 0) level = free.indexOf(Math.min(...free));
      free[level] = x;
      const many = line.rule === null, size = many ? 2.2 : dense ? 3.5 : 4.5, centre = y + 7 + level * levelHeight;
      const words = `${longDate(line.date)}, ${t("aged {age}", { age: line.age })}: ${line.text}`;
      into.append(s("g", {
        class: `mark${many ? " many" : ""}${line.letter ? " sent" : ""}${line.differs.length ? " differs" : ""}${line.number === this.chosen ? " chosen" : ""}`,
        role: "button", tabindex: line.number === first ? 0 : -1, "data-line": line.number, "aria-label": words, onclick: () => this.pick(line.number) },
        s("title", {}, words), s("circle", { cx: x, cy: centre, r: 8, class: "reach" }),
        line.letter ? s("rect", { x: x - size * 0.8, y: centre - size * 0.8, width: size * 1.6, height: size * 1.6, transform: `rotate(45 ${x} ${centre})` })
          : s("circle", { cx: x, cy: centre, r: size })));
    }
    return y + markRow;
  }

  private bands(scale: Scale, top: number, into: SVGGElement): number {
    let y = top;
    const end = dayOf(this.life.life.died ?? this.life.run.to);
    for (const band of this.life.bands) {
      if (!band.spells.length) continue;
      if (this.narrow) { into.append(s("text", { x: 2, y: y + 10, class: "name" }, bandName(band.band))); y += 14; }
      else into.append(s("text", { x: 0, y: y + bandHeight / 2, dy: "0.35em", class: "name" }, bandName(band.band)));
      into.append(bandRow(band, this.palette, { scale, y, height: bandHeight, end, onPick: this.pick }));
      y += bandHeight + bandGap;
    }
    if (this.life.life.died) {
      const x = scale.x(end);
      if (x < scale.right) into.append(s("line", { x1: x, x2: x, y1: top, y2: y, class: "end" }));
    }
    return y + 4;
  }

  private kin(scale: Scale, top: number, back: SVGGElement, front: SVGGElement): number {
    let y = top + 18;
    const kin = this.life.kin ?? [];
    this.kinAt.clear();
    // Lines pass below the bands that they cross, so that these can be read.
    const lines = s("g", {});
    back.append(lines);
    if (kin.length) back.append(s("line", { x1: 0, x2: this.width, y1: top, y2: top, class: "shore" }));
    for (const one of kin) {
      if (this.narrow) y += 14;
      this.kinRow(one, scale, y, back);
      this.kinAt.set(one.identity, y + 6);
      y += kinHeight;
    }
    for (const touch of this.life.touches ?? []) this.touch(touch, kin, scale, top, lines, front);
    if (this.believed) for (const one of kin) this.belief(one, scale, front);
    return y + 6;
  }

  private kinRow(one: Kin, scale: Scale, y: number, into: SVGGElement) {
    const end = dayOf(one.died ?? this.life.run.to);
    const who = kinName(one), name = `${who}, ${t("born {year}", { year: yearOf(one.born) })}`;
    const label = s("text", { x: this.narrow ? 2 : 0, y: this.narrow ? y - 4 : y + 7, dy: this.narrow ? 0 : "0.35em", class: "name" }, this.narrow ? name : who);
    into.append(isHere(one.number) ? s("a", { href: address("life", one.number), class: "kin", "aria-label": name }, s("title", {}, name), label) : label);
    const born = Math.max(scale.x(dayOf(one.born)), scale.left), last = Math.min(scale.x(end), scale.right);
    if (last > born) into.append(s("line", { x1: born, x2: last, y1: y + 6, y2: y + 6, class: "rest" }));
    const rows = s("g", { class: "kin-bands" });
    into.append(rows);
    for (const band of one.bands) {
      const shape = { stage: [0, 12], marriage: [13, 3], place: [17, 3] }[band.band];
      if (shape) rows.append(bandRow(band, this.palette, { scale, y: y + shape[0]!, height: shape[1]!, end, text: band.band === "stage" }));
    }
    if (one.died && scale.x(end) > scale.left && scale.x(end) < scale.right) {
      const x = scale.x(end);
      into.append(s("path", { d: `M${x - 3} ${y + 3}l6 6m0 -6l-6 6`, class: "cross" }, s("title", {}, `${name}: ${t("died {date}", { date: longDate(one.died) })}`)));
    }
  }

  /** From this life's shore to the other's row: straight on a day that both lived, slanting where word took its time. */
  private touch(touch: Touch, kin: Kin[], scale: Scale, shore: number, lines: SVGGElement, ends: SVGGElement) {
    const other = kin.find((one) => one.number === touch.other), y = other && this.kinAt.get(other.identity);
    if (y === undefined) return;
    const here = scale.x(dayOf(touch.date)), there = scale.x(dayOf(touch.sent ?? touch.date));
    if (Math.max(here, there) < scale.left || Math.min(here, there) > scale.right) return;
    const chosen = touch.line !== null && touch.line === this.chosen;
    const words = `${t(touchNames[touch.kind] ?? touch.kind.replaceAll("_", " "))}: ${kinName(other!)}, ` +
      (touch.sent && touch.sent !== touch.date ? t("{sent}, known {date}", { sent: longDate(touch.sent), date: longDate(touch.date) }) : longDate(touch.date));
    const part = (...shapes: SVGElement[]) => s("g", { class: `touch ${touch.kind}${chosen ? " chosen" : ""}`, onclick: touch.line ? () => this.pick(touch.line!) : undefined }, s("title", {}, words), shapes);
    lines.append(part(s("line", { x1: here, y1: shore, x2: there, y2: y, class: "reach" }), s("line", { x1: here, y1: shore, x2: there, y2: y })));
    ends.append(part(s("circle", { cx: here, cy: shore, r: 2.5 }), s("circle", { cx: there, cy: y, r: 2.5 })));
  }

  /** What this person took for so of one of the kin, when it was not so any more. */
  private belief(one: Kin, scale: Scale, into: SVGGElement) {
    const y = this.kinAt.get(one.identity)!, end = dayOf(this.life.life.died ?? this.life.run.to);
    for (const differs of this.life.lines.flatMap((line) => line.differs).filter((d) => d.about === one.identity && d.true_since)) {
      const from = Math.max(scale.x(dayOf(differs.true_since!)), scale.left), to = Math.min(scale.x(differs.known_since ? dayOf(differs.known_since) : end), scale.right);
      if (to <= from) continue;
      into.append(s("g", { class: "belief" }, s("title", {}, differs.text), s("rect", { x: from, y: y - 7, width: Math.max(to - from, 2), height: 14, rx: 2 }),
        s("rect", { x: from, y: y - 7, width: Math.max(to - from, 2), height: 14, fill: "url(#belief)" })));
    }
  }

  private guide(scale: Scale, bottom: number, into: SVGGElement) {
    const line = this.lines.find((one) => one.number === this.chosen);
    if (!line) return;
    const x = scale.x(dayOf(line.date));
    if (x >= scale.left && x <= scale.right) into.prepend(s("line", { x1: x, x2: x, y1: 30, y2: bottom, class: "guide" }));
  }

  private arcs(scale: Scale, into: SVGGElement) {
    const self = this.life.life.person;
    const at = (step: { day: number; person: string }) => ({ x: scale.x(step.day), y: step.person === self ? 34 + 8 : (this.kinAt.get(step.person) ?? this.bandsEnd) });
    for (let i = 1; i < this.told.length; ++i) {
      const a = at(this.told[i - 1]!), b = at(this.told[i]!), lift = Math.min(26, Math.abs(a.x - b.x) / 3 + 8);
      into.append(s("path", { d: `M${a.x} ${a.y}C${a.x} ${a.y - lift} ${b.x} ${b.y - lift} ${b.x} ${b.y}`, class: "arc" }), s("circle", { cx: b.x, cy: b.y, r: 3.5, class: "arc-end" }));
    }
  }
}

export function lifeChart(life: LifeDocument, palette: Palette, pick: (line: number) => void): LifeChart {
  return new Chart(life, palette, pick);
}
