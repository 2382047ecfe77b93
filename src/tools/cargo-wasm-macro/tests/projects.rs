//! Workspaces that Cargo builds with modules in place of native macro crates, by the compiler that
//! `RUSTC_UNDER_TEST` names.

#[path = "tool/mod.rs"]
mod tool;
#[path = "workspace/mod.rs"]
mod workspace;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tool::Dir;
use workspace::*;

#[test]
fn one_command_makes_modules_of_all_macro_crates_and_changes_no_file() {
    let dir = project();
    let before = dir.tree(HOME);
    let done = run(&dir, &["run", "--offline", "-v"]);
    assert_eq!(done.success(), OUTPUT);
    assert_eq!(forms(&dir.path(HOME).join("target")), [b"\0asm", b"\0asm"]);
    let after = dir.tree(HOME);
    assert_eq!(after.into_iter().filter(|it| it != "Cargo.lock").collect::<Vec<_>>(), before);
}

#[test]
fn it_works_with_a_target_and_in_another_target_directory() {
    let dir = project();
    let host = host();
    let args = ["run", "--offline", "--target", &host, "--target-dir", "else where"];
    assert_eq!(run(&dir, &args).success(), OUTPUT);
    assert_eq!(forms(&dir.path(HOME).join("else where")), [b"\0asm", b"\0asm"]);
}

#[test]
fn cargo_does_it_once_it_is_enabled_and_no_longer_when_it_is_disabled() {
    let dir = project();
    let config = "# Ours.\n[build]\njobs = 2\n";
    dir.write(&format!("{HOME}/.cargo/config.toml"), config);
    let said = enable(&dir, &[]).success();
    for krate in ["macros 0.1.0", "macros 0.2.0"] {
        let is_there = |line: &str| line.starts_with(krate) && line.ends_with(" module");
        assert!(said.lines().any(is_there), "{said}");
    }
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT);
    cargo(&dir, &["test"]).success();
    cargo(&dir, &["check", "--all-targets"]).success();
    cargo(&dir, &["doc", "--no-deps"]).success();

    let again = cargo(&dir, &["build", "-v"]);
    assert_eq!(compiled(&again), <[&str; 0]>::default(), "{again}");
    dir.write(&format!("{HOME}/part/src/lib.rs"), PART_SOURCE.to_owned() + "pub fn new() {}");
    let touched = cargo(&dir, &["build"]);
    assert_eq!(compiled(&touched), ["app v0.1.0", "macros v0.2.0", "part v0.1.0"], "{touched}");
    cargo(&dir, &["clean", "-p", "macros@0.2.0"]).success();
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT);

    dir.run_in(HOME, &["disable"]).success();
    assert_eq!(dir.read(&format!("{HOME}/.cargo/config.toml")), config.as_bytes());
    let native = OUTPUT.replace("wasm32", "native");
    let native = native.replace("native loud", &format!("{} loud", std::env::consts::ARCH));
    assert_eq!(cargo(&dir, &["run"]).success(), native);
}

#[test]
fn the_policy_grants_and_allows_and_is_an_input() {
    let dir = project();
    let source = APP_SOURCE.replace("macros::platform!(), before", "macros::variable!(), before");
    dir.write(&format!("{HOME}/app/src/main.rs"), source);
    let allowed = "[crates.macros]\nallow-env = [\"OF_THE_USER\"]\n";
    dir.write(&format!("{HOME}/wasm-macros.toml"), allowed);
    enable(&dir, &["--no-build"]).success();
    let run = || cargo_with(&dir, &["run"], "OF_THE_USER", "seen");
    let done = run();
    assert!(done.stdout.starts_with("seen wasm32 "), "{done}");

    let native = "[[native]]\nname = \"macros\"\nversion = \"0.2\"\nwhy = \"a test\"\n";
    dir.write(&format!("{HOME}/wasm-macros.toml"), native);
    let done = run();
    let says = "says something else now; run `cargo wasm-macro enable`";
    assert!(done.status != 0 && done.stderr.contains(says), "{done}");
    enable(&dir, &["--no-build"]).success();
    let done = run();
    assert!(done.stdout.starts_with("seen wasm32 native via wasm32, "), "{done}");
    assert!(forms(&dir.path(HOME).join("target")).contains(&b"\x7fELF".to_vec()));

    dir.write(&format!("{HOME}/wasm-macros.toml"), "nativ = []\n");
    let complaint = enable(&dir, &["--no-build"]).complaint();
    assert!(complaint.contains("wasm-macros.toml` is not valid") && complaint.contains("`nativ`"));
}

