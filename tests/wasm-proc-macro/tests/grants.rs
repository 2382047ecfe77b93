//! What a macro in a module sees of the compiler's machine: Cargo's variables, and what options allow.

use std::fs;

use wasm_proc_macro_tests::{Dir, Form, Rustc, macro_crate};

const MODULES: [Form; 2] = [Form::Unknown, Form::Wasip1];

fn rustc(dir: &Dir, form: Form) -> Rustc<'_> {
    dir.rustc("main.rs").macros("world", &macro_crate("world", form))
}

/// A program that prints what a macro says.
fn program(call: &str) -> Dir {
    Dir::with_main(&format!("fn main() {{ print!(\"{{}}\", world::{call}) }}"))
}

/// What the program prints, and the lines of dep-info.
fn run(dir: &Dir, rustc: Rustc<'_>) -> (String, Vec<String>) {
    rustc.args(["--emit", "dep-info,link"]).compile().silent_success();
    let dep_info = dir.read("main.d");
    let lines = dep_info.lines().filter(|line| !line.is_empty()).map(str::to_owned);
    (dir.run("main").success().stdout, lines.collect())
}

#[test]
fn variables_of_cargo_are_seen_and_tracked() {
    for form in MODULES {
        let dir = program("variable!(CARGO_PKG_NAME)");
        let (printed, dep_info) = run(&dir, rustc(&dir, form).env("CARGO_PKG_NAME", "a b"));
        assert_eq!(printed, "(Ok(\"a b\"), true)", "{form:?}");
        let note = "# env-dep:CARGO_PKG_NAME=a b".to_owned();
        assert!(dep_info.contains(&note), "{form:?}: {dep_info:?}");
    }
}

#[test]
fn variable_that_is_not_set_is_tracked() {
    let dir = program("variable!(CARGO_BIN_NAME)");
    let (printed, dep_info) = run(&dir, rustc(&dir, Form::Unknown));
    assert_eq!(printed, "(Err(NotPresent), false)");
    assert!(dep_info.contains(&"# env-dep:CARGO_BIN_NAME".to_owned()), "{dep_info:?}");
}

/// proc-macro-crate runs Cargo where it finds it, and does without where it does not.
#[test]
fn path_of_cargo_is_absent() {
    for form in MODULES {
        let dir = program("variable!(CARGO)");
        let (printed, _) = run(&dir, rustc(&dir, form).env("CARGO", "/bin/cargo"));
        assert_eq!(printed, "(Err(NotPresent), false)", "{form:?}");
    }
}

#[test]
fn other_variables_have_to_be_allowed() {
    for form in MODULES {
        let dir = program("variable!(WORLD)");
        let rustc = || rustc(&dir, form).env("WORLD", "the machine");
        let (printed, dep_info) = run(&dir, rustc());
        assert_eq!(printed, "(Err(NotPresent), false)", "{form:?}");
        assert!(!dep_info.iter().any(|line| line.contains("WORLD")), "{form:?}: {dep_info:?}");

        let allowed = rustc().args(["--wasm-proc-macro-allow-env", "world=WORLD"]);
        let (printed, dep_info) = run(&dir, allowed);
        assert_eq!(printed, "(Ok(\"the machine\"), true)", "{form:?}");
        let note = "# env-dep:WORLD=the machine".to_owned();
        assert!(dep_info.contains(&note), "{form:?}: {dep_info:?}");

        let other = rustc().args(["--wasm-proc-macro-allow-env", "other=WORLD"]);
        assert_eq!(run(&dir, other).0, "(Err(NotPresent), false)", "{form:?}");
        let denied = rustc().args(["--wasm-proc-macro-allow-env", "world=WORLD"]);
        let denied = denied.arg("--wasm-proc-macro-deny-env");
        assert_eq!(run(&dir, denied).0, "(Err(NotPresent), false)", "{form:?}");
    }
}

#[test]
fn current_directory_is_that_of_the_compiler() {
    let dir = program("current_dir!()");
    let native = run(&dir, rustc(&dir, Form::Native)).0;
    for form in MODULES {
        assert_eq!(run(&dir, rustc(&dir, form)).0, native, "{form:?}");
    }
}

#[test]
fn purity_is_checked_in_the_same_world() {
    for form in MODULES {
        let dir = program("variable!(CARGO_PKG_NAME)");
        let rustc = rustc(&dir, form).env("CARGO_PKG_NAME", "a");
        rustc.arg("--wasm-proc-macro-check-purity").compile().silent_success();
    }
}

