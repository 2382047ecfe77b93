//! What a worker is told and what it answers.

/** What a write costs at least, in bytes, so that many small ones do not drown the page. */
export const MIN_WRITE = 64;

export type Files = Record<string, Uint8Array>;

/** What stays the same for all tasks. It comes in pieces, each before the first task that needs it. */
export interface Setup {
  compiler?: WebAssembly.Module;
  /** Libraries by their place below the sysroot. */
  sysroot?: Files;
}

/** One call of a module that imports WASI. */
export interface Task {
  id: number;
  /** The compiler if there is none. */
  program?: Uint8Array;
  memoryLimit?: number;
  args: string[];
  env: Record<string, string>;
  stdin: Uint8Array;
  /** Below `/`, the working directory. */
  files: Files;
  /** Whether output is sent as it comes; else it is a part of the outcome. */
  isStreamed: boolean;
  /** What it may write to both streams, as `MIN_WRITE` counts it. */
  outputLimit: number;
  /** Directory whose files are a part of the outcome. */
  collect: string;
}

export interface Outcome {
  exitCode: number | null;
  /** Why it ended without an exit code. */
  trap: string | null;
  /** Whether it was ended because it wrote more than it may. */
  isOverLimit: boolean;
  stdout: Uint8Array;
  stderr: Uint8Array;
  files: Files;
  memory: number;
}

export type Reply =
  | { kind: "output"; id: number; stream: "stdout" | "stderr"; bytes: Uint8Array }
  | { kind: "done"; id: number; outcome: Outcome }
  | { kind: "failed"; id: number; message: string };
