//! The policy of a project, `wasm-macros.toml`, in the server: whether a dylib is loaded, and what a module may see.

use std::fs;
use std::path::{Path, PathBuf};

use editor_tests::{Call, Server, WAYS};
use tempfile::TempDir;
use wasm_proc_macro_tests::{Form, macro_crate};

/// A directory as Cargo leaves it: `target/debug/deps` with macro files.
struct Project {
    dir: TempDir,
}

impl Project {
    fn new(policy: &str) -> Project {
        let project = Project { dir: tempfile::tempdir().unwrap() };
        project.write("Cargo.toml", "[workspace]\n");
        project.write("wasm-macros.toml", policy);
        project
    }

    fn path(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn add(&self, name: &str, form: Form) -> PathBuf {
        let path = self.path().join(format!("target/debug/deps/lib{name}-0123.so"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(macro_crate(name, form), &path).unwrap();
        path
    }
}

fn start() -> Server {
    Server::start(WAYS[0].0, WAYS[0].1)
}

/// What `world::variable!` makes of a value: it and whether it is listed.
fn variable(server: &mut Server, module: &Path, name: &str) -> String {
    let env = [("CARGO_PKG_NAME", "app"), ("WORLD", "wide"), ("OTHER", "secret")];
    server.expand(module, Call::new("variable", name).with_env(&env)).text()
}

const SEEN: &str = "\u{27e8}\"(Ok(\\\"{}\\\"), true)\"\u{27e9}";
const ABSENT: &str = "\u{27e8}\"(Err(NotPresent), false)\"\u{27e9}";

#[test]
fn a_dylib_is_not_loaded_where_the_policy_forbids_it() {
    let project = Project::new("");
    let dylib = project.add("kinds", Form::Native);
    let mut server = start();
    let error = server.list(&dylib).unwrap_err();
    let file = project.path().join("wasm-macros.toml").display().to_string();
    assert!(error.contains("is native code, which `") && error.contains(&file), "{error}");
    assert!(error.contains("run `cargo wasm-macro enable`"), "{error}");
    let expansion = server.expand(&dylib, Call::new("sum", "1 2"));
    assert!(expansion.error().contains("is native code"), "{}", expansion.error());
    // A module in the same place is.
    let module = project.add("kinds", Form::Wasip1);
    assert!(server.list(&module).is_ok());
}

#[test]
fn a_dylib_is_loaded_where_the_policy_allows_it() {
    let native = "[[native]]\nname = \"kinds\"\nversion = \"1\"\nwhy = \"a test\"\n";
    let project = Project::new(native);
    let dylib = project.add("kinds", Form::Native);
    // Not one that `cargo wasm-macro` has not built.
    assert!(start().list(&dylib).unwrap_err().contains("is native code"));
    project.write(
        "target/debug/wasm-macros/native/kinds-0123",
        r#"{"name":"kinds","version":"2.0.0"}"#,
    );
    assert!(start().list(&dylib).unwrap_err().contains("is native code"));
    project.write(
        "target/debug/wasm-macros/native/kinds-0123",
        r#"{"name":"kinds","version":"1.2.0"}"#,
    );
    assert!(start().list(&dylib).is_ok());
    // All may be.
    let project = Project::new("default = \"allow-native\"");
    assert!(start().list(&project.add("kinds", Form::Native)).is_ok());
}

#[test]
fn the_environment_names_the_policy_of_a_target_directory_elsewhere() {
    let project = Project::new("");
    let dylib = macro_crate("kinds", Form::Native);
    assert!(start().list(&dylib).is_ok());
    let policy = project.path().join("wasm-macros.toml");
    let mut server =
        Server::start_with(WAYS[0].0, WAYS[0].1, |it| it.env("CARGO_WASM_MACRO_POLICY", &policy));
    assert!(server.list(&dylib).unwrap_err().contains("is native code"));
    // Without a file the policy is the one that says nothing.
    fs::remove_file(&policy).unwrap();
    let mut server =
        Server::start_with(WAYS[0].0, WAYS[0].1, |it| it.env("CARGO_WASM_MACRO_POLICY", &policy));
    assert!(server.list(&dylib).unwrap_err().contains("is native code"));
    // The current directory is that of the project, too.
    let project = Project::new("");
    let mut server = Server::start_with(WAYS[0].0, WAYS[0].1, |it| it.current_dir(project.path()));
    assert!(server.list(&dylib).unwrap_err().contains("is native code"));
}

#[test]
fn a_policy_that_is_not_valid_is_an_error() {
    let project = Project::new("nativ = []");
    for form in [Form::Native, Form::Unknown] {
        let error = start().list(&project.add("kinds", form)).unwrap_err();
        assert!(error.contains("unknown field `nativ`"), "{error}");
    }
}

#[test]
fn variables_are_those_of_cargo_and_those_that_are_granted() {
    let project = Project::new("[crates.world]\nallow-env = [\"WORLD\"]\n");
    let module = project.add("world", Form::Wasip1);
    let mut server = start();
    assert_eq!(variable(&mut server, &module, "CARGO_PKG_NAME"), SEEN.replace("{}", "app"));
    assert_eq!(variable(&mut server, &module, "WORLD"), SEEN.replace("{}", "wide"));
    assert_eq!(variable(&mut server, &module, "OTHER"), ABSENT);
    // Grants are for one crate.
    let project = Project::new("[crates.other]\nallow-env = [\"WORLD\"]\n");
    assert_eq!(variable(&mut server, &project.add("world", Form::Wasip1), "WORLD"), ABSENT);
}

#[test]
fn what_was_refused_is_told_when_a_macro_fails() {
    let module = macro_crate("world", Form::Wasip1);
    let call = Call::new("insist", "environment").with_env(&[("WORLD", "wide")]);
    let expansion = start().expand(&module, call);
    let error = expansion.error();
    assert!(error.contains("note: the macro `insist` of the crate `world` read"), "{error}");
    assert!(error.contains("environment variable `WORLD`"), "{error}");
}

#[test]
fn files_are_those_in_directories_that_are_granted() {
    let project = Project::new("[crates.world]\nallow-read = [\"@package\", \"sql\"]\n");
    project.write("sql/a.sql", "select");
    project.write("package/data.txt", "data");
    project.write("secret.txt", "secret");
    let module = project.add("world", Form::Wasip1);
    let root = project.path();
    let package = root.join("package").display().to_string();
    let env = [("CARGO_MANIFEST_DIR", package.as_str())];
    let mut server = start();
    let mut read = |name: &str| {
        let path = format!("{:?}", root.join(name));
        server.expand(&module, Call::new("read", &path).with_env(&env)).text()
    };
    assert_eq!(read("sql/a.sql"), "\u{27e8}\"Ok(\\\"select\\\")\"\u{27e9}");
    assert_eq!(read("package/data.txt"), "\u{27e8}\"Ok(\\\"data\\\")\"\u{27e9}");
    assert_eq!(read("package"), "\u{27e8}\"[\\\"data.txt\\\"]\"\u{27e9}");
    assert_eq!(read("secret.txt"), "\u{27e8}\"Err(())\"\u{27e9}");
    assert_eq!(read("package/../secret.txt"), "\u{27e8}\"Err(())\"\u{27e9}");
    std::os::unix::fs::symlink(root.join("secret.txt"), root.join("sql/link")).unwrap();
    assert_eq!(read("sql/link"), "\u{27e8}\"Err(())\"\u{27e9}");
}
