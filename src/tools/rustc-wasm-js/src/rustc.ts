//! The compiler as callers see it: `load` gives a `Rustc`, which compiles, expands and runs.

import { type Command, OUT, TARGET, compileCommand, expandCommand } from "./commands.js";
import { parse } from "./diagnostics.js";
import { type Source, digest, download, downloadModule } from "./download.js";
import { RustcError } from "./errors.js";
import { type FileEntry, parseManifest } from "./manifest.js";
import { concat } from "./memory-limit.js";
import type * as options from "./options.js";
import { type Pack, Packs, parsePack } from "./packs.js";
import { open, openStore, resolve, share } from "./platform.js";
import { type Limits, Pool, aborted } from "./pool.js";
import type { Files, Outcome } from "./protocol.js";

const GIB = 2 ** 30;
/** With less the compiler cannot read the standard library, and says that there is none. */
const MIN_MEMORY = 256 * 2 ** 20;
const DEFAULT_OUTPUT_LIMIT = 2 ** 20;
/** Macro crates whose modules are kept. */
const KEPT_MACROS = 16;
/** The error for a crate that is not there. */
const NO_CRATE = '"code":"E0463"';
/** How rustc ends when it panics. */
const PANICKED = 101;

/** Fetches the compiler and its libraries, and compiles the compiler meanwhile. */
export async function load(options: options.LoadOptions): Promise<Rustc> {
  const { onProgress, cache = true, memoryLimit = 4 * GIB } = options;
  if (!(memoryLimit >= MIN_MEMORY)) {
    throw new RustcError("invalid", `the compiler needs a \`memoryLimit\` of ${MIN_MEMORY} bytes at least`);
  }
  const base = await resolve(options.from);
  if (options.signal?.aborted) throw new RustcError("aborted", "loading was aborted");
  // When one file fails, the others are not wanted any more.
  const failed = new AbortController();
  const signal = AbortSignal.any(options.signal ? [options.signal, failed.signal] : [failed.signal]);
  const manifest = parseManifest(await new Response(await open(base, signal)).text(), base.href);
  const libraries = manifest.libraries[TARGET];
  if (libraries === undefined) throw new RustcError("invalid", `\`${base}\` has no libraries for ${TARGET}`);
  const eager = libraries.filter(({ onDemand }) => !onDemand);
  const total = [manifest.compiler, ...eager].reduce((sum, { size }) => sum + size, 0);
  const progress = { loaded: 0, cached: 0, total };
  const onBytes = (length: number, isStored: boolean) => {
    progress.loaded += length;
    if (isStored) progress.cached += length;
    onProgress?.({ ...progress });
  };
  const source: Source = { base, store: await openStore(cache, base), signal, onBytes };
  const places = (manifest.packs ?? []).map((path) => new URL(path, base));
  for (const from of options.packs ?? []) places.push(await resolve(from));
  const compiler = downloadModule(manifest.compiler, source, memoryLimit);
  const later = { signal: undefined, onBytes() {} };
  const processors = globalThis.navigator?.hardwareConcurrency ?? 2;
  const pool = new Pool(options.workers ?? Math.min(processors, 4));
  // The first worker gets each file when it has come: to copy all of them at the end takes longer.
  const workers = pool.warmUp();
  const sysroot = eager.map(async (entry) => {
    pool.extend({ sysroot: { [entry.path]: share(await download(entry, source)) } });
  });
  const packs = places.map(async (place): Promise<Pack> => {
    const crates = parsePack(await new Response(await open(place, signal)).text(), place.href, TARGET);
    return { crates, source: { base: place, store: await openStore(cache, place), ...later } };
  });
  const all = Promise.all([compiler, Promise.all(packs), workers, ...sysroot]);
  const [module, found] = await all.catch((error: unknown) => {
    failed.abort();
    pool.close();
    throw error;
  });
  pool.extend({ compiler: module });
  const rest = libraries.filter(({ onDemand }) => onDemand);
  const crates = new Packs(found, (sysroot) => pool.extend({ sysroot }));
  return new Rustc(pool, crates, () => downloadAll(rest, { ...source, ...later }));
}

async function downloadAll(entries: FileEntry[], source: Source): Promise<Files> {
  const files = entries.map(async (entry) => [entry.path, share(await download(entry, source))] as const);
  return Object.fromEntries(await Promise.all(files));
}

type Built = { success: true; modules: Record<string, Uint8Array> } | { success: false };

/** Diagnostics, and where the modules of macro crates are kept. */
class Session {
  readonly started = performance.now();
  readonly stderr: { text: string; crate: string }[] = [];
  readonly macros: Record<string, Uint8Array> = {};