#[test]
fn what_macros_want_to_read_is_proposed_and_not_granted() {
    let dir = project();
    let read = "let _ = std::fs::read_to_string(\"app/data\").expect(\"a file\"); \
                format!(\"{:?}\", std::env::var(\"OF_THE_USER\").expect(\"it is set\"))";
    let lax = "format!(\"{:?}\", std::env::var(\"OF_THE_USER\").unwrap_or_default())";
    assert!(MACROS_SOURCE.contains(lax));
    dir.write(&format!("{HOME}/macros/src/lib.rs"), MACROS_SOURCE.replace(lax, read));
    dir.write(&format!("{HOME}/app/data"), "");
    let source = APP_SOURCE.replace("macros::platform!(), before", "macros::variable!(), before");
    dir.write(&format!("{HOME}/app/src/main.rs"), source);
    let said = enable(&dir, &[]);
    assert_eq!(said.status, 1, "{said}");
    let reads = "module with a grant: it reads `";
    assert!(
        said.stdout.lines().any(|line| line.starts_with("macros 0.2.0 ") && line.contains(reads)),
        "{said}"
    );
    assert!(said.stdout.contains("app/data` at app/src/main.rs:3\n"), "{said}");
    let file = format!("{HOME}/wasm-macros.toml");
    let policy = String::from_utf8(dir.read(&file)).unwrap();
    assert!(policy.contains("# [crates.macros]\n# allow-read = [\"@package\"]\n"), "{policy}");

    // What comes after that is seen once that is granted.
    dir.write(&file, "[crates.macros]\nallow-read = [\"@package\"]\n");
    let rustc = rustc();
    let args = ["enable", "--offline", "--rustc", &rustc];
    let said = dir.run_in_with(HOME, &args, &[("OF_THE_USER", "seen")]);
    assert!(
        said.stdout.contains("it reads the variable `OF_THE_USER` at app/src/main.rs:3\n"),
        "{said}"
    );
    assert!(said.stdout.contains("[crates.macros]\nallow-env = [\"OF_THE_USER\"]\n"), "{said}");
    dir.write(
        &file,
        "[crates.macros]\nallow-read = [\"@package\"]\nallow-env = [\"OF_THE_USER\"]\n",
    );
    enable(&dir, &["--no-build"]).success();
    let done = cargo_with(&dir, &["run"], "OF_THE_USER", "seen");
    assert!(done.stdout.starts_with("seen wasm32 "), "{done}");
}

