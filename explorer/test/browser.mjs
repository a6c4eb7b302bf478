// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The page in Debian's Chromium: as one file with its documents inside, and behind a small server on loopback.

import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { found } from "./documents.mjs";

export const pageText = () => readFileSync(new URL("../dist/page.html", import.meta.url), "utf8");
const safe = (text) => text.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
export const inlined = (documents) => pageText().replace("{{documents}}", () => safe(JSON.stringify(documents)));

export async function open() {
  const path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!path) throw new Error("found no Chromium; allowed: the Debian package chromium (tools/apt-packages-explorer.txt)");
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"] });
}

/** One file, as an export is; `done` takes it away again. */
export function asFile(documents) {
  const folder = mkdtempSync(join(tmpdir(), "explorer-")), file = join(folder, "page.html");
  writeFileSync(file, typeof documents === "string" ? pageText().replace("{{documents}}", () => documents) : inlined(documents));
  return { url: pathToFileURL(file).href, done: () => rmSync(folder, { recursive: true }) };
}

/** Documents beside the page; find.json is answered as the program would. `spoil` may change an answer. */
export async function asServer(documents, spoil = () => null) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost"), path = decodeURIComponent(url.pathname).replace(/^\/documents\//, "");
    const answer = (status, text, type = "application/json") => { response.writeHead(status, { "Content-Type": type }); response.end(text); };
    const spoiled = spoil(path);
    if (spoiled?.never) return; // It keeps who asked waiting.
    if (spoiled) return answer(spoiled.status ?? 200, spoiled.text);
    if (url.pathname === "/") return answer(200, pageText(), "text/html");
    if (path === "find.json") return answer(200, JSON.stringify(found(url.searchParams.get("pattern") ?? "")));
    return path in documents ? answer(200, JSON.stringify(documents[path])) : answer(404, "{}");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, done: () => new Promise((closed) => { server.closeAllConnections(); server.close(closed); }) };
}

/** A page of a width, with all that went wrong on it and every address that was asked for. */
export async function look(browser, width, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options }), page = await context.newPage();
  const wrong = [], asked = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !/status of 404/.test(message.text())) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  return { page, wrong, asked, close: () => context.close() };
}

export const settled = (page) => page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main[aria-busy]"));