  checked(success: boolean): options.Checked {
    const diagnostics = this.stderr.flatMap(({ text, crate }) => parse(text, crate).diagnostics);
    const rendered = diagnostics.map((diagnostic) => diagnostic.rendered ?? "").join("");
    return { success, diagnostics, rendered, duration: performance.now() - this.started };
  }
}

export class Rustc {
  private readonly builtMacros = new Map<string, { module: Uint8Array; stderr: string }>();

  private rest: Promise<void> | undefined;
  private hasRest = false;

  constructor(
    private readonly pool: Pool,
    private readonly packs: Packs,
    private readonly downloadRest: () => Promise<Files>,
  ) {}

  /**
   * Fetches the libraries that few programs need, such as those of macro crates in source form and of tests. It is done
   * when they are needed, if not before.
   */
  prefetch(): Promise<void> {
    this.rest ??= this.downloadRest().then(
      (sysroot) => {
        this.pool.extend({ sysroot });
        this.hasRest = true;
      },
      (error: unknown) => {
        // The next one tries again.
        this.rest = undefined;
        throw error;
      },
    );
    return this.rest;
  }

  /** The crates that packs offer to programs, and their versions. */
  get crates(): { name: string; version: string }[] {
    return [...this.packs.crates].map(([name, { version }]) => ({ name, version }));
  }

  /** Compiles a crate. Errors of the crate are diagnostics, and nothing that is thrown. */
  async compile(options: options.CompileOptions): Promise<options.CompileResult> {
    const session = new Session();
    const limits = new Deadline(options);
    const built = await this.build(options, session, limits);
    if (!built.success) return { ...session.checked(false), macros: session.macros };
    const { output, ...command } = compileCommand(await this.withPacks(options, limits), built.modules);
    const outcome = await this.call(command, options.crateName ?? "main", session, limits);
    const success = outcome.exitCode === 0;
    const result: options.CompileResult = { ...session.checked(success), macros: session.macros };
    const bytes = output === undefined ? undefined : outcome.files[output];
    if (success && bytes !== undefined) result.output = bytes;
    return result;
  }

  /** Shows a program after expansion of its macros. */
  async expand(options: options.SourceOptions & options.Control): Promise<options.ExpandResult> {
    const session = new Session();
    const limits = new Deadline(options);
    const built = await this.build(options, session, limits);
    if (!built.success) return { ...session.checked(false), code: "" };
    const command = expandCommand(await this.withPacks(options, limits), built.modules);
    const outcome = await this.call(command, "main", session, limits);
    return { ...session.checked(outcome.exitCode === 0), code: decode(outcome.stdout) };
  }

