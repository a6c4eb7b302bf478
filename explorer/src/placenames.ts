// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What places are called: as the bands of a life label them, since events hold their codes.

import type { Band, LifeDocument } from "./types";

export function placeNames(life: LifeDocument): (code: string | null | undefined) => string {
  const names = new Map<string, string>();
  const add = (bands: Band[] | undefined) => {
    for (const spell of bands?.find((one) => one.band === "place")?.spells ?? []) names.set(spell.place ?? spell.code, spell.label);
  };
  add(life.bands);
  add(life.twin?.bands);
  for (const kin of life.kin ?? []) add(kin.bands);
  return (code) => (code ? (names.get(code) ?? code.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")) : "");
}
