//! Where diagnostics are in a file, in the editor's units, and which of their suggestions can be applied.

import type { Applicability, Diagnostic, Span } from "rustc-wasm";

/** Of the editor: offsets in units of UTF-16. */
export interface Range {
  from: number;
  to: number;
}

export interface Fix {
  title: string;
  file: string;
  changes: (Range & { insert: string })[];
}

const APPLICABLE: (Applicability | null)[] = ["MachineApplicable", "MaybeIncorrect"];

/** The span of the user's own code that a diagnostic is about, also if it is in what a macro made. */
export function place(diagnostic: Diagnostic): Span | undefined {
  let span = diagnostic.spans.find(({ is_primary }) => is_primary);
  while (span?.expansion) span = span.expansion.span;
  return span;
}

export function toRange(span: Span, text: string): Range {
  return { from: offset(span.byte_start, text), to: offset(span.byte_end, text) };
}

function offset(bytes: number, text: string): number {
  const encoded = new TextEncoder().encode(text);
  return new TextDecoder().decode(encoded.subarray(0, bytes)).length;
}

/** rustc's suggestions that it says can be applied by a machine, or probably can. */
export function fixes(diagnostic: Diagnostic, texts: Record<string, string>): Fix[] {
  const found: Fix[] = [];
  for (const child of diagnostic.children) {
    const spans = child.spans.filter(
      ({ suggested_replacement, suggestion_applicability }) =>
        suggested_replacement !== null && APPLICABLE.includes(suggestion_applicability),
    );
    const file = spans[0]?.file_name;
    const text = file === undefined ? undefined : texts[file];
    if (text === undefined || spans.some(({ file_name }) => file_name !== file)) continue;
    const changes = spans.map((span) => ({ ...toRange(span, text), insert: span.suggested_replacement! }));
    found.push({ title: child.message, file: file!, changes });
  }
  return found;
}
