//! The cases in a page of headless Chromium, with the package as a page without a bundler loads it.

import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { CASES, PACK_CASE } from "./cases.mjs";
import { PACK, serve } from "./server.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

let server, browser, page;
const skip = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}`;

before(async () => {
  if (skip) {
    console.log(`NOT RUN: the package in a page: ${skip}`);
    return;
  }
  server = await serve();
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  page = await browser.newPage();
  await page.goto(server.origin);
  await page.evaluate(async () => {
    const { load } = await import("/package/dist/index.js");
    globalThis.cases = await import("/package/test/cases.mjs");
    const seen = (globalThis.seen = []);
    for (let visit = 0; visit < 2; visit++) {
      globalThis.rustc?.close();
      const onProgress = (progress) => (seen[visit] = progress);
      globalThis.rustc = await load({ from: "files/rustc-wasm.json", workers: 2, onProgress });
    }
    globalThis.load = load;
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

test("the second visit downloads nothing", { skip }, () =>
  page.evaluate(() => {
    const [first, second] = globalThis.seen;
    globalThis.cases.equal([first.cached, first.loaded], [0, first.total]);
    globalThis.cases.equal([second.cached, second.loaded], [second.total, second.total]);
  }),
);

for (const name of Object.keys(CASES)) {
  // Node says once that there is no pack.
  test(name, { skip: skip || (name === PACK_CASE && !PACK) }, () =>
    page.evaluate(async (name) => {
      const { rustc, load } = globalThis;
      await globalThis.cases.CASES[name]({ rustc, load, origin: location.origin });
    }, name),
  );
}
