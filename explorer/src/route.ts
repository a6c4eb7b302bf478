// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The address says everything: view, what it is of, and how it is set. `#/life/123?line=20&lang=ko`

export interface Route { view: string; id: string; query: URLSearchParams }

export function readRoute(hash = location.hash): Route {
  const text = hash.replace(/^#\/?/, ""), at = text.indexOf("?");
  const path = at < 0 ? text : text.slice(0, at);
  const slash = path.indexOf("/");
  const whole = (part: string) => { try { return decodeURIComponent(part); } catch { return part; } };
  return {
    view: whole(slash < 0 ? path : path.slice(0, slash)), id: whole(slash < 0 ? "" : path.slice(slash + 1)),
    query: new URLSearchParams(at < 0 ? "" : text.slice(at + 1)) };
}

type Query = Record<string, string | number | null | undefined>;

/** The address of a view. The language that was chosen goes along. */
export function address(view: string, id: string | number = "", query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== "") words.set(key, String(value));
  const lang = readRoute().query.get("lang");
  if (lang && !("lang" in query)) words.set("lang", lang);
  const text = words.toString().replace(/\+/g, "%20");
  return `#/${view}${id === "" ? "" : `/${encodeURIComponent(id)}`}${text ? `?${text}` : ""}`;
}

/** Goes to an address, as a link does: back leads here again. */
export function go(hash: string) {
  if (hash === location.hash) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
}

/** Sets the address of what is shown already: no step back leads here. */
export function stay(hash: string) {
  history.replaceState(null, "", hash);
}
