//! Fetches the files of an index: with progress, from the store if they are there. What comes from the network is only
//! used, and stored, if its hash is right.

import { RustcError, messageOf } from "./errors.js";
import type { FileEntry } from "./manifest.js";
import { concat, limitingStream } from "./memory-limit.js";
import { open, type Store } from "./platform.js";

export interface Source {
  /** The index; paths are relative to it. */
  base: URL;
  store: Store | undefined;
  signal: AbortSignal | undefined;
  /** Called with the length of each piece that has come, and whether it came from the store. */
  onBytes(length: number, isStored: boolean): void;
}

/** An index that says more than this of a file is wrong. */
const MAX_EXPECTED = 2 ** 28;

/** A file, whole. */
export async function download(entry: FileEntry, source: Source): Promise<Uint8Array> {
  return fromStoreOrNetwork(entry, source, (stream) => read(stream, entry.size));
}

/** A module that is compiled while it comes. */
export async function downloadModule(entry: FileEntry, source: Source, limit: number): Promise<WebAssembly.Module> {
  let module: WebAssembly.Module | undefined;
  await fromStoreOrNetwork(entry, source, async (stream) => {
    const [toCompile, toCheck] = stream.tee();
    const body = toCompile.pipeThrough(limitingStream(limit)) as ReadableStream<Uint8Array<ArrayBuffer>>;
    const response = new Response(body, { headers: { "Content-Type": "application/wasm" } });
    const compiled = WebAssembly.compileStreaming(response).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const bytes = await read(toCheck, entry.size);
    const result = await compiled;
    // What is not the right file may well not compile; then its hash says more.
    if ("value" in result) module = result.value;
    else if ((await digest(bytes)) === entry.sha256) {
      throw new RustcError("unsupported", `\`${entry.path}\` cannot be compiled (${messageOf(result.error)})`);
    }
    return bytes;
  });
  return module!;
}

type Reader = (stream: ReadableStream<Uint8Array>) => Promise<Uint8Array<ArrayBuffer>>;

async function fromStoreOrNetwork(entry: FileEntry, source: Source, reader: Reader): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await source.store?.get(entry.sha256).catch(() => undefined);
  if (stored !== undefined) {
    const bytes = await reader(counted(stored, source, true));
    const store = source.store!;
    // To hash all of it takes a quarter of the time until the compiler is ready.
    const isRight = store.isTrusted ? bytes.length === entry.size : (await digest(bytes)) === entry.sha256;
    if (isRight) return bytes;
    // It was damaged where it was kept.
    source.onBytes(-bytes.length, true);
    await store.delete(entry.sha256);
  }
  const url = new URL(entry.path, source.base);
  const bytes = await reader(counted(await open(url, source.signal), source, false));
  const found = await digest(bytes);
  if (found !== entry.sha256) {
    const sizes = `${bytes.length} bytes with sha256 ${found}, not ${entry.size} bytes with ${entry.sha256}`;
    throw new RustcError("hash-mismatch", `\`${url}\` has ${sizes}; the files and their index must be of one build`);
  }
  // A full disk is no reason not to work.
  await source.store?.put(entry.sha256, bytes).catch(() => undefined);
  return bytes;
}

function counted(stream: ReadableStream<Uint8Array>, source: Source, isStored: boolean): ReadableStream<Uint8Array> {
  const transform = (chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
    if (source.signal?.aborted) throw new RustcError("aborted", "loading was aborted");
    source.onBytes(chunk.length, isStored);
    controller.enqueue(chunk);
  };
  return stream.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ transform }));
}

/** All bytes of a stream that should have so many. */
async function read(stream: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(Math.min(size, MAX_EXPECTED));
  let length = 0;
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const end = length + part.value.length;
      if (end > bytes.length) bytes = concat([bytes.subarray(0, length), new Uint8Array(2 * end)]);
      bytes.set(part.value, length);
      length = end;
    }
  } catch (error) {
    if (error instanceof RustcError) throw error;
    throw new RustcError("network", `a download broke off (${messageOf(error)})`, undefined, { cause: error });
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}

export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new RustcError("unsupported", "hashes cannot be checked here; serve the page by https, or from localhost");
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