  /** Runs a program that imports nothing but WASI preview 1. A panic or another trap is a result, and not thrown. */
  async run(program: Uint8Array, options: options.RunOptions = {}): Promise<options.RunResult> {
    const started = performance.now();
    const { args = [], env = {}, files = {}, outputLimit = DEFAULT_OUTPUT_LIMIT, memoryLimit = GIB } = options;
    const streams = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    const text = { stdout: "", stderr: "" };
    const listeners = { stdout: options.onStdout, stderr: options.onStderr };
    const add = (stream: "stdout" | "stderr", piece: string) => {
      text[stream] += piece;
      if (piece !== "") listeners[stream]?.(piece);
    };
    const task = {
      program,
      memoryLimit,
      args: ["main", ...args],
      env,
      stdin: encode(options.stdin ?? ""),
      files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, encode(content)])),
      isStreamed: true,
      outputLimit,
      collect: "",
    };
    try {
      const outcome = await this.pool.run(task, options, (stream, bytes) => {
        add(stream, streams[stream].decode(bytes, { stream: true }));
      });
      add("stdout", streams.stdout.decode());
      add("stderr", streams.stderr.decode());
      if (outcome.isOverLimit) throw new RustcError("output-limit", `it wrote more than ${outputLimit} bytes`);
      const { exitCode, trap, memory } = outcome;
      return { exitCode, trap, ...text, files: outcome.files, memory, duration: performance.now() - started };
    } catch (error) {
      if (!(error instanceof RustcError)) throw error;
      throw new RustcError(error.code, error.message, text);
    }
  }

  /** What `rustc --version` prints. */
  async version(): Promise<string> {
    const session = new Session();
    const command = { args: ["rustc", "--version"], files: {}, env: {} };
    return decode((await this.call(command, "main", session, new Deadline({}))).stdout).trim();
  }

  /** Stops everything, and frees the memory. */
  close(): void {
    this.pool.close();
  }

  /** The modules of all macro crates that a crate names, those in source form compiled. */
  private async build(options: options.SourceOptions, session: Session, limits: Deadline): Promise<Built> {
    const modules: Record<string, Uint8Array> = {};
    for (const [name, macro] of Object.entries(options.macros ?? {})) {
      if (macro instanceof Uint8Array) {
        modules[name] = macro;
        continue;
      }
      const module = await this.buildMacro(name, toSource(name, macro), session, limits);
      if (module === undefined) return { success: false };
      modules[name] = session.macros[name] = module;
    }
    return { success: true, modules };
  }

  private async buildMacro(
    name: string,
    source: options.MacroSource,
    session: Session,
    limits: Deadline,
  ): Promise<Uint8Array | undefined> {
    const built = await this.build(source, session, limits);
    if (!built.success) return undefined;
    const crate = { ...(await this.withPacks(source, limits)), crateType: "proc-macro", crateName: name } as const;
    const { output, ...command } = compileCommand(crate, built.modules);
    const key = await fingerprint(command);
    let kept = this.builtMacros.get(key);
    if (kept === undefined) {
      const outcome = await this.call(command, name, session, limits);
      const module = outcome.exitCode === 0 ? outcome.files[output!] : undefined;
      if (module === undefined) return undefined;
      kept = { module, stderr: session.stderr.at(-1)!.text };
    } else {
      session.stderr.push({ text: kept.stderr, crate: name });
    }
    // The ones that were used last are the last ones.
    this.builtMacros.delete(key);
    this.builtMacros.set(key, kept);
    if (this.builtMacros.size > KEPT_MACROS) this.builtMacros.delete(this.builtMacros.keys().next().value!);
    return kept.module;
  }

  /** The same with options for the crates of packs that it may mean, which are there then. */
  private async withPacks<T extends options.SourceOptions>(options: T, limits: Deadline): Promise<T> {
    const words = await limits.within(this.packs.options(options));
    return { ...options, args: [...words, ...(options.args ?? [])] };
  }

  /** Calls the compiler. What is its own fault is thrown. */
  private async call(command: Command, crate: string, session: Session, limits: Deadline): Promise<Outcome> {
    const task = { ...command, stdin: new Uint8Array(), isStreamed: false, outputLimit: Infinity, collect: OUT };
    if (command.args.includes("proc-macro")) await limits.within(this.prefetch());
    let outcome = await this.pool.run(task, limits.left());
    let text = decode(outcome.stderr);
    if (!this.hasRest && text.includes(NO_CRATE)) {
      await limits.within(this.prefetch());
      outcome = await this.pool.run(task, limits.left());
      text = decode(outcome.stderr);
    }
    session.stderr.push({ text, crate });
    const { diagnostics, rest } = parse(text, crate);
    if (outcome.trap !== null && /memory allocation of \d+ bytes failed/.test(rest)) {
      throw new RustcError("memory", "the compiler has used all the memory that `memoryLimit` lets it use");
    }
    const bug = diagnostics.find(({ level }) => level === "error: internal compiler error");
    if (outcome.trap !== null || outcome.exitCode === PANICKED || bug !== undefined) {
      const what = [bug?.message, rest, outcome.trap].filter((part) => part).join("\n");
      throw new RustcError("compiler-crash", `the compiler failed; please report this:\n${what}`);
    }
    return outcome;
  }
}

/** One time limit for several tasks. */
class Deadline {
  private readonly end: number | undefined;

  constructor(private readonly options: options.Control) {
    this.end = options.timeout === undefined ? undefined : performance.now() + options.timeout;
  }

  /** What a promise gives, unless it takes too long. */
  async within<T>(promise: Promise<T>): Promise<T> {
    const { signal, timeout } = this.left();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopped = new Promise<never>((_, reject) => {
      if (signal?.aborted) reject(aborted());
      signal?.addEventListener("abort", () => reject(aborted()), { once: true });
      const late = () => reject(new RustcError("timeout", `it took longer than ${this.options.timeout} ms`));
      if (timeout !== undefined) timer = setTimeout(late, timeout);
    });
    return Promise.race([promise, stopped]).finally(() => clearTimeout(timer));
  }

  left(): Limits {
    const timeout = this.end === undefined ? undefined : Math.max(1, Math.round(this.end - performance.now()));
    return { signal: this.options.signal, timeout };
  }
}

function toSource(name: string, macro: string | options.MacroSource): options.MacroSource {
  if (typeof macro === "string") return { files: { [`${name}.rs`]: macro }, root: `${name}.rs` };
  return { root: "lib.rs", ...macro };
}

async function fingerprint({ args, env, files }: Command): Promise<string> {
  const parts = [encode(JSON.stringify([args, env, sizes(files)])), ...Object.values(files)];
  return digest(concat(parts));
}

function sizes(files: Files): [string, number][] {
  return Object.entries(files).map(([path, bytes]) => [path, bytes.length]);
}

function encode(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
