//! The cases in Node, and what only Node has: files without a server, and a directory for downloads.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { RustcError, load } from "../dist/index.js";
import { CASES, PACK_CASE, equal, ok, rejects } from "./cases.mjs";
import { FILES, PACK, PACKAGE, serve } from "./server.mjs";

let server, rustc, scratch;

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "rustc-wasm-"));
  server = await serve();
  rustc = await load({ from: join(FILES, "rustc-wasm.json"), workers: 2 });
});

after(async () => {
  rustc?.close();
  server.close();
  await rm(scratch, { recursive: true });
});

for (const [name, run] of Object.entries(CASES)) {
  const skip = name === PACK_CASE && !PACK;
  if (skip) console.log(`NOT RUN: ${name}: RUSTC_WASM_PACK names no pack with serde and serde_json`);
  test(name, { skip }, () => run({ rustc, load, origin: server.origin }));
}

test("downloads are kept in a directory, and checked when they are used again", async () => {
  const from = `${server.origin}/files/rustc-wasm.json`;
  const cache = join(scratch, "downloads");
  const seen = [];
  for (const damage of [false, false, true]) {
    const [first] = await readdir(cache).catch(() => []);
    if (damage) await writeFile(join(cache, first), "damaged");
    let last;
    const again = await load({ from, cache, onProgress: (progress) => (last = progress) });
    equal(last.loaded, last.total);
    seen.push(last.cached === 0 ? "none" : last.cached === last.total ? "all" : "some");
    if (damage) equal(await again.version(), await rustc.version());
    again.close();
    await rejects(again.version(), "closed");
  }
  equal(seen, ["none", "all", "some"]);
});

test("the README's example works as it is where the package is installed, and the README lists what is in that", async () => {
  const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
  const block = (language) => new RegExp("```" + language + "\\n(.*?)```", "s").exec(readme)[1];
  const run = (command, args, cwd) => promisify(execFile)(command, args, { cwd });
  const packed = await run("npm", ["pack", "--json", "--pack-destination", scratch], PACKAGE);
  const [{ filename, files }] = JSON.parse(packed.stdout);
  equal(files.map(({ path }) => path).sort(), block("text").trim().split(/\s+/).sort());
  await writeFile(join(scratch, "package.json"), "{}");
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${filename}`], scratch);
  await symlink(FILES, join(scratch, "files"));
  await writeFile(join(scratch, "example.mjs"), block("js"));
  // That it ends by itself shows that idle workers do not keep a process alive.
  const { stdout } = await run(process.execPath, ["example.mjs"], scratch);
  equal(stdout, "Point\n\n");
});

test("errors are of one class", async () => {
  const error = await rejects(load({ from: "none.json" }), "network");
  ok(error instanceof RustcError && error instanceof Error, "the class is another one");
});
