//! Packs of published crates that the compiler which `RUSTC_UNDER_TEST` names builds, and programs that are compiled
//! with nothing but a pack. `tests/real-crates` says which versions are used.

#[path = "tool/mod.rs"]
mod tool;

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;
use tool::{CLONE, Dir};

const PROGRAM: &str = r#"
use serde::Serialize;

#[derive(Serialize)]
struct Point { x: i32 }

fn main() {
    println!("{}", serde_json::to_string(&Point { x: 1 }).unwrap());
    paste::paste! { println!("{}", stringify!([<a b>])); }
}
"#;

fn rustc() -> String {
    let path = std::env::var("RUSTC_UNDER_TEST");
    let path = path.expect("`RUSTC_UNDER_TEST` names the compiler; `./x.py test tools` sets it");
    std::path::absolute(path).unwrap().to_str().unwrap().to_owned()
}

#[test]
fn a_pack_is_all_that_programs_need_and_its_libraries_name_no_place_of_this_machine() {
    let dir = Dir::new();
    let lock = format!("{CLONE}/tests/real-crates/Cargo.lock");
    let rustc = rustc();
    let args = [
        "pack",
        "serde",
        "serde_json",
        "paste",
        "-F",
        "serde/derive",
        "--lock",
        &lock,
        "--rustc",
        &rustc,
    ];
    let args = [&args[..], &["-o", "out"]].concat();
    assert_eq!(dir.run(&args).success(), "out/pack.json\n");

    let index: Value = serde_json::from_slice(&dir.read("out/pack.json")).unwrap();
    assert_eq!((&index["format"], &index["target"]), (&1.into(), &"wasm32-wasip1".into()));
    let crates = index["crates"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let by_name: BTreeMap<String, &Value> =
        crates.iter().map(|one| (text(&one["name"]), one)).collect();
    let named = by_name.iter().filter(|(_, one)| one["isNamed"] == true).map(|(name, _)| &**name);
    assert_eq!(named.collect::<Vec<_>>(), ["paste", "serde", "serde_json"]);
    // What modules are made of is in them.
    assert!(by_name.contains_key("serde_derive") && !by_name.contains_key("syn"), "{index:#}");
    let locked = std::fs::read_to_string(lock).unwrap();
    for one in crates {
        let version = format!("version = \"{}\"", text(&one["version"]));
        assert!(locked.contains(&version), "{one:#}");
        let bytes = dir.read(&format!("out/{}", text(&one["path"])));
        assert_eq!(one["size"], bytes.len());
        let is_module = bytes.starts_with(b"\0asm");
        assert_eq!(is_module, text(&one["path"]).ends_with(".wasm"));
        let registry = b"registry/src";
        let has_place = bytes.windows(registry.len()).any(|window| window == registry);
        assert!(
            is_module || !has_place,
            "`{}` names the place of downloaded packages",
            text(&one["path"])
        );
        for need in one["needs"].as_array().unwrap() {
            assert!(crates.iter().any(|other| other["path"] == *need), "{need} is not there");
        }
    }

    dir.write("main.rs", PROGRAM);
    let mut command = Command::new(&rustc);
    command.args(["--target", "wasm32-wasip1", "--edition", "2024", "-L"]);
    command.arg(format!("dependency={}", dir.path("out").display()));
    for name in ["serde", "serde_json", "paste"] {
        let file = dir.path("out").join(text(&by_name[name]["path"]));
        command.arg("--extern").arg(format!("{name}={}", file.display()));
    }
    command.arg(dir.path("main.rs")).arg("-o").arg(dir.path("main.wasm"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(dir.read("main.wasm").starts_with(b"\0asm"));
}

#[test]
fn wrong_use_is_one_line_and_leaves_other_files_alone() {
    let dir = Dir::new();
    dir.write("full/file", "text");
    let rustc = rustc();
    let complaint = |args: &[&str]| {
        let args = [&["pack"], args, &["--rustc", &rustc]].concat();
        dir.run(&args).complaint()
    };
    assert_eq!(
        complaint(&["indoc", "-o", "full"]),
        "error: `full` holds other files than a pack; name an empty directory"
    );
    assert_eq!(
        complaint(&["indoc", "-F", "derive", "-o", "out"]),
        "error: of which crate is `derive`? write `CRATE/derive`"
    );
    assert_eq!(
        complaint(&["indoc", "-F", "serde/derive", "-o", "out"]),
        "error: `serde` is no crate that was named"
    );
    assert_eq!(complaint(&["indoc", "indoc@1", "-o", "out"]), "error: `indoc` is named twice");
    assert_eq!(dir.read("full/file"), b"text");
    assert!(!dir.path("out").exists());
}
