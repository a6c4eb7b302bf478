// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Bundles the page: dist/explorer.js, dist/explorer.css, and dist/page.html, which holds both and lacks the documents only.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = { bundle: true, minify: true, target: "es2020", charset: "utf8", legalComments: "none", logLevel: "warning" };
await build({ ...common, entryPoints: ["src/main.ts"], format: "iife", tsconfig: "tsconfig.json", outfile: "dist/explorer.js" });
await build({ ...common, entryPoints: ["style.css"], outfile: "dist/explorer.css" });

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
// The policy lets run and style what has this sum, so what stands between the tags is exactly what is summed.
const sum = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const script = read("dist/explorer.js").trim(), style = read("dist/explorer.css").trim();
const parts = { script, style, script_sum: sum(script), style_sum: sum(style) };
writeFileSync(new URL("dist/page.html", import.meta.url),
  read("page.html").replace(/\{\{(\w+)\}\}/g, (mark, name) => parts[name] ?? mark));
