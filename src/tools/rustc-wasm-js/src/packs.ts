//! Packs: compiled crates and macro crates, as `cargo wasm-macro pack` makes them. Those that a program names are
//! fetched before it is compiled, with all that they need.

import { SYSROOT } from "./commands.js";
import { type Source, download } from "./download.js";
import { RustcError } from "./errors.js";
import { type FileEntry, isEntry } from "./manifest.js";
import type { SourceOptions } from "./options.js";
import { share } from "./platform.js";
import type { Files } from "./protocol.js";

export interface PackCrate extends FileEntry {
  /** As programs call it. */
  name: string;
  version: string;
  license?: string;
  /** Whether it is offered to programs; others are there for what needs them. */
  isNamed: boolean;
  /** The paths of what it needs. */
  needs: string[];
}

export interface Pack {
  crates: PackCrate[];
  source: Source;
}

const DIRECTORY = "packs";

/** Checks that a value is the index of a pack for a target. */
export function parsePack(text: string, where: string, target: string): PackCrate[] {
  let value: { format?: unknown; target?: unknown; crates?: unknown };
  try {
    value = JSON.parse(text);
  } catch {
    throw new RustcError("invalid", `\`${where}\` is not valid JSON; name the \`pack.json\` of a pack`);
  }
  if (value?.format !== 1 || value.target !== target) {
    const found = `format \`${value?.format}\` for \`${value?.target}\``;
    throw new RustcError("invalid", `\`${where}\` has ${found}, and this package reads format 1 for \`${target}\``);
  }
  if (!Array.isArray(value.crates) || !value.crates.every(isCrate)) {
    throw new RustcError("invalid", `\`${where}\` is not a valid pack; write it with \`cargo wasm-macro pack\``);
  }
  return value.crates;
}

function isCrate(value: unknown): value is PackCrate {
  const { name, version, isNamed, needs } = (value ?? {}) as Partial<PackCrate>;
  const isText = [name, version].every((text) => typeof text === "string");
  return isEntry(value) && isText && typeof isNamed === "boolean" && Array.isArray(needs);
}

export class Packs {
  /** What has been asked for, by its place below the sysroot. */
  private readonly fetched = new Map<string, Promise<void>>();

  constructor(
    private readonly packs: Pack[],
    /** Gives files to all workers. */
    private readonly extend: (files: Files) => void,
  ) {}

  /** What programs can name. The first pack that has a crate is the one that is used. */
  get crates(): Map<string, { version: string; crate: PackCrate; pack: number }> {
    const found = this.packs.flatMap(({ crates }, pack) => crates.map((crate) => ({ crate, pack })));
    const named = found.filter(({ crate }) => crate.isNamed).reverse();
    return new Map(named.map(({ crate, pack }) => [crate.name, { version: crate.version, crate, pack }]));
  }

  /** Fetches what a program may mean, and says as options of rustc where that is. */
  async options(options: SourceOptions): Promise<string[]> {
    if (this.packs.length === 0) return [];
    const words = new Set(wordsOf(options));
    const own = new Set([...Object.keys(options.crates ?? {}), ...Object.keys(options.macros ?? {})]);
    const used = [...this.crates].filter(([name]) => words.has(name) && !own.has(name));
    await Promise.all(used.map(([, { crate, pack }]) => this.fetch(crate.path, pack)));
    const places = new Set(used.map(([, { pack }]) => place(pack)));
    return [
      ...used.flatMap(([name, { crate, pack }]) => ["--extern", `${name}=${SYSROOT}/${place(pack)}/${crate.path}`]),
      ...[...places].flatMap((directory) => ["-L", `dependency=${SYSROOT}/${directory}`]),
    ];
  }

  private fetch(path: string, pack: number): Promise<void> {
    const file = `${place(pack)}/${path}`;
    let fetched = this.fetched.get(file);
    if (fetched === undefined) {
      fetched = this.fetchNew(path, pack).catch((error: unknown) => {
        // The next one tries again.
        this.fetched.delete(file);
        throw error;
      });
      this.fetched.set(file, fetched);
    }
    return fetched;
  }

  private async fetchNew(path: string, pack: number): Promise<void> {
    const { crates, source } = this.packs[pack]!;
    const crate = crates.find((one) => one.path === path);
    if (crate === undefined) throw new RustcError("invalid", `\`${source.base}\` has no \`${path}\`, which it needs`);
    const needed = crate.needs.map((need) => this.fetch(need, pack));
    const [bytes] = await Promise.all([download(crate, source), ...needed]);
    this.extend({ [`${place(pack)}/${path}`]: share(bytes) });
  }
}

function place(pack: number): string {
  return `${DIRECTORY}/${pack}`;
}

/** All words of a crate's sources and of those of its macro crates: what it names is among them. */
function wordsOf({ files, macros = {} }: SourceOptions): string[] {
  const sources = Object.values(macros).flatMap((macro) => {
    if (macro instanceof Uint8Array) return [];
    return typeof macro === "string" ? [macro] : [...Object.values(macro.files)];
  });
  const texts = [...Object.values(files), ...sources].filter((content) => typeof content === "string");
  return texts.flatMap((text) => text.match(/[\p{ID_Start}_][\p{ID_Continue}]*/gu) ?? []);
}
