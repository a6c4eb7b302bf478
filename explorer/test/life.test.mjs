// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// One life and what can be done with it: marks, lines, letters, causes, belief, zoom, keys; and finding lives.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asFile, asServer, look, open, settled } from "./browser.mjs";
import { documents } from "./documents.mjs";

let browser, server;
before(async () => { browser = await open(); server = await asServer(documents({ answers: true })); });
after(async () => { await browser?.close(); await server?.done(); });

async function at(hash, width = 1280, options = {}) {
  const seen = await look(browser, width, options);
  await seen.page.goto(server.url + hash);
  await settled(seen.page);
  return seen;
}

test("every line of the account stands in the page, and every event has its mark", async () => {
  const { page, close } = await at("#/life/1");
  const life = documents()["lives/1.json"], text = await page.textContent(".account");
  for (const line of life.lines) assert.ok(text.includes(line.text), line.text);
  assert.equal(await page.locator("svg.life .mark").count(), life.lines.length);
  assert.equal(await page.locator("svg.life a.kin").count(), life.kin.length);
  for (const band of life.bands) assert.ok(await page.locator(`svg.life .band.${band.band}`).count() > 0, band.band);
  await close();
});

test("a line opens to all that lies behind it", async () => {
  const { page, close } = await at("#/life/1");
  const life = documents()["lives/1.json"];
  for (const line of life.lines) {
    await page.click(`#line-${line.number} button.text`);
    const behind = await page.textContent(`#line-${line.number} .behind`);
    for (const part of [line.says, line.rule, line.letter, ...line.claims, ...line.differs.map((one) => one.text)].filter(Boolean)) assert.ok(behind.includes(part), part);
  }
  await close();
});

test("marks are walked by arrow keys, opened by Enter, and lead to lines and back", async () => {
  const { page, close } = await at("#/life/1");
  await page.focus("svg.life .mark >> nth=0");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-line")), "3");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#line-3.open");
  await page.click("text=back to the time line");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-line")), "3");
  await page.keyboard.press("End");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-line")), "15");
  await close();
});

