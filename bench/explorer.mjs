// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How quick the explorer is on a run: node bench/explorer.mjs RUN [PATTERN]. Prints a table for bench/results/.
// It wants a built page (./dev build) and Debian's Chromium; five times each, and the median.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "../explorer/node_modules/playwright-core/index.mjs";

const [run, pattern = "enlisted; then member; then crossed"] = process.argv.slice(2);
if (!run) { console.error("usage: node bench/explorer.mjs RUN [PATTERN]"); process.exit(2); }
const root = new URL("..", import.meta.url).pathname, program = join(root, "build/release/counterlife");
const times = 5;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const settled = (page) => page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main[aria-busy]"), null, { timeout: 120_000 });

/** The program with its page, and the address. */
async function serve() {
  const process_ = spawn(program, ["explore", run, "--no-browser", "--quiet"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((found, failed) => {
    let said = "";
    process_.stdout.on("data", (more) => { said += more; const at = said.match(/http:\S+/); if (at) found(at[0]); });
    process_.on("exit", () => failed(new Error("the program ended")));
  });
  return { address, stop: () => process_.kill("SIGINT") };
}

/** Milliseconds until the view of a hash is there, and the bytes of documents that it took, each time in a fresh page. */
async function opened(browser, address, hash) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), page = await context.newPage();
  let bytes = 0;
  page.on("response", async (answer) => { if (answer.url().includes("/documents/")) bytes += Number(answer.headers()["content-length"] ?? 0); });
  const before = performance.now();
  await page.goto(address + "#/" + hash);
  await settled(page);
  if (hash.startsWith("find?")) // What was found comes after the view.
    await page.waitForFunction(() => /\d+ (life|lives) match/.test(document.querySelector("main").textContent) && document.querySelector("main canvas"), null, { timeout: 120_000 });
  const took = performance.now() - before;
  await context.close();
  return { took, bytes };
}

async function repeated(browser, address, hashes) {
  const all = [];
  for (const hash of hashes) all.push(await opened(browser, address, hash));
  return { took: median(all.map((one) => one.took)), bytes: Math.max(...all.map((one) => one.bytes)) };
}

/** Frames a second while the time line is dragged from end to end. */
async function scrubbed(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address + "#/nation");
  await settled(page);
  await page.waitForTimeout(1000);
  const frames = await page.evaluate(() => new Promise((done) => {
    const slider = document.querySelector("input[type=range]"), gaps = [];
    let last = performance.now(), at = Number(slider.min);
    const step = (now) => {
      gaps.push(now - last);
      last = now;
      slider.value = String(at);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      if (++at <= Number(slider.max)) requestAnimationFrame(step); else done(gaps.slice(1));
    };
    requestAnimationFrame(step);
  }));
  await page.close();
  return { mean: 1000 * frames.length / frames.reduce((a, b) => a + b, 0), slowest: Math.max(...frames) };
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const served = await serve();
const people = (await (await fetch(served.address + "documents/run.json")).json()).counts.people;
const lives = Array.from({ length: times }, (_, i) => `life/${Math.floor((people * (2 * i + 1)) / (2 * times))}`);
await opened(browser, served.address, "claims"); // The program and the browser have begun.
const first = await repeated(browser, served.address, Array(times).fill("nation"));
const life = await repeated(browser, served.address, lives);
const found = await repeated(browser, served.address, [0, 1, 2].map((i) => `find?${new URLSearchParams({ pattern: `${pattern}${" ".repeat(i)}` })}`));
const scrub = await scrubbed(browser, served.address);
served.stop();
await browser.close();

const folder = mkdtempSync(join(tmpdir(), "explorer-")), file = join(folder, "page.html");
const before = performance.now();
spawnSync(program, ["explore", run, "--export", file, "--lives", "200", "--quiet"], { cwd: root });
const exported = performance.now() - before, size = statSync(file).size;
rmSync(folder, { recursive: true });
const page = gzipSync(readFileSync(join(root, "explorer/dist/page.html"))).length;

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const rows = [
  ["first view (the nation)", seconds(first.took), "1 s"],
  ["a life with its kin", seconds(life.took), "0.5 s"],
  ["documents read for it", `${(life.bytes / 1e6).toFixed(2)} MB`, "3 MB"],
  [`a pattern over ${(people / 1e6).toFixed(1)} million lives, with states`, seconds(found.took), "5 s"],
  ["the time line, dragged", `${scrub.mean.toFixed(0)} frames a second, the slowest ${scrub.slowest.toFixed(0)} ms`, "60"],
  ["the page, compressed", `${(page / 1000).toFixed(0)} KB`, "250 KB"],
  ["200 lives in one file", `${(size / 1e6).toFixed(2)} MB, written in ${seconds(exported)}`, "5 MB"],
];
console.log("| what | measured | at most |\n|---|---|---|");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
