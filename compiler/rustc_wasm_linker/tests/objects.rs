//! Small objects, written in assembly, and what they are linked to. Each file in `tests/objects` is
//! a test: lines that start with `;;` say what to do, and the snapshot has the outcome.
//!
//! - `;; FILE a.s FLAGS` starts a file; the lines up to the next directive are in it. Assembly is
//!   assembled to `a.o`.
//! - `;; AR rc lib.a a.o b.o` makes an archive; `rcS` makes one without an index.
//! - `;; LINK ARGUMENTS` links. If `wasm-ld` is there, it must succeed or fail as we do, and write
//!   the same bytes, unless the line `;; DIFFERS` says why not.

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use support::dump::dump;
use support::{llvm, run, scratch, validate};

#[test]
fn objects_are_linked_as_the_snapshots_say() {
    let (Some(assembler), Some(archiver)) = (llvm("llvm-mc"), llvm("llvm-ar")) else { return };
    let wasm_ld = llvm("wasm-ld");
    let mut differences = Vec::new();
    insta::glob!("objects/*.test", |path| {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let directory = scratch(&format!("objects-{name}"));
        let test = Test::read(&text);
        for (head, content) in &test.files {
            let (file, flags) = head.split_once(' ').unwrap_or((head, ""));
            fs::write(directory.join(file), content).unwrap();
            if let Some(stem) = file.strip_suffix(".s") {
                let mut command = Command::new(&assembler);
                if !flags.contains("-triple") {
                    command.arg("-triple=wasm32");
                }
                command.args(["-filetype=obj", file]).args(flags.split_whitespace()).arg("-o");
                run(command.arg(format!("{stem}.o")).current_dir(&directory));
            }
        }
        for members in &test.archives {
            run(Command::new(&archiver).args(members).current_dir(&directory));
        }
        let mut outcome = String::new();
        for (link, differs) in &test.links {
            writeln!(outcome, "LINK {}", link.join(" ")).unwrap();
            let ours = link_with(&support::linker(), "ours", link, &directory);
            outcome += &String::from_utf8_lossy(&ours.stderr);
            outcome += &String::from_utf8_lossy(&ours.stdout);
            if ours.status.success() && directory.join("ours/out.wasm").exists() {
                let module = directory.join("ours/out.wasm");
                validate(&module);
                outcome += &dump(&fs::read(&module).unwrap());
            }
            if let Some(wasm_ld) = &wasm_ld
                && differs.is_none()
            {
                let theirs = link_with(wasm_ld, "theirs", link, &directory);
                let said = String::from_utf8_lossy(&theirs.stderr);
                let what = format!("{name}: LINK {}", link.join(" "));
                if theirs.status.success() != ours.status.success() {
                    differences.push(format!("{what}: wasm-ld says otherwise: {said}"));
                } else if ours.status.success() {
                    let read = |by| fs::read(directory.join(by).join("out.wasm")).unwrap();
                    let (theirs, ours) = (read("theirs"), read("ours"));
                    if theirs != ours {
                        let (theirs, ours) = (dump(&theirs), dump(&ours));
                        differences.push(format!("{what}: is\n{ours}\nand should be\n{theirs}"));
                    }
                }
            }
        }
        insta::with_settings!({description => test.about, omit_expression => true}, {
            insta::assert_snapshot!(outcome);
        });
    });
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn link_with(
    linker: &Path,
    by: &str,
    arguments: &[&str],
    directory: &Path,
) -> std::process::Output {
    let output = directory.join(by);
    let _ = fs::remove_dir_all(&output);
    fs::create_dir_all(&output).unwrap();
    let mut command = Command::new(linker);
    command.args(["-O0", "-o"]).arg(output.join("out.wasm")).args(arguments);
    command.current_dir(directory).output().unwrap()
}

#[derive(Default)]
struct Test<'a> {
    about: String,
    files: Vec<(&'a str, String)>,
    archives: Vec<Vec<&'a str>>,
    links: Vec<(Vec<&'a str>, Option<&'a str>)>,
}

impl<'a> Test<'a> {
    fn read(text: &'a str) -> Test<'a> {
        let mut test = Test::default();
        for line in text.lines() {
            let Some(directive) = line.strip_prefix(";; ") else {
                if let Some((_, content)) = test.files.last_mut() {
                    content.push_str(line);
                    content.push('\n');
                }
                continue;
            };
            let (word, rest) = directive.split_once(' ').unwrap_or((directive, ""));
            let words = || rest.split_whitespace().collect();
            match word {
                "FILE" => test.files.push((rest, String::new())),
                "AR" => test.archives.push(words()),
                "LINK" => test.links.push((words(), None)),
                "DIFFERS" => test.links.last_mut().unwrap().1 = Some(rest),
                _ => test.about = format!("{} {directive}", test.about).trim().to_owned(),
            }
        }
        test
    }
}