test("a letter leads to its sender's event, in the sender's life or here", async () => {
  const { page, close } = await at("#/life/1?line=4");
  assert.match(await page.getAttribute(".behind a:has-text('go to its sender')", "href"), /^#\/life\/106\?at=/);
  await page.goto(`${server.url}#/life/1?at=1987-05-14%3Alabour.reception`);
  await page.waitForSelector("#line-5.open");
  assert.match(page.url(), /#\/life\/1\?line=5$/);
  await close();
});

test("the chain of causes unrolls step by step to its root, with arcs in the picture", async () => {
  const { page, close } = await at("#/life/1?line=5");
  await page.click("text=What led to this?");
  await page.waitForSelector(".chain li >> nth=1");
  assert.equal(await page.locator(".chain li").count(), 2);
  assert.equal(await page.locator("svg.life .arc").count(), 1);
  assert.equal(await page.textContent(".root"), "");
  await page.click("text=One step further back");
  assert.equal(await page.locator(".chain li").count(), 3);
  assert.match(await page.textContent(".chain"), /It answered a letter.*The office makes a list.*It needed what had come before/s);
  assert.equal(await page.textContent(".root"), "It goes back to his birth.");
  await close();
});

test("of a line that tells of several events each has its own reasons; an export says that it holds the first’s", async () => {
  const all = documents({ answers: true }), { lines } = all["lives/1.json"], [second] = lines.splice(5, 1);
  Object.assign(lines[4], { last: second.number, rule: null, events: [...lines[4].events, ...second.events] });
  const own = await asServer(all), file = asFile({ ...all, "run.json": documents()["run.json"] });
  for (const [base, reasons] of [[own.url, 2], [file.url, 1]]) {
    const { page, close } = await look(browser, 1280);
    await page.goto(`${base}#/life/1?line=5`);
    await page.waitForSelector(".events li");
    assert.equal(await page.locator(".events li").count(), 2);
    assert.equal(await page.locator(".behind button:has-text('What led to this?')").count(), reasons);
    assert.equal(await page.locator(".behind", { hasText: "the first of them is in this export" }).count(), 2 - reasons);
    const last = page.locator(".events li .reasons").nth(reasons - 1);
    await last.locator("button").first().click();
    await last.locator(".chain li").first().waitFor();
    assert.match(await last.textContent(), reasons === 2 ? /He marries\./ : /he is sent to the mine of Musan/);
    await close();
  }
  await own.done();
  file.done();
});

test("what the person believed is switched on beside the truth, and the address keeps it", async () => {
  const { page, close } = await at("#/life/1");
  assert.equal(await page.isVisible(".believed >> nth=0"), false);
  await page.check("#believed");
  await page.waitForSelector("svg.life .belief");
  assert.equal(await page.locator("svg.life .belief").count(), 2);
  assert.match(page.url(), /believed=1/);
  await page.click("#line-4 button.text");
  assert.match(page.url(), /believed=1.*line=4|line=4.*believed=1/);
  await close();
});

test("the time line is zoomed by buttons and keys, at once where motion is unwanted", async () => {
  const { page, close } = await at("#/life/1?line=7", 1280, { reducedMotion: "reduce" });
  const years = () => page.locator("svg.life .year").allTextContents(), whole = await years();
  await page.click("button[aria-label='Zoom in']");
  await page.click("button[aria-label='Zoom in']");
  const near = await years();
  assert.notDeepEqual(near, whole);
  assert.ok(Number(near.at(-1)) - Number(near[0]) < Number(whole.at(-1)) - Number(whole[0]));
  await page.focus("svg.life .mark.chosen");
  await page.keyboard.press("0");
  assert.deepEqual(await years(), whole);
  await close();
});

test("lives that were found are stepped through by arrow keys", async () => {
  const { page, close } = await at("#/find?pattern=men%3B%20enlisted%3B%20then%20mine");
  await page.waitForSelector(".matches a");
  assert.equal(await page.textContent(".lead"), "300 lives match, standing for 300,000 people.");
  await page.click(".matches a >> nth=0");
  await page.waitForSelector(".account");
  assert.match(await page.textContent(".stepper"), /life 1 of 50 found by men; enlisted; then mine/);
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => location.hash === "#/life/2" && document.querySelector(".account"));
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => location.hash === "#/life/1");
  await close();
});

test("what is wrong with a pattern stands under the place while one types", async () => {
  const { page, close } = await at("#/find");
  await page.fill("#pattern", "sent; left wihtin 3 months");
  await page.waitForSelector(".complaints li");
  assert.equal(await page.textContent(".complaints pre"), "sent; left wihtin 3 months\n           ^");
  assert.match(await page.textContent(".complaints"), /column 12: found 'wihtin'.*did you mean 'within'\?/);
  await page.click(".complaints button");
  assert.equal(await page.evaluate(() => { const field = document.activeElement; return field.value.slice(field.selectionStart, field.selectionEnd); }), "wihtin");
  await page.fill("#pattern", "sent; left within 3 months");
  await page.waitForFunction(() => !document.querySelector(".complaints li"));
  await close();
});

test("a pattern is built by clicking", async () => {
  const { page, close } = await at("#/find");
  await page.click(".builder summary");
  await page.click(".builder button:text-is('men')");
  await page.click(".offered button:text-is('enlisted')");
  await page.click(".offered button:text-is('mine')");
  await page.locator(".builder p", { hasText: "within" }).locator("button").click();
  assert.equal(await page.inputValue("#pattern"), "men; then enlisted; then mine within 4 years");
  await page.click(".steps .remove >> nth=1");
  assert.equal(await page.inputValue("#pattern"), "men; then mine within 4 years");
  await close();
});

