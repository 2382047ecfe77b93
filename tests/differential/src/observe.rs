//! Compiles a fixture with one form of its macro crate, and collects all that can be seen of it. Does
//! not compare.
//!
//! Every form does the same commands in the same directory, so that paths need no normalising. Two things
//! do: the numbers of symbols, see `wasm_proc_macro_tests::hygiene`, and that only a module is listed
//! in dep-info, see `without_module`.

use std::env::consts;
use std::fs;

use wasm_proc_macro_tests::{Dir, Form, Rustc, compile_module, hygiene};

use crate::compare::Outputs;
use crate::directives::Directives;

/// The module in the directory of the fixture.
pub(crate) const MODULE: &str = "macros.wasm";

/// All that can be seen of a fixture.
pub struct Observation {
    pub outputs: Outputs,
    macros: Option<i32>,
    compiler: Option<i32>,
    /// If there is a program.
    program: Option<Option<i32>>,
}

pub fn observe(dir: &Dir, form: Form, directives: &Directives) -> Observation {
    let mut outputs = Outputs::new(format!("{form:?}"));
    let mut macros = dir.rustc("macros.rs").edition(&directives.macro_edition);
    macros = macros.args(["--crate-type", "proc-macro", "--crate-name", "macros"]);
    macros = macros.arg("-o").arg(file(form));
    if let Some(target) = form.target() {
        macros = macros.target(target);
    }
    remove(dir, &file(form));
    let macros = macros.args(&directives.macro_args).compile();
    outputs.add("building the macro crate", &macros);
    if form.target().is_some() && macros.code == Some(0) {
        compile_module(&dir.path(MODULE));
    }

    let rustc = |source: &str| program_compiler(dir, source, form, directives);
    for library in &directives.aux {
        let compiled = rustc(library).args(["--crate-type", "lib", "--error-format", "json"]);
        outputs.add(&format!("compiling {library}"), &compiled.compile());
    }

    for output in ["main", "main.d"] {
        remove(dir, output);
    }
    let main = rustc("main.rs").args(["--error-format", "json", "--emit", "dep-info,link"]);
    let compiler = main.compile();
    outputs.add("compiling", &compiler);
    let dep_info = if dir.path("main.d").exists() { dir.read("main.d") } else { String::new() };
    outputs.list.push(("dep-info".to_owned(), without_module(&dep_info)));

    let mut expanded = rustc("main.rs").arg("-Zunpretty=expanded,hygiene").compile();
    expanded.stdout = hygiene::renumber_symbols(&expanded.stdout);
    outputs.add("expanding", &expanded);

    let program = dir.path("main").exists().then(|| dir.run("main"));
    if let Some(program) = &program {
        outputs.add("running", program);
    }
    let program = program.map(|program| program.code);
    Observation { outputs, macros: macros.code, compiler: compiler.code, program }
}

/// The library's or the module's file name.
fn file(form: Form) -> String {
    match form {
        Form::Native => format!("{}macros{}", consts::DLL_PREFIX, consts::DLL_SUFFIX),
        Form::Unknown | Form::Wasip1 => MODULE.to_owned(),
    }
}

/// Dep-info as it would be of a native macro crate, which is not an input to the compiler, as a build
/// system knows it otherwise. That a module is listed is tested in `tests/wasm-proc-macro`.
fn without_module(dep_info: &str) -> String {
    dep_info.replace(&format!(" {MODULE}"), "").replace(&format!("{MODULE}:\n"), "")
}

pub(crate) fn remove(dir: &Dir, file: &str) {
    // What an earlier form left, if any.
    let _ = fs::remove_file(dir.path(file));
}

/// A compilation of the program or of a library.
fn program_compiler<'a>(
    dir: &'a Dir,
    source: &str,
    form: Form,
    directives: &Directives,
) -> Rustc<'a> {
    let option = if form == Form::Native { "--extern" } else { "--wasm-proc-macro" };
    let mut rustc = dir.rustc(source).edition(&directives.edition);
    rustc = rustc.with_path(option, "macros", file(form).as_ref()).args(&directives.args);
    for library in directives.aux.iter().take_while(|library| *library != source) {
        let name = library.trim_end_matches(".rs");
        rustc = rustc.arg("--extern").arg(format!("{name}=lib{name}.rlib"));
    }
    directives.env.iter().fold(rustc, |rustc, (name, value)| rustc.env(name, value))
}

impl Observation {
    /// Whether the fixture shows what it is there for.
    pub fn check(&self, directives: &Directives) -> Result<(), String> {
        let text = self.readable();
        if self.macros != Some(0) {
            return Err(format!("the macro crate does not compile\n{text}"));
        }
        if self.compiler != Some(i32::from(directives.fails)) {
            let what = if directives.fails { "compiles" } else { "does not compile" };
            return Err(format!("the program {what}\n{text}"));
        }
        let exit = if directives.fails { None } else { Some(Some(directives.exit)) };
        if self.program != exit {
            return Err(format!("the program did not end as expected\n{text}"));
        }
        match directives.expect.iter().find(|expected| !text.contains(*expected)) {
            Some(expected) => Err(format!("nothing says `{expected}`\n{text}")),
            None => Ok(()),
        }
    }

    /// Everything that was seen, with diagnostics in the form in which they are written for humans.
    fn readable(&self) -> String {
        let mut text = format!("{}\n", self.outputs.of);
        for (what, output) in &self.outputs.list {
            text.push_str(&format!("---- {what}\n"));
            for line in output.split_inclusive('\n') {
                let diagnostic = serde_json::from_str::<serde_json::Value>(line).ok();
                let rendered = diagnostic.as_ref().and_then(|d| d.get("rendered")?.as_str());
                text.push_str(rendered.unwrap_or(line));
            }
            if !output.is_empty() && !output.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }
}