#[test]
fn a_report_says_what_macro_crates_are_and_what_macros_cost() {
    let dir = project();
    let complaint = dir.run_in(HOME, &["report"]).complaint();
    assert!(complaint.contains("run `cargo wasm-macro run -- build` first"), "{complaint}");
    dir.write(
        &format!("{HOME}/wasm-macros.toml"),
        "statics = \"fresh\"\n[[native]]\nname = \"macros\"\nversion = \"0.1\"\nwhy = \"a test\"\n",
    );
    run(&dir, &["build", "--offline"]).success();
    // Nothing is compiled, and all is known.
    run(&dir, &["build", "--offline"]).success();
    let said = dir.run_in(HOME, &["report", "--html", "report.html", "--format", "json"]).success();
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let crates = report["macro_crates"].as_array().unwrap();
    assert_eq!(crates.len(), 2, "each version has its own: {said}");
    let of = |version: &str| {
        let mut them = crates.iter().filter(|it| it["package"]["version"] == version);
        let it = them.next().unwrap_or_else(|| panic!("there is no {version} in {said}"));
        assert_eq!(it["crate"], "macros");
        let build = &it["builds"][0];
        let [form, why] = ["form", "why"].map(|key| build[key].as_str().unwrap());
        let statics = build["statics"].as_str();
        assert_eq!(statics, (form == "module").then_some("fresh"), "{said}");
        ((form, why), build["size"].as_u64(), &it["cost"])
    };
    let (what, size, cost) = of("0.1.0");
    assert_eq!((what, size), (("native", "`wasm-macros.toml` lets it: a test"), None));
    // One in the program, one in the other macro crate.
    assert_eq!(cost["expansions"], 2, "{said}");
    let (what, size, cost) = of("0.2.0");
    assert_eq!(what, ("module", "compiled for wasm32-wasip1"));
    assert!(size.is_some_and(|size| size > 10_000), "{said}");
    // One in the program, one in its build script.
    assert_eq!(cost["expansions"], 2, "{said}");
    for key in ["nanoseconds", "fuel", "memory"] {
        assert!(cost[key].as_u64().unwrap() > 0, "{said}");
    }
    assert_eq!(report["macros"][0]["name"], "platform");
    let places = report["places"].as_array().unwrap();
    assert!(
        places.iter().any(|place| place["file"] == "app/src/main.rs" && place["line"] == "3"),
        "{said}"
    );
    let page = String::from_utf8(dir.read(&format!("{HOME}/report.html"))).unwrap();
    assert!(page.contains("macros::platform") && page.contains("app/src/main.rs:3:"), "{page}");
    let text = dir.run_in(HOME, &["report"]).success();
    let form = |line: &str| line.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let forms: Vec<String> = text.lines().map(form).collect();
    for line in ["macros 0.1.0 native -", "macros 0.2.0 module fresh", "macros 0.2.0: compiled for"]
    {
        assert!(forms.contains(&line.to_owned()), "{text}");
    }
}

#[test]
fn two_modules_of_one_name_are_told_apart_in_a_report() {
    let dir = project();
    run(&dir, &["build", "--offline"]).success();
    let said = dir.run_in(HOME, &["report", "--format", "json"]).success();
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let crates = report["macro_crates"].as_array().unwrap().iter();
    let mut seen: Vec<_> = crates
        .map(|it| (it["package"]["version"].as_str(), it["cost"]["expansions"].as_u64()))
        .collect();
    seen.sort();
    assert_eq!(seen, [(Some("0.1.0"), Some(2)), (Some("0.2.0"), Some(2))], "{said}");
}

/// Its name and version are those of a published one.
#[test]
fn fresh_statics_of_what_needs_shared_ones_are_warned_of() {
    let dir = project();
    let renamed = |text: &str| text.replace("package = \"macros\"", "package = \"enum_dispatch\"");
    dir.write(&format!("{HOME}/app/Cargo.toml"), renamed(APP));
    dir.write(&format!("{HOME}/macros/Cargo.toml"), renamed(MACROS));
    let old = OLD.replace("\"macros\"", "\"enum_dispatch\"").replace("0.1.0", "0.3.13");
    dir.write(&format!("{HOME}/old/Cargo.toml"), old);
    let policy = format!("{HOME}/wasm-macros.toml");
    dir.write(&policy, "statics = \"fresh\"\n");
    let said = enable(&dir, &["--no-build"]).success();
    let warning = "warning: `enum_dispatch 0.3.13` has fresh statics, but needs shared statics (";
    assert!(said.lines().filter(|line| line.starts_with("warning: ")).count() == 1, "{said}");
    assert!(said.contains(warning), "{said}");
    dir.write(&policy, "statics = \"fresh\"\n[crates.enum-dispatch]\nstatics = \"shared\"\n");
    let said = enable(&dir, &["--no-build"]).success();
    assert!(!said.contains("warning: "), "{said}");
}

