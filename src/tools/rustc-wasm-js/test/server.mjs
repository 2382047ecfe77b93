//! Serves the package, the test cases and the files of the compiler, as a static host would, on a free port.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** The directory that `./x.py dist` fills, with its index. */
export const FILES = process.env.RUSTC_WASM_FILES ?? fileURLToPath(new URL("../../../../dist", import.meta.url));

/** A pack with serde and serde_json, which `./x.py test web` makes. */
export const PACK = process.env.RUSTC_WASM_PACK;

/**
 * `/package/` is the package, `/files/` what it fetches, `/pack/` the pack, `/wrong/` and `/wrong-pack/` the same with
 * wrong hashes in the indexes.
 */
export async function serve() {
  const server = createServer(async (request, response) => {
    try {
      await answer(new URL(request.url, "http://localhost").pathname, response);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const origin = `http://localhost:${server.address().port}`;
  return { origin, close: () => server.close(() => {}) };
}

async function answer(path, response) {
  if (path === "/") {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>test</title>");
    return;
  }
  if (path === "/wrong/rustc-wasm.json") {
    const index = JSON.parse(await readFile(join(FILES, "rustc-wasm.json"), "utf8"));
    index.libraries["wasm32-wasip1"].find(({ onDemand }) => !onDemand).sha256 = "0".repeat(64);
    response.end(JSON.stringify(index));
    return;
  }
  if (path === "/wrong-pack/pack.json") {
    const index = JSON.parse(await readFile(join(PACK, "pack.json"), "utf8"));
    for (const entry of index.crates) entry.sha256 = "0".repeat(64);
    response.end(JSON.stringify(index));
    return;
  }
  const [, top, ...rest] = normalize(path).split("/");
  const directory = { package: PACKAGE, files: FILES, wrong: FILES, pack: PACK, "wrong-pack": PACK }[top];
  const file = join(directory, ...rest);
  const { size } = await stat(file);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  createReadStream(file).pipe(response.writeHead(200, { "Content-Type": type, "Content-Length": size }));
}
