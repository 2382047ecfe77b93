//! rustc in a browser tab or in Node, with procedural macros.

export { load, Rustc } from "./rustc.js";
export { RustcError, type ErrorCode, type PartialOutput } from "./errors.js";
export type { Applicability, Diagnostic, Level, Span, SpanText } from "./diagnostics.js";
export type * from "./options.js";
export type { FileEntry, Manifest } from "./manifest.js";
