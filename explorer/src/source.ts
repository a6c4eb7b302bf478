// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where documents come from: out of the page itself, or else from beside it. What goes wrong becomes a sentence.

import type { RunDocument } from "./types";
import { t } from "./words";

/** Something that cannot be shown, in sentences for who wanted to see it. */
export class Trouble extends Error {
  constructor(readonly sentence: string, readonly remedy = "", readonly missing = false) { super(sentence); }
}

const patience = 60_000, most_kept = 300;
const kept = new Map<string, Promise<unknown>>();
let inlined: Promise<Record<string, unknown>> | null = null;
let damaged = false;

/** The documents that the page holds: as they are, or packed (compressed, in letters) as an export writes them. */
async function held(): Promise<Record<string, unknown>> {
  const text = document.getElementById("documents")?.textContent?.trim() ?? "";
  // A page that nobody has put documents into holds the mark where they go.
  if (!text || text.startsWith("{{")) return {};
  if (!text.startsWith("{") && typeof DecompressionStream === "undefined")
    throw new Trouble(t("This browser cannot unpack what is inside this page: it is older than 2023."), t("Open the page in a newer one."));
  try {
    return JSON.parse(text.startsWith("{") ? text : await unpacked(text)) as Record<string, unknown>;
  } catch { damaged = true; return {}; }
}

async function unpacked(letters: string): Promise<string> {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

const documentsInPage = () => (inlined ??= held());

/** The document of a path, parsed; throws Trouble. */
export async function documentOf<T>(path: string, signal?: AbortSignal): Promise<T> {
  const here = await documentsInPage();
  if (Object.hasOwn(here, path)) return read<T>(path, here[path]);
  if (damaged) throw new Trouble(t("The documents inside this page cannot be read: the file is damaged or was cut short."), t("Copy the file again, or have it exported again."));
  if (Object.keys(here).length > 0 || location.protocol === "file:") throw await absent(path);
  if (signal) return fetched<T>(path, signal); // Who may cancel asks for themselves alone.
  let promise = kept.get(path) as Promise<T> | undefined;
  if (!promise) {
    promise = fetched<T>(path);
    kept.set(path, promise);
    promise.catch(() => kept.delete(path));
    if (kept.size > most_kept) kept.delete(kept.keys().next().value!);
  }
  return promise;
}

/** Documents stand in the page as they are, or as the text of a file. */
function read<T>(path: string, value: unknown): T {
  if (typeof value !== "string") return value as T;
  try { return JSON.parse(value) as T; } catch { throw unreadable(path); }
}

const unreadable = (path: string) =>
  new Trouble(t("The document {path} cannot be read: it is damaged or was cut short.", { path }), t("Have it written again: counterlife explore RUN --export."));

async function fetched<T>(path: string, signal?: AbortSignal): Promise<T> {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort("late"), patience);
  signal?.addEventListener("abort", () => stop.abort("cancelled"));
  try {
    const response = await fetch("documents/" + path, { signal: stop.signal, headers: { Accept: "application/json" } });
    const text = await response.text();
    if (response.status === 404) throw await absent(path, complaintsIn(text));
    if (!response.ok)
      throw new Trouble(complaintsIn(text) || t("The program answered {status} when it was asked for {path}.", { status: response.status, path }));
    try { return JSON.parse(text) as T; } catch { throw unreadable(path); }
  } catch (error) {
    if (error instanceof Trouble) throw error;
    if (signal?.aborted) throw error;
    if (stop.signal.aborted)
      throw new Trouble(t("No answer came within a minute when {path} was asked for.", { path }), t("The program may be busy with another question. Try again."));
    throw new Trouble(t("Nobody answers: the program or server behind this page has stopped, or was never reached."),
      t("Start it again with the same command (counterlife explore RUN), and open the address that it prints."));
  } finally { clearTimeout(timer); }
}

/** What a program says is wrong, if it says so. */
function complaintsIn(text: string): string {
  try {
    const found = (JSON.parse(text) as { complaints?: unknown[] }).complaints ?? [];
    return found.map((one) => (typeof one === "string" ? one : Object.values(one as object).filter(Boolean).join(", "))).join(" ");
  } catch { return ""; }
}

async function absent(path: string, said = ""): Promise<Trouble> {
  if (path === "run.json")
    return new Trouble(t("There are no documents in this page nor beside it."),
      location.protocol === "file:"
        ? t("A page of a folder needs a web server: python3 -m http.server in that folder, then open the address that it prints. Or have one file written: counterlife explore RUN --export FILE.html.")
        : t("Have them written: counterlife explore RUN --export DIR."));
  const run = await documentOf<RunDocument>("run.json").catch(() => null);
  if (run && !run.answers)
    return new Trouble(
      t("This is not among what was exported: the export holds {lives} lives of the run {run}, and what they rest on.", { lives: run.lives.length, run: run.run.directory }),
      t("With the program, all of it can be seen: counterlife explore {run}.", { run: run.run.directory }), true);
  return new Trouble(said || t("The run has no {path}.", { path }), "", true);
}
