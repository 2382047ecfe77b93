//! The cases in a page of a browser, with the package as a page without a bundler loads it.

import { after, before, test } from "node:test";
import { launch, missing } from "./browsers.mjs";
import { CASES, PACK_CASE } from "./cases.mjs";
import { PACK, serve } from "./server.mjs";

export function testIn(name) {
  const skip = missing(name);
  let server, browser, page;

  before(async () => {
    if (skip) {
      console.log(`NOT RUN: the package in a page of ${name}: ${skip}`);
      return;
    }
    server = await serve();
    browser = await launch(name);
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

  test(`${name}: the second visit downloads nothing`, { skip }, () =>
    page.evaluate(() => {
      const [first, second] = globalThis.seen;
      globalThis.cases.equal([first.cached, first.loaded], [0, first.total]);
      globalThis.cases.equal([second.cached, second.loaded], [second.total, second.total]);
    }),
  );

  for (const title of Object.keys(CASES)) {
    // Node says once that there is no pack.
    test(`${name}: ${title}`, { skip: skip || (title === PACK_CASE && !PACK) }, () =>
      page.evaluate(async (title) => {
        const { rustc, load } = globalThis;
        await globalThis.cases.CASES[title]({ rustc, load, origin: location.origin });
      }, title),
    );
  }
}
