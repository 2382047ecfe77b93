//! rustc's diagnostics, as `--error-format=json` writes them: one object for each line of stderr.

export type Level = "error" | "warning" | "note" | "help" | "failure-note" | "error: internal compiler error";

export type Applicability = "MachineApplicable" | "MaybeIncorrect" | "HasPlaceholders" | "Unspecified";

export interface SpanText {
  text: string;
  highlight_start: number;
  highlight_end: number;
}

export interface Span {
  file_name: string;
  /** Offsets in bytes of UTF-8, not in characters. */
  byte_start: number;
  byte_end: number;
  /** Lines and columns begin at 1; columns count characters, not units of UTF-16. */
  line_start: number;
  line_end: number;
  column_start: number;
  column_end: number;
  is_primary: boolean;
  text: SpanText[];
  label: string | null;
  /** What a suggestion puts here. */
  suggested_replacement: string | null;
  suggestion_applicability: Applicability | null;
  /** The macro that this code comes from. */
  expansion: { span: Span; macro_decl_name: string; def_site_span: Span } | null;
}

export interface Diagnostic {
  message: string;
  code: { code: string; explanation: string | null } | null;
  level: Level;
  spans: Span[];
  children: Diagnostic[];
  /** As a terminal shows it, with ANSI colours. Children have none. */
  rendered: string | null;
  /** The crate that was compiled: `main`, or the name of a macro crate that is compiled from source. */
  crate: string;
}

/** Splits stderr into diagnostics and the lines that are none, which an internal compiler error has. */
export function parse(stderr: string, crate: string): { diagnostics: Diagnostic[]; rest: string } {
  const diagnostics: Diagnostic[] = [];
  const rest: string[] = [];
  for (const line of stderr.split("\n")) {
    const value = line.startsWith("{") ? fromJson(line) : undefined;
    if (value !== undefined) diagnostics.push(named(value, crate));
    else if (line !== "") rest.push(line);
  }
  return { diagnostics, rest: rest.join("\n") };
}

function fromJson(line: string): Diagnostic | undefined {
  try {
    const value = JSON.parse(line);
    return value.$message_type === "diagnostic" ? value : undefined;
  } catch {
    return undefined;
  }
}

function named({ message, code, level, spans, children, rendered }: Diagnostic, crate: string): Diagnostic {
  return { message, code, level, spans, children: children.map((child) => named(child, crate)), rendered, crate };
}
