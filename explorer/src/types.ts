// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The documents that the page knows, as docs/formats/explorer.md has them. What may be missing is marked, and looked for.

import type { Page } from "../../report/src/data";
import type { Shipped } from "../../report/src/sure_data";

export interface RunFacts { directory: string; version: string; scenario: string; seed: string; replicate: number; scale: string; from: string; to: string; digest: string }
export interface RunDocument {
  format: number; about: string; run: RunFacts; other: RunFacts | null;
  counts: { lives: number; founders: number; living: number; events: number; kept: string };
  answers: boolean; relives?: boolean; lives: { number: number; sentence: string }[];
}

export interface MapPlace {
  name: string; label?: string | null; korean: string | null; province: string; latitude: number; longitude: number;
  role: string | null; river?: string | null; kind?: string | null; rank?: number;
}
export interface MapMeasure { measure: string; status?: string | null; unit: string; first: number; values: Record<string, (number | null)[]> }
export interface NationDocument extends Page { map?: { places: MapPlace[]; measures: MapMeasure[] } }

/** Of how many runs the nation is drawn, and what came with the ensemble of the data. */
export interface SureDocument { luck: { runs: number; members: number; ensemble: string | null; scale: number }; shipped: Shipped }

export interface Claim { id: string; title: string; says: string; kind?: string; section?: string; built?: string; source?: string; switch?: string | null; confidence?: string; because?: string | null; basis?: string | null }
export interface Rule { name: string; says: string; institution?: string; claims: string[]; words?: string[]; switch?: string | null }
export interface Parameter {
  name: string; key: string; value: number; unit: string; kind: string; source: string; low: number | null; high: number | null;
  from?: string | null; to?: string | null; claims?: string[]; note?: string | null;
}
export interface State { code: string; label: string; group?: string; group_label?: string; colour: string }
export interface RulesDocument { rules: Rule[]; claims: Claim[]; parameters: Parameter[]; states: State[] }

export interface LoggedEvent {
  person: string; date: string; event: string; place: string | null; other: string | null; detail: number;
  cause_person: string | null; cause_date: string | null; cause_event: string | null;
}
export interface Difference { kind: string; text: string; true_since: string | null; known_since: string | null; about: string | null }
export interface Line {
  number: number | null; last: number | null; date: string; until: string | null; age: number; age_until: number; place: string | null; text: string;
  rule: string | null; says: string | null; claims: string[]; letter: string | null; events: LoggedEvent[]; differs: Difference[];
}
export interface Spell { from: string; to: string | null; code: string; label: string; place?: string | null; line?: number | null; household?: number; with?: number }
export interface Band { band: string; spells: Spell[] }
export interface LifeRow {
  person: string; sex: string; born: string; birth_place: string | null; died: string | null; place: string | null;
  marital: string; school: string; school_years: number; founder: boolean; children: string[];
}
export interface Person { person: string; who: string; sex: string; born: string; died: string | null; number?: number | null; relation?: string }
export interface Kin { number: number | null; identity: string; relation: string; who: string; sex: string; born: string; died: string | null; bands: Band[] }
export interface Touch { date: string; line: number | null; other: number | null; kind: string; sent?: string | null }
export interface Step { tie: string; who: string; text: string; says: string | null; claims: string[]; event: LoggedEvent; number?: number | null }
export interface Why { steps: Step[]; root: string; root_says: string | null }
export interface LifeDocument {
  format: number; number: number; sentence?: string; facts?: [string, string][]; says?: string | null; run: RunFacts; relived: boolean; life: LifeRow; lines: Line[]; people: Person[]; claims: Claim[];
  bands: Band[]; kin?: Kin[]; touches?: Touch[]; why?: Why | null; twin?: Twin | null; outcomes?: Outcome[];
}

export interface Outcome { outcome: string; label?: string; unit?: string; here: OutcomeValue; there: OutcomeValue }
export type OutcomeValue = number | string | boolean | null;
export interface PartingSide { run: string; says: string; why: string | null; steps: string[] }
export interface Twin {
  run: RunFacts; shared_events: number; slight_differences: number; parts_on: string | null;
  number?: number; sentence?: string;
  parted_by: { rules: string[]; claims: string[]; sides: PartingSide[]; differ: string | null } | null;
  life: LifeRow; lines: Line[]; bands?: Band[];
}
export interface Effect {
  outcome: string; unit?: string; says?: string; by?: string; is?: string; persons?: number;
  base: number; other: number; difference: number; low: number | null; high: number | null;
}
export interface WorldsDocument {
  effects: Effect[] | null; changed: { number: number; outcome: string; here: OutcomeValue; there: OutcomeValue }[];
  wave: { same: number; years: { year: number; lives: number }[] } | null;
}

export interface Hanging { name: string; key: string | null; value: number | null; low: number | null; high: number | null; kind?: string; unit?: string }
export interface Measured { outcome: string; unit: string; says: string }
export interface Answer { version: string; verdict: string; sentence: string; people?: string; replicates?: number; effects: Effect[] }
/** A line of design.csv: the main difference with one number at one level. */
export interface Moved { question: string; version: string; parameter: string; level: number | string; outcome: string; base: number | string; difference: number | string; low: number | string; high: number | string; verdict: string }
export interface Question {
  id: string; title: string; reading?: string | null; people?: string | null; wider_people?: string | null; more?: string | null; less?: string | null; main: Measured; outcomes: Measured[];
  versions: { name: string; says: string }[]; claims: string[]; hangs_on: Hanging[]; answers: Answer[];
}
export interface QuestionsDocument { questions: Question[]; design: Moved[] | null }

/** `column` counts letters of the whole pattern before the place, from nought. */
export interface PatternComplaint { where?: string; what: string; column?: number | null }
export interface BeginDocument { steps: number; of: number; lives: { number: number; sentence: string }[] }
export interface FindDocument {
  complaints?: (PatternComplaint | string)[]; funnel?: { says: string; lives: number }[]; lives?: number; stands_for?: number;
  shown?: { number: number; born: string; sex: string; days: (string | null)[] }[];
  sequences?: { first_age: number; step: string; states: string[]; rows: { number: number; born?: string; states: (number | null)[] }[] } | null;
}
