// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The lesson's file in a class room without a network: all six lives of docs/teaching/six-twins.html open, in both worlds.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, open, settled } from "./browser.mjs";

const lesson = new URL("../../docs/teaching/six-twins.html", import.meta.url).href;

let browser;
before(async () => { browser = await open(); });
after(async () => { await browser?.close(); });

/** Goes to an address within the page, as a link does. */
async function to(page, hash) {
  await page.evaluate((next) => { document.querySelector("main").replaceChildren(); location.hash = next; }, hash);
  await settled(page);
}

test("six twins open from a disk, offline, in a browser that has never seen them", async () => {
  const { page, wrong, asked, close } = await look(browser, 1280, { offline: true });
  await page.goto(lesson);
  await settled(page);
  await to(page, "#/life");
  const lives = await page.$$eval(".lives a", (links) => links.map((one) => one.getAttribute("href")));
  assert.equal(lives.length, 6);
  for (const life of lives) {
    await to(page, life);
    await page.waitForSelector("svg.life .mark"); // Drawn after the account.
    assert.match(await page.textContent("h1"), /^A (wo)?man, born on \d+ \w+ \d{4} in /, life);
    const lines = await page.locator(".account > li").count(), marks = await page.locator("svg.life .mark").count();
    assert.ok(lines > 10 && marks > 10, `${life}: ${lines} lines, ${marks} marks`);
    await page.locator(".account button.text").first().click();
    await page.locator(".behind button", { hasText: "What led to this?" }).first().click();
    await page.waitForSelector(".chain li");

    await to(page, life.replace("life", "worlds"));
    assert.match(await page.textContent("svg.mirrored .parting-name"), /they part, \d+ \w+ \d{4}/, life);
    const text = await page.textContent("main");
    for (const heading of ["What parted them", "What came of it", "How they go on"]) assert.ok(text.includes(heading), `${life}: no “${heading}”`);
    assert.ok(await page.locator(".outcomes tbody tr").count() >= 5, life);
  }
  for (const hash of ["#/nation", "#/worlds", "#/questions", "#/claims", "#/rules", "#/find"]) {
    await to(page, hash);
    assert.doesNotMatch(await page.textContent("h1"), /Not here|cannot be shown/, hash);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(asked.filter((url) => !/^(file|data):/.test(url)), []);
  assert.equal(asked.filter((url) => url.startsWith("file:")).length, 1, "it asks for nothing but itself");
  await close();
});
