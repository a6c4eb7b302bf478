// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the run is fitted to or judged by: one small panel a target, and the table in the words of `counterlife fit`.

import type { FitRow, Verdicts } from "../../report/src/data";
import { foldedTable, h, s, table, type Child } from "./dom";
import { linked, type Rulebook } from "./rulebook";
import { number, plain, t } from "./words";

const looks: Record<string, string> = { inside: "inside", outside: "outside", within: "inside", "within tolerance": "inside", "outside tolerance": "outside" };
const kindNames: Record<string, string> = { count: "count", estimate: "estimate", projection: "projection" };
const most_rows = 14;

function panel(title: string, rows: FitRow[], book: Rulebook): HTMLElement {
  const values = rows.flatMap((r) => [r.target, r.simulated, r.low, r.high]).filter((v): v is number => v !== null);
  const low = Math.min(...values), high = Math.max(...values), wide = high - low || Math.abs(high) || 1;
  const x = (value: number) => 4 + 92 * ((value - low) / wide);
  const bar = (r: FitRow) => s("svg", { class: `target ${looks[r.verdict] ?? "open"}`, viewBox: "0 0 100 14", preserveAspectRatio: "none", "aria-hidden": "true" },
    r.low !== null && r.high !== null ? s("rect", { x: x(r.low), width: Math.max(0.6, x(r.high) - x(r.low)), y: 3, height: 8, class: "tolerance" }) : null,
    s("line", { x1: x(r.target), x2: x(r.target), y1: 1, y2: 13, class: `aim ${r.kind}` }),
    r.simulated !== null ? s("line", { x1: x(r.simulated), x2: x(r.simulated), y1: 3, y2: 11, class: "came" }) : null);
  const sources = [...new Set(rows.flatMap((r) => [r.source ?? "", r.corrected ?? ""]).filter(Boolean))];
  const shown = rows.slice(0, most_rows), kinds = [...new Set(rows.map((r) => `${t(kindNames[r.kind] ?? r.kind)}, ${r.published === "unknown" ? t("published when is unknown") : t("published {when}", { when: r.published })}`))];
  return h("figure", { class: "small", id: `target-${rows[0]!.id}` }, h("h3", {}, title),
    h("p", { class: "soft" }, rows.some((r) => looks[r.verdict] === "outside") ? t("{out} of {all} outside its range", { out: rows.filter((r) => looks[r.verdict] === "outside").length, all: rows.length }) : t("none of {all} outside its range", { all: rows.length })),
    h("p", { class: "soft kinds" }, kinds.join("; ")),
    h("table", { class: "targets" }, h("thead", {}, h("tr", {}, [t("where or when"), t("picture"), t("simulated"), t("target")].map((name, i) => h("th", { scope: "col" }, i < 2 ? h("span", { class: "unseen" }, name) : name)))),
      h("tbody", {}, shown.map((r) => h("tr", {}, h("th", { scope: "row" }, [r.scope === "nation" ? "" : plain(r.scope), r.year].filter(Boolean).join(" "), r.kind === "projection" ? ` (${t("projection")})` : ""), h("td", {}, bar(r)), h("td", {}, number(r.simulated)), h("td", {}, number(r.target)))))),
    rows.length > most_rows ? h("p", { class: "soft" }, t("and {more} more in the table below", { more: rows.length - most_rows })) : null,
    sources.length ? h("details", { class: "numbers" }, h("summary", {}, t("Source")), sources.map((text) => h("p", {}, linked(text, book)))) : null);
}

/** Small multiples: bars are what is accepted, the long tick the public figure, the short one the run. */
export function targets(fit: FitRow[], verdicts: Verdicts, book: Rulebook): Child {
  const groups = new Map<string, FitRow[]>();
  for (const row of fit) groups.set(`${row.id} ${row.measure}`, [...(groups.get(`${row.id} ${row.measure}`) ?? []), row]);
  return [
    h("p", {}, t("The bar is the range that is accepted, the long line the public figure, the short one the run. A thick line was counted, a thin one estimated, a dashed one projected."), " ", verdicts.all ? `${verdicts.all}.` : "", " ", verdicts.notes.join(" ")),
    h("div", { class: "multiples" }, [...groups.values()].map((rows) => panel(`${rows[0]!.id} ${plain(rows[0]!.measure)}`, rows, book))),
    foldedTable(t("The table of all targets"), () => h("div", {}, verdicts.groups.map((group) => table(`${group.title}: ${group.tally}`,
      [t("scope"), t("years"), t("target"), t("simulated"), t("95 % interval"), t("tolerance"), t("kind"), t("verdict")], group.lines, "fit"))))];
}
