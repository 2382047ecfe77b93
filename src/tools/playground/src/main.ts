//! The page: what its buttons do with the compiler, and what is shown of that.

import type { CompileOptions, Diagnostic, Edition, Rustc } from "rustc-wasm";
import { type Call, callAt, expansion, findCalls } from "./calls";
import { Editor } from "./editor";
import { EXAMPLES, NEEDS } from "./examples";
import { describe } from "./module";
import { fixes, place, toRange } from "./problems";
import { decode, encode } from "./share";

const INDEX = "files/rustc-wasm.json";
const COMPILE_TIMEOUT = 60_000;
const RUN_TIMEOUT = 30_000;
/** A macro that loops is stopped after seconds, and not after a minute. */
const MACRO_FUEL = "fuel=300000000";

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const [status, output, problems] = [element("status"), element("output"), element("problems")];
const [edition, opt] = [element<HTMLSelectElement>("edition"), element<HTMLSelectElement>("opt")];
const example = element<HTMLSelectElement>("example");
const [oneCall, call] = [element("one-call"), element<HTMLSelectElement>("call")];
const actions = ["run", "check", "expand", "wasm"].map((id) => element<HTMLButtonElement>(id));

let rustc: Rustc | undefined;
let running: AbortController | undefined;
/** Those of the program that was expanded last. */
let calls: Call[] = [];

const editor = new Editor(element("editor"), element("tabs"), {
  run: () => start(run),
  check: () => start(check),
  stop,
});

function options(signal: AbortSignal): CompileOptions {
  const { "macros.rs": macros, ...files } = editor.files;
  const common = {
    edition: edition.value as Edition,
    args: ["--wasm-proc-macro-limit", MACRO_FUEL],
  };
  const source = { ...common, files: { "macros.rs": macros ?? "" }, root: "macros.rs" };
  return {
    ...common,
    files,
    optLevel: opt.value === "0" ? 0 : 2,
    ...(macros === undefined ? {} : { macros: { macros: source } }),
    signal,
    timeout: COMPILE_TIMEOUT,
  };
}

async function compile(signal: AbortSignal, emit: "program" | "check") {
  status.textContent = emit === "check" ? "Checking ..." : "Compiling ...";
  const result = await rustc!.compile({ ...options(signal), emit });
  list(result.diagnostics);
  const verdict = result.success ? (emit === "check" ? "No errors" : "Compiled") : "There are errors";
  status.textContent = `${verdict} (${(result.duration / 1000).toFixed(2)} s)`;
  return result.output;
}

async function check(signal: AbortSignal): Promise<void> {
  await compile(signal, "check");
}

async function run(signal: AbortSignal): Promise<void> {
  const program = await compile(signal, "program");
  if (program === undefined) return;
  status.textContent += ", running ...";
  const result = await rustc!.run(program, {
    stdin: element<HTMLTextAreaElement>("stdin").value,
    env: element<HTMLInputElement>("backtrace").checked ? { RUST_BACKTRACE: "1" } : {},
    onStdout: (text) => write(text, "stdout"),
    onStderr: (text) => write(text, "stderr"),
    timeout: RUN_TIMEOUT,
    signal,
  });
  const end = result.trap ?? `exit code ${result.exitCode}`;
  status.textContent = `Finished, ${end} (${(result.duration / 1000).toFixed(2)} s)`;
}

/** Shows the program, or what the call at the cursor expands to, and offers all others. */
async function expand(signal: AbortSignal): Promise<void> {
  const files = Object.entries(editor.files).filter(([name]) => name !== "macros.rs");
  calls = files.flatMap(([name, text]) => findCalls(name, text));
  call.replaceChildren(new Option("the whole program"));
  for (const { file, line, name } of calls) call.add(new Option(`${file}:${line} ${name}`));
  const { file, at } = editor.cursor;
  const here = callAt(calls, file, at);
  call.selectedIndex = here ? calls.indexOf(here) + 1 : 0;
  oneCall.hidden = false;
  await showExpansion(signal);
}

