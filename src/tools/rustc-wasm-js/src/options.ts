//! What callers say and what they get: the types of the package.

import type { Diagnostic } from "./diagnostics.js";

export type Edition = "2015" | "2018" | "2021" | "2024";

export interface Progress {
  /** Bytes that have come, uncompressed, and how many there will be. */
  loaded: number;
  total: number;
  /** How many of the loaded bytes were kept from an earlier visit. */
  cached: number;
}

export interface LoadOptions {
  /** The index `rustc-wasm.json`: a URL, relative to the page; in Node also a path. */
  from: string | URL;
  /**
   * Where downloads are kept: in browsers in Cache Storage, under the name `rustc-wasm` or the one given here; in Node
   * in the directory given here. `false` keeps nothing.
   */
  cache?: boolean | string;
  /** The indexes `pack.json` of packs, as `from`: what programs name of them is fetched before they are compiled. */
  packs?: (string | URL)[];
  onProgress?: (progress: Progress) => void;
  /** How many compilations and programs run at once; others wait. Default: the number of processors, at most 4. */
  workers?: number;
  /** The memory that one compilation may use, in bytes, 256 MiB at least. Default: 4 GiB. */
  memoryLimit?: number;
  signal?: AbortSignal;
}

export interface Control {
  signal?: AbortSignal;
  /** In milliseconds; the time in which it waits for a worker does not count. */
  timeout?: number;
}

/** A macro crate in source form, which is compiled to a module first. */
export type MacroSource = Omit<SourceOptions, "files"> & { files: SourceOptions["files"] };

export interface SourceOptions {
  /** The sources by path. */
  files: Record<string, string | Uint8Array>;
  /** The file that the crate begins with. Default: `main.rs`; for macro crates `lib.rs`. */
  root?: string;
  /** Default: 2024. */
  edition?: Edition;
  /** Libraries by name: what `compile` made with the crate type `lib`, or other `.rlib` files of the same compiler. */
  crates?: Record<string, Uint8Array>;
  /** Libraries that only `crates` use, by file name. */
  dependencies?: Record<string, Uint8Array>;
  /** Macro crates by name: a module, the text of a macro crate that is one file, or several files. */
  macros?: Record<string, Uint8Array | string | MacroSource>;
  optLevel?: 0 | 1 | 2 | 3 | "s" | "z";
  /** Each as after `--cfg`. */
  cfg?: string[];
  /** What `env!` sees. */
  env?: Record<string, string>;
  /** Other options of rustc. */
  args?: string[];
}

export interface CompileOptions extends SourceOptions, Control {
  crateType?: "bin" | "lib" | "proc-macro";
  /** Default: `main`. */
  crateName?: string;
  /** Default: `program`. */
  emit?: Emit;
}

/** `check` makes nothing, `mir` the text of rustc's intermediate representation, and `object` what would be linked. */
export type Emit = "program" | "check" | "mir" | "object";

export interface Checked {
  success: boolean;
  /** Those of macro crates that were compiled from source come first. */
  diagnostics: Diagnostic[];
  /** All diagnostics as a terminal shows them, with ANSI colours. */
  rendered: string;
  /** In milliseconds. */
  duration: number;
}

export interface CompileResult extends Checked {
  /** What `emit` says, a library or a macro crate instead of a program; not there after errors, nor after `check`. */
  output?: Uint8Array;
  /** The macro crates that were compiled from source, as modules. */
  macros: Record<string, Uint8Array>;
}

export interface ExpandResult extends Checked {
  /** The program after expansion. */
  code: string;
}

export interface RunOptions extends Control {
  args?: string[];
  env?: Record<string, string>;
  stdin?: string | Uint8Array;
  /** Files below `/`, which is the working directory. */
  files?: Record<string, string | Uint8Array>;
  onStdout?: (text: string) => void;
  onStderr?: (text: string) => void;
  /** In bytes. Default: 1 GiB. */
  memoryLimit?: number;
  /** In bytes of stdout and stderr together, where each write counts as 64 bytes at least. Default: 1 MiB. */
  outputLimit?: number;
}

export interface RunResult {
  /** Null if the program trapped. */
  exitCode: number | null;
  /** Why it trapped, as a sentence: a panic is one reason. Null if it did not. */
  trap: string | null;
  stdout: string;
  stderr: string;
  /** All files that there are at the end. */
  files: Record<string, Uint8Array>;
  /** The size of the program's memory at the end, in bytes. */
  memory: number;
  /** In milliseconds. */
  duration: number;
}
