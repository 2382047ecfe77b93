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

  test(`${name}: what is not whole in the cache is downloaded again`, { skip }, () =>
    page.evaluate(async () => {
      const { cases, load, seen } = globalThis;
      const cache = await caches.open("rustc-wasm");
      const [key] = await cache.keys();
      await cache.put(key, new Response("damaged"));
      let last;
      const again = await load({ from: "files/rustc-wasm.json", onProgress: (progress) => (last = progress) });
      cases.equal(last.loaded, seen[0].total);
      cases.ok(last.cached > 0 && last.cached < last.total, "nothing or all was downloaded");
      const { success, rendered } = await again.compile({ files: { "main.rs": "fn main() {}" } });
      cases.ok(success, rendered);
      again.close();
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