#[test]
fn files_can_be_allowed() {
    let dir = program("read!(\"data/page.txt\")");
    fs::create_dir(dir.path("data")).unwrap();
    dir.write("data/page.txt", "a page");
    dir.write("data/other.txt", "");
    let refused = run(&dir, rustc(&dir, Form::Wasip1));
    assert_eq!(refused.0, "Err(())");
    for grant in ["world=data", "world=@package"] {
        let allowed = rustc(&dir, Form::Wasip1).args(["--wasm-proc-macro-allow-read", grant]);
        let (printed, dep_info) = run(&dir, allowed);
        assert_eq!(printed, "Ok(\"a page\")", "{grant}");
        assert!(dep_info.iter().any(|line| line.ends_with("page.txt:")), "{dep_info:?}");
    }
    dir.write("main.rs", "fn main() { print!(\"{}\", world::read!(\"data\")) }");
    let allowed = rustc(&dir, Form::Wasip1).args(["--wasm-proc-macro-allow-read", "world=data"]);
    assert_eq!(run(&dir, allowed).0, "[\"other.txt\", \"page.txt\"]");
}

/// What is looked at on the way to a directory that is allowed is no secret; what is beside it is.
#[test]
fn paths_are_resolved_in_directories_that_are_allowed() {
    let dir = Dir::new();
    fs::create_dir(dir.path("data")).unwrap();
    fs::create_dir(dir.path("beside")).unwrap();
    dir.write("data/page.txt", "a page");
    let resolve = |path: &str, form| {
        dir.write(
            "main.rs",
            format!("fn main() {{ print!(\"{{}}\", world::canonical!({path:?})) }}"),
        );
        let rustc = rustc(&dir, form);
        match form {
            Form::Native => run(&dir, rustc).0,
            _ => run(&dir, rustc.args(["--wasm-proc-macro-allow-read", "world=data"])).0,
        }
    };
    let absolute = dir.path("data");
    let absolute = absolute.to_str().unwrap();
    let page = format!("{absolute}/page.txt");
    for path in ["data", "data/../data/./page.txt", "data/absent", absolute, &page] {
        assert_eq!(resolve(path, Form::Wasip1), resolve(path, Form::Native), "{path}");
    }
    for path in ["beside", "beside/absent", "data/../beside", "absent"] {
        assert_eq!(resolve(path, Form::Wasip1), "Err(())", "{path}");
    }
}

#[test]
fn nothing_leads_out_of_a_directory_that_is_allowed() {
    let dir = program("read!(\"data/../secret.txt\")");
    fs::create_dir(dir.path("data")).unwrap();
    dir.write("secret.txt", "a secret");
    let compile = |path: &str| {
        dir.write("main.rs", format!("fn main() {{ print!(\"{{}}\", world::read!({path:?})) }}"));
        let rustc = rustc(&dir, Form::Wasip1);
        run(&dir, rustc.args(["--wasm-proc-macro-allow-read", "world=data"])).0
    };
    assert_eq!(compile("data/../secret.txt"), "Err(())");
    assert_eq!(compile("secret.txt"), "Err(())");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", dir.path("data/link.txt")).unwrap();
        assert_eq!(compile("data/link.txt"), "Err(())");
        std::os::unix::fs::symlink("..", dir.path("data/up")).unwrap();
        assert_eq!(compile("data/up/secret.txt"), "Err(())");
        std::os::unix::fs::symlink("/dev/zero", dir.path("data/zero")).unwrap();
        assert_eq!(compile("data/zero"), "Err(())");
        dir.write("data/inside.txt", "inside");
        std::os::unix::fs::symlink("inside.txt", dir.path("data/near.txt")).unwrap();
        assert_eq!(compile("data/near.txt"), "Ok(\"inside\")");
    }
}

/// Compiles a program in a directory beside a secret, with the files in `data` allowed, and says what the macro said.
fn run_beside_a_secret(dir: &Dir, call: &str) -> String {
    dir.write("main.rs", format!("fn main() {{ print!(\"{{}}\", world::{call}) }}"));
    run(dir, rustc(dir, Form::Wasip1).args(["--wasm-proc-macro-allow-read", "world=data"])).0
}

fn beside_a_secret() -> Dir {
    let dir = Dir::new();
    fs::create_dir(dir.path("data")).unwrap();
    fs::create_dir(dir.path("outside")).unwrap();
    dir.write("data/page.txt", "a page");
    dir.write("outside/page.txt", "a secret");
    dir
}

