// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Whom of a family the change reached too, and when: each of the kin has a pair of lives, which is looked up when asked for.

import { h, replace, table } from "./dom";
import { isHere, lifeLink } from "./reach";
import { documentOf, Trouble } from "./source";
import { longDate } from "./time";
import type { LifeDocument, Person } from "./types";
import { t } from "./words";

/** Who was born in one world only has no pair. */
interface Parted { one: Person; on: string | null; alone: boolean }

const missing = (error: unknown) => {
  if (error instanceof Trouble && error.missing) return null;
  throw error;
};

async function partings(kin: Person[], said: (done: number) => void): Promise<Parted[]> {
  const found: Parted[] = [];
  for (const one of kin) {
    const both = await documentOf<LifeDocument>(`twins/${one.number}.json`).catch(missing);
    found.push({ one, on: both?.twin?.parts_on ?? null, alone: both === null });
    said(found.length);
  }
  return found.sort((a, b) => (a.on ?? "9999").localeCompare(b.on ?? "9999"));
}

/** Nothing where no pair of the kin is among the documents. */
export function family(life: LifeDocument): HTMLElement | null {
  const kin = life.people.filter((one) => isHere(one.number) && one.person !== life.life.person && one.relation !== "other");
  if (!kin.length) return null;
  const button = h("button", { type: "button" }, t("Whom of the family did it reach?")), shown = h("div", { "aria-live": "polite" });
  button.addEventListener("click", () => {
    button.disabled = true;
    partings(kin, (done) => replace(shown, h("p", { class: "soft" }, t("{done} of {all}", { done, all: kin.length })))).then((found) => {
      button.hidden = true;
      replace(shown, table(t("When their two lives part"), [t("who"), t("born"), t("their lives part")],
        found.map(({ one, on, alone }) => [lifeLink(one.number, one.who, {}, alone ? "life" : "worlds"), longDate(one.born), alone ? t("born in this world only") : on ? longDate(on) : t("never")])));
    }, (error: Error & { sentence?: string }) => {
      button.disabled = false;
      replace(shown, h("p", { role: "status" }, error.sentence ?? t("This cannot be shown: what came is not what this page expects.")));
    });
  });
  return h("section", { class: "family" }, h("h2", {}, t("The family")), shown, h("p", { class: "controls" }, button));
}
