//! What can go wrong that is not the program's fault, as one type whose `code` says which.

export type ErrorCode =
  /** The caller's `AbortSignal` was aborted. */
  | "aborted"
  /** It took longer than `timeout`. */
  | "timeout"
  /** The compiler wanted more memory than `memoryLimit`. */
  | "memory"
  /** A program wrote more than `outputLimit`. */
  | "output-limit"
  /** A file is not the one that the index describes. */
  | "hash-mismatch"
  /** A file could not be fetched or read. */
  | "network"
  /** The options, or the index, are not valid. */
  | "invalid"
  /** The environment lacks something. */
  | "unsupported"
  /** The compiler itself failed: an internal compiler error. */
  | "compiler-crash"
  /** `close()` was called. */
  | "closed";

/** What a program had written when it was stopped. */
export interface PartialOutput {
  stdout: string;
  stderr: string;
}

export class RustcError extends Error {
  override readonly name = "RustcError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** With the errors of `run`: what the program had written. */
    readonly output?: PartialOutput,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