#[test]
fn absolute_paths_lead_nowhere_else() {
    let dir = beside_a_secret();
    let page = dir.path("data/page.txt");
    let call = |path: &str| run_beside_a_secret(&dir, &format!("read!({path:?})"));
    assert_eq!(call(page.to_str().unwrap()), "Ok(\"a page\")");
    for path in ["/etc/passwd", "/proc/self/environ", "/proc/self/fd/0", "/dev/zero"] {
        assert_eq!(call(path), "Err(())", "{path}");
    }
    let outside = dir.path("data/../outside/page.txt");
    assert_eq!(call(outside.to_str().unwrap()), "Err(())");
}

/// Macros look for files like `.env` in one directory after the other up to the root.
#[test]
fn what_is_missing_above_an_allowed_directory_is_missing() {
    let dir = beside_a_secret();
    let compile = |path: &str| {
        let call = format!("world::read_error!({path:?})");
        dir.write("main.rs", format!("fn main() {{ print!(\"{{}}\", {call}) }}"));
        run(&dir, rustc(&dir, Form::Wasip1).args(["--wasm-proc-macro-allow-read", "world=data"]))
    };
    let (missing, refused) = ("\"No such file or directory", "\"Capabilities insufficient");
    let above = dir.path("").parent().unwrap().join("absent.txt");
    for path in ["absent.txt", "data/../absent.txt", above.to_str().unwrap(), "/absent.txt"] {
        let (error, dep_info) = compile(path);
        assert!(error.starts_with(missing), "{path}: {error}");
        // Else the program would be out of date whenever anything appears there.
        let mut listed = dep_info.iter().filter_map(|line| line.strip_suffix(':'));
        assert!(!listed.any(|path| dir.path(path).is_dir()), "{path}: {dep_info:?}");
    }
    // What is there, or anywhere else, is still a secret.
    for path in ["main.rs", "outside", "outside/absent.txt", "absent/absent.txt", "/etc/absent.txt"]
    {
        let (error, _) = compile(path);
        assert!(error.starts_with(refused), "{path}: {error}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("outside/absent.txt", dir.path("dangling")).unwrap();
        let (error, _) = compile("dangling");
        assert!(error.starts_with(refused), "{error}");
    }
}

#[test]
fn other_directories_are_no_better_places_to_start_from() {
    let dir = beside_a_secret();
    let call = |directory: &str, file: &str| {
        run_beside_a_secret(&dir, &format!("go!({directory:?} {file:?})"))
    };
    assert_eq!(call("data", "page.txt"), "(true, Some(\"data\"), Ok(\"a page\"))");
    assert_eq!(call("data", "../outside/page.txt"), "(true, Some(\"data\"), Err(()))");
    let here = dir.path("").file_name().unwrap().to_owned();
    assert_eq!(call("outside", "page.txt"), format!("(false, Some({here:?}), Err(()))"));
    assert_eq!(call("data/../outside", "page.txt"), format!("(false, Some({here:?}), Err(()))"));
    assert_eq!(call("/etc", "passwd"), format!("(false, Some({here:?}), Err(()))"));
}

/// It is the same directory by another name.
#[test]
fn way_to_a_parent_directory_stays_in_its_path() {
    let dir = beside_a_secret();
    let here = dir.path("").file_name().unwrap().to_owned();
    for (form, name) in [(Form::Native, Some(here)), (Form::Wasip1, None)] {
        dir.write(
            "main.rs",
            "fn main() { print!(\"{}\", world::go!(\"data/..\" \"data/page.txt\")) }",
        );
        let rustc = rustc(&dir, form);
        let rustc = match form {
            Form::Native => rustc,
            _ => rustc.args(["--wasm-proc-macro-allow-read", "world=data"]),
        };
        assert_eq!(run(&dir, rustc).0, format!("(true, {name:?}, Ok(\"a page\"))"));
    }
}

/// What counts is the file that is open in the end.
#[cfg(unix)]
#[test]
fn what_is_exchanged_meanwhile_is_not_read() {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};

    let dir = beside_a_secret();
    fs::create_dir(dir.path("data/inner")).unwrap();
    dir.write("data/inner/page.txt", "a page");
    symlink("../outside/page.txt", dir.path("data/link.txt")).unwrap();
    symlink("../outside", dir.path("data/link")).unwrap();
    let is_done = AtomicBool::new(false);
    let exchange = |ours: &str, theirs: &str| {
        let [ours, theirs, aside] = [ours, theirs, "data/aside"].map(|name| dir.path(name));
        while !is_done.load(Ordering::Relaxed) {
            for (from, to) in [(&ours, &aside), (&theirs, &ours), (&ours, &theirs), (&aside, &ours)]
            {
                fs::rename(from, to).unwrap();
            }
        }
    };
    for (ours, theirs, path) in [
        ("data/page.txt", "data/link.txt", "data/page.txt"),
        ("data/inner", "data/link", "data/inner/page.txt"),
    ] {
        is_done.store(false, Ordering::Relaxed);
        let seen = std::thread::scope(|scope| {
            scope.spawn(|| exchange(ours, theirs));
            let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                run_beside_a_secret(&dir, &format!("watch!({path:?})"))
            }));
            is_done.store(true, Ordering::Relaxed);
            seen
        });
        // Something has been seen, and never the secret.
        assert_eq!(seen.unwrap(), "{\"a page\"}", "{path}");
    }
}

