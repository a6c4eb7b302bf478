// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What is missing, damaged, gone or hostile becomes a sentence or stays a text; the page is never blank.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asFile, asServer, look, open, pageText, settled } from "./browser.mjs";
import { documents, hostile } from "./documents.mjs";

let browser;
before(async () => { browser = await open(); });
after(async () => { await browser?.close(); });

async function said(url, options = {}) {
  const { page, close } = await look(browser, options.width ?? 1280);
  await page.goto(url);
  await settled(page);
  const text = await page.textContent("main");
  await close();
  return text;
}

test("a life that was not exported says what the export holds, and how to get the rest", async () => {
  const file = asFile(documents());
  const text = await said(`${file.url}#/life/77`);
  assert.match(text, /This is not among what was exported: the export holds 3 lives of the run runs\/made-up/);
  assert.match(text, /counterlife explore runs\/made-up/);
  file.done();
});

test("in an export no link leads to a life that is not in it, and that is said", async () => {
  const all = documents(), file = asFile(all), inside = new Set(all["run.json"].lives.map((one) => String(one.number)));
  const { page, close } = await look(browser, 1280);
  let links = 0;
  for (const hash of ["#/nation", "#/find", "#/life", "#/life/1?line=4", "#/life/1?line=5", "#/worlds", "#/worlds/1"]) {
    await page.goto("about:blank");
    await page.goto(file.url + hash);
    await settled(page);
    for (const button of await page.$$("button:has-text('What led to this?')")) { await button.click(); await page.waitForSelector(".chain li"); }
    for (const href of await page.$$eval("a", (shown) => shown.map((one) => one.getAttribute("href")))) {
      const life = /^#\/(?:life|worlds)\/(\d+)/.exec(href)?.[1];
      if (life) { links += 1; assert.ok(inside.has(life), `${hash} leads to life ${life}`); }
    }
    if (hash.includes("life/1")) assert.match(await page.textContent("main"), /his mother.*Whoever has no link is not in this export/s);
    if (hash.endsWith("line=4")) assert.match(await page.textContent(".behind"), /its sender’s life is not in the export/);
    if (hash === "#/worlds") assert.match(await page.textContent("main"), /Those who were exported.*life 77/s);
  }
  assert.ok(links > 15, `only ${links} links`);
  await close();
  file.done();
});

test("an export says how to search, and lists the lives that it holds", async () => {
  const file = asFile(documents());
  const text = await said(`${file.url}#/find?pattern=crossed`);
  assert.match(text, /no program stands behind it.*counterlife find runs\/made-up 'crossed'.*A man born in 1959/s);
  file.done();
});

test("a page without documents says where they are to come from", async () => {
  const file = asFile("{{documents}}"), empty = asFile("");
  for (const one of [file, empty]) assert.match(await said(one.url), /There are no documents in this page nor beside it\..*counterlife explore RUN --export/s);
  file.done();
  empty.done();
});

test("documents that were cut short are said to be so", async () => {
  const whole = JSON.stringify(documents()).replace(/[<>&]/g, ""), file = asFile(whole.slice(0, whole.length / 2));
  assert.match(await said(file.url), /The documents inside this page cannot be read: the file is damaged or was cut short/);
  file.done();
});

for (const [what, text] of [["cut short", '{"format":1,"run":'], ["not JSON", "<html>"], ["empty", ""], ["a list", "[]"], ["null", "null"], ["of another shape", '{"format":99}']])
  test(`any document that is ${what} leaves a sentence on the page`, async () => {
    const views = { "run.json": "#/nation", "nation.json": "#/nation", "rules.json": "#/claims", "lives/1.json": "#/life/1", "twins/1.json": "#/worlds/1", "worlds.json": "#/worlds", "questions.json": "#/questions", "find.json": "#/find?pattern=men" };
    for (const [path, hash] of Object.entries(views)) {
      const server = await asServer(documents({ answers: true }), (asked) => (asked === path ? { text } : null));
      const { page, close } = await look(browser, 390);
      await page.goto(server.url + hash);
      await settled(page);
      await page.waitForTimeout(60);
      const shown = await page.textContent("main");
      // What nothing is wrong with may be shown as empty.
      assert.match(shown, /cannot be (shown|read)|is not what this page expects|0 lives match|– lives match/, `${path} ${what}: ${shown.slice(0, 200)}`);
      await close();
      await server.done();
    }
  });

