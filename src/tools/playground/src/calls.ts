//! Which macros a file calls, and what one call expands to: what the expanded program has where it would have a mark in
//! the place of the call.
//!
//! It knows nothing of a compiler.

import { rustLanguage } from "@codemirror/lang-rust";
import type { SyntaxNode } from "@lezer/common";

export interface Call {
  file: string;
  /** As it is written, without what it is given. */
  name: string;
  line: number;
  /** What a cursor in it means. */
  from: number;
  to: number;
  /** The file with a mark in place of the call. */
  marked: string;
  /** The file with the call and, after it, a mark; nothing where the file itself will do. */
  kept?: string;
}

const MARK = "__THIS_CALL";
const MARK_ITEM = `const ${MARK}: () = ();`;
/** What is no macro, or one that leaves nothing to see. Attributes of tools have a path. */
const BUILT_IN = new Set(
  `allow automatically_derived cfg cfg_attr cold crate_name crate_type deny deprecated derive doc expect export_name
  feature forbid global_allocator ignore inline instruction_set link link_name link_section macro_export macro_use
  must_use no_link no_main no_mangle no_std non_exhaustive panic_handler path proc_macro proc_macro_attribute
  proc_macro_derive repr should_panic target_feature track_caller unsafe used warn`.split(/\s+/),
);
const TOOLS = /^(clippy|diagnostic|miri|rust_analyzer|rustfmt)::/;

/** All calls of a file, in their order. */
export function findCalls(file: string, text: string): Call[] {
  const found: Call[] = [];
  const call = (name: string, at: { from: number; to: number }, marked: string, kept?: string) => {
    const line = text.slice(0, at.from).split("\n").length;
    found.push({ file, name, line, from: at.from, to: at.to, marked, ...(kept === undefined ? {} : { kept }) });
  };
  const source = (node: { from: number; to: number }) => text.slice(node.from, node.to);
  const replaced = (from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to);

  const derives = (attribute: SyntaxNode, list: SyntaxNode, whole: SyntaxNode) => {
    // All in one list and this one at its end, as what they make is in the order of the list.
    const lists = whole.getChildren("Attribute").filter((one) => isDerive(one, text));
    const names = lists.map((one) => source(one).replace(/^[^(]*\(|\)[^)]*$/g, "").split(","));
    const all = names.flat().map((name) => name.trim()).filter((name) => name);
    const program = (derived: string[]) => {
      let item = source(whole);
      for (const one of lists.toReversed()) {
        const by = one.from === attribute.from ? `#[derive(${derived.join(", ")})]` : "";
        item = item.slice(0, one.from - whole.from) + by + item.slice(one.to - whole.from);
      }
      return replaced(whole.from, whole.to, `${item}\n${MARK_ITEM}`);
    };
    let begin = list.from + 1;
    for (const part of text.slice(begin, list.to - 1).split(",")) {
      const name = part.trim();
      const from = begin + part.indexOf(name);
      // `Clone` is another one where there is `Copy`.
      const others = name === "Copy" ? [] : all.filter((other) => other !== name);
      if (name) call(`derive(${name})`, { from, to: from + name.length }, program(others), program([...others, name]));
      begin += part.length + 1;
    }
  };

  const attribute = (node: SyntaxNode, whole: SyntaxNode, isAfterDerive: boolean) => {
    const meta = node.getChild("MetaItem");
    const name = meta?.firstChild && source(meta.firstChild);
    if (!meta || !name) return;
    const list = meta.getChild("ParenthesizedTokens");
    if (name === "derive" && list) return derives(node, list, whole);
    // After a derive macro, a name without a path is most often an attribute of that macro.
    const isOther = BUILT_IN.has(name) || TOOLS.test(name) || (isAfterDerive && !name.includes("::"));
    if (!isOther) call(`#[${name}]`, node, replaced(whole.from, whole.to, MARK_ITEM));
  };

  const macro = (node: SyntaxNode) => {
    const name = node.firstChild && source(node.firstChild);
    if (!name) return;
    const hasSemicolon = text[node.to - 1] === ";";
    const isLast = node.nextSibling?.name === "}";
    const isItem = ["SourceFile", "DeclarationList"].includes(node.parent?.name ?? "");
    const isStatement = node.parent?.name === "Block" && (hasSemicolon || (text[node.to - 1] === "}" && !isLast));
    call(`${name}!`, node, replaced(node.from, node.to, isItem || isStatement ? MARK_ITEM : MARK));
  };

  /** A call among the tokens that another macro is given. */
  const nested = (bang: SyntaxNode) => {
    const tokens = bang.nextSibling;
    if (!/Tokens$/.test(tokens?.name ?? "")) return;
    let first = bang;
    for (let part = bang.prevSibling; part && isPathPart(part, first); part = part.prevSibling) first = part;
    const at = { from: first.from, to: tokens!.to };
    if (first !== bang) call(`${text.slice(first.from, bang.from)}!`, at, replaced(at.from, at.to, MARK));
  };

  rustLanguage.parser.parse(text).iterate({
    enter({ node }) {
      if (node.name === "AttributeItem") {
        let isAfterDerive = false;
        for (const one of node.getChildren("Attribute")) {
          attribute(one, node, isAfterDerive);
          isAfterDerive ||= isDerive(one, text);
        }
      } else if (node.name === "MacroInvocation" || node.name === "MacroPattern") macro(node);
      else if (node.name === "!" && /Tokens$/.test(node.parent?.name ?? "")) nested(node);
    },
  });
  return found;
}

