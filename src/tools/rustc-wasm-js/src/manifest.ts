//! The index of the files that are fetched, `rustc-wasm.json`: which there are, how long they are, and their hashes.

import { RustcError } from "./errors.js";

export const INDEX = "rustc-wasm.json";

export interface FileEntry {
  /** Relative to the index, with `/`. */
  path: string;
  size: number;
  /** In hexadecimal digits. */
  sha256: string;
  /** Whether few programs use it, so that it is fetched for those only. */
  onDemand?: boolean;
}

export interface Manifest {
  format: 1;
  compiler: FileEntry;
  /** The libraries by target. Their paths are those below the sysroot. */
  libraries: Record<string, FileEntry[]>;
  /** The indexes of packs that belong to it. */
  packs?: string[];
}

/** Checks that a value is an index. */
export function parseManifest(text: string, where: string): Manifest {
  let value: Partial<Manifest>;
  try {
    value = JSON.parse(text);
  } catch {
    const advice = `name the \`${INDEX}\` that \`./x.py dist\` writes`;
    throw new RustcError("invalid", `\`${where}\` is not valid JSON; ${advice}`);
  }
  if (value?.format !== 1) {
    throw new RustcError("invalid", `\`${where}\` has format \`${value?.format}\`, and this package reads format 1`);
  }
  const libraries = value.libraries;
  const lists = libraries && typeof libraries === "object" ? Object.values(libraries) : undefined;
  if (!isEntry(value.compiler) || !lists?.every((list) => Array.isArray(list) && list.every(isEntry))) {
    throw new RustcError("invalid", `\`${where}\` is not a valid index of files; write it with \`./x.py dist\``);
  }
  if (!(value.packs ?? []).every((path) => typeof path === "string")) {
    throw new RustcError("invalid", `\`${where}\` is not a valid index: \`packs\` must be paths`);
  }
  return value as Manifest;
}

export function isEntry(value: unknown): value is FileEntry {
  const { path, size, sha256 } = (value ?? {}) as Partial<FileEntry>;
  const isRelative = typeof path === "string" && /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split("/").includes("..");
  const isSize = typeof size === "number" && Number.isSafeInteger(size) && size >= 0;
  return isRelative && isSize && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256);
}