#[test]
fn huge_files_are_refused_before_they_are_read() {
    let dir = beside_a_secret();
    // Of this length it needs no disk.
    fs::File::create(dir.path("data/huge")).unwrap().set_len(100 << 30).unwrap();
    assert_eq!(run_beside_a_secret(&dir, "read!(\"data/huge\")"), "Err(())");
    let rustc = rustc(&dir, Form::Wasip1).args(["--wasm-proc-macro-allow-read", "world=data"]);
    let outcome = rustc.args(["--wasm-proc-macro-limit", "output=1M"]).limited().compile();
    let outcome = outcome.failure();
    assert!(outcome.stderr.contains("the limit `output` of 1M bytes is reached"), "{outcome}");
}

#[test]
fn directories_with_very_many_entries_have_an_end() {
    let dir = beside_a_secret();
    fs::create_dir(dir.path("data/many")).unwrap();
    for number in 0..50_000 {
        fs::write(dir.path(&format!("data/many/{number}")), "").unwrap();
    }
    dir.write(
        "main.rs",
        "fn main() { let names = world::read!(\"data/many\"); print!(\"{}\", names.len()) }",
    );
    let rustc = || rustc(&dir, Form::Wasip1).args(["--wasm-proc-macro-allow-read", "world=data"]);
    let names: usize = (0..50_000).map(|number: u32| number.to_string().len() + 4).sum();
    assert_eq!(run(&dir, rustc()).0, names.to_string());
    let outcome = rustc().args(["--wasm-proc-macro-limit", "output=1M"]).compile().failure();
    assert!(outcome.stderr.contains("the limit `output` of 1M bytes is reached"), "{outcome}");
    let outcome = rustc().args(["--wasm-proc-macro-limit", "fuel=10M"]).compile().failure();
    assert!(outcome.stderr.contains("the limit `fuel`"), "{outcome}");
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_fifo() {
    let dir = beside_a_secret();
    let made = std::process::Command::new("mkfifo").arg(dir.path("data/fifo")).status().unwrap();
    assert!(made.success());
    assert_eq!(run_beside_a_secret(&dir, "read!(\"data/fifo\")"), "Err(())");
    assert_eq!(run_beside_a_secret(&dir, "read!(\"data\")"), "[\"page.txt\"]");
}

const ALLOW_ENV: &str = "--wasm-proc-macro-allow-env";

/// What `proc_macro` itself tells of variables is under the same rule.
#[test]
fn tracked_variables_have_to_be_allowed() {
    let dir = Dir::with_main("fn main() { print!(\"{}\", tracked::env!(WORLD)) }");
    for form in MODULES {
        let rustc = || {
            let rustc = dir.rustc("main.rs").macros("tracked", &macro_crate("tracked", form));
            rustc.env("WORLD", "the machine")
        };
        let (printed, dep_info) = run(&dir, rustc());
        assert_eq!(printed, "not set", "{form:?}");
        // Whoever reads that it is not there builds again, as it is.
        assert!(!dep_info.iter().any(|line| line.contains("WORLD")), "{form:?}: {dep_info:?}");
        let (printed, dep_info) = run(&dir, rustc().args([ALLOW_ENV, "tracked=WORLD"]));
        assert_eq!(printed, "the machine", "{form:?}");
        let note = "# env-dep:WORLD=the machine".to_owned();
        assert!(dep_info.contains(&note), "{form:?}: {dep_info:?}");
        assert_eq!(run(&dir, rustc().args([ALLOW_ENV, "other=WORLD"])).0, "not set", "{form:?}");
    }
}

/// What the macro is told of an expression, with variables that are set.
fn expand<'a>(dir: &'a Dir, expression: &str) -> Rustc<'a> {
    dir.write("main.rs", format!("fn main() {{ print!(\"{{}}\", api::expand!({expression};)) }}"));
    let rustc = dir.rustc("main.rs").macros("api", &macro_crate("api", Form::Unknown));
    rustc.env("WORLD", "the machine").env("CARGO_PKG_NAME", "a package")
}

