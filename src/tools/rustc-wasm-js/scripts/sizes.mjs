//! Says what the bytes of a WebAssembly module are: its sections, and its code by crate, if functions have names.
//!
//! Argument: the module; of rustc.wasm, the one that bootstrap has built, as names are removed from that in `dist/`.

import { readFile } from "node:fs/promises";

const SECTIONS =
  "custom types imports functions tables memories globals exports start elements code data data-count".split(" ");
const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const FUNCTION_NAMES = 1;
const FUNCTION = 0;

class Reader {
  constructor(bytes, at = 0) {
    Object.assign(this, { bytes, at });
  }
  leb() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  text() {
    return new TextDecoder().decode(this.take(this.leb()));
  }
}

/** The crate that a function's mangled name begins with: a generic function counts where it is written, not used. */
function crateOf(name) {
  const v0 = /^_R.*?Cs[0-9A-Za-z]*_(\d+)_?(\w+)/.exec(name);
  const legacy = /^_ZN(?:\d+_(?:\$\w+\$|[^A-Za-z0-9])*)?(\d*)([A-Za-z]\w*)/.exec(name);
  const [, length, rest] = v0 ?? legacy ?? [];
  if (rest === undefined) return "C, and functions without a crate";
  return length ? rest.slice(0, Number(length)) : rest;
}

const bytes = new Uint8Array(await readFile(process.argv[2]));
const module = new Reader(bytes, 8);
const sizes = new Map();
const add = (map, name, size) => map.set(name, (map.get(name) ?? 0) + size);
const bodies = [];
const names = new Map();
let imported = 0;
while (module.at < bytes.length) {
  const id = module.take(1)[0];
  const section = new Reader(module.take(module.leb()));
  const custom = id === CUSTOM ? section.text() : "";
  add(sizes, custom ? `custom: ${custom}` : SECTIONS[id], section.bytes.length);
  if (id === IMPORTS) {
    for (let left = section.leb(); left > 0; left--) {
      section.text();
      section.text();
      if (section.take(1)[0] !== FUNCTION) throw new Error("it imports something else than functions");
      section.leb();
      imported++;
    }
  } else if (id === CODE) {
    for (let left = section.leb(); left > 0; left--) bodies.push(section.take(section.leb()).length);
  } else if (custom === "name") {
    while (section.at < section.bytes.length) {
      const kind = section.take(1)[0];
      const part = new Reader(section.take(section.leb()));
      if (kind !== FUNCTION_NAMES) continue;
      for (let left = part.leb(); left > 0; left--) names.set(part.leb(), part.text());
    }
  }
}
const list = (map) => {
  const sorted = [...map].sort((a, b) => b[1] - a[1]);
  for (const [name, size] of sorted) console.log(`${(size / 1e6).toFixed(2).padStart(8)} MB  ${name}`);
};
list(sizes);
const crates = new Map();
bodies.forEach((size, index) => add(crates, crateOf(names.get(imported + index) ?? ""), size));
console.log("\ncode by crate:");
list(new Map([...crates].filter(([, size]) => size >= 5e4)));
