//! Where a macro in a module differs from a native one: what `docs/differences.md` says, on both sides.

use wasm_proc_macro_tests::{Dir, Form, Outcome, Rustc, build_macro_crate, macro_crate};

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

/// The frames between a panic and where it is caught are gone at once, as are those of a panic that is not caught.
#[test]
fn destructors_do_not_run_between_a_panic_and_where_it_is_caught() {
    let [native, wasm] = run("fn main() { print!(\"{}\", api::catch!()) }");
    assert_eq!(native, "dropped: true, cell: free, mutex: poisoned");
    assert_eq!(wasm, "dropped: false, cell: borrowed, mutex: locked");
}

#[test]
fn panics_are_caught_inside_of_each_other_fifty_times() {
    let [native, wasm] = run("fn main() { print!(\"{}\", api::catch_deep!(50)) }");
    assert_eq!([&*native, &*wasm], ["50", "50"]);
    let [native, wasm] = compile("fn main() { print!(\"{}\", api::catch_deep!(51)) }");
    native.success();
    let wasm = wasm.failure();
    assert!(wasm.stderr.contains("`catch_unwind` nests more than 50 deep"), "{wasm}");
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

/// It could be that of any file. In diagnostics it is shown.
#[test]
fn text_of_its_own_sources_is_not_told() {
    let dir = Dir::with_main("fn main() { print!(\"{}\", api::own_text!()) }");
    let [native, wasm] = [Form::Native, Form::Unknown].map(|form| {
        let module = build_macro_crate(&dir, "api", form, &[]);
        dir.rustc("main.rs").macros("api", &module).compile().success();
        dir.run("main").success().stdout
    });
    assert!(native.starts_with("Some(\"pub fn own_text"), "{native}");
    assert_eq!(wasm, "None");
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
        // On wasm32-wasip1 nothing may be read, which the standard library has no kind of error for.
        let errors = ["Err(Unsupported)", "Err(Uncategorized)", "Err(ReadOnlyFilesystem)"];
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
fn environment_has_nothing_of_the_user() {
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

/// `sin`, `exp` and the like come from a library of mathematics: that of the machine, or the one that was
/// linked into the module. They are not the same to the last bit. What an instruction computes is.
#[test]
fn last_bits_of_functions_are_those_of_the_library_of_the_module() {
    let bits = |form| -> Vec<u64> {
        let list = ask("functions", form);
        let numbers = list.trim_matches(['[', ']']).split(", ");
        numbers.map(|number| number.parse().unwrap()).collect()
    };
    let native = bits(Form::Native);
    for form in MODULES {
        let module = bits(form);
        assert_eq!(module.len(), native.len());
        assert!(module != native, "{form:?}");
        for (&module, &native) in module.iter().zip(&native) {
            assert!(module.abs_diff(native) <= 2, "{form:?}: {module:x} {native:x}");
        }
        assert_eq!(ask("roots", form), ask("roots", Form::Native), "{form:?}");
    }
}

/// A `usize` has 4 bytes to a hasher, and so has what a derived `Hash` says of the variant of an enum.
#[test]
fn hashes_of_sizes_are_those_of_a_32_bit_machine() {
    let [size, number] = ["hash of a size", "hash of a number"].map(|what| ask(what, Form::Native));
    for form in MODULES {
        assert_ne!(ask("hash of a size", form), size, "{form:?}");
        assert_eq!(ask("hash of a number", form), number, "{form:?}");
    }
}

/// A compilation with the crate `world`, which may read below the directory; a native one needs no grant.
fn reading(dir: &Dir, form: Form) -> Rustc<'_> {
    let rustc = dir.rustc("main.rs").macros("world", &macro_crate("world", form));
    match form {
        Form::Native => rustc,
        Form::Unknown | Form::Wasip1 => {
            rustc.args(["--wasm-proc-macro-allow-read", "world=@package"])
        }
    }
}

/// A module sees what a link leads to in its place.
#[cfg(unix)]
#[test]
fn links_are_not_resolved() {
    let dir = Dir::with_main("fn main() { print!(\"{}\", world::canonical!(\"link.txt\")) }");
    dir.write("page.txt", "");
    std::os::unix::fs::symlink("page.txt", dir.path("link.txt")).unwrap();
    for (form, found) in [(Form::Native, "page.txt"), (Form::Wasip1, "link.txt")] {
        reading(&dir, form).compile().silent_success();
        assert_eq!(dir.run("main").success().stdout, format!("Ok(\"$DIR/{found}\")"));
    }
}

/// A module is compiled for WASI, whatever the host is.
#[test]
fn errors_of_the_system_have_numbers_of_wasi() {
    let dir = Dir::with_main("fn main() { print!(\"{}\", world::read_error!(\"absent\")) }");
    for (form, number) in [(Form::Native, 2), (Form::Wasip1, 44)] {
        reading(&dir, form).compile().silent_success();
        let expected = format!("No such file or directory (os error {number})");
        assert_eq!(dir.run("main").success().stdout, format!("{expected:?}"));
    }
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

/// A panic over something that was refused comes with a note that names it; natively there is no panic.
#[test]
fn panic_over_what_was_refused_is_explained() {
    let environment = "read the environment variable `WORLD`, which it may not; allow it with \
                       `--wasm-proc-macro-allow-env world=WORLD`";
    let no_files = "read `main.rs`, which a module for wasm32-unknown-unknown cannot";
    let file = "main.rs`, which it may not; allow it with `--wasm-proc-macro-allow-read world=";
    let cases = [
        ("world::insist!(environment);", Form::Unknown, environment),
        ("world::insist!(environment);", Form::Wasip1, environment),
        ("world::insist!(thread);", Form::Unknown, "started a thread, which no module can"),
        ("world::insist!(thread);", Form::Wasip1, "started a thread, which no module can"),
        ("world::insist!(time);", Form::Unknown, "asked for the time"),
        ("world::insist!(time);", Form::Wasip1, "asked for the time"),
        ("world::insist!(sleep);", Form::Unknown, "asked for the time"),
        ("world::insist!(sleep);", Form::Wasip1, "asked for the time"),
        ("world::insist!(writing);", Form::Unknown, "wrote `written`, which no module may"),
        ("world::insist!(writing);", Form::Wasip1, "/written`, which no module may"),
        ("world::insist!(linking);", Form::Unknown, "wrote `linked`, which no module may"),
        ("world::insist!(linking);", Form::Wasip1, "/linked`, which no module may"),
        ("world::insist!(connection);", Form::Unknown, "used the network to reach `127.0.0.1:1`"),
        ("world::insist!(connection);", Form::Wasip1, "used the network to reach `127.0.0.1:1`"),
        ("world::insist!(listener);", Form::Unknown, "used the network to reach `127.0.0.1:0`"),
        ("world::insist!(listener);", Form::Wasip1, "used the network to reach `127.0.0.1:0`"),
        ("world::insist!(datagrams);", Form::Unknown, "used the network to reach `127.0.0.1:0`"),
        ("world::insist!(datagrams);", Form::Wasip1, "used the network to reach `127.0.0.1:0`"),
        ("world::insist!(address);", Form::Unknown, "used the network to reach `localhost`"),
        ("world::insist!(address);", Form::Wasip1, "used the network to reach `localhost`"),
        ("world::insist!(directory);", Form::Unknown, "read `..`, which a module for"),
        ("world::insist!(directory);", Form::Wasip1, "which it may not; allow it with"),
        ("world::insist!(file);", Form::Unknown, no_files),
        ("world::insist!(file);", Form::Wasip1, file),
        ("#[world::insistent(file)] mod m {}", Form::Unknown, no_files),
        ("#[derive(world::Insist)] struct S;", Form::Wasip1, file),
        ("world::give_up!(environment);", Form::Unknown, environment),
        ("world::give_up!(process);", Form::Wasip1, "ran the program `true`, which no module can"),
    ];
    for (items, form, note) in cases {
        let dir = Dir::with_main(&format!("{items} fn main() {{}}"));
        let [native, wasm] = [Form::Native, form].map(|form| {
            let rustc = dir.rustc("main.rs").macros("world", &macro_crate("world", form));
            rustc.arg("-Adead_code").env("WORLD", "here").compile()
        });
        native.silent_success();
        let wasm = wasm.failure();
        assert!(wasm.stderr.contains("note: the macro `"), "{items} {form:?}\n{wasm}");
        assert!(wasm.stderr.contains(note), "{items} {form:?}\n{wasm}");
    }
}

/// What a process has and a module has not, the standard library knows without asking.
#[test]
fn what_only_a_process_has_is_missing_without_a_note() {
    check_refused("program", "Ok(())");
    let cases = [
        ("temporary directory", Form::Unknown, "no filesystem on this platform"),
        ("temporary directory", Form::Wasip1, "not supported by WASI yet"),
        ("number", Form::Unknown, "no pids on this platform"),
    ];
    for (what, form, message) in cases {
        let dir = Dir::with_main(&format!("world::insist!({what}); fn main() {{}}"));
        let [native, wasm] = [Form::Native, form].map(|form| {
            dir.rustc("main.rs").macros("world", &macro_crate("world", form)).compile()
        });
        native.silent_success();
        let wasm = wasm.failure();
        assert!(wasm.stderr.contains(message), "{what} {form:?}\n{wasm}");
        assert!(!wasm.stderr.contains("note: the macro `"), "{what} {form:?}\n{wasm}");
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