#[test]
fn variables_in_expressions_have_to_be_allowed() {
    let dir = Dir::new();
    let (printed, _) = run(&dir, expand(&dir, "env!(\"CARGO_PKG_NAME\")"));
    assert!(printed.contains("\"a package\""), "{printed}");
    let expression = "concat!(env!(\"WORLD\"), 1)";
    let (printed, dep_info) = run(&dir, expand(&dir, expression).args([ALLOW_ENV, "api=WORLD"]));
    assert!(printed.contains("\"the machine1\""), "{printed}");
    assert!(dep_info.contains(&"# env-dep:WORLD=the machine".to_owned()), "{dep_info:?}");

    let outcome = expand(&dir, expression).compile().failure();
    let macro_ = "the macro `expand` of the crate `api`";
    for text in [
        format!("error: {macro_} may not read the environment variable `WORLD`"),
        format!(
            "note: {macro_} read the environment variable `WORLD`, which it may not; allow it with `{ALLOW_ENV} api=WORLD`"
        ),
    ] {
        assert!(outcome.stderr.contains(&text), "{text}\n{outcome}");
    }
    assert!(!outcome.stderr.contains("not defined at compile time"), "{outcome}");
    // What is not set is not set for anybody.
    let outcome = expand(&dir, "env!(\"NOT_SET\")").compile().failure();
    assert!(outcome.stderr.contains("not defined at compile time"), "{outcome}");
    assert!(!outcome.stderr.contains("may not"), "{outcome}");
}

/// As derives do that look into Cargo.toml for how a crate is called.
#[test]
fn errors_in_what_macros_put_out_say_what_they_were_refused() {
    let main =
        "fn there() -> u8 { 1 }\nfn main() { world::guess!(\"main.rs\"); let _: u8 = \"\"; }\n";
    for form in MODULES {
        let dir = Dir::with_main(main);
        let outcome = rustc(&dir, form).compile().failure();
        let error = outcome.stderr.split("\n\n").find(|error| error.contains("`elsewhere`"));
        // The path is absolute where it comes by WASI.
        let note = "main.rs`, which ";
        assert!(error.is_some_and(|error| error.contains(note)), "{outcome}");
        assert_eq!(outcome.stderr.matches(note).count(), 1, "{outcome}");
    }
    let grant = ["--wasm-proc-macro-allow-read", "world=."];
    let right = main.replace("\"\"", "0");
    let dir = Dir::with_main(&right);
    rustc(&dir, Form::Wasip1).args(grant).compile().silent_success();
    // What they put out is found to be wrong later.
    let dir =
        Dir::with_main(&right.replace("-> u8 { 1 }", "{}").replace("world", "let _: u8 = world"));
    let outcome = rustc(&dir, Form::Wasip1).args(grant).compile().failure();
    assert!(outcome.stderr.contains("mismatched types"), "{outcome}");
    assert!(!outcome.stderr.contains("main.rs`, which"), "{outcome}");
}

#[test]
fn optional_variables_in_expressions_are_absent() {
    let dir = Dir::new();
    let (printed, dep_info) = run(&dir, expand(&dir, "option_env!(\"WORLD\")"));
    assert!(!printed.contains("machine"), "{printed}");
    assert!(!dep_info.iter().any(|line| line.contains("WORLD")), "{dep_info:?}");
    // The program itself may read it.
    let main =
        "fn main() { api::expand!(option_env!(\"WORLD\");); print!(\"{}\", env!(\"WORLD\")) }";
    let rustc = expand(&dir, "1");
    dir.write("main.rs", main);
    let (printed, dep_info) = run(&dir, rustc);
    assert_eq!(printed, "the machine");
    assert!(dep_info.contains(&"# env-dep:WORLD=the machine".to_owned()), "{dep_info:?}");
}

#[track_caller]
fn check_option(option: &str, value: &str, message: &str) {
    let dir = Dir::with_main("fn main() {}");
    let outcome = rustc(&dir, Form::Unknown).args([option, value]).compile().failure();
    assert!(outcome.stderr.contains(&format!("error: {message}")), "{outcome}");
}

#[test]
fn bad_grants_are_explained() {
    let (env, read) = ("--wasm-proc-macro-allow-env", "--wasm-proc-macro-allow-read");
    check_option(env, "world", &format!("expected `{env} NAME=VARIABLE`, found `world`"));
    check_option(read, "world=", &format!("expected `{read} NAME=DIRECTORY`, found `world=`"));
    check_option(env, "a-b=X", "crate name `a-b` passed to `--wasm-proc-macro-allow-env`");
    let missing = "`missing`, passed to `--wasm-proc-macro-allow-read` for the crate `world`";
    check_option(read, "world=missing", &format!("{missing}, is not a directory"));
}