async function showExpansion(signal: AbortSignal): Promise<void> {
  status.textContent = "Expanding ...";
  const program = options(signal);
  const chosen = calls[call.selectedIndex - 1];
  const expandWith = (text: string) => rustc!.expand({ ...program, files: { ...program.files, [chosen!.file]: text } });
  // One after the other: the first call compiles the macro crate, and the others use it.
  const result = await rustc!.expand(program);
  list(result.diagnostics);
  if (chosen === undefined) {
    return showCode(result.code, result.success ? "The program after expansion" : "There are errors");
  }
  const [kept, marked] = await Promise.all([
    chosen.kept === undefined ? result : expandWith(chosen.kept),
    expandWith(chosen.marked),
  ]);
  const code = expansion(chosen, kept.code, marked.code);
  if (code !== undefined) showCode(code || "(nothing)", `What ${chosen.name} in line ${chosen.line} expands to`);
  else showCode(result.code, "The whole program: what this call expands to cannot be told from the rest");
}

function showCode(code: string, title: string): void {
  write(code, "stdout");
  status.textContent = title;
}

async function wasm(signal: AbortSignal): Promise<void> {
  const program = (await compile(signal, "program")) as Uint8Array<ArrayBuffer> | undefined;
  if (program === undefined) return;
  write(await describe(program), "stdout");
  flush();
  const link = document.createElement("a");
  const href = URL.createObjectURL(new Blob([program], { type: "application/wasm" }));
  output.append(Object.assign(link, { href, download: "main.wasm", textContent: "Download main.wasm" }));
}

/** Does one thing at a time, and says how it ends. */
async function start(action: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (rustc === undefined || running !== undefined) return;
  running = new AbortController();
  setBusy(true);
  output.replaceChildren();
  oneCall.hidden = action !== expand && action !== showExpansion;
  list([]);
  try {
    await action(running.signal);
  } catch (error) {
    const message = (error as Error).message;
    status.textContent = (error as { code?: string }).code === "aborted" ? "Stopped" : `Stopped: ${message}`;
  } finally {
    running = undefined;
    setBusy(false);
  }
}

function stop(): void {
  running?.abort();
}

function setBusy(isBusy: boolean): void {
  for (const button of [...actions, call]) button.disabled = isBusy;
  element("stop").hidden = !isBusy;
}

let pending: [string, string][] = [];

/** Shows text with the next frame, so that a program that prints much does not keep the page busy. */
function write(text: string, kind: "stdout" | "stderr" | "note"): void {
  if (pending.length === 0) requestAnimationFrame(flush);
  const last = pending.at(-1);
  if (last?.[1] === kind) last[0] += text;
  else pending.push([text, kind]);
}

function flush(): void {
  for (const [textContent, className] of pending) {
    output.append(Object.assign(document.createElement("span"), { textContent, className }));
  }
  pending = [];
  output.scrollTop = output.scrollHeight;
}

function list(diagnostics: Diagnostic[]): void {
  const files = editor.files;
  const shown = diagnostics.filter(({ level, spans }) => ["error", "warning"].includes(level) && spans.length > 0);
  editor.mark(shown);
  problems.replaceChildren(...shown.map((diagnostic) => problem(diagnostic, files)));
  for (const { rendered } of shown) if (rendered) write(plain(rendered), "note");
}

function problem(diagnostic: Diagnostic, files: Record<string, string>): HTMLLIElement {
  const item = document.createElement("li");
  const span = place(diagnostic);
  const where = span && files[span.file_name] !== undefined ? `${span.file_name}:${span.line_start}` : "";
  const text = Object.assign(document.createElement("span"), { textContent: diagnostic.message });
  text.className = diagnostic.level;
  if (span && where) {
    const button = Object.assign(document.createElement("button"), { textContent: where, className: "place" });
    button.onclick = () => editor.show(span.file_name, toRange(span, files[span.file_name]!));
    item.append(button);
  }
  item.append(text);
  for (const fix of fixes(diagnostic, files)) {
    const button = Object.assign(document.createElement("button"), { textContent: "Fix", title: fix.title });
    button.onclick = () => (editor.apply(fix), item.remove());
    item.append(button);
  }
  return item;
}

