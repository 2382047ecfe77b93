//! What browsers and Node do differently: files, where downloads are kept, and how a worker is started.

import { RustcError, messageOf } from "./errors.js";

export const IS_NODE = typeof process === "object" && typeof process.versions?.node === "string";

/** Where verified downloads are kept, by name. */
export interface Store {
  /** Whether only this page's origin can write into it, and damage is noticed, as in Cache Storage. */
  isTrusted: boolean;
  get(name: string): Promise<ReadableStream<Uint8Array> | undefined>;
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  delete(name: string): Promise<void>;
}

/** A worker, with what both platforms have. */
export interface Thread {
  /** Sends it; what is listed as moved is not here any more afterwards. */
  post(message: unknown, moved?: ArrayBuffer[]): void;
  listen(onMessage: (message: any) => void, onError: (error: Error) => void): void;
  /** Whether it keeps the process alive. */
  hold(isHeld: boolean): void;
  stop(): void;
}

// Bundlers for browsers must not look for these.
const node = <T>(name: string): Promise<T> => import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`);

/** Where the index is, as a URL: whatever `from` says, against the page or the working directory. */
export async function resolve(from: string | URL): Promise<URL> {
  if (from instanceof URL) return from;
  if (!IS_NODE) return new URL(from, globalThis.location.href);
  if (/^[a-z][a-z0-9+.-]+:/i.test(from)) return new URL(from);
  const { pathToFileURL } = await node<typeof import("node:url")>("url");
  return pathToFileURL(from);
}

/** The content of a URL, which may be a file in Node. */
export async function open(url: URL, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  if (url.protocol === "file:") return openFile(url);
  let response: Response;
  try {
    response = await fetch(url, { signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw new RustcError("aborted", "loading was aborted");
    throw new RustcError("network", `\`${url}\` cannot be fetched (${messageOf(error)})`, undefined, { cause: error });
  }
  if (!response.ok || response.body === null) {
    throw new RustcError("network", `\`${url}\` cannot be fetched (status ${response.status})`);
  }
  return response.body;
}

async function openFile(url: URL): Promise<ReadableStream<Uint8Array>> {
  if (!IS_NODE) throw new RustcError("unsupported", `a page cannot fetch the file \`${url}\`; serve it by http`);
  const fs = await node<typeof import("node:fs")>("fs");
  const { Readable } = await node<typeof import("node:stream")>("stream");
  try {
    await fs.promises.access(url, fs.constants.R_OK);
  } catch (error) {
    throw new RustcError("network", `\`${url}\` cannot be read (${messageOf(error)})`, undefined, { cause: error });
  }
  return Readable.toWeb(fs.createReadStream(url, { highWaterMark: 1 << 20 })) as ReadableStream<Uint8Array>;
}

/** The store that `cache` names: Cache Storage in browsers, a directory in Node. */
export async function openStore(cache: boolean | string, url: URL): Promise<Store | undefined> {
  // Files need not be kept a second time.
  if (cache === false || url.protocol === "file:") return undefined;
  if (IS_NODE) return typeof cache === "string" ? directoryStore(cache) : undefined;
  if (!("caches" in globalThis)) return undefined;
  return cacheStorage(await caches.open(typeof cache === "string" ? cache : "rustc-wasm"), url);
}

function cacheStorage(cache: Cache, base: URL): Store {
  const key = (name: string) => new URL(`?sha256=${name}`, base);
  return {
    isTrusted: true,
    get: async (name) => (await cache.match(key(name)))?.body ?? undefined,
    put: async (name, bytes) => cache.put(key(name), new Response(bytes)),
    delete: async (name) => void (await cache.delete(key(name))),
  };
}

async function directoryStore(directory: string): Promise<Store> {
  const fs = await node<typeof import("node:fs/promises")>("fs/promises");
  const { pathToFileURL } = await node<typeof import("node:url")>("url");
  const path = (name: string) => `${directory}/${name}`;
  return {
    isTrusted: false,
    get: (name) => openFile(pathToFileURL(path(name))).catch(() => undefined),
    async put(name, bytes) {
      await fs.mkdir(directory, { recursive: true });
      // Another process sees the whole file or none.
      const scratch = path(`${name}.${process.pid}.new`);
      await fs.writeFile(scratch, bytes);
      await fs.rename(scratch, path(name));
    },
    delete: (name) => fs.rm(path(name), { force: true }),
  };
}

/** Memory that workers can share instead of copying it, where there is such memory. */
export function share(bytes: Uint8Array): Uint8Array {
  if (typeof SharedArrayBuffer === "undefined" || !(IS_NODE || globalThis.crossOriginIsolated)) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

export async function startThread(): Promise<Thread> {
  if (IS_NODE) return nodeThread();
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "rustc" });
  return {
    post: (message, moved = []) => worker.postMessage(message, moved),
    listen(onMessage, onError) {
      worker.onmessage = (event) => onMessage(event.data);
      worker.onerror = (event) => onError(new Error(event.message || "the worker cannot be loaded"));
    },
    hold() {},
    stop: () => worker.terminate(),
  };
}

async function nodeThread(): Promise<Thread> {
  const { Worker } = await node<typeof import("node:worker_threads")>("worker_threads");
  const worker = new Worker(new URL("./worker.js", import.meta.url), { name: "rustc" });
  return {
    post: (message, moved = []) => worker.postMessage(message, moved),
    listen(onMessage, onError) {
      worker.removeAllListeners();
      worker.on("message", onMessage);
      worker.on("error", onError);
    },
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    stop: () => void worker.terminate(),
  };
}
