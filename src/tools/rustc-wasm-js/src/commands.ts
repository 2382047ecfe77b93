//! What is asked for as options of rustc and files: it knows where everything is in the compiler's file system.

import { RustcError } from "./errors.js";
import type { CompileOptions, Edition, Emit, SourceOptions } from "./options.js";
import type { Files } from "./protocol.js";

export const TARGET = "wasm32-wasip1";
/** Beside the user's files, under names that no crate has. */
export const SYSROOT = "/.sysroot";
export const OUT = ".out/";
const CRATES = ".crates/";
const MACROS = ".macros/";
const DEFAULT_EDITION: Edition = "2024";

export interface Command {
  args: string[];
  files: Files;
  env: Record<string, string>;
}

/** The command without what it is to make. Macros are modules here, whatever they were. */
export function command(options: SourceOptions, macros: Record<string, Uint8Array>): Command {
  const { edition = DEFAULT_EDITION, cfg = [], optLevel, args = [], env = {} } = options;
  const { root, files } = sources(options);
  const words = ["rustc", "--sysroot", SYSROOT, "--target", TARGET, "--edition", edition];
  words.push("--error-format=json", "--json=diagnostic-rendered-ansi");
  if (optLevel !== undefined) words.push("-C", `opt-level=${optLevel}`);
  for (const name of cfg) words.push("--cfg", name);
  for (const [name, bytes] of Object.entries(options.crates ?? {})) {
    files[`${CRATES}lib${crateName(name)}.rlib`] = bytes;
    words.push("--extern", `${name}=${CRATES}lib${name}.rlib`);
  }
  for (const [name, bytes] of Object.entries(options.dependencies ?? {})) files[`${CRATES}${name}`] = bytes;
  if (options.crates || options.dependencies) words.push("-L", `dependency=${CRATES}`);
  for (const [name, bytes] of Object.entries(macros)) {
    files[`${MACROS}${crateName(name)}.wasm`] = bytes;
    words.push("--wasm-proc-macro", `${name}=${MACROS}${name}.wasm`);
  }
  return { args: [...words, ...args, root], files: { ...files, [OUT]: new Uint8Array() }, env };
}

/** The command that makes what `emit` and `crateType` say, and the name of the file, if there is one. */
export function compileCommand(
  options: CompileOptions,
  macros: Record<string, Uint8Array>,
): Command & { output?: string } {
  const { crateType = "bin", emit = "program" } = options;
  const name = crateName(options.crateName ?? "main");
  const made = command(options, macros);
  const words = ["--crate-type", crateType, "--crate-name", name];
  // As Cargo does, so that `use proc_macro` needs no `extern crate`.
  if (crateType === "proc-macro") words.push("--extern", "proc_macro");
  if (emit === "check") return { ...made, args: [...made.args, ...words, "--emit=metadata", "--out-dir", OUT] };
  const file = fileOf(emit, name, crateType === "lib");
  const output = `${OUT}${file.name}`;
  return { ...made, args: [...made.args, ...words, ...file.options, "-o", output], output };
}

function fileOf(emit: Emit, name: string, isLibrary: boolean): { name: string; options: string[] } {
  switch (emit) {
    case "mir":
      return { name: `${name}.mir`, options: ["--emit=mir"] };
    case "object":
      // One file, and not one for each part of the crate.
      return { name: `${name}.o`, options: ["--emit=obj", "-C", "codegen-units=1"] };
    case "program":
      return { name: isLibrary ? `lib${name}.rlib` : `${name}.wasm`, options: [] };
  }
  const kinds = "`program`, `check`, `mir` and `object`";
  throw new RustcError("unsupported", `this compiler, which has no LLVM, cannot make \`${emit}\`, but ${kinds}`);
}

/** The command that prints the program after expansion. */
export function expandCommand(options: SourceOptions, macros: Record<string, Uint8Array>): Command {
  const made = command(options, macros);
  // The option is unstable.
  const env = { ...made.env, RUSTC_BOOTSTRAP: "1" };
  return { ...made, args: [...made.args, "--crate-name", "main", "-Zunpretty=expanded"], env };
}

function sources({ files, root = "main.rs" }: SourceOptions): { root: string; files: Files } {
  const found: Files = {};
  for (const [path, content] of Object.entries(files)) {
    if (path.startsWith("/") || path.startsWith(".") || path.split("/").includes("..")) {
      throw new RustcError("invalid", `\`${path}\` is not a valid name of a source file; it must be relative`);
    }
    found[path] = typeof content === "string" ? new TextEncoder().encode(content) : content;
  }
  if (found[root] === undefined) {
    throw new RustcError("invalid", `there is no file \`${root}\`; add it, or name another one with \`root\``);
  }
  return { root, files: found };
}

function crateName(name: string): string {
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name)) {
    throw new RustcError("invalid", `\`${name}\` is not a valid name of a crate`);
  }
  return name;
}
