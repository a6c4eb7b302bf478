// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A figure: title, picture, the sentence that says what it shows, and its numbers as a table.

import type { Drawing, Row } from "../../report/src/charts";
import type { Key } from "../../report/src/page";
import * as Plot from "@observablehq/plot";
import { foldedTable, h, onWidth, table, type Child } from "./dom";
import { number, t } from "./words";

/**
 * Makes what Plot draws fit for this page: its style blocks would be refused by the policy (their rules stand in style.css),
 * its groups have labels without a role, and the words beside the picture say it better.
 */
export function tame<T extends Element>(drawn: T): T {
  for (const style of drawn.querySelectorAll("style")) style.remove();
  for (const labelled of [drawn, ...drawn.querySelectorAll("[aria-label], [aria-description]")]) {
    labelled.removeAttribute("aria-label");
    labelled.removeAttribute("aria-description");
  }
  for (const svg of drawn.matches("svg") ? [drawn] : drawn.querySelectorAll("svg")) {
    svg.setAttribute("aria-hidden", "true");
    svg.classList.add("plot");
  }
  return drawn;
}

/** A picture that is drawn anew when its width changes, and waits until it is near the screen. */
export function picture(draw: (width: number) => Element, words: string): HTMLElement {
  const holder = h("div", { class: "chart", role: "img", "aria-label": words });
  let near = false;
  const again = onWidth(holder, (width) => { if (near) holder.replaceChildren(tame(draw(width))); });
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    near = true;
    again();
  }, { rootMargin: "600px" });
  watch.observe(holder);
  addEventListener("beforeprint", () => { if (!near && holder.isConnected) { near = true; again(); } });
  return holder;
}

export function legend(keys: Key[]): HTMLElement {
  return h("ul", { class: "legend" }, keys.map((key) => {
    const swatch = h("span", { class: key.look ?? "swatch", "aria-hidden": "true" });
    if (key.look && key.colour) swatch.style.color = key.colour;
    else if (!key.look) swatch.style.background = key.colour;
    return h("li", {}, swatch, t(key.text));
  }));
}

/** The colours of a scale as keys. */
function keysOf(scale: { domain: string[]; scheme: Plot.ColorScheme }) {
  const colour = Plot.scale({ color: { type: "ordinal", domain: scale.domain, scheme: scale.scheme } });
  return scale.domain.map((text) => ({ colour: String(colour.apply(text)), text }));
}

export function figure(title: string, note: Child, ...content: Child[]): HTMLElement {
  return h("figure", {}, h("h3", {}, title), note ? h("figcaption", {}, note) : null, ...content);
}

function rowsTable(title: string, rows: Row[]): HTMLElement {
  const ranged = rows.some((r) => r.low !== undefined), dated = rows.some((r) => r.kind);
  return table(title, [t("when or where"), t("what"), t("value"), ...(ranged ? [t("range")] : []), ...(dated ? [t("kind"), t("published")] : [])],
    rows.map((r) => [r.at, t(r.name || "simulated"), number(r.value), ...(ranged ? [r.low === undefined ? "" : `${number(r.low)} – ${number(r.high)}`] : []), ...(dated ? [t(r.kind ?? "simulated"), t(r.published ?? "")] : [])]), "numeric");
}

/** A drawing that the report has too, with its table and what else belongs below it. */
export function drawn(drawing: Drawing, ...below: Child[]): HTMLElement {
  const keys = Array.isArray(drawing.keys) ? drawing.keys : keysOf(drawing.keys);
  return figure(drawing.title, drawing.note, picture(drawing.draw, drawing.words), keys.length ? legend(keys) : null,
    foldedTable(t("The numbers as a table"), () => rowsTable(drawing.title, drawing.rows)), ...below);
}
