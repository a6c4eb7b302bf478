// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Elements with their children. Texts become text nodes: nothing that a table says is ever read as markup.

export type Child = Node | string | number | null;
type Attributes = Record<string, string | number | null>;

function dress<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, String(value));
  for (const child of children) if (child !== null) element.append(child instanceof Node ? child : String(child));
  return element;
}

export const el = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]) =>
  dress(document.createElement(tag), attributes, children);

export const svg = <K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]) =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** A strip as wide as there is room; what is in it stands at shares of its width. */
export const strip = (height: number, name: string, ...shapes: Child[]) =>
  svg("svg", { class: `strip ${name}`, width: "100%", height, "aria-hidden": "true" }, ...shapes);

/** A share of the width, with room for what is drawn around the ends. */
export const at = (share: number) => `${2 + 96 * Math.min(1, Math.max(0, share))}%`;
export const wide = (share: number) => `${96 * Math.min(1, Math.max(0, share))}%`;

/** A table of something that is made when somebody opens it. */
export function folded(of: string, summary: string, head: string[], rows: () => (string | number)[][]): HTMLElement {
  const details = el("details", { class: "numbers" }, el("summary", {}, summary));
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    details.append(el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": of }, el("table", { class: "numeric" },
      el("thead", {}, el("tr", {}, ...head.map((cell) => el("th", { scope: "col" }, cell)))),
      el("tbody", {}, ...rows().map((row) => el("tr", {}, ...row.map((cell, i) => i ? el("td", {}, cell) : el("th", { scope: "row" }, cell))))))));
  });
  return details;
}
