// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Small pieces of the page: cards, figures, legends, and charts that follow the width of the window.

/** Said once on every page. */
export const about =
  "Counterlife is a model of North Korea, the Democratic People's Republic of Korea. The testimony behind its rules is one refugee's " +
  "published account. Every person here is synthetic: nobody is a real person.";

export function number(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return "–";
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}

export function sentence(where: string, text: string) {
  document.querySelector(where)!.textContent = text;
}

export function card(name: string, value: string, small = "") {
  const div = document.createElement("div");
  for (const [tag, text] of [["dt", name], ["dd", value], ["small", small]] as const) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (text) div.append(element);
  }
  document.querySelector(".cards")!.append(div);
}

type Picture = HTMLElement & { redraw: () => void };

/** A chart that is drawn anew when its width changes, with words for those who cannot see it. */
export function chart(draw: (width: number) => Element, words: string): Picture {
  const holder = document.createElement("div") as unknown as Picture;
  holder.className = "chart";
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", words);
  let width = 0;
  holder.redraw = () => { if (width > 0) holder.replaceChildren(draw(width)); };
  new ResizeObserver(() => {
    const now = Math.floor(holder.clientWidth);
    if (now !== width) { width = now; holder.redraw(); }
  }).observe(holder);
  return holder;
}

/** `look`: what the swatch is shaped like; a filled circle of the colour where nothing is said. */
export interface Key { colour: string; text: string; look?: string }

export function legend(keys: Key[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const key of keys) {
    const item = document.createElement("li"), swatch = document.createElement("span");
    if (key.look) swatch.className = key.look;
    if (key.look && key.colour) swatch.style.color = key.colour;
    else if (!key.look) swatch.style.background = key.colour;
    item.append(swatch, key.text);
    list.append(item);
  }
  return list;
}

export function figure(title: string, note: string, ...content: HTMLElement[]) {
  figureIn(".figures", title, note, ...content);
}

export function figureIn(where: string, title: string, note: string, ...content: HTMLElement[]) {
  const element = document.createElement("figure"), heading = document.createElement("h2"), caption = document.createElement("figcaption");
  heading.textContent = title;
  caption.textContent = note;
  element.append(heading, caption, ...content);
  document.querySelector(where)!.append(element);
}
