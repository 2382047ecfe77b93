//! What the package does, as cases that run in Node and in a page. They know nothing of either.

const MACROS = `
use proc_macro::*;

#[proc_macro_derive(Name)]
pub fn name(item: TokenStream) -> TokenStream {
    let name = item.into_iter().nth(1).unwrap();
    format!("impl {name} {{ fn name() -> &'static str {{ \\"{name}\\" }} }}").parse().unwrap()
}

#[proc_macro_attribute]
pub fn twice(_: TokenStream, item: TokenStream) -> TokenStream {
    let text = item.to_string();
    format!("{text} {}", text.replace("fn greet", "fn greet_again")).parse().unwrap()
}

#[proc_macro]
pub fn count(input: TokenStream) -> TokenStream {
    TokenTree::from(Literal::usize_suffixed(input.into_iter().count())).into()
}

#[proc_macro]
pub fn fail(_: TokenStream) -> TokenStream {
    panic!("the macro gives up")
}

#[proc_macro]
pub fn hang(_: TokenStream) -> TokenStream {
    loop {}
}
`;

const USER = `
#[derive(my::Name)]
struct Point;
#[my::twice]
fn greet() { println!("hi"); }
fn main() {
    greet();
    greet_again();
    println!("{} {}", Point::name(), my::count!(a b c));
}
`;

const ABORTED = "it aborted, as a panic does (`unreachable`)";

/** A module whose `_start` has this code; it has a memory of one page and a table with one element, which is null. */
const trapping = (code) =>
  Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0], // One type, () -> (), and one function of it.
    ...[4, 4, 1, 0x70, 0, 1, 5, 3, 1, 0, 1],
    ...[7, 19, 2, 6, ...new TextEncoder().encode("_start"), 0, 0, 6, ...new TextEncoder().encode("memory"), 2, 0],
    ...[10, code.length + 4, 1, code.length + 2, 0, ...code, 0x0b],
  );
const [I32, F32, DROP, LOAD, DIV_S, TRUNC, CALL, CALL_INDIRECT] = [0x41, 0x43, 0x1a, 0x28, 0x6d, 0xa8, 0x10, 0x11];
const MIN = [I32, 0x80, 0x80, 0x80, 0x80, 0x78];
const TRAPS = [
  [[0], ABORTED],
  [[I32, 1, I32, 0, DIV_S, DROP], "it divided an integer by zero"],
  [[...MIN, I32, 0x7f, DIV_S, DROP], "an integer overflowed in a division"],
  [[F32, 0, 0, 0xc0, 0x7f, TRUNC, DROP], "a number does not fit into an integer"],
  [[I32, 0x7f, LOAD, 0, 0, DROP], "it used an address out of bounds"],
  [[I32, 0, CALL_INDIRECT, 0, 0], "it called what is no such function"],
  [[I32, 5, CALL_INDIRECT, 0, 0], "it used an address out of bounds"],
  [[CALL, 0], "its calls are nested too deeply"],
];

const main = (text) => ({ "main.rs": text });