/** The innermost call at a place. */
export function callAt(calls: Call[], file: string, at: number): Call | undefined {
  const around = calls.filter((call) => call.file === file && call.from <= at && at <= call.to);
  return around.sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}

/**
 * What the call expands to, by the program as it is expanded, or with `kept`, and the one with `marked`; nothing if the
 * two differ in more than that.
 */
export function expansion(call: Call, whole: string, marked: string): string | undefined {
  const mark = marked.includes(MARK_ITEM) ? MARK_ITEM : MARK;
  const at = marked.indexOf(mark);
  if (at < 0) return undefined;
  const after = marked.slice(call.kept === undefined ? at + mark.length : at);
  const from = skip(whole, marked.slice(0, at));
  const rest = from === undefined ? undefined : reverse(whole.slice(from));
  const length = rest === undefined ? undefined : skip(rest, reverse(after));
  return length === undefined ? undefined : dedent(reverse(rest!.slice(length)), indentation(whole, from!));
}

/** Where the text goes on after a beginning that may be laid out otherwise. */
function skip(text: string, beginning: string): number | undefined {
  let at = 0;
  for (const char of beginning.replace(/\s/g, "")) {
    while (/\s/.test(text[at] ?? "")) at++;
    if (!text.startsWith(char, at)) return undefined;
    at += char.length;
  }
  return at;
}

function reverse(text: string): string {
  return Array.from(text).reverse().join("");
}

/** How far the line is indented that has this place, or the next one if only space is left of it. */
function indentation(text: string, at: number): number {
  const begin = at + text.slice(at).search(/\S|$/);
  return text.slice(text.lastIndexOf("\n", begin) + 1).search(/\S|$/);
}

/** Moves a piece of a program to the left, which begins within a line. */
function dedent(text: string, indent: number): string {
  const [first = "", ...lines] = text.trim().split("\n");
  return [first, ...lines.map((line) => line.slice(Math.min(indent, line.search(/\S|$/))))].join("\n");
}

function isDerive(attribute: SyntaxNode, text: string): boolean {
  const name = attribute.getChild("MetaItem")?.firstChild;
  return !!name && text.slice(name.from, name.to) === "derive";
}

/** Whether a token belongs to the path that goes on with the next one, to which it is adjacent. */
function isPathPart(part: SyntaxNode, next: SyntaxNode): boolean {
  if (part.to !== next.from) return false;
  return part.name === "::" ? next.name !== "!" : part.name === "Identifier" && next.name !== "Identifier";
}
