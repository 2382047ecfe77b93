//! Measures the package in headless Chromium, from a warm cache: one page for each run. Prints seconds as JSON.
//!
//! Argument: the number of runs.

import { readFile } from "node:fs/promises";
import { launch } from "../test/browsers.mjs";
import { serve } from "../test/server.mjs";

const runs = Number(process.argv[2]);
const programs = JSON.parse(await readFile(new URL("programs.json", import.meta.url), "utf8"));
const server = await serve();
const browser = await launch("Chromium");
const context = await browser.newContext();

/** Times of one visit. */
async function visit(number) {
  const page = await context.newPage();
  await page.goto(server.origin);
  const times = await page.evaluate(
    async ([programs, number]) => {
      const { load } = await import("/package/dist/index.js");
      const measure = async (action) => {
        const started = performance.now();
        const result = await action();
        if (result.success === false) throw new Error(result.rendered);
        return [result, (performance.now() - started) / 1000];
      };
      const [rustc, ready] = await measure(() => load({ from: "files/rustc-wasm.json", packs: ["pack/pack.json"] }));
      const hello = () => rustc.compile({ files: { "main.rs": programs.hello } });
      const [, first] = await measure(hello);
      const [, again] = await measure(hello);
      // Another text each time, so that the macro crate is compiled again.
      const derive = (time) => {
        const my = `${programs.macros}// ${number} ${time}`;
        return rustc.compile({ files: { "main.rs": programs.derive }, macros: { my } });
      };
      await measure(() => derive(0));
      const [, both] = await measure(() => derive(1));
      const serde = () => rustc.compile({ files: { "main.rs": programs.serde } });
      await measure(serde);
      const [, json] = await measure(serde);
      rustc.close();
      return {
        ready,
        "first hello world": first,
        "hello world": again,
        "own derive, both crates": both,
        "serde_json with derives": json,
      };
    },
    [programs, number],
  );
  await page.close();
  return times;
}

try {
  // The first visit fills the cache.
  await visit(0);
  const seen = [];
  for (let number = 1; number <= runs; number++) seen.push(await visit(number));
  const list = (name) => seen.map((times) => times[name]);
  console.log(JSON.stringify(Object.fromEntries(Object.keys(seen[0]).map((name) => [name, list(name)]))));
} finally {
  await browser.close();
  server.close();
}
