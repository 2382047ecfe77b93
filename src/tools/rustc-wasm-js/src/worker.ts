//! What runs in a worker: the compiler or a program, one call at a time, with WASI by `@bjorn3/browser_wasi_shim`.

import { Directory, Fd, File, type Inode, OpenFile, PreopenDirectory, WASI, wasi } from "@bjorn3/browser_wasi_shim";
import { messageOf } from "./errors.js";
import { concat, limitMemory } from "./memory-limit.js";
import { IS_NODE } from "./platform.js";
import { type Files, MIN_WRITE, type Outcome, type Reply, type Setup, type Task } from "./protocol.js";
import { SYSROOT } from "./commands.js";
import { Library } from "./library.js";
import { trapOf } from "./traps.js";

let compiler: WebAssembly.Module | undefined;
/** The tree of all libraries, which no call changes. */
const sysroot = new Map<string, Inode>();

/** A file descriptor that only takes what is written. */
class Sink extends Fd {
  constructor(private readonly onBytes: (bytes: Uint8Array) => void) {
    super();
  }
  override fd_fdstat_get() {
    const fdstat = new wasi.Fdstat(wasi.FILETYPE_CHARACTER_DEVICE, 0);
    fdstat.fs_rights_base = BigInt(wasi.RIGHTS_FD_WRITE);
    return { ret: wasi.ERRNO_SUCCESS, fdstat };
  }
  override fd_filestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, wasi.FILETYPE_CHARACTER_DEVICE, 0n) };
  }
  override fd_write(data: Uint8Array) {
    this.onBytes(data);
    return { ret: wasi.ERRNO_SUCCESS, nwritten: data.byteLength };
  }
}

async function perform(task: Task, post: (reply: Reply) => void): Promise<Outcome> {
  const kept = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  let isOverLimit = false;
  let left = task.outputLimit;
  const sink = (stream: "stdout" | "stderr") =>
    new Sink((bytes) => {
      left -= Math.max(bytes.length, MIN_WRITE);
      isOverLimit ||= left < 0;
      // Ends the program. If the caller's thread did that, the program would meanwhile write far more.
      if (isOverLimit) throw new Error("the limit of output is reached");
      if (task.isStreamed) post({ kind: "output", id: task.id, stream, bytes });
      else kept[stream].push(bytes);
    });
  const root = new Map<string, Inode>();
  for (const [path, bytes] of Object.entries(task.files)) place(root, path, new File(bytes as Uint8Array<ArrayBuffer>));
  const fds: Fd[] = [new OpenFile(new File(task.stdin)), sink("stdout"), sink("stderr")];
  fds.push(new PreopenDirectory("/", root));
  if (task.program === undefined) fds.push(new PreopenDirectory(SYSROOT, sysroot));
  const env = Object.entries(task.env).map(([name, value]) => `${name}=${value}`);
  // It prints all that it does unless it is told not to.
  const host = new WASI(task.args, env, fds, { debug: false });
  const module = task.program === undefined ? compiler! : await compileProgram(task);
  const imports = { wasi_snapshot_preview1: host.wasiImport as WebAssembly.ModuleImports };
  const instance = await WebAssembly.instantiate(module, imports);
  let exitCode: number | null = null;
  let trap: string | null = null;
  try {
    exitCode = host.start(instance as Parameters<typeof host.start>[0]);
  } catch (error) {
    trap = trapOf(messageOf(error));
  }
  return {
    exitCode,
    trap,
    isOverLimit,
    stdout: concat(kept.stdout),
    stderr: concat(kept.stderr),
    files: collect(root, task.collect),
    memory: (instance.exports["memory"] as WebAssembly.Memory | undefined)?.buffer.byteLength ?? 0,
  };
}

async function compileProgram(task: Task): Promise<WebAssembly.Module> {
  const limited = task.memoryLimit === undefined ? task.program! : limitMemory(task.program!, task.memoryLimit);
  return WebAssembly.compile(limited as Uint8Array<ArrayBuffer>);
}

/** Puts a file into a tree; a path that ends with `/` is an empty directory. */
function place(root: Map<string, Inode>, path: string, file: File): void {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  const last = names.pop();
  let directory = root;
  for (const name of names) {
    let next = directory.get(name);
    if (!(next instanceof Directory)) directory.set(name, (next = new Directory(new Map())));
    directory = (next as Directory).contents;
  }
  if (last !== undefined) directory.set(last, path.endsWith("/") ? new Directory(new Map()) : file);
}

function collect(root: Map<string, Inode>, directory: string): Files {
  const found: Files = {};
  const walk = (contents: Map<string, Inode>, prefix: string) => {
    for (const [name, inode] of contents) {
      const path = `${prefix}${name}`;
      if (inode instanceof Directory) walk(inode.contents, `${path}/`);
      else if (inode instanceof File && path.startsWith(directory)) found[path] = inode.data as Uint8Array;
    }
  };
  walk(root, "");
  return found;
}

async function onMessage(message: Setup | Task, post: (reply: Reply) => void): Promise<void> {
  if (!("id" in message)) {
    compiler = message.compiler ?? compiler;
    for (const [path, bytes] of Object.entries(message.sysroot ?? {})) place(sysroot, path, new Library(bytes));
    return;
  }
  try {
    post({ kind: "done", id: message.id, outcome: await perform(message, post) });
  } catch (error) {
    post({ kind: "failed", id: message.id, message: messageOf(error) });
  }
}

if (IS_NODE) {
  // Node 20 crashes if a worker is ended while its module waits, and so this is not awaited.
  void import(/* @vite-ignore */ `node:${"worker_threads"}`).then(({ parentPort }) => {
    const post = (reply: Reply) => parentPort.postMessage(reply);
    parentPort.on("message", (message: Setup | Task) => onMessage(message, post));
  });
} else {
  globalThis.onmessage = (event) => void onMessage(event.data, (reply) => globalThis.postMessage(reply));
}
