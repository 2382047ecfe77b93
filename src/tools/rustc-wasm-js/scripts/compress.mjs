//! Compresses what an index names by brotli, into files `NAME.br` beside those files, as web servers look for them.
//!
//! Arguments: the directory of the index, and one where compressed files are kept by hash, as this takes minutes.

import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** The best: it takes minutes, once. */
const QUALITY = 11;
const WINDOW = 24; // The largest that browsers have.

const [directory, cache] = process.argv.slice(2);
const readIndex = async (path) => JSON.parse(await readFile(join(directory, path), "utf8"));
const { compiler, libraries, packs = [] } = await readIndex("rustc-wasm.json");
const waiting = [compiler, ...Object.values(libraries).flat()];
for (const pack of packs) {
  const { crates } = await readIndex(pack);
  waiting.push(...crates.map((entry) => ({ ...entry, path: join(dirname(pack), entry.path), kind: "published crates" })));
}
waiting.sort((a, b) => a.size - b.size);
/** What there is of each kind, with the size that is sent. */
const made = { "every program": [], "on demand": [], "published crates": [] };
/** Smaller ones are not listed. */
const LISTED = 100_000;

async function compress({ path, sha256, size, onDemand, kind = onDemand ? "on demand" : "every program" }) {
  const kept = join(cache, `${sha256}-${QUALITY}.br`);
  if (!existsSync(kept)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: WINDOW,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    };
    const bytes = await promisify(brotliCompress)(await readFile(join(directory, path)), { params });
    await writeFile(`${kept}.new`, bytes);
    await rename(`${kept}.new`, kept);
  }
  await copyFile(kept, join(directory, `${path}.br`));
  made[kind].push({ name: basename(path), size, compressed: (await stat(kept)).size });
}

async function work() {
  // The largest first, so that none of them is alone at the end.
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) await compress(entry);
}

await mkdir(cache, { recursive: true });
await Promise.all(Array.from({ length: availableParallelism() }, work));
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1).padStart(6)} MB`;
for (const [kind, files] of Object.entries(made)) {
  if (files.length === 0) continue;
  const sum = (what) => files.reduce((total, file) => total + file[what], 0);
  console.log(`${megabytes(sum("size"))}, with brotli ${megabytes(sum("compressed"))}: ${kind}`);
  const listed = files.filter(({ compressed }) => compressed >= LISTED).sort((a, b) => b.compressed - a.compressed);
  for (const { name, size, compressed } of listed) {
    console.log(`  ${megabytes(size)}, with brotli ${megabytes(compressed)}: ${name}`);
  }
}
