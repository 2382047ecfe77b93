//! The editor: CodeMirror with a document for each file, and the problems of the last compilation in it.

import { rust } from "@codemirror/lang-rust";
import { type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { oneDark } from "@codemirror/theme-one-dark";
import { keymap } from "@codemirror/view";
import { EditorView, basicSetup } from "codemirror";
import type { Diagnostic } from "rustc-wasm";
import { fixes, place, toRange, type Fix } from "./problems";

export interface Keys {
  run(): void;
  check(): void;
  stop(): void;
}

export class Editor {
  private readonly states = new Map<string, EditorState>();
  private readonly theme = new Compartment();
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly view: EditorView;
  private current = "";

  constructor(
    parent: HTMLElement,
    private readonly tabs: HTMLElement,
    private readonly keys: Keys,
  ) {
    this.view = new EditorView({ parent });
    this.dark.addEventListener("change", () => {
      this.view.dispatch({ effects: this.theme.reconfigure(this.colours()) });
    });
  }

  get files(): Record<string, string> {
    this.keep();
    return Object.fromEntries([...this.states].map(([name, state]) => [name, state.doc.toString()]));
  }

  set files(files: Record<string, string>) {
    this.states.clear();
    this.current = "";
    for (const [name, text] of Object.entries(files)) this.states.set(name, this.state(text));
    this.show("main.rs");
  }

  show(name: string, at?: { from: number; to: number }): void {
    this.keep();
    this.current = name;
    this.view.setState(this.states.get(name)!);
    this.view.dispatch({ effects: this.theme.reconfigure(this.colours()) });
    if (at) this.view.dispatch({ selection: { anchor: at.from, head: at.to }, scrollIntoView: true });
    if (at) this.view.focus();
    this.drawTabs();
  }

  get cursor(): { file: string; at: number } {
    return { file: this.current, at: this.view.state.selection.main.head };
  }

  /** Underlines what diagnostics are about, in all files. */
  mark(diagnostics: Diagnostic[]): void {
    const texts = this.files;
    for (const name of this.states.keys()) {
      const marks = diagnostics.flatMap((diagnostic) => this.toMark(diagnostic, name, texts));
      const state = this.states.get(name)!;
      const changed = state.update(setDiagnostics(state, marks)).state;
      this.states.set(name, changed);
    }
    this.view.setState(this.states.get(this.current)!);
  }

  apply(fix: Fix): void {
    this.show(fix.file);
    const end = this.view.state.doc.length;
    if (fix.changes.every(({ to }) => to <= end)) this.view.dispatch({ changes: fix.changes });
    this.view.focus();
  }

  private toMark(diagnostic: Diagnostic, name: string, texts: Record<string, string>): Mark[] {
    const span = place(diagnostic);
    if (span === undefined || span.file_name !== name) return [];
    const actions = fixes(diagnostic, texts).map((fix) => ({ name: "Fix", apply: () => this.apply(fix) }));
    const severity = diagnostic.level === "warning" ? "warning" : "error";
    return [{ ...toRange(span, texts[name]!), severity, message: diagnostic.message, actions }];
  }

  private keep(): void {
    if (this.current !== "") this.states.set(this.current, this.view.state);
  }

  private state(doc: string): EditorState {
    const bound = [
      { key: "Mod-Enter", run: () => (this.keys.run(), true) },
      { key: "Mod-Shift-Enter", run: () => (this.keys.check(), true) },
    ];
    const label = EditorView.contentAttributes.of({ "aria-label": "Source" });
    const extensions = [Prec.highest(keymap.of(bound)), basicSetup, rust(), label, this.theme.of(this.colours())];
    return EditorState.create({ doc, extensions });
  }

  private colours() {
    return this.dark.matches ? oneDark : [];
  }

  private drawTabs(): void {
    const tab = (text: string, isSelected: boolean, title: string, onclick: () => void) => {
      const attributes = { type: "button" as const, textContent: text, title, onclick };
      const button = Object.assign(document.createElement("button"), attributes);
      button.role = "tab";
      button.ariaSelected = String(isSelected);
      return button;
    };
    const names = [...this.states.keys()];
    const tabs = names.map((name) => tab(name, name === this.current, `Show ${name}`, () => this.show(name)));
    tabs.push(tab("+", false, "Add a file; macros.rs is the macro crate `macros`", () => this.add()));
    if (this.current !== "main.rs") tabs.push(tab("×", false, `Remove ${this.current}`, () => this.remove()));
    this.tabs.replaceChildren(...tabs);
  }

  private add(): void {
    const suggested = this.states.has("macros.rs") ? "other.rs" : "macros.rs";
    const name = prompt("Name of the file", suggested);
    if (name === null) return;
    if (!/^\w+(\/\w+)*\.rs$/.test(name)) return alert(`\`${name}\` is not a valid name; it must be like \`other.rs\``);
    if (!this.states.has(name)) this.states.set(name, this.state(""));
    this.show(name);
  }

  private remove(): void {
    const name = this.current;
    this.current = "";
    this.states.delete(name);
    this.show("main.rs");
  }
}
