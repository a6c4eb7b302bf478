// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Every view, from one file and from a server, narrow and wide, in two languages, by hand and by axe.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { asFile, asServer, look, open, pageText, settled } from "./browser.mjs";
import { documents } from "./documents.mjs";

const views = {
  "#/nation?year=1996": "A nation, one life at a time", "#/find?pattern=men%3B%20enlisted%3B%20then%20mine": "Find lives by what happened to them", "#/life": "One life",
  "#/life/1?line=13&believed=1": "A man born in Musan on 5 March 1959", "#/worlds": "The same people, under another rule", "#/worlds/1": "A man born in Musan on 5 March 1959",
  "#/questions": "Questions that the testimony raises", "#/questions/Q-01": "Had the effort for membership gone into learning", "#/claims": "Claims of the testimony", "#/claims/PARTY-04": "Most are admitted as their service ends",
  "#/sure": "How sure these numbers are", "#/rules": "Rules", "#/rules/party.admission": "party.admission", "#/numbers": "Numbers", "#/numbers/food.severity": "food.severity" };
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

let browser, server, file;
before(async () => { browser = await open(); server = await asServer(documents({ answers: true })); file = asFile(documents()); });
after(async () => { await browser?.close(); await server?.done(); file?.done(); });

const heading = (page) => page.textContent("main h1");
const opened = async (page, url) => { await page.goto(url); await settled(page); };
const scrolled = (page) => page.evaluate(async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 500) { scrollTo(0, y); await new Promise((done) => setTimeout(done, 30)); }
});

for (const width of [390, 1280])
  test(`every view opens cold ${width} pixels wide, from a server and from a file`, async () => {
    for (const [from, base] of [["server", server.url], ["file", file.url]])
      for (const [hash, title] of Object.entries(views)) {
        const { page, wrong, asked, close } = await look(browser, width);
        await opened(page, base + hash);
        await scrolled(page);
        const where = `${from} ${hash}`;
        assert.equal(await heading(page), title, where);
        assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1", where);
        assert.match(await page.textContent(".about"), /North Korea, 1955 to 2025, as one refugee’s published account.*synthetic.*no statement about a real person.*Scale 1:1000/, where);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${where} is wider than the window`);
        assert.deepEqual(wrong, [], where);
        const elsewhere = asked.filter((url) => !url.startsWith("data:") && !url.startsWith(from === "server" ? server.url : file.url.split("#")[0]));
        assert.deepEqual(elsewhere, [], `${where} asked for something elsewhere`);
        if (from === "file") assert.equal(asked.length, 1, `${where} asked for more than itself`);
        await close();
      }
  });

test("on paper and on a very large screen nothing is cut off", async () => {
  for (const hash of ["#/nation", "#/life/1", "#/worlds/1"]) {
    const { page, close } = await look(browser, 3840, { viewport: { width: 3840, height: 2160 } });
    await opened(page, server.url + hash);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, hash);
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${hash} in print`);
    assert.equal(await page.isVisible("header nav ul"), false, "what is for clicking is not printed");
    await close();
  }
});

test("axe finds no violation in any view, by day and by night", async () => {
  const found = [];
  for (const colorScheme of ["light", "dark"])
    for (const hash of Object.keys(views)) {
      const { page, close } = await look(browser, 1280, { colorScheme });
      await opened(page, server.url + hash);
      await scrolled(page);
      for (const details of await page.$$("details.numbers")) await details.evaluate((one) => { one.open = true; });
      await page.waitForTimeout(50);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      found.push(...violations.map((one) => `${hash} ${colorScheme} ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`));
      await close();
    }
  assert.deepEqual(found, []);
});

test("back and forward lead through views and lines", async () => {
  const { page, close } = await look(browser, 1280);
  await opened(page, server.url + "#/nation");
  await page.click("text=A man born in 1959 in Musan");
  await page.waitForSelector(".account");
  await page.click("#line-4 button.text");
  await page.waitForSelector("#line-4.open");
  assert.match(page.url(), /#\/life\/1\?line=4$/);
  await page.click("#line-11 button.text");
  await page.waitForSelector("#line-11.open");
  await page.goBack();
  await page.waitForSelector("#line-4.open");
  assert.equal(await page.$("#line-11.open"), null);
  await page.goBack();
  await page.goBack();
  await page.waitForSelector(".player");
  await page.goForward();
  await page.waitForSelector(".account");
  assert.equal(await heading(page), views["#/life/1?line=13&believed=1"]);
  await close();
});

test("from the first view two clicks lead to a reason", async () => {
  const { page, close } = await look(browser, 1280);
  await opened(page, server.url);
  await page.click(".begin a >> nth=0");
  await page.click("#line-4 button.text");
  assert.match(await page.textContent(".behind"), /A candidate becomes a member.*PARTY-04, PARTY-08.*party\.admission/s);
  await close();
});

test("what was counted, estimated and projected is drawn and named as such, in both languages", async () => {
  const named = { en: ["United Nations, projections", "public figure, counted", "Bank of Korea, estimated", "Statistics Korea, projected", "projection"], ko: ["유엔, 추계", "공개 수치, 집계", "한국은행, 추정", "통계청, 추계", "추계"] };
  for (const [lang, [un, counted, bank, office, word]] of Object.entries(named)) {
    const { page, close } = await look(browser, 390);
    await opened(page, `${server.url}#/nation?lang=${lang}`);
    const keys = (look) => page.$$eval(`.legend .${look}`, (all) => [...new Set(all.map((one) => one.parentElement.textContent))]);
    assert.ok((await keys("dashed")).includes(un));
    assert.ok((await keys("count")).includes(counted));
    assert.ok((await keys("spanning")).includes(bank));
    assert.deepEqual(await keys("projection"), [office]);
    const figure = page.locator("figure", { hasText: "Total fertility rate" });
    await figure.scrollIntoViewIfNeeded();
    await figure.locator("svg.plot").waitFor();
    assert.equal(await figure.locator("path[stroke-dasharray], g[stroke-dasharray] path").count(), 2, "the United Nations' later years and Statistics Korea's figure");
    assert.match(await page.textContent("#target-C01 tbody"), new RegExp(`2008 \\(${word}\\)`));
    assert.equal(await page.locator("#target-C01 .aim.projection").count(), 1);
    assert.equal(await page.locator("#target-C01 .aim.count").count(), 1);
    await close();
  }
});

test("the page stays under a quarter of a megabyte", () => {
  const size = gzipSync(pageText(), { level: 9 }).length;
  assert.ok(size < 250_000, `${size} bytes compressed`);
});

test("the policy lets in nothing but this page", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(pageText())[1];
  assert.match(policy, /^default-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'self'; img-src data:; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'$/);
});

test("in Korean the interface is Korean, and every sentence of it is there", async () => {
  const { page, close } = await look(browser, 1280);
  await opened(page, server.url + "#/nation?lang=ko");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "ko");
  assert.match(await page.textContent("header"), /한 사람의 삶/);
  await page.click("header a[href^='#/claims']");
  await page.waitForSelector(".tabs");
  assert.match(page.url(), /lang=ko/, "the language goes along");
  await close();
});