#[test]
fn a_crate_that_cannot_be_a_module_is_named_with_what_would_let_it_stay_native() {
    let dir = project();
    let source = "#[cfg(target_family = \"wasm\")]\ncompile_error!(\"needs a thread\");\n";
    dir.write(
        &format!("{HOME}/part/src/lib.rs"),
        format!("//! A library.\n{source}{PART_SOURCE}").replace("\n//! A library.", ""),
    );
    let done = run(&dir, &["build", "--offline"]);
    assert!(done.status != 0, "{done}");
    assert!(
        done.stderr.contains(
            "error: the macro crate `macros 0.2.0` cannot be a WebAssembly module: `part 0.1.0`, which it \
             needs, does not compile for wasm32-wasip1: needs a thread\n"
        ),
        "{done}"
    );
    let lines = "[[native]]\nname = \"macros\"\nversion = \"0.2.0\"\n";
    assert!(done.stderr.contains(lines), "{done}");

    let said = enable(&dir, &[]);
    assert_eq!(said.status, 1, "{said}");
    assert!(
        said.stdout.contains("cannot be a module: `part 0.1.0`, which it needs, does not"),
        "{said}"
    );
    let policy = String::from_utf8(dir.read(&format!("{HOME}/wasm-macros.toml"))).unwrap();
    assert!(
        policy.contains("# [[native]]\n# name = \"macros\"\n# version = \"0.2.0\"\n"),
        "{policy}"
    );
    let without_signs: String = policy
        .lines()
        .skip_while(|line| !line.contains("[[native]]"))
        .map(|line| format!("{}\n", line.trim_start_matches("# ")))
        .collect();
    dir.write(&format!("{HOME}/wasm-macros.toml"), without_signs);
    enable(&dir, &[]).success();
    cargo(&dir, &["build"]).success();
}

/// Writes a wrapper that says what it is called with.
fn write_wrapper(dir: &Dir) {
    let script = "#!/bin/sh\necho \"$2 $3\" >> \"$LOG\"\nexec \"$@\"\n";
    dir.write("wrapper", script);
    let mut permissions = fs::metadata(dir.path("wrapper")).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    fs::set_permissions(dir.path("wrapper"), permissions).unwrap();
}

#[test]
fn a_wrapper_of_the_environment_is_called_too() {
    let dir = project();
    write_wrapper(&dir);
    let [wrapper, log] = ["wrapper", "log"].map(|name| dir.path(name).to_str().unwrap().to_owned());
    let rustc = rustc();
    let args = ["run", "--rustc", &rustc, "--", "build", "--offline"];
    dir.run_in_with(HOME, &args, &[("RUSTC_WRAPPER", &wrapper), ("LOG", &log)]).success();
    let log = String::from_utf8(dir.read("log")).unwrap();
    assert!(log.contains("--crate-name app") && log.contains("--target wasm32-wasip1"), "{log}");
}

#[test]
fn packages_and_targets_are_chosen_as_ever() {
    let dir = project();
    // It is of no importance which toolchain Cargo is from.
    dir.write(&format!("{HOME}/rust-toolchain.toml"), "[toolchain]\nchannel = \"1.95.0\"\n");
    run(&dir, &["generate-lockfile", "--offline"]).success();
    run(&dir, &["build", "--frozen", "-p", "macros@0.1.0"]).success();
    let target = dir.path(HOME).join("target");
    assert_eq!(forms(&target), [b"\0asm"]);
    run(&dir, &["build", "--frozen", "-p", "app", "--target", "wasm32-wasip1"]).success();
    assert_eq!(forms(&target), [b"\0asm", b"\0asm"]);
    let program = fs::read(target.join("wasm32-wasip1/debug/app.wasm")).unwrap();
    let seen = "wasm32 via wasm32, wasm32 loud";
    assert!(program.windows(seen.len()).any(|window| window == seen.as_bytes()));
    let done = run(&dir, &["build", "--frozen", "-p", "nothing"]);
    assert!(done.status != 0 && done.stderr.contains("`nothing`"), "{done}");
}

#[test]
fn projects_can_share_a_target_directory() {
    let projects = [project(), project()];
    let shared = Dir::new();
    let shared = shared.path("shared target");
    for dir in &projects {
        enable(dir, &["--no-build"]).success();
    }
    for dir in projects.iter().chain(&projects[..1]) {
        let done = cargo_with(dir, &["run"], "CARGO_TARGET_DIR", shared.to_str().unwrap());
        assert_eq!(done.success(), OUTPUT);
    }
    assert!(forms(&shared).iter().all(|form| form == b"\0asm"));
}

