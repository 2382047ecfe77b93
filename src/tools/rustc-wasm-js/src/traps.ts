//! Why a program was stopped by its engine, in words that are the same in all engines.

/** What V8, SpiderMonkey and JavaScriptCore say begins with one of these, in this order. */
const CAUSES: [RegExp, string][] = [
  [/^unreachable/i, "it aborted, as a panic does (`unreachable`)"],
  [/^(maximum call stack|too much recursion|call stack|stack overflow)/i, "its calls are nested too deeply"],
  [/^(null function|indirect call|call_indirect)/i, "it called what is no such function"],
  // Of memory or of the table of functions: SpiderMonkey does not say which.
  [/(access|index|index is) out of bounds|^out of bounds (memory|call)/i, "it used an address out of bounds"],
  [/^(integer )?(divide|division|remainder) by zero/i, "it divided an integer by zero"],
  [/^(integer overflow|divide result unrepresentable)/i, "an integer overflowed in a division"],
  [/^(float unrepresentable|invalid conversion)|out of bounds trunc/i, "a number does not fit into an integer"],
];

/** The sentence for what was thrown. */
export function trapOf(message: string): string {
  return CAUSES.find(([pattern]) => pattern.test(message))?.[1] ?? `it was stopped (${message})`;
}
