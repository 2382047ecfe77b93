//! Where a macro in a module differs from a native one: what `docs/differences.md` says, on both sides.

use wasm_proc_macro_tests::{Dir, Form, Outcome, macro_crate};

/// Compiles `main` with the macros of `api`, natively and from a module.
fn compile(main: &str) -> [Outcome; 2] {
    let dir = Dir::with_main(main);
    [Form::Native, Form::Unknown]
        .map(|form| dir.rustc("main.rs").macros("api", &macro_crate("api", form)).compile())
}

/// What the program prints when compiled natively and from a module.
fn run(main: &str) -> [String; 2] {
    let dir = Dir::with_main(main);
    [Form::Native, Form::Unknown].map(|form| {
        dir.rustc("main.rs").macros("api", &macro_crate("api", form)).compile().success();
        dir.run("main").success().stdout
    })
}

/// Natively the inner expansion runs on another thread, which a module does not have.
#[test]
fn inner_expansions_have_statics_of_their_own() {
    let [native, wasm] = run(
        "fn main() { print!(\"{} {} {}\", api::count!(), api::expand!(api::count!();), api::count!()) }",
    );
    for (output, inner, last) in [(native, ": 1u32 ", " 2"), (wasm, ": 0u32 ", " 1")] {
        let is_expected =
            output.starts_with("0 ") && output.contains(inner) && output.ends_with(last);
        assert!(is_expected, "{output}");
    }
}

/// An instance that failed is thrown away.
#[test]
fn statics_start_anew_after_a_panic() {
    let [native, wasm] =
        compile("api::count_aloud!(); api::fail!(str); api::count_aloud!(); fn main() {}");
    let counts = |outcome: Outcome| {
        let stderr = outcome.failure().stderr;
        ["expansion 0", "expansion 1"].map(|text| stderr.matches(text).count())
    };
    assert_eq!(counts(native), [1, 1]);
    assert_eq!(counts(wasm), [2, 0]);
}

/// A module is built with `panic = "abort"`: nothing is unwound.
#[test]
fn values_are_not_dropped_by_a_panic() {
    let [native, wasm] = compile("api::fail!(drop); fn main() {}");
    for outcome in [native.failure(), wasm.failure()].iter().zip([true, false]) {
        let (outcome, drops) = outcome;
        assert!(outcome.stderr.contains("help: message: with a guard"), "{outcome}");
        assert_eq!(outcome.stderr.contains("dropped"), drops, "{outcome}");
    }
}

#[test]
fn panics_are_not_caught() {
    let [native, wasm] = compile("fn main() { print!(\"{}\", api::catch!()) }");
    native.success();
    let wasm = wasm.failure();
    assert!(wasm.stderr.contains("help: message: to be caught"), "{wasm}");
}

/// With this option a native macro's panic hook runs, which also shows the number of the thread.
#[test]
fn place_of_a_panic_is_shown_without_the_thread() {
    let dir = Dir::with_main("api::fail!(str); fn main() {}");
    for (form, shown) in
        [(Form::Native, ") panicked at api.rs:"), (Form::Unknown, "' panicked at api.rs:")]
    {
        let rustc = dir.rustc("main.rs").macros("api", &macro_crate("api", form));
        let outcome = rustc.arg("-Zproc-macro-backtrace").compile().failure();
        assert!(outcome.stderr.contains("thread '<unnamed>'"), "{form:?}\n{outcome}");
        assert!(outcome.stderr.contains(shown), "{form:?}\n{outcome}");
        assert!(outcome.stderr.contains("\na plain text\n"), "{form:?}\n{outcome}");
        assert!(outcome.stderr.contains("help: message: a plain text"), "{form:?}\n{outcome}");
    }
}

const MODULES: [Form; 2] = [Form::Unknown, Form::Wasip1];

/// What `world::ask!(WHAT)` finds out with the macros in this form.
#[track_caller]
fn ask(what: &str, form: Form) -> String {
    let dir = Dir::with_main(&format!("fn main() {{ print!(\"{{}}\", world::ask!({what})) }}"));
    let rustc = dir.rustc("main.rs").macros("world", &macro_crate("world", form));
    rustc.env("WORLD", "the machine").compile().silent_success();
    dir.run("main").success().stdout
}