test("a server that has gone is said to have gone, and asked again", async () => {
  let gone = true;
  const server = await asServer(documents({ answers: true })), { page, close } = await look(browser, 1280);
  await page.goto(server.url + "#/nation");
  await settled(page);
  await page.route("**/documents/**", (route) => (gone ? route.abort() : route.continue()));
  await page.evaluate(() => { location.hash = "#/life/2"; });
  await page.waitForSelector(".trouble");
  assert.match(await page.textContent("main"), /Nobody answers.*has stopped.*counterlife explore RUN/s);
  gone = false;
  await page.click("text=Try again");
  await page.waitForSelector(".account");
  await close();
  await server.done();
});

test("an answer that never comes is given up", async () => {
  const server = await asServer(documents({ answers: true }), (path) => (path === "lives/2.json" ? { never: true } : null)), { page, close } = await look(browser, 1280);
  // A minute is two seconds here.
  await page.addInitScript(() => { const late = globalThis.setTimeout; globalThis.setTimeout = (act, wait, ...rest) => late(act, wait === 60_000 ? 2000 : wait, ...rest); });
  await page.goto(server.url + "#/life/2");
  await page.waitForSelector(".trouble");
  assert.match(await page.textContent("main"), /No answer came within a minute when lives\/2\.json was asked for/);
  await close();
  await server.done();
});

test("a browser that lacks what the page needs is told so", async () => {
  const file = asFile(documents()), { page, close } = await look(browser, 390);
  await page.addInitScript(() => { delete Object.hasOwn; });
  await page.goto(file.url);
  assert.match(await page.textContent("main"), /This browser is too old for this page/);
  await close();
  file.done();
});

test("a program that refuses is quoted", async () => {
  const server = await asServer(documents({ answers: true }), (path) => (path === "lives/9.json" ? { status: 500, text: '{"complaints":[{"where":"life","what":"found nobody with the number 9; allowed 1 to 3"}]}' } : null));
  assert.match(await said(`${server.url}#/life/9`), /found nobody with the number 9; allowed 1 to 3/);
  await server.done();
});

test("an address that is none says which there are", async () => {
  const file = asFile(documents());
  assert.match(await said(`${file.url}#/nowhere`), /no view called “nowhere”.*There are: nation, find, life/s);
  assert.match(await said(`${file.url}#/claims/PARTY-05`), /The nearest are:.*PARTY-04/s);
  assert.match(await said(`${file.url}#/life/%E0%A4%A`), /not among what was exported/);
  file.done();
});

const payloads = [
  "<img src=x onerror=globalThis.hurt=1>", "<script>globalThis.hurt=1</script>", "</script><script>globalThis.hurt=1</script>", "<svg onload=globalThis.hurt=1>", '"><b onmouseover=globalThis.hurt=1>',
  "javascript:globalThis.hurt=1", "<iframe srcdoc='<script>parent.hurt=1</script>'>", "<style>*{display:none}</style>", "{{documents}}<!--", "\u202e\u0000<a href=//example.org>x</a>"];

test("texts of documents are never markup", async () => {
  for (const payload of payloads) {
    const file = asFile(hostile(payload)), { page, wrong, asked, close } = await look(browser, 1280);
    await page.goto(file.url);
    for (const hash of ["#/nation", "#/life/1?line=4", "#/worlds/1", "#/questions", "#/claims", "#/rules", "#/numbers"]) {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await page.waitForTimeout(30);
      await settled(page);
      assert.ok((await page.textContent("body")).includes(payload.slice(-6)), `${payload} is shown as it is on ${hash}`);
      const found = await page.evaluate(() => [globalThis.hurt, document.querySelectorAll("main img, main iframe, main script, main style, main b, main [onload], main [onerror]").length, [...document.querySelectorAll("a")].filter((one) => !/^(#|$)/.test(one.getAttribute("href") ?? "")).length]);
      assert.deepEqual(found, [undefined, 0, 0], `${payload} on ${hash}`);
      assert.deepEqual(wrong, [], `${payload} on ${hash}`);
      assert.equal(asked.length, 1, `${payload} on ${hash}`);
    }
    await close();
    file.done();
  }
});

test("nothing in an address is markup", async () => {
  const file = asFile(documents());
  for (const payload of payloads) {
    const { page, wrong, close } = await look(browser, 1280);
    await page.goto(`${file.url}#/${encodeURIComponent(payload)}/x?pattern=${encodeURIComponent(payload)}`);
    await settled(page);
    assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main iframe, main script").length), 0);
    assert.deepEqual(wrong, []);
    await close();
  }
  file.done();
});

test("the script and the style hold no tag that would end them", () => {
  const page = pageText();
  assert.equal(page.match(/<script/g).length, page.match(/<\/script>/g).length);
  assert.equal(page.match(/<\/style>/g).length, 1);
});
