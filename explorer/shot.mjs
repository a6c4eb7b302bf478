import { chromium } from "playwright-core";
const [url, ...views] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const w of (process.env.W ?? "1280").split(",").map(Number)) {
  const c = await b.newContext({ viewport: { width: w, height: 900 }, colorScheme: process.env.DARK ? "dark" : "light" });
  for (const v of views) {
    const p = await c.newPage();
    p.on("console", m => ["error","warning"].includes(m.type()) && console.log(v, m.text()));
    p.on("pageerror", e => console.log(v, String(e)));
    const t = Date.now();
    await p.goto(url + "#/" + v);
    await p.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main[aria-busy]"), null, { timeout: 30000 }).catch(e => console.log(v, "not settled"));
    console.log(v, w, Date.now() - t, "ms");
    await p.waitForTimeout(700);
    await p.screenshot({ path: `/tmp/shots/${v.replace(/\W+/g, "_")}_${w}${process.env.DARK ? "d" : ""}.png`, fullPage: !!process.env.FULL });
    await p.close();
  }
  await c.close();
}
await b.close();
