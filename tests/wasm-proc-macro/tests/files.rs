//! Which files a module makes the compiler open, and what it is told of them.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use wasm_proc_macro_tests::{Dir, Form, Outcome, Rustc, compile_both, macro_crate};

/// The MD5 of `own.rs`, and its text: two characters of several bytes, and a line end to normalize.
const HASH: &str = "md5=f382dccbe910bd3ad35da6afafb139b3";
const TEXT: &str = "// größe\r\nfn run() {}\n";

/// What is true of `own.rs`: its lengths, its lines, its characters, what was normalized.
const TRUE: &str = "23:24:11:5/2,7/2:11/1";

/// A module with the macro `run`, which makes these requests one after the other, each with the first
/// four bytes of the answers before it where it has `H0`, `H1`, and prints the text in the last one.
fn module(files: &str, lines: &str, requests: &[&[&str]]) -> Vec<u8> {
    let (mut data, mut code) = (String::new(), String::new());
    for (number, parts) in requests.iter().enumerate() {
        let request = 1024 + 64 * number;
        let mut at = request;
        for part in *parts {
            if let Some(answer) = part.strip_prefix('H') {
                let answer = 4096 * (answer.parse::<usize>().unwrap() + 1) + 1;
                code += &format!("(i32.store (i32.const {at}) (i32.load (i32.const {answer})))\n");
                at += 4;
            } else {
                data += &format!("(data (i32.const {at}) \"{part}\")\n");
                at += part.len() / r"\00".len();
            }
        }
        let (len, reply) = (at - request, 4096 * (number + 1));
        code += &format!(
            "(drop (call $call (i32.const {request}) (i32.const {len}) (i32.const {reply}) \
             (i32.const 4096)))\n"
        );
    }
    let last = 4096 * requests.len();
    let text = format!(
        r#"(module
            (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
            (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
            (memory (export "memory") 1)
            {data}
            (func (export "run") (param i32 i32 i32 i32) (result i32)
                {code}
                (if (i32.eqz (i32.load8_u (i32.const {tag})))
                    (then (call $print (i32.const 1) (i32.const {text}) (i32.const 9))))
                (i32.const 0))
            (@custom ".rustc_proc_macro_decls" "abi:2\0a{files}bang:run:run\0a{lines}"))"#,
        tag = last + 1,
        text = last + 6,
    );
    wat::parse_str(text).unwrap()
}

/// `span_recover_proc_macro_span(N)`, as the first of the requests.
const FIRST_QUOTED: &[&str] = &[r"\1e", r"\00\00\00\00"];
const SECOND_QUOTED: &[&str] = &[r"\1e", r"\01\00\00\00"];

/// The compiler on a program that uses the module's macro by a name that is almost its own, so that
/// its definition is shown; with limits on time and memory.
#[track_caller]
fn show_definition(dir: &Dir, file: &str) -> Outcome {
    dir.write("main.rs", "#[macro_use]\nextern crate macros;\nrum! {}\nfn main() {}\n");
    let list = format!("file:{file}\\0a");
    dir.write("macros.wasm", module(&list, "at:0:14:17\\0a", &[FIRST_QUOTED]));
    let rustc = dir.rustc("main.rs").macros("macros", "macros.wasm".as_ref()).limited();
    let outcome = rustc.compile().failure();
    let words = "similarly named macro `run` defined here";
    assert!(outcome.stderr.contains(words), "{outcome}");
    outcome
}

fn make_fifo(dir: &Dir, name: &str) {
    assert!(Command::new("mkfifo").arg(dir.path(name)).status().unwrap().success());
}

#[test]
fn sources_of_a_module_are_shown_where_they_are_as_it_says() {
    let dir = Dir::new();
    dir.write("own.rs", TEXT);
    let outcome = show_definition(&dir, &format!("own.rs:{HASH}:{TRUE}"));
    assert!(outcome.stderr.contains("fn run() {}"), "{outcome}");
}

/// The compiler takes lines and characters of a file where they are said to be.
#[test]
fn sources_that_are_not_as_a_module_says_are_not_shown() {
    let dir = Dir::new();
    dir.write("own.rs", TEXT);
    let untrue = [
        "123:124:11,100:5/2,7/2:11/1",
        "23:24:9:5/2,7/2:11/1",
        "23:24:11,7:5/2,7/2:11/1",
        "23:24::5/2,7/2:11/1",
        "23:24:11::11/1",
        "23:24:11:5/4,9/2:11/1",
        "23:24:11:5/2,7/2:",
        "24:24:11:5/2,7/2:",
    ];
    for untrue in untrue {
        let outcome = show_definition(&dir, &format!("own.rs:{HASH}:{untrue}"));
        assert!(!outcome.stderr.contains("fn run"), "{untrue}\n{outcome}");
    }
}

/// The hash is that of no text, which is what would be read.
#[test]
fn only_regular_files_are_read_as_sources() {
    const NOTHING: &str = "md5=d41d8cd98f00b204e9800998ecf8427e";
    let dir = Dir::new();
    make_fifo(&dir, "fifo");
    symlink("fifo", dir.path("link")).unwrap();
    fs::create_dir(dir.path("directory")).unwrap();
    for file in ["/dev/zero", "/dev/null", "/dev/stdin", "fifo", "link", "directory", "/proc/kmsg"]
    {
        for lengths in ["40:40", "20:4096"] {
            show_definition(&dir, &format!("{file}:{NOTHING}:{lengths}:10,5::"));
        }
    }
}

/// They are on other machines on Windows.
#[test]
fn names_with_two_slashes_are_not_opened() {
    let dir = Dir::new();
    dir.write("own.rs", TEXT);
    let path = dir.path("own.rs");
    let path = path.to_str().unwrap();
    let outcome = show_definition(&dir, &format!("{path}:{HASH}:{TRUE}"));
    assert!(outcome.stderr.contains("fn run() {}"), "{outcome}");
    let outcome = show_definition(&dir, &format!("/{path}:{HASH}:{TRUE}"));
    assert!(!outcome.stderr.contains("fn run() {}"), "{outcome}");
}

/// What the macro `run` prints.
#[track_caller]
fn printed(dir: &Dir, module: Vec<u8>) -> String {
    dir.write("main.rs", "macros::run! {}\n\nfn main() {}\n");
    dir.write("macros.wasm", module);
    let rustc = dir.rustc("main.rs").macros("macros", "macros.wasm".as_ref()).limited();
    rustc.compile().success().stdout
}

const SOURCE_TEXT: &[&str] = &[r"\1c", "H0"];

/// Their names and hashes may be those of any file.
#[test]
fn module_is_not_told_the_text_of_its_sources() {
    let dir = Dir::new();
    dir.write("own.rs", TEXT);
    make_fifo(&dir, "fifo");
    for file in ["own.rs", "fifo", "/dev/zero"] {
        let list = format!("file:{file}:{HASH}:{TRUE}\\0aquoted:0:14:17\\0a");
        assert_eq!(printed(&dir, module(&list, "", &[FIRST_QUOTED, SOURCE_TEXT])), "", "{file}");
    }
}

/// It has files between them, if they are two.
#[test]
fn spans_in_two_files_of_one_name_are_not_joined() {
    let dir = Dir::new();
    let join = [FIRST_QUOTED, SECOND_QUOTED, &[r"\19", "H0", "H1"]];
    let file = "file:own.rs:md5=00:23:24:11::\\0a";
    let one = format!("{file}quoted:0:0:3\\0aquoted:0:14:17\\0a");
    assert_ne!(printed(&dir, module(&one, "", &join)), "");
    let two = format!("{file}{file}quoted:0:0:3\\0aquoted:1:14:17\\0a");
    assert_eq!(printed(&dir, module(&two, "", &join)), "");
}

#[test]
fn delimiters_in_two_files_have_nothing_between_them() {
    let dir = Dir::with_main("mod other;\nraw::look_between!();\nfn main() {}\n");
    dir.write("other.rs", "// pin code 4711\n");
    let raw = macro_crate("raw", Form::Unknown);
    let outcome = dir.rustc("main.rs").macros("raw", &raw).compile().success();
    assert!(!outcome.stdout.contains("4711"), "{outcome}");

    dir.write("main.rs", "mod other;\nraw::warn_across!();\nfn main() {}\n");
    let outcome = dir.rustc("main.rs").macros("raw", &raw).compile().success();
    assert!(outcome.stderr.contains("warning: from here to there\n --> main.rs:2:1"), "{outcome}");
}

/// A package: a program that prints what `expression` expands to for a macro, and files.
fn package(expression: &str) -> Dir {
    let dir = Dir::new();
    for name in ["outside", "package", "package/src"] {
        fs::create_dir(dir.path(name)).unwrap();
    }
    let program = format!(
        "#[allow(unused_macros)]\n\
         macro_rules! included {{ ($path:expr) => {{ include_str!($path) }} }}\n\
         fn main() {{ print!(\"{{}}\", api::expand!({expression};)) }}\n"
    );
    dir.write("package/src/main.rs", program);
    dir.write("package/src/near.txt", "a near text");
    dir.write("package/src/value.rs", "17 + 0 // not a literal\n");
    dir.write("package/text.txt", "a text");
    dir.write("package/bytes", b"\xff");
    dir.write("outside/secret.txt", "pin code 4711");
    symlink("../outside", dir.path("package/link")).unwrap();
    symlink("../text.txt", dir.path("package/src/link")).unwrap();
    dir
}

const MAIN: &str = "package/src/main.rs";

fn compile_package<'a>(dir: &'a Dir, form: Form) -> Rustc<'a> {
    let rustc = dir.rustc(MAIN).macros("api", &macro_crate("api", form)).limited();
    rustc.env("CARGO_MANIFEST_DIR", dir.path("package").to_str().unwrap())
}