#[test]
fn another_wrapper_is_called_too() {
    let dir = project();
    write_wrapper(&dir);
    let config = format!("[build]\nrustc-wrapper = {:?}\n", dir.path("wrapper"));
    dir.write(&format!("{HOME}/.cargo/config.toml"), &config);
    enable(&dir, &["--no-build"]).success();
    let log = dir.path("log");
    cargo_with(&dir, &["build"], "LOG", log.to_str().unwrap()).success();
    let log = String::from_utf8(dir.read("log")).unwrap();
    assert!(log.contains("--crate-name app") && log.contains("--target wasm32-wasip1"), "{log}");
    dir.run_in(HOME, &["disable"]).success();
    assert_eq!(dir.read(&format!("{HOME}/.cargo/config.toml")), config.as_bytes());
}

#[test]
fn published_macro_crates_are_modules() {
    let dir = Dir::new();
    let manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                    serde = { version = \"1\", features = [\"derive\"] }\nthiserror = \"2\"\n\
                    own = { path = \"own\" }\n\n[workspace]\n";
    dir.write(&format!("{HOME}/Cargo.toml"), manifest);
    let own = "[package]\nname = \"own\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n";
    dir.write(&format!("{HOME}/own/Cargo.toml"), own);
    dir.write(
        &format!("{HOME}/own/src/lib.rs"),
        "#[proc_macro]\npub fn two(input: proc_macro::TokenStream) -> proc_macro::TokenStream { input }\n",
    );
    let source = "#[derive(serde::Serialize)]\npub struct Point { pub x: i32 }\n\
                  #[derive(Debug, thiserror::Error)]\n#[error(\"no {0}\")]\npub struct Error(u8);\n\
                  fn main() { let _ = Point { x: 1 }.x; println!(\"{}\", Error(own::two!(2))); }\n";
    dir.write(&format!("{HOME}/src/main.rs"), source);
    assert_eq!(run(&dir, &["run"]).success(), "no 2\n");
    assert_eq!(forms(&dir.path(HOME).join("target")), [b"\0asm", b"\0asm", b"\0asm"]);
    // Cargo knows the one that is a member by another command.
    let said = enable(&dir, &[]).success();
    assert_eq!(said.lines().filter(|line| line.ends_with(" module")).count(), 3, "{said}");
}

#[test]
fn a_members_directory_and_a_manifests_path_are_as_good_as_the_root() {
    let dir = project();
    let (rustc, member) = (rustc(), format!("{HOME}/app"));
    dir.write(&format!("{HOME}/wasm-macros.toml"), "[limits]\nfuel = 100\n");
    let args = ["run", "--rustc", &rustc, "--", "build", "--offline"];
    let done = dir.run_in(&member, &args);
    assert!(done.stderr.contains("the limit `fuel` of 100 units is reached"), "{done}");
    dir.write(&format!("{HOME}/wasm-macros.toml"), "");
    assert_eq!(
        dir.run_in(&member, &[&args[..4], &["run", "--offline"]].concat()).success(),
        OUTPUT
    );

    let manifest = dir.path(&format!("{member}/Cargo.toml"));
    let manifest = ["--manifest-path", manifest.to_str().unwrap()];
    let args = [&["enable", "--no-build", "--offline", "--rustc", &rustc], &manifest[..]].concat();
    dir.run_in("", &args).success();
    assert!(dir.path(HOME).join(".cargo/config.toml").is_file());
    assert!(!dir.path(&member).join(".cargo").exists() && !dir.path(".cargo").exists());
    assert_eq!(cargo_in(&dir, &member, &["run"]).success(), OUTPUT);
    assert_eq!(forms(&dir.path(HOME).join("target")), [b"\0asm", b"\0asm"]);
    let report = [&["report"], &manifest[..]].concat();
    assert!(dir.run_in("", &report).success().contains("macros 0.2.0"));
    dir.run_in("", &[&["disable"], &manifest[..]].concat()).success();
    assert!(!dir.path(HOME).join(".cargo").exists());
}

#[test]
fn profiles_and_targets_of_the_configuration_count() {
    let dir = project();
    dir.write(
        &format!("{HOME}/Cargo.toml"),
        format!("{ROOT}\n[profile.fast]\ninherits = \"release\"\n"),
    );
    let config = format!("[build]\ntarget = {:?}\ntarget-dir = \"made here\"\n", host());
    dir.write(&format!("{HOME}/.cargo/config.toml"), config);
    enable(&dir, &["--no-build"]).success();
    assert_eq!(cargo(&dir, &["run", "--profile", "fast"]).success(), OUTPUT);
    let made = dir.path(HOME).join("made here");
    assert!(made.join(host()).join("fast/app").is_file() && made.join("fast/deps").is_dir());
    let text = dir.run_in(HOME, &["report", "--profile", "fast"]).success();
    assert!(
        text.lines().any(|line| line.starts_with("macros 0.2.0 ") && line.contains(" module "))
    );
}

/// A library with a macro crate under another name, and a test and an example that use macros that nothing else does.
#[test]
fn macros_come_by_another_name_and_for_tests_and_examples_alone() {
    let dir = project();
    let part = format!(
        "{PART}\n[dependencies]\nrenamed = {{ path = \"../old\", package = \"macros\" }}\n"
    );
    dir.write(&format!("{HOME}/part/Cargo.toml"), part);
    dir.write(
        &format!("{HOME}/part/src/lib.rs"),
        format!("{PART_SOURCE}\npub use renamed as macros_of_part;\npub use renamed::platform as exported;\n"),
    );
    let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
               [dependencies]\npart = { path = \"../part\" }\n\n\
               [dev-dependencies]\nmacros = { path = \"../macros\" }\n";
    dir.write(&format!("{HOME}/app/Cargo.toml"), app);
    fs::remove_file(dir.path(HOME).join("app/build.rs")).unwrap();
    dir.write(
        &format!("{HOME}/app/src/main.rs"),
        "fn main() { println!(\"{} {}\", part::macros_of_part::platform!(), part::exported!()); }\n",
    );
    let both = "fn main() { println!(\"{}\", macros::platform!()); }\n\
                #[test]\nfn it() { assert!(macros::platform!().starts_with(\"wasm32\")); }\n";
    dir.write(&format!("{HOME}/app/examples/shown.rs"), both);
    dir.write(&format!("{HOME}/app/tests/tested.rs"), both);

    assert_eq!(run(&dir, &["run", "--offline", "-p", "app"]).success(), "wasm32 wasm32\n");
    assert_eq!(forms(&dir.path(HOME).join("target")), [b"\0asm"]);
    let done = run(&dir, &["run", "--offline", "-p", "app", "--example", "shown"]);
    assert_eq!(done.success(), "wasm32 via wasm32, wasm32 loud\n");
    run(&dir, &["test", "--offline", "-p", "app"]).success();
    assert!(forms(&dir.path(HOME).join("target")).iter().all(|form| form == b"\0asm"));
}

/// What Cargo says that a workspace depends on is more than what it compiles.
#[test]
fn macro_crates_that_tests_alone_use_are_surveyed_and_those_that_nothing_uses_are_not() {
    let dir = project();
    let outside = "exclude = [\"old\", \"middle\", \"unused\"]";
    dir.write(&format!("{HOME}/Cargo.toml"), ROOT.replace("exclude = [\"old\"]", outside));
    let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
               [dependencies]\nmiddle = { path = \"../middle\", features = [\"more\"] }\n\n\
               [dev-dependencies]\nbefore = { path = \"../old\", package = \"macros\" }\n";
    dir.write(&format!("{HOME}/app/Cargo.toml"), app);
    fs::remove_file(dir.path(HOME).join("app/build.rs")).unwrap();
    dir.write(&format!("{HOME}/app/src/main.rs"), "fn main() {}\n");
    dir.write(
        &format!("{HOME}/app/tests/tested.rs"),
        "#[test]\nfn it() { assert_eq!(before::platform!(), \"wasm32\"); }\n",
    );
    let middle = "[package]\nname = \"middle\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                  [dependencies]\nunused = { path = \"../unused\", optional = true }\n\n\
                  [features]\nmore = [\"unused?/more\"]\n";
    dir.write(&format!("{HOME}/middle/Cargo.toml"), middle);
    dir.write(&format!("{HOME}/middle/src/lib.rs"), "");
    let unused = OLD.replace("\"macros\"", "\"unused\"") + "\n[features]\nmore = []\n";
    dir.write(&format!("{HOME}/unused/Cargo.toml"), unused);
    dir.write(&format!("{HOME}/unused/src/lib.rs"), OLD_SOURCE);
    dir.write(&format!("{HOME}/macros/Cargo.toml"), OLD.replace("0.1.0", "0.2.0"));
    dir.write(&format!("{HOME}/macros/src/lib.rs"), OLD_SOURCE);

    let said = enable(&dir, &[]).success();
    for line in [
        "macros 0.1.0                             module\n",
        "macros 0.2.0                             module\n",
        "unused 0.1.0                             is not used with the features that are on by default\n",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let done = cargo(&dir, &["test"]);
    assert!(done.success().contains("1 passed"));
}

/// Cargo names the Clippy of its own toolchain.
#[test]
fn clippy_is_the_one_beside_the_compiler() {
    let dir = project();
    let program = |name: &str, text: &str| {
        dir.write(name, format!("#!/bin/sh\n{text}\n"));
        let path = dir.path(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let of_cargo = program("toolchain/clippy-driver", "exit 1");
    let check = |rustc: &str| {
        let args = ["run", "--rustc", rustc, "--", "check", "--offline"];
        dir.run_in_with(HOME, &args, &[("RUSTC_WORKSPACE_WRAPPER", &of_cargo)])
    };
    let compiler = format!("exec '{}' \"$@\"", rustc());
    let done = check(&program("alone/rustc", &compiler));
    assert!(done.status != 0, "{done}");
    let complaint = "error: Clippy cannot check this project: `DIR/toolchain/clippy-driver` is made for another compiler \
                     than `DIR/alone/rustc`; `./x.py dist --clippy` adds one that is made for it";
    assert!(done.stderr.contains(complaint), "{done}");

    program(
        "bin/clippy-driver",
        "for word; do echo \"$word\"; done >> \"${0%/*}/seen\"\nexec \"$@\"",
    );
    check(&program("bin/rustc", &compiler)).success();
    let seen = String::from_utf8(dir.read("bin/seen")).unwrap();
    let seen: Vec<&str> = seen.lines().collect();
    assert!(seen.contains(&"app/src/main.rs") && !seen.contains(&"old/src/lib.rs"), "{seen:?}");
    assert!(seen.contains(&"--wasm-proc-macro-deny-native"), "{seen:?}");
}

/// A macro crate that includes what its build script has written.
#[test]
fn nothing_is_built_again_because_of_what_a_build_script_writes() {
    let dir = project();
    let script = "fn main() {\n    println!(\"cargo::rerun-if-changed=build.rs\");\n    \
                  let file = std::env::var(\"OUT_DIR\").unwrap() + \"/written.rs\";\n    \
                  std::fs::write(file, \"const WRITTEN: &str = \\\"1\\\";\").unwrap();\n}\n";
    dir.write(&format!("{HOME}/macros/build.rs"), script);
    let source =
        format!("{MACROS_SOURCE}\ninclude!(concat!(env!(\"OUT_DIR\"), \"/written.rs\"));\n");
    let source = source.replace("{here} via {}, {}\",", "{here}{WRITTEN} via {}, {}\",");
    dir.write(&format!("{HOME}/macros/src/lib.rs"), source);
    let expected = OUTPUT.replace("wasm32 via", "wasm321 via");
    enable(&dir, &["--no-build"]).success();
    assert_eq!(cargo(&dir, &["run"]).success(), expected);
    let again = cargo(&dir, &["build"]);
    assert_eq!(compiled(&again), <[&str; 0]>::default(), "{again}");
}
