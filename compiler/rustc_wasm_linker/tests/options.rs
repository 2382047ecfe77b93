//! Every option that `wasm-ld --help` lists, tried with `wasm-ld` and with us on the same objects, which
//! are in `tests/options`. What becomes of each option is in [`options`]; the table in
//! `docs/codegen.md` is made of it: `BLESS=1 cargo test --test options` writes it.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{linker, llvm, run, scratch, validate};

/// What is said of an option.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    /// It is an error, or is for some values.
    Error,
    /// It changes nothing, as it does in `wasm-ld` for modules like these.
    Ignored,
    /// The module is the same, and what is printed is not.
    Printed,
    /// The module differs.
    Differs,
}

/// A command line, and what is to be seen of it.
enum Try {
    /// Both write the same bytes, or both say that there is an error.
    Same(&'static str),
    /// As before, and print the same lines, in any order.
    SameLines(&'static str),
    /// Both say that there is an error.
    Refused(&'static str),
    /// `wasm-ld` writes a module, and we say this.
    Error(&'static str, &'static str),
    /// Both succeed, and our output is that of the command line without the option.
    Unchanged(&'static str, &'static str),
    /// Both succeed.
    Succeeds(&'static str),
}

use Try::{Error, Refused, Same, SameLines, Succeeds, Unchanged};

struct Row {
    /// As `--help` lists them, without values.
    names: &'static str,
    kind: Kind,
    /// What a reader has to know besides.
    note: &'static str,
    tries: Vec<Try>,
}

fn row(names: &'static str, kind: Kind, note: &'static str, tries: Vec<Try>) -> Row {
    Row { names, kind, note, tries }
}

fn same<const N: usize>(names: &'static str, tries: [&'static str; N]) -> Row {
    row(names, Kind::Same, "", tries.into_iter().map(Same).collect())
}

/// What becomes of every option, in the order of the table.
fn options() -> Vec<Row> {
    let full = "main.o lazy.o";
    let bitcode = "it is about LLVM's bitcode, which cannot be linked";
    vec![
        same("--allow-multiple-definition", ["main.o twice.o --allow-multiple-definition"]),
        same(
            "--no-allow-multiple-definition",
            [
                "main.o twice.o --allow-multiple-definition --no-allow-multiple-definition",
                "main.o twice.o",
            ],
        ),
        same(
            "--allow-undefined",
            [
                "undefined.o --allow-undefined",
                "undefined.o --allow-undefined --unresolved-symbols=report-all",
                "undefined_global.o --allow-undefined",
            ],
        ),
        same(
            "--allow-undefined-file",
            [
                "undefined.o --allow-undefined-file=list",
                "undefined_global.o --allow-undefined-file=list",
            ],
        ),
        same(
            "--Bstatic --static --dn --non_shared",
            [
                "small.o --Bstatic -L. -llazy",
                "small.o --static -L. -lshared",
                "small.o --Bdynamic --dn -L. -lshared",
                "small.o --non_shared",
            ],
        ),
        row(
            "--Bdynamic --dy --call_shared",
            Kind::Error,
            "if there is a shared library of the name",
            vec![
                Same("small.o --Bdynamic -L. -llazy"),
                Same("small.o --dy --call_shared"),
                Error("small.o --Bdynamic -L. -lshared", "shared library `./libshared.so`"),
            ],
        ),
        row(
            "--Bsymbolic",
            Kind::Ignored,
            "with a warning, as it is for shared libraries",
            vec![
                Unchanged("small.o", "small.o --Bsymbolic"),
                Refused("small.o --Bsymbolic --fatal-warnings"),
            ],
        ),
        row(
            "--build-id",
            Kind::Error,
            "but for `none`",
            vec![
                Same("small.o --build-id=none"),
                Error("small.o --build-id", "`--build-id`"),
                Error("small.o --build-id=0x1234", "`--build-id=0x1234`"),
            ],
        ),
        same("--check-features", ["main.o lazy.o refuses.o --check-features", full]),
        same(
            "--no-check-features",
            [
                "main.o lazy.o refuses.o --no-check-features",
                "tls.o --no-check-features --export=g",
                "tls.o --no-check-features --features=x",
            ],
        ),
        row(
            "--color-diagnostics --no-color-diagnostics",
            Kind::Ignored,
            "rustc shows errors",
            vec![
                Unchanged("small.o", "small.o --color-diagnostics --no-color-diagnostics"),
                Unchanged("small.o", "small.o --color-diagnostics=always"),
                Refused("small.o --color-diagnostics=green"),
            ],
        ),
        same(
            "--compress-relocations",
            [
                "main.o lazy.o --compress-relocations --strip-debug",
                "main.o lazy.o --compress-relocations -s --no-gc-sections",
                "main.o lazy.o --compress-relocations",
            ],
        ),
        row(
            "--demangle",
            Kind::Differs,
            "names in the section `name` are those of the objects, as with `--no-demangle`, which rustc \
             passes",
            vec![Succeeds("main.o lazy.o --no-gc-sections --demangle")],
        ),
        same("--no-demangle", ["main.o lazy.o --no-gc-sections --no-demangle"]),
        row(
            "--emit-relocs",
            Kind::Error,
            "",
            vec![Error("small.o --emit-relocs", "`--emit-relocs`")],
        ),
        same(
            "--start-lib --end-lib",
            [
                "needy.o --start-lib lazy.o refuses.o --end-lib",
                "--start-lib lazy.o --end-lib needy.o",
                "small.o --start-lib lazy.o --end-lib",
                "small.o --start-lib --start-lib lazy.o --end-lib",
                "small.o --end-lib",
            ],
        ),
        same(
            "--entry --no-entry",
            [
                "main.o lazy.o --entry=hidden",
                "main.o lazy.o --entry hidden",
                "main.o lazy.o -e hidden",
                "main.o lazy.o --no-entry",
                "lazy.o --no-entry",
                "lazy.o",
            ],
        ),
        row(
            "--error-limit",
            Kind::Same,
            "",
            vec![Refused("undefined.o --error-limit=1"), Same("small.o --error-limit=0")],
        ),
        same(
            "--error-unresolved-symbols",
            [
                "undefined.o --error-unresolved-symbols",
                "undefined.o --warn-unresolved-symbols --error-unresolved-symbols",
            ],
        ),
        same("--experimental-pic", ["main.o lazy.o --experimental-pic"]),
        same(
            "--export",
            [
                "main.o lazy.o --export=hidden",
                "main.o lazy.o --export=data --export=__heap_base --export=__stack_pointer",
                "main.o lazy.o --export=nothing",
                "main.o lazy.o --export=nothing --unresolved-symbols=ignore-all",
                "main.o lazy.o --export=nothing --warn-unresolved-symbols",
                "main.o lazy.o ctor.o --export=hidden --export=__wasm_call_ctors",
                "small.o --export=__stack_pointer",
                "small.o --export=__indirect_function_table",
                "main.o lazy.o --export=__indirect_function_table",
            ],
        ),
        same(
            "--export-all",
            [
                "main.o lazy.o --export-all",
                "main.o lazy.o --export-all --no-gc-sections",
                "main.o lazy.o ctor.o --export-all",
                "small.o --export-all",
                "tls.o --export-all --no-check-features",
                "tls.o --export-all --features=atomics,bulk-memory,mutable-globals",
                "main.o liblazy.a --export-all --undefined=lazy",
                "main.o lazy.o --export-all --import-memory",
            ],
        ),
        same(
            "--export-dynamic -E",
            [
                "main.o lazy.o --export-dynamic",
                "main.o lazy.o ctor.o -E",
                "small.o -E",
                "tls.o -E --no-check-features --extra-features=mutable-globals",
            ],
        ),
        same("--no-export-dynamic", ["main.o lazy.o --export-dynamic --no-export-dynamic"]),
        same(
            "--export-if-defined",
            ["main.o lazy.o --export-if-defined=hidden --export-if-defined=nothing"],
        ),
        same(
            "--export-memory",
            [
                "main.o lazy.o --export-memory",
                "main.o lazy.o --export-memory=mem",
                "main.o lazy.o --export-memory --import-memory",
            ],
        ),
        same("--export-table", ["main.o lazy.o --export-table", "small.o --export-table"]),
        same(
            "--extra-features",
            [
                "main.o lazy.o --extra-features=a,b",
                "main.o lazy.o --extra-features=a --extra-features=b",
            ],
        ),
        same("--fatal-warnings", ["small.o --fatal-warnings", "small.o --fatal-warnings -z relro"]),
        same("--no-fatal-warnings", ["small.o --fatal-warnings --no-fatal-warnings -z relro"]),
        same(
            "--features",
            [
                "main.o lazy.o --features=mutable-globals,bulk-memory",
                "main.o lazy.o --features=a --features=mutable-globals,bulk-memory,b",
                "main.o lazy.o --features=bulk-memory",
            ],
        ),
        same(
            "--gc-sections --no-gc-sections",
            [
                "main.o lazy.o --gc-sections",
                "main.o lazy.o --no-gc-sections",
                "main.o lazy.o ctor.o --no-gc-sections",
                "small.o --no-gc-sections",
            ],
        ),
        same(
            "--global-base",
            [
                "main.o lazy.o --global-base=4096",
                "main.o lazy.o --global-base=100000",
                "main.o lazy.o --global-base=0",
                "main.o lazy.o --global-base=4096 --no-stack-first",
            ],
        ),
        same(
            "--growable-table",
            ["main.o lazy.o --growable-table", "main.o lazy.o --growable-table --export-table"],
        ),
        row(
            "--help",
            Kind::Printed,
            "it lists the options that do something",
            vec![Succeeds("--help")],
        ),
        same(
            "--import-memory",
            [
                "main.o lazy.o --import-memory",
                "main.o lazy.o --import-memory=a,b",
                "main.o lazy.o --import-memory --no-merge-data-segments --no-gc-sections",
                "main.o lazy.o ctor.o --import-memory",
                "main.o lazy.o --import-memory --features=mutable-globals --no-check-features",
                "small.o --import-memory",
            ],
        ),
        same("--import-table", ["main.o lazy.o --import-table", "small.o --import-table"]),
        same(
            "--import-undefined",
            [
                "undefined.o --import-undefined --unresolved-symbols=ignore-all",
                "undefined.o --import-undefined",
                "undefined_global.o --import-undefined",
            ],
        ),
        same(
            "--initial-heap",
            ["main.o lazy.o --initial-heap=131072", "main.o lazy.o --initial-heap=131071"],
        ),
        same(
            "--initial-memory",
            [
                "main.o lazy.o --initial-memory=1048576",
                "main.o lazy.o --initial-memory=0",
                "main.o lazy.o --initial-memory=65536",
            ],
        ),
        same(
            "--keep-section",
            ["main.o lazy.o --strip-all --keep-section=target_features --keep-section=name"],
        ),
        row(
            "--lto-CGO --lto-O --lto-debug-pass-manager --lto-partitions --mllvm --save-temps \
             --thinlto-cache-dir --thinlto-cache-policy --thinlto-jobs",
            Kind::Ignored,
            bitcode,
            vec![
                Unchanged("small.o", "small.o --lto-CGO2 --lto-O3 --lto-debug-pass-manager"),
                Unchanged("small.o", "small.o --lto-partitions=2 --mllvm=-verify-dom-info"),
                Unchanged("small.o", "small.o --save-temps --thinlto-cache-dir=cache"),
                Unchanged("small.o", "small.o --thinlto-cache-policy= --thinlto-jobs=2"),
            ],
        ),
        same(
            "-L -l",
            [
                "needy.o -L. -llazy",
                "needy.o -L . -l lazy",
                "needy.o -L. -l:liblazy.a",
                "needy.o -L. -lmissing",
            ],
        ),
        row(
            "--Map --print-map -M",
            Kind::Printed,
            "the map has a form of its own",
            vec![
                Unchanged("small.o", "small.o --Map=map"),
                Unchanged("small.o", "small.o --print-map"),
                Unchanged("small.o", "small.o -M"),
            ],
        ),
        same(
            "--max-memory",
            [
                "main.o lazy.o --max-memory=1048576",
                "main.o lazy.o --max-memory=65536",
                "main.o lazy.o --max-memory=1048576 --no-growable-memory",
            ],
        ),
        same(
            "--merge-data-segments --no-merge-data-segments",
            ["main.o lazy.o --merge-data-segments", "main.o lazy.o --no-merge-data-segments"],
        ),
        row(
            "-m",
            Kind::Error,
            "for `wasm64`",
            vec![
                Same("small.o -m wasm32"),
                Same("small.o -mwasm32"),
                Refused("small.o -m wasm16"),
                Refused("small.o -m wasm64"),
            ],
        ),
        same("--no-growable-memory", ["main.o lazy.o --no-growable-memory"]),
        row(
            "--no-pie",
            Kind::Ignored,
            "there is no other way",
            vec![Unchanged("small.o", "small.o --no-pie")],
        ),
        row(
            "--no-shlib-sigcheck",
            Kind::Ignored,
            "there are no shared libraries",
            vec![Unchanged("small.o", "small.o --no-shlib-sigcheck")],
        ),
        row(
            "--noinhibit-exec",
            Kind::Error,
            "",
            vec![Error("small.o --noinhibit-exec", "`--noinhibit-exec`")],
        ),
        same("-O", ["main.o lazy.o -O1", "main.o lazy.o -O 2", "main.o lazy.o -O0"]),
        row("-o", Kind::Same, "", vec![Same("small.o"), Refused("small.o -o missing/out.wasm")]),
        row(
            "--page-size",
            Kind::Error,
            "but for 65536",
            vec![
                Same("small.o --page-size=65536"),
                Error("small.o --page-size=1", "`--page-size=1`"),
            ],
        ),
        row("--pie", Kind::Error, "", vec![Error("small.o --pie --import-memory", "`--pie`")]),
        row(
            "--print-gc-sections",
            Kind::Same,
            "",
            vec![
                SameLines("main.o lazy.o --print-gc-sections"),
                SameLines("small.o --print-gc-sections"),
                SameLines("main.o liblazy.a --print-gc-sections"),
            ],
        ),
        row(
            "--no-print-gc-sections",
            Kind::Same,
            "",
            vec![SameLines("main.o lazy.o --print-gc-sections --no-print-gc-sections")],
        ),
        row(
            "--relocatable",
            Kind::Error,
            "",
            vec![Error("small.o --relocatable --no-entry", "`--relocatable`")],
        ),
        row(
            "--reproduce",
            Kind::Error,
            "",
            vec![Error("small.o --reproduce=all.tar", "`--reproduce=all.tar`")],
        ),
        row(
            "--rpath",
            Kind::Ignored,
            "there are no shared libraries",
            vec![Unchanged("small.o", "small.o --rpath=lib")],
        ),
        row(
            "--rsp-quoting",
            Kind::Error,
            "for `windows`",
            vec![
                Same("@response --rsp-quoting=posix"),
                Error("@response --rsp-quoting=windows", "`--rsp-quoting=windows`"),
                Refused("@response --rsp-quoting=other"),
            ],
        ),
        row("--shared", Kind::Error, "", vec![Error("shared.o --shared", "`--shared`")]),
        row(
            "--shared-memory",
            Kind::Error,
            "",
            vec![Error(
                "main.o lazy.o --shared-memory --extra-features=atomics --max-memory=1048576",
                "`--shared-memory`",
            )],
        ),
        same("--soname", ["small.o --soname=name"]),
        same(
            "--stack-first --no-stack-first",
            [
                "main.o lazy.o --stack-first",
                "main.o lazy.o --no-stack-first",
                "main.o lazy.o --no-stack-first --export=__stack_low --export=__heap_base",
            ],
        ),
        same("--strip-all -s", ["main.o lazy.o --strip-all", "main.o lazy.o -s"]),
        same("--strip-debug -S", ["main.o lazy.o --strip-debug", "main.o lazy.o -S"]),
        same("--table-base", ["main.o lazy.o --table-base=100", "main.o lazy.o --table-base=0"]),
        row(
            "--threads",
            Kind::Ignored,
            "there is one",
            vec![Unchanged("small.o", "small.o --threads=2"), Refused("small.o --threads=0")],
        ),
        row(
            "--trace -t",
            Kind::Same,
            "",
            vec![SameLines("main.o lazy.o --trace"), SameLines("needy.o liblazy.a -t")],
        ),
        row(
            "--trace-symbol -y",
            Kind::Error,
            "",
            vec![
                Error("small.o --trace-symbol=_start", "`--trace-symbol=_start`"),
                Error("small.o -y _start", "`-y`"),
            ],
        ),
        same(
            "--undefined",
            ["small.o liblazy.a --undefined=lazy --no-gc-sections", "small.o --undefined=nothing"],
        ),
        same(
            "--unresolved-symbols",
            [
                "undefined.o --unresolved-symbols=ignore-all",
                "undefined.o --unresolved-symbols=report-all --warn-unresolved-symbols",
                "undefined.o --unresolved-symbols=report-all",
                "undefined.o --unresolved-symbols=other",
                "undefined.o --unresolved-symbols=import-dynamic",
                "dynamic.o --unresolved-symbols=import-dynamic",
                "dynamic.o ctor.o --unresolved-symbols=import-dynamic --export-all",
                "main.o lazy.o --unresolved-symbols=import-dynamic",
                "dynamic.o --unresolved-symbols=ignore-all",
            ],
        ),
        row(
            "--verbose",
            Kind::Printed,
            "nothing more is said",
            vec![Unchanged("small.o", "small.o --verbose")],
        ),
        row(
            "--version -V -v",
            Kind::Printed,
            "the name and the version are its own",
            vec![
                Succeeds("--version"),
                Succeeds("-v"),
                Succeeds("small.o --version"),
                Unchanged("small.o", "small.o -V"),
            ],
        ),
        same(
            "--warn-unresolved-symbols",
            [
                "undefined.o --warn-unresolved-symbols",
                "undefined.o --warn-unresolved-symbols --unresolved-symbols=ignore-all --fatal-warnings",
                "undefined.o --warn-unresolved-symbols --fatal-warnings",
            ],
        ),
        same(
            "--whole-archive --no-whole-archive",
            [
                "small.o --whole-archive liblazy.a --no-whole-archive",
                "small.o --whole-archive --no-whole-archive liblazy.a",
            ],
        ),
        row(
            "--why-extract",
            Kind::Error,
            "",
            vec![Error("small.o --why-extract=why", "`--why-extract=why`")],
        ),
        same(
            "--wrap",
            [
                "wrap.o lazy.o --wrap=lazy",
                "needy.o lazy.o --wrap=lazy",
                "small.o --wrap=lazy",
                "wrap.o lazy.o --wrap=lazy --export-all",
            ],
        ),
        row(
            "-z",
            Kind::Same,
            "others than `stack-size` and `muldefs` are a warning",
            vec![
                Same("main.o lazy.o -z stack-size=131072"),
                Same("main.o lazy.o -zstack-size=100"),
                Same("main.o twice.o lazy.o -z muldefs"),
                Same("small.o -z relro"),
            ],
        ),
    ]
}

struct Tools {
    wasm_ld: PathBuf,
    directory: PathBuf,
}

/// The linker to compare with, and a directory with all objects.
fn tools(test: &str) -> Option<Tools> {
    let (assembler, archiver) = (llvm("llvm-mc")?, llvm("llvm-ar")?);
    let tools = Tools { wasm_ld: llvm("wasm-ld")?, directory: scratch(test) };
    let directory = &tools.directory;
    for source in fs::read_dir("tests/options").unwrap() {
        let source = source.unwrap().path();
        let object = directory.join(source.file_name().unwrap()).with_extension("o");
        let mut command = Command::new(&assembler);
        run(command.args(["-triple=wasm32", "-filetype=obj"]).arg(&source).arg("-o").arg(object));
    }
    for (archive, member) in [("liblazy.a", "lazy.o"), ("libshared.a", "shared.o")] {
        run(Command::new(&archiver).args(["rc", archive, member]).current_dir(directory));
    }
    let mut command = Command::new(&tools.wasm_ld);
    command.args(["--shared", "--experimental-pic", "shared.o", "-o", "libshared.so"]);
    run(command.current_dir(directory));
    fs::write(directory.join("list"), "# comment\nf\ng\nh\nd\n").unwrap();
    fs::write(directory.join("response"), "small.o \"--export=_start\"\n").unwrap();
    Some(tools)
}

/// What a linker says, and the module that it writes.
struct Outcome {
    output: Output,
    module: Option<Vec<u8>>,
}

impl Outcome {
    fn succeeds(&self) -> bool {
        self.output.status.success()
    }

    fn error(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.output.stdout);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }
}

impl Tools {
    fn link(&self, linker: &Path, by: &str, line: &str) -> Outcome {
        let directory = self.directory.join(by);
        let _ = fs::remove_dir_all(&directory);
        fs::create_dir_all(&directory).unwrap();
        let module = directory.join("out.wasm");
        let mut command = Command::new(linker);
        // The last ones count.
        command.arg("--no-demangle").arg("-o").arg(&module).args(line.split_whitespace());
        let output = command.current_dir(&self.directory).output().unwrap();
        if by == "ours" && module.is_file() {
            validate(&module);
        }
        Outcome { output, module: fs::read(&module).ok() }
    }

    /// What is wrong with a try.
    fn check(&self, attempt: &Try) -> Result<(), String> {
        let ours = |line| self.link(&linker(), "ours", line);
        let theirs = |line| self.link(&self.wasm_ld, "theirs", line);
        let same = |line: &str, ours: &Outcome, theirs: &Outcome| {
            if ours.succeeds() != theirs.succeeds() {
                let (we, they) = (ours.error(), theirs.error());
                return Err(format!("`{line}`: one fails\n  we: {we}\n  wasm-ld: {they}"));
            }
            if ours.module != theirs.module {
                let dump = |outcome: &Outcome| {
                    outcome.module.as_deref().map_or("none".into(), support::dump::dump)
                };
                let (we, they) = (dump(ours), dump(theirs));
                let stored = self.directory.join("differs").join(line.replace(['/', ' '], "_"));
                fs::create_dir_all(&stored).unwrap();
                for (name, outcome) in [("ours", ours), ("theirs", theirs)] {
                    let module = outcome.module.clone().unwrap_or_default();
                    fs::write(stored.join(name), module).unwrap();
                }
                return Err(format!("`{line}`: is\n{we}\nand should be\n{they}"));
            }
            Ok(())
        };
        match *attempt {
            Same(line) => same(line, &ours(line), &theirs(line)),
            SameLines(line) => {
                let (ours, theirs) = (ours(line), theirs(line));
                same(line, &ours, &theirs)?;
                if ours.lines() == theirs.lines() {
                    return Ok(());
                }
                Err(format!("`{line}` prints {:#?}, not {:#?}", ours.lines(), theirs.lines()))
            }
            Refused(line) => match (ours(line).succeeds(), theirs(line).succeeds()) {
                (false, false) => Ok(()),
                (ours, theirs) => Err(format!("`{line}`: we {ours}, wasm-ld {theirs}")),
            },
            Error(line, part) => {
                let (ours, theirs) = (ours(line), theirs(line));
                if !theirs.succeeds() {
                    return Err(format!("`{line}`: wasm-ld fails: {}", theirs.error()));
                }
                match !ours.succeeds() && ours.error().contains(part) {
                    true => Ok(()),
                    false => Err(format!("`{line}`: not an error of {part}: {}", ours.error())),
                }
            }
            Unchanged(without, line) => {
                let (before, after, theirs) = (ours(without), ours(line), theirs(line));
                if !after.succeeds() || !theirs.succeeds() {
                    let (we, they) = (after.error(), theirs.error());
                    return Err(format!("`{line}` fails\n  we: {we}\n  wasm-ld: {they}"));
                }
                match before.module == after.module && after.module == theirs.module {
                    true => Ok(()),
                    false => Err(format!("`{line}` changes the module")),
                }
            }
            Succeeds(line) => match (ours(line).succeeds(), theirs(line).succeeds()) {
                (true, true) => Ok(()),
                (ours, theirs) => Err(format!("`{line}`: we {ours}, wasm-ld {theirs}")),
            },
        }
    }
}

/// What `--help` lists.
fn listed(wasm_ld: &Path) -> BTreeSet<String> {
    let help = run(Command::new(wasm_ld).arg("--help"));
    let help = String::from_utf8(help.stdout).unwrap();
    let options = help.lines().filter_map(|line| line.strip_prefix("  -"));
    let name = |rest: &str| {
        let name = format!("-{rest}");
        name.split([' ', '=', '<', '[']).next().unwrap().to_owned()
    };
    options.map(name).collect()
}

#[test]
fn every_option_that_help_lists_has_a_row() {
    let Some(wasm_ld) = llvm("wasm-ld") else { return };
    let rows = options();
    let known: Vec<&str> = rows.iter().flat_map(|row| row.names.split_whitespace()).collect();
    let set: BTreeSet<String> = known.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(set.len(), known.len(), "an option has two rows");
    let listed = listed(&wasm_ld);
    let missing: Vec<_> = listed.difference(&set).collect();
    let more: Vec<_> = set.difference(&listed).collect();
    assert!(missing.is_empty() && more.is_empty(), "no row: {missing:?}, no option: {more:?}");
}

#[test]
fn options_do_what_their_rows_say() {
    let Some(tools) = tools("options") else { return };
    let mut wrong = Vec::new();
    for row in options() {
        for attempt in &row.tries {
            let fits = match row.kind {
                Kind::Same => matches!(attempt, Same(_) | SameLines(_) | Refused(_)),
                Kind::Ignored => matches!(attempt, Unchanged(..) | Refused(_)),
                Kind::Printed => matches!(attempt, Unchanged(..) | Succeeds(_)),
                Kind::Error | Kind::Differs => true,
            };
            assert!(fits, "{}: a try that its kind does not have", row.names);
            wrong.extend(tools.check(attempt).err());
        }
        let names = row.names.split_whitespace();
        let is_tried = |name: &str| {
            let has = |line: &str| line.split_whitespace().any(|word| word.starts_with(name));
            row.tries.iter().any(|attempt| match *attempt {
                Same(line) | SameLines(line) | Refused(line) | Succeeds(line) => has(line),
                Error(line, _) | Unchanged(_, line) => has(line),
            })
        };
        for name in names.filter(|name| !is_tried(name)) {
            wrong.push(format!("{name} is not tried"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Where the table is in the document.
const START: &str = "<!-- tests/options.rs of rustc_wasm_linker writes this table -->\n";
const END: &str = "<!-- until here -->\n";

#[test]
fn the_table_in_the_documents_is_that_of_the_test() {
    let path = Path::new("../../docs/codegen.md");
    // The applied tree has no documents.
    let Ok(text) = fs::read_to_string(path) else { return };
    let (before, rest) = text.split_once(START).expect("the start of the table");
    let (_, after) = rest.split_once(END).expect("the end of the table");
    let expected = format!("{before}{START}{}{END}{after}", table());
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &expected).unwrap();
        return;
    }
    assert!(
        text == expected,
        "the table in docs/codegen.md is old: `BLESS=1 cargo test --test options`"
    );
}

fn table() -> String {
    let rows = options();
    let is_plain = |row: &&Row| row.kind == Kind::Same && row.note.is_empty();
    let quoted = |names: &str| {
        let names: Vec<_> = names.split_whitespace().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let same: Vec<_> = rows.iter().filter(is_plain).map(|row| row.names).collect();
    let mut text = wrapped(&format!("The same is done by {}.", quoted(&same.join(" "))));
    text += "\n\n| Option | What becomes of it |\n|---|---|\n";
    for row in rows.iter().filter(|row| !is_plain(row)) {
        let what = match row.kind {
            Kind::Same => "the same",
            Kind::Error => "an error",
            Kind::Ignored => "ignored",
            Kind::Printed => "the module is the same",
            Kind::Differs => "the module differs",
        };
        let note = match (row.kind, row.note) {
            (_, "") => String::new(),
            (Kind::Error, note) => format!(" {note}"),
            (_, note) => format!(": {note}"),
        };
        text += &format!("| {} | {what}{note} |\n", quoted(row.names));
    }
    text
}

/// Lines as long as others in the document.
fn wrapped(text: &str) -> String {
    const COLUMNS: usize = 118;
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column + 1 + word.len() > COLUMNS {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += word.len();
    }
    lines
}