/** Without ANSI colours. */
function plain(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}

async function share(): Promise<void> {
  const fragment = await encode({ files: editor.files, edition: edition.value, opt: opt.value });
  history.replaceState(null, "", `#${fragment}`);
  const isCopied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  status.textContent = `The page's address has the program${isCopied ? ", and was copied" : ""}`;
}

async function openProgram(): Promise<void> {
  const shared = location.hash.length > 1 ? await decode(location.hash.slice(1)) : undefined;
  editor.files = shared?.files ?? EXAMPLES[example.value]!;
  if (shared !== undefined) [edition.value, opt.value] = [shared.edition, shared.opt];
  if (location.hash.length > 1 && shared === undefined) status.textContent = "The address has no valid program";
}

async function loadCompiler(): Promise<void> {
  const progress = element<HTMLProgressElement>("progress");
  progress.hidden = false;
  // The package finds its worker beside itself, and so it is not bundled.
  const address = new URL("./package/index.js", document.baseURI).href;
  const { load } = (await import(/* @vite-ignore */ address)) as typeof import("rustc-wasm");
  const started = performance.now();
  rustc = await load({
    from: INDEX,
    onProgress({ loaded, total, cached }) {
      progress.value = loaded / total;
      const [done, all] = [loaded, total].map((bytes) => (bytes / 1e6).toFixed(0));
      status.textContent = `Loading the compiler: ${done} of ${all} MB${cached > 0 ? ", kept from earlier" : ""}`;
    },
  });
  progress.hidden = true;
  offer(rustc.crates);
  status.textContent = `Ready (${((performance.now() - started) / 1000).toFixed(1)} s)`;
  setBusy(false);
  const ready = status.textContent;
  const isKept = await Promise.all([rustc.prefetch(), keepPage()]).then(() => true, () => false);
  if (isKept && status.textContent === ready) status.textContent += ", and works without a network from now on";
}

/** Has what this page is made of kept, also if it came before there was a service worker to see it. */
async function keepPage(): Promise<void> {
  const isSeen = navigator.serviceWorker.controller !== null;
  await navigator.serviceWorker.register("service-worker.js");
  const { active } = await navigator.serviceWorker.ready;
  if (isSeen) return;
  const own = performance.getEntriesByType("resource").map(({ name }) => name);
  const { port1, port2 } = new MessageChannel();
  active!.postMessage([document.baseURI, ...own], [port2]);
  await new Promise((resolve, reject) => (port1.onmessage = ({ data }) => (data === true ? resolve(true) : reject())));
}

/** Shows which published crates there are, and the examples that use them. */
function offer(crates: { name: string; version: string }[]): void {
  const names = crates.map(({ name }) => name);
  for (const [title, needs] of Object.entries(NEEDS)) {
    if (needs.every((name) => names.includes(name))) example.add(new Option(title));
  }
  element("crates").hidden = crates.length === 0;
  element("crate-list").textContent = crates.map(({ name, version }) => `${name} ${version}`).sort().join(", ");
}

for (const name of Object.keys(EXAMPLES)) if (!(name in NEEDS)) example.add(new Option(name));
example.onchange = () => {
  editor.files = EXAMPLES[example.value]!;
  output.replaceChildren();
  oneCall.hidden = true;
  problems.replaceChildren();
};
call.onchange = () => start(showExpansion);
[run, check, expand, wasm].forEach((action, index) => (actions[index]!.onclick = () => start(action)));
element("stop").onclick = stop;
element("share").onclick = share;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") stop();
});
addEventListener("hashchange", openProgram);
await openProgram();
await loadCompiler().catch((error: Error) => {
  element("progress").hidden = true;
  status.textContent = `The compiler cannot be loaded: ${error.message}`;
});