/// Natively it works; a module gets an error that says why it does not.
#[track_caller]
fn check_refused(what: &str, native: &str) {
    let found = ask(what, Form::Native);
    assert!(found.starts_with(native), "{what}: {found}");
    for form in MODULES {
        let found = ask(what, form);
        // On wasm32-wasip1 no folder is open, which the standard library has no kind of error for.
        let errors = ["Err(Unsupported)", "Err(Uncategorized)"];
        assert!(errors.contains(&found.as_str()), "{what} in {form:?}: {found}");
    }
}

#[test]
fn files_are_out_of_reach() {
    check_refused("read", "Ok(\"fn main()");
    check_refused("write", "Ok(())");
}

#[test]
fn processes_and_sockets_are_out_of_reach() {
    check_refused("process", "Ok(ExitStatus");
    check_refused("socket", "Ok(())");
}

#[test]
fn threads_do_not_start() {
    check_refused("thread", "Ok(())");
}

#[test]
fn environment_is_empty() {
    assert_eq!(ask("environment", Form::Native), "Ok(\"the machine\")");
    assert_eq!(ask("arguments", Form::Native), "true");
    for form in MODULES {
        assert_eq!(ask("environment", form), "Err(NotPresent)", "{form:?}");
        assert_eq!(ask("arguments", form), "false", "{form:?}");
    }
}

#[test]
fn clock_stands_still() {
    assert_eq!(ask("system time", Form::Native), "true");
    assert_eq!(ask("system time", Form::Wasip1), "false");
}

/// Natively the order differs from run to run.
#[test]
fn hash_maps_have_one_order() {
    for form in MODULES {
        assert_eq!(ask("order", form), ask("order", form), "{form:?}");
    }
    let native = ask("order", Form::Native);
    assert!((0..5).any(|_| ask("order", Form::Native) != native));
}

/// A panic over something that no module has comes with a note that says so; natively there is no panic.
#[test]
fn panic_over_what_no_module_has_is_explained() {
    const NOTE: &str =
        "note: a module cannot use files, environment variables, processes, threads or clocks";
    let mut cases: Vec<_> = ["file", "thread", "environment"]
        .iter()
        .flat_map(|what| MODULES.map(|form| (format!("world::insist!({what});"), form)))
        .collect();
    cases.push(("world::insist!(time);".to_owned(), Form::Unknown));
    cases.push(("#[world::insistent(file)] mod m {}".to_owned(), Form::Unknown));
    cases.push(("#[derive(world::Insist)] struct S;".to_owned(), Form::Wasip1));
    for (items, form) in cases {
        let dir = Dir::with_main(&format!("{items} fn main() {{}}"));
        let [native, wasm] = [Form::Native, form].map(|form| {
            let rustc = dir.rustc("main.rs").macros("world", &macro_crate("world", form));
            rustc.arg("-Adead_code").env("WORLD", "here").compile()
        });
        native.silent_success();
        let wasm = wasm.failure();
        assert!(wasm.stderr.contains(NOTE), "{items} {form:?}\n{wasm}");
    }
}

/// An ordinary panic needs no such explanation.
#[test]
fn other_panics_are_not_explained() {
    let [native, wasm] = compile("api::fail!(str); fn main() {}");
    wasm.same_as(&native.failure());
}

#[test]
fn exit_ends_the_macro_only() {
    let dir = Dir::with_main("world::exit!(); fn main() { 1u8 }");
    let [native, unknown, wasip1] = [Form::Native, Form::Unknown, Form::Wasip1]
        .map(|form| dir.rustc("main.rs").macros("world", &macro_crate("world", form)).compile());
    assert_eq!((native.code, native.stderr.as_str()), (Some(7), ""));
    for (outcome, reason) in
        [(unknown, "the module trapped"), (wasip1, "the module exited with code 7")]
    {
        let outcome = outcome.failure();
        assert!(outcome.stderr.contains(reason), "{outcome}");
        assert!(outcome.stderr.contains("mismatched types"), "{outcome}");
    }
}

/// The error of the lexer is the same; natively the macro can go on.
#[test]
fn fatal_errors_of_the_lexer_are_not_caught() {
    let dir = Dir::with_main("fn main() { world::catch_lexer!(); }");
    for (form, goes_on) in [(Form::Native, true), (Form::Unknown, false), (Form::Wasip1, false)] {
        let rustc = dir.rustc("main.rs").macros("world", &macro_crate("world", form));
        let outcome = rustc.compile().failure();
        assert!(outcome.stderr.contains("unterminated block comment"), "{form:?}\n{outcome}");
        let panicked = outcome.stderr.contains("proc macro panicked");
        assert_eq!(panicked, !goes_on, "{form:?}\n{outcome}");
    }
}