test("the pictures of sequences say what the sequences say", async () => {
  const { page, close } = await at("#/find?pattern=men&beside=women");
  await page.waitForSelector(".plate canvas");
  assert.equal(await page.locator("figure:has-text('Index plot') canvas").count(), 2, "two groups side by side");
  const folded = page.locator("figure", { hasText: "State distribution plot" }).first().locator("details");
  await folded.locator("summary").click();
  await folded.locator("tbody tr").first().waitFor(); // It is made when it is opened.
  const row = await folded.locator("tbody tr").nth(20).locator("td, th").allTextContents();
  assert.deepEqual(row, ["20", "300", "0", "0", "66.7", "0", "33.3", "0", "0"]);
  const times = await page.locator(".mean-time").first().locator("tr").allTextContents();
  assert.ok(times.includes("at school10") && times.includes("in the army6.67"), times.join());
  const colours = await page.locator(".plate canvas").first().evaluate((canvas) => {
    const at = (x) => [...canvas.getContext("2d").getImageData(Math.floor(canvas.width * x), 5, 1, 1).data].slice(0, 3);
    return [at(3 / 70), at(12 / 70)];
  });
  assert.deepEqual(colours, [[0xc6, 0xdb, 0xef], [0x9e, 0xca, 0xe1]]);
  await close();
});

test("the nation's year is dragged, played and kept in the address", async () => {
  const { page, close } = await at("#/nation?year=1970");
  assert.equal(await page.textContent(".the-year"), "1970");
  const width = () => page.getAttribute(".pyramid rect.male >> nth=0", "width"), before = await width();
  await page.focus(".track input");
  await page.keyboard.press("End");
  assert.equal(await page.textContent(".the-year"), "2025");
  assert.notEqual(await width(), before);
  assert.match(page.url(), /year=2025/);
  await page.click("text=Play");
  await page.waitForFunction(() => Number(document.querySelector(".the-year").textContent) >= 1956);
  await page.click("text=Stop");
  assert.match(page.url(), /year=19\d\d/);
  await close();
});

test("two worlds are one until the day they part", async () => {
  const { page, close } = await at("#/worlds/1");
  assert.match(await page.textContent("svg.mirrored .parting-name"), /they part, 14 May 1987/);
  assert.match(await page.textContent(".parted"), /labour\.posting.*LABOUR-05/s);
  assert.match(await page.textContent(".outcomes"), /years in the mine9\.10/);
  await close();
});

test("whom of the family the change reached is looked up, and who has no pair is said to have none", async () => {
  const all = documents({ answers: true }), mother = structuredClone(all["twins/1.json"]);
  mother.twin.parts_on = "1988-02-03";
  const own = await asServer({ ...all, "twins/101.json": mother });
  const { page, close } = await look(browser, 1280);
  await page.goto(`${own.url}#/worlds/1`);
  await page.click("text=Whom of the family did it reach?");
  await page.waitForSelector(".family tbody tr");
  const rows = await page.locator(".family tbody tr").allTextContents();
  assert.equal(rows.length, 6);
  assert.match(rows[0], /^his mother.*3 February 1988$/);
  for (const row of rows.slice(1)) assert.match(row, /born in this world only$/);
  assert.equal(await page.getAttribute(".family a >> nth=0", "href"), "#/worlds/101");
  assert.equal(await page.getAttribute(".family a >> nth=1", "href"), "#/life/102");
  await close();
  await own.done();
});

test("numbers, rules and claims lead to each other", async () => {
  const { page, close } = await at("#/life/1?line=4");
  await page.click(".behind a:text-is('PARTY-04')");
  await page.waitForSelector("h2:text-is('Rules that answer it')");
  await page.click("a:text-is('party.admission_rate/year/10')");
  await page.waitForSelector("h1:text-is('party.admission_rate')");
  assert.match(await page.textContent("main"), /calibrated.*Fitted to C10; PARTY-04/s);
  await page.click("td a:text-is('PARTY-04') >> nth=0");
  await page.waitForSelector("pre:has-text('PARTY-04 = \"off\"')");
  await close();
});

test("a question has its answer first, then what it hangs on and how far that moves it", async () => {
  const { page, close } = await at("#/questions/Q-01");
  const text = await page.textContent("main");
  assert.match(text, /More of them go to college, by 4\.2 percentage points.*only their effort changes.*\+4\.2.*\+3\.1 to \+5\.3/s);
  assert.match(text, /food\.severity.*0\.7 share.*0\.4 – 1.*assumed.*\+0\.03 to \+0\.06/s);
  assert.ok(text.indexOf("More of them") < text.indexOf("What is asked here"));
  await close();
});
