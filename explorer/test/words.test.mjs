// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const source = new URL("../src/", import.meta.url), read = (name) => readFileSync(new URL(name, source), "utf8");
const korean = new Map([...(read("korean.ts") + read("korean_sure.ts")).matchAll(/^  (?:"((?:[^"\\]|\\.)*)"|(\w+)): "((?:[^"\\]|\\.)*)",$/gm)].map(([, quoted, bare, said]) => [quoted ?? bare, said]));
const asked = readdirSync(source).filter((name) => !name.startsWith("korean")).flatMap((name) => {
  const calls = [...read(name).matchAll(/(?<![\w.])t\(((?:[^()"]|"(?:[^"\\]|\\.)*")*?)(?:,\s*\{|\))/g)];
  const tables = [...read(name).matchAll(/const \w+(?:Names|Words|Sources): Record<string, string> = \{([^}]*)\}/g)];
  return [...calls, ...tables].flatMap(([, inside]) => [...inside.matchAll(/"((?:[^"\\]|\\.)+)"/g)].map(([, text]) => ({ name, text })));
});

test("every sentence of the interface has its Korean", () => {
  assert.ok(asked.length > 200, `only ${asked.length} sentences were found in the source`);
  assert.deepEqual([...new Set(asked.filter(({ text }) => !korean.has(text)).map(({ name, text }) => `${name}: ${text}`))], []);
});

test("what is filled into a sentence is the same in both", () => {
  const marks = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [english, said] of korean) assert.deepEqual(marks(said), marks(english), english);
});

test("so has every sentence of the drawings that the report shares", () => {
  const shared = new URL("../../report/src/", import.meta.url), texts = readdirSync(shared).map((name) => readFileSync(new URL(name, shared), "utf8"));
  const said = texts.flatMap((text) => [...text.matchAll(/\bsay\(\s*"((?:[^"\\]|\\.)+)"/g), ...(/bandMeanings = \{([^}]*)\}/.exec(text)?.[1] ?? "").matchAll(/: "([^"]+)"/g)].map(([, one]) => one));
  assert.ok(said.length > 60, `only ${said.length} sentences were found`);
  assert.deepEqual([...new Set(said.filter((one) => !korean.has(one)))], []);
});
