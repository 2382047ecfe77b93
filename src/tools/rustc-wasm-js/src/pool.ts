//! The workers: each does one task at a time, and one that is stopped is replaced by another.

import { RustcError, messageOf, type ErrorCode } from "./errors.js";
import { startThread, type Thread } from "./platform.js";
import type { Outcome, Reply, Setup, Task } from "./protocol.js";

export interface Limits {
  signal?: AbortSignal | undefined;
  /** In milliseconds, from when a worker begins with the task. */
  timeout?: number | undefined;
}

export type OnOutput = (stream: "stdout" | "stderr", bytes: Uint8Array) => void;

interface Job {
  task: Task;
  limits: Limits;
  onOutput: OnOutput | undefined;
  resolve(outcome: Outcome): void;
  reject(error: RustcError): void;
}

export class Pool {
  private readonly threads = new Set<Thread>();
  private readonly idle: Thread[] = [];
  private readonly running = new Map<Job, Thread | undefined>();
  private readonly waiting: Job[] = [];
  private ids = 0;
  private isClosed = false;
  private setup: Setup = {};

  constructor(private readonly size: number) {}

  /** Does the task when a worker is free. */
  run(task: Omit<Task, "id">, limits: Limits, onOutput?: OnOutput): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) return reject(new RustcError("closed", "this compiler was closed; load another one"));
      if (limits.signal?.aborted) return reject(aborted());
      const job: Job = { task: { ...task, id: ++this.ids }, limits, onOutput, resolve, reject };
      this.waiting.push(job);
      limits.signal?.addEventListener("abort", () => this.withdraw(job), { once: true });
      this.advance();
    });
  }

  /** Starts a worker before it is needed. */
  async warmUp(): Promise<void> {
    const thread = await this.start();
    if (this.isClosed) this.end(thread);
    else this.idle.push(thread);
  }

  /** Gives the compiler, or libraries, to all workers, those of the future too. A worker has them with its next task. */
  extend(more: Setup): void {
    this.setup = { ...this.setup, ...more, sysroot: { ...this.setup.sysroot, ...more.sysroot } };
    for (const thread of this.threads) give(thread, more);
  }

  /** Stops all workers. What still runs fails. */
  close(): void {
    this.isClosed = true;
    const error = new RustcError("closed", "the compiler was closed");
    for (const job of this.waiting.splice(0)) job.reject(error);
    for (const job of this.running.keys()) job.reject(error);
    this.running.clear();
    this.idle.length = 0;
    for (const thread of this.threads) this.end(thread);
  }

  private advance(): void {
    while (!this.isClosed && this.running.size < this.size) {
      const job = this.waiting.shift();
      if (job === undefined) return;
      this.running.set(job, undefined);
      this.perform(job).catch((error: unknown) => {
        this.finish(job);
        job.reject(new RustcError("unsupported", `no worker can be started (${messageOf(error)})`));
      });
    }
  }

  private async perform(job: Job): Promise<void> {
    const thread = this.idle.pop() ?? (await this.start());
    if (!this.running.has(job)) {
      // It was withdrawn, or all is closed, while the worker started.
      if (this.isClosed) this.end(thread);
      else this.idle.push(thread);
      return;
    }
    this.running.set(job, thread);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = (code: ErrorCode, message: string) => {
      if (!this.running.has(job)) return;
      clearTimeout(timer);
      this.end(thread);
      this.finish(job);
      job.reject(new RustcError(code, message));
    };
    const { timeout } = job.limits;
    if (timeout !== undefined) {
      timer = setTimeout(() => stop("timeout", `it took longer than ${timeout} ms, and was stopped`), timeout);
    }
    thread.hold(true);
    thread.listen(
      (reply: Reply) => {
        if (reply.id !== job.task.id || !this.running.has(job)) return;
        if (reply.kind === "output") return job.onOutput?.(reply.stream, reply.bytes);
        clearTimeout(timer);
        thread.hold(false);
        this.idle.push(thread);
        this.finish(job);
        if (reply.kind === "done") job.resolve(reply.outcome);
        else job.reject(new RustcError("invalid", `the module cannot be run (${reply.message})`));
      },
      (error) => stop("unsupported", `the worker failed (${error.message})`),
    );
    thread.post(job.task);
  }

  private withdraw(job: Job): void {
    const waits = this.waiting.indexOf(job);
    if (waits >= 0) this.waiting.splice(waits, 1);
    else if (!this.running.has(job)) return;
    const thread = this.running.get(job);
    if (thread) this.end(thread);
    this.finish(job);
    job.reject(aborted());
  }

  private finish(job: Job): void {
    this.running.delete(job);
    this.advance();
  }

  private async start(): Promise<Thread> {
    const thread = await startThread();
    thread.hold(false);
    give(thread, this.setup);
    this.threads.add(thread);
    return thread;
  }

  private end(thread: Thread): void {
    this.threads.delete(thread);
    thread.stop();
  }
}

/** Sends copies that are moved, of what cannot be shared: to have it cloned copies it twice. */
function give(thread: Thread, setup: Setup): void {
  const moved: ArrayBuffer[] = [];
  const copies = Object.entries(setup.sysroot ?? {}).map(([path, bytes]) => {
    if (!(bytes.buffer instanceof ArrayBuffer)) return [path, bytes] as const;
    const copy = bytes.slice() as Uint8Array<ArrayBuffer>;
    moved.push(copy.buffer);
    return [path, copy] as const;
  });
  thread.post({ ...setup, sysroot: Object.fromEntries(copies) }, moved);
}

export function aborted(): RustcError {
  return new RustcError("aborted", "it was aborted");
}