/// What the program of `package` prints, in both forms.
#[track_caller]
fn included(expression: &str) -> String {
    let dir = package(expression);
    let print = |form| {
        compile_package(&dir, form).compile().silent_success();
        dir.run("main").success().stdout
    };
    let native = print(Form::Native);
    assert_eq!(print(Form::Unknown), native);
    native
}

/// Natively the macro is told; a module causes an error with these words.
#[track_caller]
fn check_refused(expression: &str, args: &[&str], words: &[&str]) {
    let dir = package(expression);
    compile_package(&dir, Form::Native).compile().success();
    let native = dir.run("main").success().stdout;
    let outcome = compile_package(&dir, Form::Unknown).args(args).compile().failure();
    for word in words {
        assert!(outcome.stderr.contains(word), "nothing says `{word}`\n{outcome}");
    }
    assert!(!native.contains("failed"), "{native}");
    assert!(!outcome.stderr.contains("4711"), "{outcome}");
}

#[test]
fn expressions_include_files_of_the_package() {
    assert!(included("include_str!(\"near.txt\")").contains("a near text"));
    assert!(included("include_str!(\"../text.txt\")").contains("\"a text\""));
    assert!(included("include_str!(\"link\")").contains("\"a text\""));
    assert!(included("include_bytes!(\"../bytes\")").contains(r#"b"\xff""#));
    assert!(included("concat!(1, include_str!(\"near.txt\"))").contains("1a near text"));
    assert!(included("included!(\"near.txt\")").contains("a near text"));
    let path = "concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/text.txt\")";
    assert!(included(&format!("include_str!({path})")).contains("\"a text\""));
}

const OUTSIDE: &[&str] =
    &["the macro `expand` of the crate `api` may not include `", "the package"];

#[test]
fn expressions_do_not_include_other_files() {
    for expression in [
        "include_str!(\"../../outside/secret.txt\")",
        "include_bytes!(\"../../outside/secret.txt\")",
        "include_str!(\"../link/secret.txt\")",
        "include_str!(\"../../package/../outside/secret.txt\")",
        "concat!(\"a\", include_str!(\"../../outside/secret.txt\"))",
        "included!(\"../../outside/secret.txt\")",
        "api::expand!(include_str!(\"../../outside/secret.txt\");)",
        "include_str!(\"/etc/hostname\")",
        "include_str!(\"/proc/version\")",
    ] {
        check_refused(expression, &[], OUTSIDE);
    }
}

/// Whether there is a file, neither: the macro is told the same.
#[test]
fn expressions_do_not_find_out_whether_there_are_other_files() {
    for path in ["../../outside/nothing.txt", "/nothing.txt", "../../package-2/nothing.txt"] {
        let dir = package(&format!("include_str!({path:?})"));
        let outcome = compile_package(&dir, Form::Unknown).compile().failure();
        assert!(outcome.stderr.contains(OUTSIDE[0]), "{outcome}");
    }
    // In the package it is the ordinary error.
    let dir = package("include_str!(\"../nothing.txt\")");
    let native = compile_package(&dir, Form::Native).compile().failure();
    assert!(native.stderr.contains("couldn't read"), "{native}");
    compile_package(&dir, Form::Unknown).compile().same_as(&native);
}

/// Parts of the program are files, too.
#[test]
fn expressions_do_not_include_programs_from_elsewhere() {
    for expression in [
        "include!(\"../../outside/secret.txt\")",
        "{ #[path = \"../../outside/secret.txt\"] mod secret; 1 }",
    ] {
        let dir = package(expression);
        let outcome = compile_package(&dir, Form::Unknown).compile().failure();
        assert!(outcome.stderr.contains(OUTSIDE[0]), "{outcome}");
        assert!(!outcome.stderr.contains("4711"), "{outcome}");
    }
}

#[test]
fn without_cargo_the_package_is_where_the_crate_root_is() {
    for (expression, is_in_it) in
        [("include_str!(\"near.txt\")", true), ("include_str!(\"../text.txt\")", false)]
    {
        let dir = package(expression);
        let rustc = dir.rustc(MAIN).macros("api", &macro_crate("api", Form::Unknown));
        let outcome = rustc.env("CARGO_MANIFEST_DIR", "").compile();
        assert_eq!(outcome.code == Some(0), is_in_it, "{outcome}");
    }
}

#[test]
fn expressions_do_not_include_what_has_no_end() {
    let words = ["cannot include `package/src/../fifo`: it is not a regular file"];
    for include in ["include_str", "include_bytes", "include"] {
        let dir = package(&format!("{include}!(\"../fifo\")"));
        make_fifo(&dir, "package/fifo");
        let outcome = compile_package(&dir, Form::Unknown).compile().failure();
        assert!(outcome.stderr.contains(words[0]), "{outcome}");
        let dir = package(&format!("{include}!(\"/dev/zero\")"));
        let outcome = compile_package(&dir, Form::Unknown).compile().failure();
        assert!(outcome.stderr.contains(OUTSIDE[0]), "{outcome}");
    }
}

/// Together, and before they are read.
#[test]
fn expressions_include_no_more_than_the_limit() {
    let limit = "--wasm-proc-macro-limit=output=64K";
    let dir = package("include_bytes!(\"../big\"); include_bytes!(\"../big\")");
    dir.write("package/big", vec![b'a'; 40 << 10]);
    let outcome = compile_package(&dir, Form::Unknown).arg(limit).compile().failure();
    assert!(outcome.stderr.contains("the limit `output`"), "{outcome}");
    let dir = package("include_bytes!(\"../big\")");
    dir.write("package/big", vec![b'a'; 80 << 10]);
    let outcome = compile_package(&dir, Form::Unknown).arg(limit).compile().failure();
    assert!(outcome.stderr.contains(OUTSIDE[0]), "{outcome}");
    assert!(outcome.stderr.contains("longer than the limit `output`"), "{outcome}");
    // A file of this length needs no disk.
    let dir = package("include_bytes!(\"../huge\")");
    fs::File::create(dir.path("package/huge")).unwrap().set_len(100 << 30).unwrap();
    let outcome = compile_package(&dir, Form::Unknown).compile().failure();
    assert!(outcome.stderr.contains("longer than the limit `output`"), "{outcome}");
}

#[test]
fn including_can_be_forbidden() {
    let option = "--wasm-proc-macro-deny-include";
    let words = ["may not include `package/src/near.txt`", option];
    check_refused("include_str!(\"near.txt\")", &[option], &words);
    // What the program includes is not told to a macro.
    let dir =
        Dir::with_main("fn main() { print!(\"{}\", include_str!(\"text\")); api::expand!(1;); }");
    dir.write("text", "a text");
    let rustc = dir.rustc("main.rs").macros("api", &macro_crate("api", Form::Unknown));
    rustc.arg(option).compile().success();
    assert_eq!(dir.run("main").success().stdout, "a text");
}

#[test]
fn included_files_are_in_dep_info() {
    for form in [Form::Native, Form::Unknown] {
        let dir = package("include_str!(\"../text.txt\")");
        compile_package(&dir, form).args(["--emit", "dep-info"]).compile().silent_success();
        let dep_info = dir.read("main.d");
        assert!(dep_info.contains("\npackage/src/../text.txt:\n"), "{dep_info}");
    }
}

#[test]
fn environment_in_expressions_can_be_forbidden() {
    let option = "--wasm-proc-macro-deny-env";
    let words =
        ["the macro `expand` of the crate `api` may not read the environment variable `PATH`"];
    check_refused("env!(\"PATH\")", &[option], &words);
    let dir = package("option_env!(\"PATH\")");
    let outcome = compile_package(&dir, Form::Unknown).arg(option).compile().failure();
    assert!(outcome.stderr.contains(words[0]), "{outcome}");
    // What the command line sets is seen, and the program itself may read what it likes.
    let dir = package("env!(\"GIVEN\")");
    let given = ["-Zunstable-options", "--env-set", "GIVEN=a value"];
    let rustc = compile_package(&dir, Form::Unknown).arg(option).args(given);
    rustc.compile().silent_success();
    assert!(dir.run("main").success().stdout.contains("a value"));
    let dir = Dir::with_main("fn main() { api::expand!(1;); let _ = env!(\"PATH\"); }");
    let rustc = dir.rustc("main.rs").macros("api", &macro_crate("api", Form::Unknown));
    rustc.arg(option).compile().success();
}

/// A macro may have written any part of the program.
#[test]
fn programs_with_modules_include_regular_files_only() {
    let dir = Dir::new();
    make_fifo(&dir, "fifo");
    let expressions = [
        ("include_bytes!(\"/dev/zero\")", "/dev/zero"),
        ("include_bytes!(\"fifo\")", "fifo"),
        ("include_str!(\"fifo\")", "fifo"),
        ("include!(\"fifo\")", "fifo"),
        // What no macro has written is read before the first macro runs.
        ("macro_rules! later { () => { #[path = \"fifo\"] mod endless; } } later!()", "fifo"),
        ("include_str!(\"/proc/version\")", "/proc/version"),
    ];
    for (expression, path) in expressions {
        dir.write("main.rs", format!("fn main() {{ api::expand!(1;); {expression}; }}"));
        let rustc = dir.rustc("main.rs").macros("api", &macro_crate("api", Form::Unknown));
        let outcome = rustc.limited().compile().failure();
        assert!(outcome.stderr.contains(&format!("cannot include `{path}`: it is ")), "{outcome}");
    }
    // Without modules it is as ever.
    dir.write("main.rs", "fn main() { print!(\"{}\", include_str!(\"/proc/version\")); }");
    dir.rustc("main.rs").macros("api", &macro_crate("api", Form::Native)).compile().success();
    assert_eq!(dir.run("main").success().stdout, fs::read_to_string("/proc/version").unwrap());
}

/// Missing files and directories are reported as ever.
#[test]
fn files_that_cannot_be_read_are_reported_as_natively() {
    for path in ["missing.txt", ".", "/"] {
        let dir =
            Dir::with_main(&format!("fn main() {{ api::expand!(1;); include_str!({path:?}); }}"));
        let outcome = compile_both(&dir, "main.rs", "api", &[]).failure();
        assert!(outcome.stderr.contains("couldn't read"), "{outcome}");
    }
}

#[test]
fn tracked_paths_do_nothing_but_being_tracked() {
    let refused = ["a;touch x", "$(touch x)", "a\nall: ; touch x", "SHELL=x", "a#b", "a\tb", "|"];
    for path in refused {
        let dir = Dir::with_main(&format!("tracked::path!(\"{path}\"); fn main() {{}}"));
        let rustc = dir.rustc("main.rs").macros("tracked", &macro_crate("tracked", Form::Unknown));
        let outcome = rustc.args(["--emit", "dep-info"]).compile().failure();
        let words = "the macro `path` of the crate `tracked` may not have the file ";
        assert!(outcome.stderr.contains(words), "{path}\n{outcome}");
    }
    // The user's own directory may be called what it is.
    let dir = Dir::new();
    fs::create_dir(dir.path("c#")).unwrap();
    let path = dir.path("c#/data.txt");
    dir.write("c#/main.rs", format!("tracked::path!({path:?}); fn main() {{}}"));
    let rustc = dir.rustc("c#/main.rs").macros("tracked", &macro_crate("tracked", Form::Unknown));
    let rustc = rustc.env("CARGO_MANIFEST_DIR", dir.path("c#").to_str().unwrap());
    rustc.args(["--emit", "dep-info"]).compile().silent_success();
    assert!(dir.read("main.d").contains("/c#/data.txt:"));
}

#[test]
fn tracked_paths_without_an_end_have_no_checksum() {
    let dir = Dir::new();
    make_fifo(&dir, "fifo");
    for path in ["/dev/zero", "fifo", "."] {
        dir.write("main.rs", format!("tracked::path!({path:?}); fn main() {{}}"));
        let rustc = dir.rustc("main.rs").macros("tracked", &macro_crate("tracked", Form::Unknown));
        let args = ["-Zchecksum-hash-algorithm=blake3", "--emit", "dep-info"];
        let outcome = rustc.limited().args(args).compile().success();
        assert!(outcome.stderr.contains("failed to compute checksum"), "{outcome}");
        let dep_info = dir.read("main.d");
        assert!(dep_info.contains(" main.rs\n"), "{dep_info}");
        assert!(!dep_info.contains(&format!(" {path}\n# ")), "{dep_info}");
    }
}

#[test]
fn modules_are_regular_files() {
    let dir = Dir::with_main("extern crate names; fn main() { names::answer!(); }");
    fs::create_dir(dir.path("deps")).unwrap();
    make_fifo(&dir, "deps/names.wasm");
    make_fifo(&dir, "names");
    for args in [["-L", "deps"], ["--extern", "names=names"], ["--extern", "names=deps/names.wasm"]]
    {
        dir.rustc("main.rs").limited().args(args).compile().failure();
    }
}
