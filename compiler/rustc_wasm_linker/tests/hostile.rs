//! Broken inputs end in an error or in a module, never in a panic.

mod support;

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use support::dump::dump;
use support::object::object;
use support::{run, rustc, scratch, validate};

/// Links one file, without the need for what it does not define.
fn link(input: &Path, output: &Path) -> Result<rustc_wasm_linker::Report, String> {
    let arguments = ["--allow-undefined", "--no-entry", "--export-all", "--no-gc-sections", "-o"];
    let arguments = arguments.map(Into::into).into_iter();
    let files = [output, input].map(|path| path.as_os_str().to_owned());
    rustc_wasm_linker::link(arguments.chain(files)).map_err(|error| error.to_string())
}

/// Where the sections of a module end.
fn boundaries(module: &[u8]) -> Vec<usize> {
    let sections = wasmparser::Parser::new(0).parse_all(module);
    sections
        .filter_map(|payload| {
            payload.ok()?.as_section().map(|(_, range): (u8, Range<usize>)| range)
        })
        .flat_map(|range| [range.start, range.end])
        .collect()
}

#[test]
fn the_object_made_by_hand_is_linked() {
    let directory = scratch("by-hand");
    let (input, output) = (directory.join("a.o"), directory.join("a.wasm"));
    fs::write(&input, object()).unwrap();
    let report = link(&input, &output).unwrap();
    assert!(report.warnings.is_empty());
    validate(&output);
    insta::assert_snapshot!(dump(&fs::read(output).unwrap()));
}

#[test]
fn an_object_that_is_cut_off_anywhere_is_an_error_with_an_offset() {
    let directory = scratch("cut-off");
    let (input, output) = (directory.join("a.o"), directory.join("a.wasm"));
    let whole = object();
    let boundaries = boundaries(&whole);
    for length in 0..whole.len() {
        fs::write(&input, &whole[..length]).unwrap();
        match link(&input, &output) {
            Ok(_) => assert!(boundaries.contains(&length), "{length}"),
            Err(error) => {
                let known = ["malformed at byte", "`linking` section", "is empty", "unknown kind"];
                assert!(known.iter().any(|known| error.contains(known)), "{length}: {error}");
                assert!(!error.contains("fault in the linker"), "{length}: {error}");
            }
        }
    }
}

#[test]
fn no_flipped_bit_makes_the_linker_panic() {
    let directory = scratch("flipped");
    let (input, output) = (directory.join("a.o"), directory.join("a.wasm"));
    let whole = object();
    for position in 0..whole.len() {
        for bit in 0..8 {
            let mut flipped = whole.clone();
            flipped[position] ^= 1 << bit;
            fs::write(&input, &flipped).unwrap();
            if let Err(error) = link(&input, &output) {
                assert!(!error.contains("fault in the linker"), "{position} {bit}: {error}");
                assert!(!output.exists(), "{position} {bit}: {error}");
            }
            let _ = fs::remove_file(&output);
        }
    }
}

#[test]
fn broken_archives_are_errors_and_never_panic() {
    let directory = scratch("archives");
    let (input, output) = (directory.join("a.a"), directory.join("a.wasm"));
    let mut archive = b"!<arch>\n".to_vec();
    let mut member = |name: &str, data: &[u8]| {
        let size = data.len();
        archive.extend(format!("{name:<48}{size:<10}`\n").bytes());
        archive.extend(data);
        archive.extend(&b"\n"[..size % 2]);
    };
    // One symbol, whose member is the third and so starts after two headers and what is below.
    member("/", &[&[0, 0, 0, 1, 0, 0, 0, 8 + 2 * 60 + 16 + 32][..], b"_start\0\0"].concat());
    member("//", b"a very long name of a member.o/\n");
    member("/0", &object());
    member("#1/8", b"rmeta\0\0\0not wasm");
    fs::write(&input, &archive).unwrap();
    link(&input, &output).unwrap();
    for length in (0..260).chain(archive.len() - 80..archive.len()) {
        fs::write(&input, &archive[..length]).unwrap();
        let _ = link(&input, &output);
    }
    for position in 0..260 {
        for bit in 0..8 {
            let mut flipped = archive.clone();
            flipped[position] ^= 1 << bit;
            fs::write(&input, &flipped).unwrap();
            let _ = link(&input, &output);
        }
    }
}

#[test]
fn no_flipped_byte_of_a_real_object_makes_the_linker_panic() {
    let Some(rustc) = rustc() else { return };
    let directory = scratch("real");
    let (input, output) = (directory.join("a.o"), directory.join("a.wasm"));
    let mut command = Command::new(rustc);
    command.args(["tests/programs/library.rs", "--edition=2024", "--emit=obj", "-g", "-o"]);
    run(command.arg(&input).args(["--target=wasm32-unknown-unknown", "-Ccodegen-units=1"]));
    let whole = fs::read(&input).unwrap();
    link(&input, &output).unwrap();
    let boundaries = boundaries(&whole);
    for length in boundaries.iter().flat_map(|&end| [end.saturating_sub(1), end, end + 1]) {
        fs::write(&input, &whole[..length.min(whole.len())]).unwrap();
        let _ = link(&input, &output);
    }
    // A generator of Knuth's, so that every run tests the same.
    let mut seed = 1u64;
    for _ in 0..600 {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let mut flipped = whole.clone();
        let position = (seed >> 33) as usize % whole.len();
        flipped[position] ^= 1 << (seed >> 61);
        fs::write(&input, &flipped).unwrap();
        if let Err(error) = link(&input, &output) {
            assert!(!error.contains("fault in the linker"), "{position}: {error}");
        }
    }
}

#[test]
fn files_that_cannot_be_linked_are_named_with_the_reason() {
    let directory = scratch("files");
    let mut messages = Vec::new();
    let mut link = |name: &str, content: Option<&[u8]>, output: &str| {
        let input = directory.join(name);
        if let Some(content) = content {
            fs::write(&input, content).unwrap();
        }
        let error = link(&input, &directory.join(output)).unwrap_err();
        // What the system says differs between systems.
        let error = error.split(" (os error").next().unwrap().to_owned();
        messages.push(error.replace(&format!("{}/", directory.display()), ""));
    };
    link("missing.o", None, "a.wasm");
    link("empty.o", Some(b""), "a.wasm");
    link("text.o", Some(b"some text"), "a.wasm");
    link("elf.o", Some(b"\x7fELF\x02\x01\x01"), "a.wasm");
    link("bitcode.o", Some(b"BC\xc0\xde1234"), "a.wasm");
    link("version.o", Some(b"\0asm\x02\0\0\0"), "a.wasm");
    link("module.o", Some(b"\0asm\x01\0\0\0"), "a.wasm");
    link("section.o", Some(b"\0asm\x01\0\0\0\x63\x00"), "a.wasm");
    link("start.o", Some(b"\0asm\x01\0\0\0\x08\x01\x00"), "a.wasm");
    link("shared.so", Some(b"\0asm\x01\0\0\0\x00\x09\x08dylink.0"), "a.wasm");
    link("good.o", Some(&object()), "no/such/directory/a.wasm");
    insta::assert_snapshot!(messages.join("\n"));
}