export function equal(found, expected, what = "") {
  const [left, right] = [found, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new Error(`${what}: found ${left}, expected ${right}`);
}

export function ok(value, what) {
  if (!value) throw new Error(what);
}

/** That a promise is rejected with an error of the package. */
export async function rejects(promise, code) {
  let error;
  await promise.catch((caught) => (error = caught));
  ok(error !== undefined, `there is no error, and ${code} was expected`);
  equal([error.name, error.code], ["RustcError", code], error.message);
  return error;
}

async function program(rustc, text, options = {}) {
  const compiled = await rustc.compile({ files: main(text), ...options });
  ok(compiled.success, compiled.rendered);
  ok(compiled.output instanceof Uint8Array, "there is no program");
  return compiled.output;
}

/** The one that needs a pack. */
export const PACK_CASE = "crates of a pack are fetched when a program names them";

/** Each gets a loaded compiler, `load`, and the origin of the server. */
export const CASES = {
  async "a program has arguments, variables, stdin, files, stdout and stderr"({ rustc }) {
    const compiled = await program(
      rustc,
      `use std::io::Read;
      fn main() {
          let arg = std::env::args().nth(1).unwrap();
          let var = std::env::var("VAR").unwrap();
          let mut stdin = String::new();
          std::io::stdin().read_to_string(&mut stdin).unwrap();
          let file = std::fs::read_to_string("dir/in.txt").unwrap();
          println!("{arg} {var} {stdin} {file} {}", env!("AT_COMPILE_TIME"));
          eprintln!("größer");
          std::fs::write("out.txt", "written").unwrap();
          std::process::exit(3);
      }`,
      { env: { AT_COMPILE_TIME: "compiled" } },
    );
    const pieces = { stdout: "", stderr: "" };
    const result = await rustc.run(compiled, {
      args: ["argument"],
      env: { VAR: "variable" },
      stdin: "stdin",
      files: { "dir/in.txt": "file" },
      onStdout: (text) => (pieces.stdout += text),
      onStderr: (text) => (pieces.stderr += text),
    });
    equal([result.exitCode, result.trap], [3, null]);
    equal(result.stdout, "argument variable stdin file compiled\n");
    equal(result.stderr, "größer\n");
    equal(pieces, { stdout: result.stdout, stderr: result.stderr });
    equal(Object.keys(result.files).sort(), ["dir/in.txt", "out.txt"]);
    equal(new TextDecoder().decode(result.files["out.txt"]), "written");
  },

  async "an error is a typed diagnostic"({ rustc }) {
    const files = main('fn main() {\n    let x: u32 = "a";\n}\n');
    const result = await rustc.compile({ files });
    equal([result.success, result.output], [false, undefined]);
    const [error] = result.diagnostics;
    equal([error.level, error.message, error.code.code, error.crate], ["error", "mismatched types", "E0308", "main"]);
    const span = error.spans.find(({ is_primary }) => is_primary);
    equal([span.file_name, span.line_start, span.column_start, span.column_end], ["main.rs", 2, 18, 21]);
    ok(result.rendered.includes("\u001b[") && result.rendered.includes("mismatched types"), result.rendered);
    const checked = await rustc.compile({ files, emit: "check" });
    equal([checked.success, checked.diagnostics[0].message], [false, "mismatched types"]);
  },

  async "a warning comes with a suggestion, and a check makes no code"({ rustc }) {
    const files = { "main.rs": "mod other;\nfn main() { other::f(); }\n", "other.rs": "pub fn f() { let mut x = 1; x; }" };
    const result = await rustc.compile({ files, emit: "check", args: ["-Apath-statements"] });
    equal([result.success, result.output], [true, undefined], result.rendered);
    const [warning] = result.diagnostics;
    equal([warning.level, warning.spans[0].file_name], ["warning", "other.rs"]);
    const [fix] = warning.children.flatMap(({ spans }) => spans).filter((span) => span.suggested_replacement !== null);
    equal([fix.suggested_replacement, fix.suggestion_applicability], ["", "MachineApplicable"]);
  },

  async "MIR and objects are made, and what needs LLVM is refused"({ rustc }) {
    const files = main("fn main() { let answer = 6 * 7; std::process::exit(answer); }");
    const mir = await rustc.compile({ files, emit: "mir" });
    const text = new TextDecoder().decode(mir.output);
    ok(text.includes("fn main() -> ()") && text.includes("debug answer"), text);
    const object = await rustc.compile({ files, emit: "object" });
    const names = WebAssembly.Module.customSections(new WebAssembly.Module(object.output), "linking");
    equal(names.length, 1, "an object has a section for the linker");
    for (const emit of ["asm", "llvm-ir"]) {
      const error = await rejects(rustc.compile({ files, emit }), "unsupported");
      ok(error.message.includes(`\`${emit}\``), error.message);
    }
  },

  async "macros from source: derive, attribute and function-like, then from a module"({ rustc }) {
    const source = await rustc.compile({ files: main(USER), macros: { my: MACROS } });
    ok(source.success, source.rendered);
    equal((await rustc.run(source.output)).stdout, "hi\nhi\nPoint 3\n");
    const { my } = source.macros;
    ok(my instanceof Uint8Array, "the macro crate's module is not there");
    const lib = "mod one; use proc_macro::*;\n#[proc_macro] pub fn one(_: TokenStream) -> TokenStream { one::one() }";
    const one = 'pub fn one() -> proc_macro::TokenStream { "1".parse().unwrap() }';
    const both = { my, files: { files: { "lib.rs": lib, "one.rs": one } } };
    const text = `${USER}\nconst ONE: u32 = files::one!();`;
    const module = await rustc.compile({ files: main(text), macros: both, args: ["-Adead-code"] });
    ok(module.success, module.rendered);
    equal(Object.keys(module.macros), ["files"], "only what was compiled");
    equal((await rustc.run(module.output)).stdout, "hi\nhi\nPoint 3\n");
  },

  async "a macro crate is a crate type too, and a program is shown expanded"({ rustc }) {
    const crate = await rustc.compile({ files: { "lib.rs": MACROS }, root: "lib.rs", crateType: "proc-macro" });
    ok(crate.success, crate.rendered);
    const result = await rustc.expand({ files: main(USER), macros: { my: crate.output } });
    ok(result.success, result.rendered);
    ok(result.code.includes('impl Point {') && result.code.includes("fn greet_again()"), result.code);
  },

  async "errors of a macro crate name the crate"({ rustc }) {
    const result = await rustc.compile({ files: main(USER), macros: { my: `${MACROS} fn f() -> u8 { "" }` } });
    equal([result.success, result.diagnostics[0].crate], [false, "my"]);
    equal(result.diagnostics[0].spans[0].file_name, "my.rs");
  },

  async "a macro that panics and one that loops are errors at their calls"({ rustc }) {
    const calls = "fn main() {\n my::fail!();\n my::hang!();\n}";
    const args = ["--wasm-proc-macro-limit", "fuel=20000000"];
    const result = await rustc.compile({ files: main(calls), macros: { my: MACROS }, args });
    equal(result.success, false);
    const errors = result.diagnostics.filter(({ spans }) => spans.length > 0);
    equal(errors.map(({ spans }) => spans[0].line_start), [2, 3], result.rendered);
    ok(errors[0].children.some(({ message }) => message.includes("the macro gives up")), result.rendered);
    ok(JSON.stringify(errors[1]).includes("fuel"), result.rendered);
  },

  async "a library is used by a program"({ rustc }) {
    const files = { "lib.rs": "pub fn answer() -> u32 { 42 }" };
    const lib = await rustc.compile({ files, root: "lib.rs", crateType: "lib", crateName: "deep" });
    ok(lib.success, lib.rendered);
    const text = 'fn main() { println!("{}", deep::answer()); }';
    equal((await rustc.run(await program(rustc, text, { crates: { deep: lib.output } }))).stdout, "42\n");
    const middle = await rustc.compile({
      files: { "lib.rs": "pub fn twice() -> u32 { 2 * deep::answer() }" },
      root: "lib.rs",
      crateType: "lib",
      crateName: "middle",
      crates: { deep: lib.output },
    });
    ok(middle.success, middle.rendered);
    const options = { crates: { middle: middle.output }, dependencies: { "libdeep.rlib": lib.output } };
    const main = 'fn main() { println!("{}", middle::twice()); }';
    equal((await rustc.run(await program(rustc, main, options))).stdout, "84\n");
  },

  async "libraries that few programs use are fetched when they are wanted"({ load, origin }) {
    let fetched;
    const from = `${origin}/files/rustc-wasm.json`;
    const rustc = await load({ from, cache: false, onProgress: (progress) => (fetched = progress) });
    const index = await (await fetch(from)).json();
    const files = [index.compiler, ...index.libraries["wasm32-wasip1"]];
    ok(fetched.total < files.reduce((sum, { size }) => sum + size, 0), "all was fetched at once");
    const tests = "#[test] fn it_works() {}";
    const [compiled, beside] = await Promise.all([
      rustc.compile({ files: main(tests), args: ["--test"] }),
      rustc.compile({ files: main("fn main() {}") }),
    ]);
    ok(compiled.success && beside.success, compiled.rendered);
    const { stdout } = await rustc.run(compiled.output);
    ok(stdout.includes("test it_works ... ok"), stdout);
    const none = await rustc.compile({ files: main("extern crate none; fn main() {}"), emit: "check" });
    equal([none.success, none.diagnostics[0].code.code], [false, "E0463"]);
    await rustc.prefetch();
    rustc.close();
  },

  async "a panic is a result"({ rustc }) {
    const compiled = await program(rustc, 'fn main() { panic!("on purpose"); }', { optLevel: 2, edition: "2018" });
    const result = await rustc.run(compiled);
    equal([result.exitCode, result.trap], [null, ABORTED]);
    ok(result.stderr.includes("on purpose"), result.stderr);
  },

  async "a trap is the same sentence in all engines"({ rustc }) {
    for (const [code, sentence] of TRAPS) {
      const { exitCode, trap } = await rustc.run(trapping(code));
      equal([exitCode, trap], [null, sentence]);
    }
  },

  async "loops, memory and output have limits, and what was written is kept"({ rustc }) {
    const text = `fn main() {
      match std::env::args().nth(1).unwrap().as_str() {
        "loop" => { println!("before"); loop {} }
        "memory" => { let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 24]); println!("{}", all.len()); } }
        _ => loop { println!("again"); }
      }
    }`;
    const compiled = await program(rustc, text);
    const late = await rejects(rustc.run(compiled, { args: ["loop"], timeout: 1000 }), "timeout");
    equal(late.output, { stdout: "before\n", stderr: "" });
    const greedy = await rustc.run(compiled, { args: ["memory"], memoryLimit: 2 ** 26 });
    equal([greedy.exitCode, greedy.trap], [null, ABORTED]);
    ok(greedy.memory <= 2 ** 26 && greedy.stdout.startsWith("1\n2\n"), greedy.stdout);
    ok(greedy.stderr.includes("memory allocation of"), greedy.stderr);
    const loud = await rejects(rustc.run(compiled, { args: ["output"], outputLimit: 6400 }), "output-limit");
    equal(loud.output.stdout, "again\n".repeat(100));
    const aborter = new AbortController();
    const onStdout = () => aborter.abort();
    await rejects(rustc.run(compiled, { args: ["loop"], signal: aborter.signal, onStdout }), "aborted");
  },

  async "compilations are cancelled, limited in time, and done at once"({ rustc }) {
    const files = main("fn main() {}");
    const aborter = new AbortController();
    const cancelled = rustc.compile({ files, signal: aborter.signal });
    const beside = rustc.compile({ files });
    setTimeout(() => aborter.abort(), 100);
    await rejects(cancelled, "aborted");
    await rejects(rustc.compile({ files, signal: aborter.signal }), "aborted");
    await rejects(rustc.compile({ files, timeout: 20 }), "timeout");
    ok((await beside).success, "another compilation was disturbed");
  },

  async "the compiler's memory has a limit"({ load, origin }) {
    const from = `${origin}/files/rustc-wasm.json`;
    const rustc = await load({ from, memoryLimit: 2 ** 28 });
    const doubling = "macro_rules! d { ($($t:tt)*) => { d!($($t)* $($t)*); } } d!(1 1 1 1 1 1 1 1); fn main() {}";
    await rejects(rustc.compile({ files: main(doubling) }), "memory");
    ok((await rustc.compile({ files: main("fn main() {}") })).success, "it does not go on");
    rustc.close();
    await rejects(load({ from, memoryLimit: 2 ** 26 }), "invalid");
  },

  async [PACK_CASE]({ load, origin }) {
    const from = `${origin}/files/rustc-wasm.json`;
    const packs = [`${origin}/pack/pack.json`];
    const rustc = await load({ from, packs });
    equal(rustc.crates.map(({ name }) => name).sort(), ["serde", "serde_json"]);
    const text = `#[derive(serde::Serialize)] struct Point { x: i32 }
      fn main() { println!("{}", serde_json::to_string(&Point { x: 1 }).unwrap()); }`;
    equal((await rustc.run(await program(rustc, text))).stdout, '{"x":1}\n');
    // A library of the caller's is meant before that of a pack.
    const own = await rustc.compile({
      files: { "lib.rs": "pub fn who() -> u32 { 1 }" },
      root: "lib.rs",
      crateType: "lib",
      crateName: "serde",
    });
    const who = 'fn main() { println!("{}", serde::who()); }';
    equal((await rustc.run(await program(rustc, who, { crates: { serde: own.output } }))).stdout, "1\n");
    // Macro crates from source can use them as well.
    const macros = `use proc_macro::TokenStream;
      #[proc_macro] pub fn json(_: TokenStream) -> TokenStream {
        serde_json::to_string(&vec![1, 2]).unwrap().parse().unwrap()
      }`;
    const use = 'fn main() { println!("{:?}", my::json!()); }';
    equal((await rustc.run(await program(rustc, use, { macros: { my: macros } }))).stdout, "[1, 2]\n");
    const late = rustc.compile({ files: main(text), timeout: 1 });
    await rejects(late, "timeout");
    rustc.close();
    for (const wrong of ["files/rustc-wasm.json", "package/package.json"]) {
      await rejects(load({ from, packs: [`${origin}/${wrong}`] }), "invalid");
    }
    const broken = await load({ from, packs: [`${origin}/wrong-pack/pack.json`], cache: false });
    await rejects(broken.compile({ files: main(text) }), "hash-mismatch");
    ok((await broken.compile({ files: main("fn main() {}") })).success, "other programs are disturbed");
    broken.close();
  },

  async "wrong options are errors"({ rustc }) {
    const file = await rejects(rustc.compile({ files: { "lib.rs": "" } }), "invalid");
    ok(file.message.includes("`main.rs`"), file.message);
    await rejects(rustc.compile({ files: { ...main(""), "../x.rs": "" } }), "invalid");
    await rejects(rustc.compile({ files: main(""), macros: { "a b": "" } }), "invalid");
    await rejects(rustc.run(new Uint8Array([1, 2, 3])), "invalid");
  },

  async "a wrong hash, a missing file and a wrong index are errors"({ load, origin }) {
    const error = await rejects(load({ from: `${origin}/wrong/rustc-wasm.json`, cache: false }), "hash-mismatch");
    ok(error.message.includes("0".repeat(64)), error.message);
    await rejects(load({ from: `${origin}/files/none.json`, cache: false }), "network");
    await rejects(load({ from: `${origin}/package/package.json`, cache: false }), "invalid");
    const signal = AbortSignal.abort();
    await rejects(load({ from: `${origin}/files/rustc-wasm.json`, cache: false, signal }), "aborted");
  },
};
