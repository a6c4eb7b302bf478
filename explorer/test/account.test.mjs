// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The page of a life holds all that the text account of it holds: both as the program makes them, from one run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { asFile, look, open, settled } from "./browser.mjs";

const lives = process.env.COUNTERLIFE_SLOW ? 500 : 20;
const program = new URL("../../build/release/counterlife", import.meta.url).pathname;
const counterlife = (...words) => execFileSync(program, words, { encoding: "utf8", maxBuffer: 1e9 });

let folder, run, browser, file, people;
before(async () => {
  if (!existsSync(program)) throw new Error(`found no ${program}; it is built by: ./dev build`);
  folder = mkdtempSync(join(tmpdir(), "account-"));
  run = join(folder, "run");
  const exported = join(folder, "lives.html");
  counterlife("run", "--scale", "1:1000", "--quiet", "-o", run);
  counterlife("explore", run, "--export", exported, "--lives", String(lives), "--quiet");
  // The documents of the export in the page of these sources, whatever page the program was built with.
  const packed = /<script type="application\/json" id="documents">([^<]*)</.exec(readFileSync(exported, "utf8"))[1];
  const documents = JSON.parse(gunzipSync(Buffer.from(packed, "base64")));
  const of = (path) => (typeof documents[path] === "string" ? JSON.parse(documents[path]) : documents[path]);
  people = of("run.json").lives.map(({ number }) => ({ number, person: of(`lives/${number}.json`).life.person }));
  file = asFile(packed);
  browser = await open();
});
after(async () => { await browser?.close(); file?.done(); if (folder) rmSync(folder, { recursive: true }); });

const joined = (lines) => lines.map((line) => line.trim()).join(" ");

/** Rows that begin in the third column with a name, and go on further in. */
const named = (lines) => lines.join("\n").split(/\n(?= {2}\S)/).map((row) => {
  const [, name, text] = /^ {2}(\S+)\s+([^]*)$/.exec(row) ?? assert.fail(`neither a name nor more of one: ${row}`);
  return [name, joined(text.split("\n"))];
});

/** A line of the account: its number, its head, its text, and what is labelled. */
function lineOf(block) {
  const [first, ...rest] = block.split("\n");
  const [, number, head] = /^ *(\d+(?:-\d+)?)? {3,}(\S.*)$/.exec(first) ?? assert.fail(`no head of a line: ${first}`);
  const labelled = rest.findIndex((line) => /^ {2}\S/.test(line)), end = labelled < 0 ? rest.length : labelled;
  return { number, head: head.split(", "), text: joined(rest.slice(0, end)), labelled: labelled < 0 ? [] : named(rest.slice(labelled)) };
}

/** Where the account names years, the page names days in them. */
const days = (part) => (/^(in \d{4}|\d{4} to \d{4})$/.test(part) ? part.match(/\d+/g) : [part]);

/** The account as `counterlife life` prints it, in its parts. */
function accountOf(text) {
  const blocks = text.replace(/\s+$/, "").split(/\n\n+/), at = (title) => blocks.findIndex((block) => block.trim().startsWith(title));
  const persons = at("People in this account"), claims = at("Claims of the testimony"), about = blocks.length - 1;
  const told = [persons, claims, about].filter((one) => one >= 0)[0];
  assert.match(blocks[0], /^Person \d+\n/);
  assert.match(blocks[1], /^ {2}mother /);
  return {
    identity: /\d+/.exec(blocks[0])[0], sentence: joined(blocks[0].split("\n").slice(1)), facts: named(blocks[1].split("\n")),
    notes: blocks.slice(2, told).filter((block) => !/^ *(\d+(-\d+)?)? {3,}\d.*aged/.test(block)), lines: blocks.slice(2, told).filter((block) => /^ *(\d+(-\d+)?)? {3,}\d.*aged/.test(block)).map(lineOf),
    people: persons < 0 ? [] : blocks[persons].trim().split("\n").slice(1).map((row) => row.trim().split(/ {2,}/)),
    claims: claims < 0 ? [] : named(blocks[claims].trim().split("\n").slice(1)), about: joined(blocks[about].split("\n")) };
}

/** Shows a life, opens each of its lines, and returns what stands where. */
const shown = (page, number) => page.evaluate(async (life) => {
  const soon = () => new Promise((done) => setTimeout(done)), before = document.querySelector("main > *");
  location.hash = `#/life/${life}`;
  while (document.querySelector("main > *") === before || document.querySelector("main[aria-busy]")) await soon();
  const lines = [];
  for (const item of document.querySelectorAll(".account > li")) {
    const button = item.querySelector("button.text");
    button?.click();
    while (button && !item.querySelector(".behind")) await soon();
    lines.push({ number: item.querySelector(".event").textContent, text: item.textContent, behind: item.querySelector(".behind")?.textContent ?? "" });
  }
  const text = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent);
  return { heading: text("main h1")[0], facts: text(".facts > div"), people: text(".people li"), claims: text(".cited li"), main: text("main")[0], foot: text("footer")[0], lines };
}, number);

const bare = (text) => text.replace(/\s+/g, "");
function holds(text, part, where) {
  assert.ok(bare(text).includes(bare(part)), `${where}: the page lacks “${part}”, and has “${text.slice(0, 400)}”`);
}

function compare(account, page, where) {
  holds(page.main, account.identity, where);
  holds(page.heading, account.sentence, where);
  for (const [name, text] of account.facts) { // An identity stands with its person; here a shorter number leads there.
    const fact = page.facts.find((one) => one.startsWith(name)) ?? assert.fail(`${where}: no ${name}`);
    for (const part of text.split(/(\d{8,})/)) holds(/^\d{8,}$/.test(part) ? page.main : fact, part, `${where}, ${name}`);
  }
  for (const note of account.notes) holds(page.main, note, where);
  assert.equal(page.lines.length, account.lines.length, `${where}: lines`);
  account.lines.forEach((line, i) => {
    const there = page.lines[i], which = `${where}, line ${line.number ?? i}`;
    assert.equal(there.number, (line.number ?? "").replace("-", "–"), which);
    for (const part of line.head.flatMap(days)) holds(there.text, part, which);
    holds(there.text, line.text, which);
    for (const [label, text] of line.labelled) holds(there.behind, label + text, which);
  });
  for (const person of account.people) {
    const item = page.people.find((one) => one.includes(person[1])) ?? assert.fail(`${where}: not among its people: ${person}`);
    for (const part of person) holds(item, part, where);
  }
  for (const [id, text] of account.claims) holds(page.claims.find((one) => one.startsWith(id)) ?? "", text, `${where}, ${id}`);
  holds(page.foot, account.about, where);
}

test(`${lives} lives: what the account says in a terminal stands on the page`, async () => {
  const { page, wrong, close } = await look(browser, 1280);
  await page.goto(file.url);
  await settled(page);
  let lines = 0;
  for (const { number, person } of people) {
    const account = accountOf(counterlife("life", run, person, "--quiet"));
    compare(account, await shown(page, number), `life ${number}`);
    lines += account.lines.length;
  }
  assert.equal(people.length, lives);
  assert.ok(lines > 10 * lives, `only ${lines} lines`);
  assert.deepEqual(wrong, []);
  await close();
});
