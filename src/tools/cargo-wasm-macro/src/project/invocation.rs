//! A command line that Cargo has for rustc, and the same one for the target of a module. Knows nothing
//! of files.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Options of `-C` that are for the host, or replaced.
const NOT_FOR_MODULES: [&str; 28] = [
    "ar",
    "code-model",
    "codegen-units",
    "debug-assertions",
    "debuginfo",
    "dlltool",
    "embed-bitcode",
    "incremental",
    "instrument-coverage",
    "link-arg",
    "link-args",
    "linker",
    "linker-features",
    "linker-flavor",
    "linker-plugin-lto",
    "lto",
    "metadata",
    "opt-level",
    "overflow-checks",
    "panic",
    "prefer-dynamic",
    "profile-generate",
    "profile-use",
    "relocation-model",
    "split-debuginfo",
    "strip",
    "target-cpu",
    "target-feature",
];

/// Options of modules, whatever the profile is. Checks would depend on `opt-level` otherwise. What is not optimized takes
/// more stack than the 1 MiB that modules have by default.
const ALWAYS_FOR_MODULES: [&str; 5] = [
    "-Cdebug-assertions=no",
    "-Coverflow-checks=no",
    "-Cstrip=debuginfo",
    "-Cembed-bitcode=no",
    "-Clink-arg=-zstack-size=4194304",
];

/// Without optimization by LLVM, inlining before it makes less of a module, which takes less time to compile and to run.
const INLINED: [&str; 2] = ["-Zinline-mir=yes", "-Zmir-opt-level=2"];

/// The words behind the program, one for an option and one for its value where rustc takes it so.
#[derive(Clone, Debug, Default)]
pub struct Invocation {
    pub words: Vec<String>,
}

impl Invocation {
    /// The value of the first `NAME VALUE` or `NAME=VALUE`.
    pub fn value(&self, name: &str) -> Option<&str> {
        let next = self.words.iter().skip(1).map(Some).chain([None]);
        self.words.iter().zip(next).find_map(|(word, next)| match word.strip_prefix(name)? {
            "" => next.map(String::as_str),
            rest => rest.strip_prefix('='),
        })
    }

    fn codegen(&self, name: &str) -> Option<&str> {
        let values = self.words.windows(2).filter(|pair| pair[0] == "-C").map(|pair| &pair[1]);
        values.filter_map(|value| value.split_once('=')).find(|it| it.0 == name).map(|it| it.1)
    }

    pub fn crate_name(&self) -> &str {
        self.value("--crate-name").unwrap_or_default()
    }

    pub fn out_dir(&self) -> Result<&Path> {
        self.value("--out-dir").map(Path::new).context("there is no `--out-dir`")
    }

    /// Whether this is a crate of Cargo's rather than a question of it, or of a build script.
    pub fn is_compilation(&self) -> bool {
        let is_question = ["", "___"].contains(&self.crate_name());
        !is_question && self.out_dir().is_ok() && self.codegen("metadata").is_some()
    }

    pub fn is_for_host(&self) -> bool {
        self.value("--target").is_none()
    }

    /// The crate's first source file.
    pub fn source(&self) -> &str {
        let mut words = self.words.iter().map(String::as_str);
        words.find(|word| word.ends_with(".rs")).unwrap_or_default()
    }

    /// Whether it has outputs of a kind that `--emit` knows.
    pub fn emits(&self, kind: &str) -> bool {
        self.value("--emit").unwrap_or("link").split(',').any(|output| output == kind)
    }

    /// Whether macros are made that run. What `cargo check` only checks is none of those.
    pub fn is_macro_crate(&self) -> bool {
        self.is_for_host() && self.value("--crate-type") == Some("proc-macro") && self.emits("link")
    }

    fn crate_types(&self) -> impl Iterator<Item = &str> {
        let types = self.words.windows(2).filter(|pair| pair[0] == "--crate-type");
        types.flat_map(|pair| pair[1].split(','))
    }

    /// Whether a macro may be made of this.
    pub fn is_library(&self) -> bool {
        self.is_for_host() && self.crate_types().any(is_library_type)
    }

    /// Whether it is that and nothing else.
    pub fn is_only_library(&self) -> bool {
        self.is_library() && self.emits("link") && self.crate_types().all(is_library_type)
    }

    pub fn is_build_script(&self) -> bool {
        let name = self.crate_name();
        self.is_for_host()
            && self.value("--crate-type") == Some("bin")
            && name.starts_with("build_script_")
    }

    /// What the crate's files are called, but for `lib` and the extension.
    pub fn file_stem(&self) -> String {
        format!("{}{}", self.crate_name(), self.codegen("extra-filename").unwrap_or_default())
    }

    /// What is configured, in the order in which Cargo says it.
    pub fn cfgs(&self) -> impl Iterator<Item = &str> {
        self.words.windows(2).filter(|pair| pair[0] == "--cfg").map(|pair| pair[1].as_str())
    }

    /// The features, sorted.
    pub fn features(&self) -> Vec<&str> {
        let features =
            self.cfgs().filter_map(|it| it.strip_prefix("feature=\"")?.strip_suffix('"'));
        let mut features: Vec<&str> = features.collect();
        features.sort_unstable();
        features
    }

    /// The files of libraries and macro crates that it names.
    pub fn externs(&self) -> impl Iterator<Item = &Path> {
        let externs = self.words.windows(2).filter(|pair| pair[0] == "--extern");
        externs.filter_map(|pair| pair[1].split_once('=')).map(|(_, path)| Path::new(path))
    }

    /// What it calls them.
    pub fn extern_names(&self) -> impl Iterator<Item = &str> {
        let externs = self.words.windows(2).filter(|pair| pair[0] == "--extern");
        let names = externs.filter_map(|pair| pair[1].split_once('=')).map(|(name, _)| name);
        names.map(|name| name.rsplit(':').next().unwrap_or(name))
    }

    /// Without a crate that it names.
    pub fn without_extern(&mut self, path: &Path) {
        let is_it =
            |value: &str| value.split_once('=').is_some_and(|(_, it)| Path::new(it) == path);
        let place = self.words.windows(2).position(|pair| pair[0] == "--extern" && is_it(&pair[1]));
        if let Some(place) = place {
            self.words.drain(place..place + 2);
        }
    }

    /// Where it looks for crates that others need.
    pub fn search_directories(&self) -> impl Iterator<Item = &Path> {
        let values = self.words.windows(2).filter(|pair| pair[0] == "-L").map(|pair| &pair[1]);
        values.filter_map(|value| value.strip_prefix("dependency=")).map(Path::new)
    }

    /// The same compilation for another target, with the libraries that are in `libraries`.
    pub fn for_target(&self, target: &str, opt_level: u8, libraries: &Path) -> Invocation {
        let mut words = vec!["--target".to_owned(), target.to_owned()];
        let dependencies = format!("dependency={}", libraries.display());
        words.extend(["-L".to_owned(), dependencies]);
        let mut rest = self.words.iter();
        while let Some(word) = rest.next() {
            match (word.as_str(), word.strip_prefix("-C")) {
                ("-C", _) => match rest.next() {
                    Some(option) if is_for_modules(option) => {
                        words.extend([word.clone(), option.clone()]);
                    }
                    _ => {}
                },
                (_, Some(option)) if !is_for_modules(option) => {}
                ("--extern", _) => {
                    let value = rest.next().map(String::as_str).unwrap_or_default();
                    words.extend([word.clone(), extern_in(libraries, value)]);
                }
                _ => words.push(word.clone()),
            }
        }
        words.push(format!("-Copt-level={opt_level}"));
        words.extend(ALWAYS_FOR_MODULES.map(str::to_owned));
        if opt_level > 0 {
            // Less work in all, and smaller modules.
            words.push("-Ccodegen-units=1".to_owned());
        } else {
            words.extend(INLINED.map(str::to_owned));
        }
        Invocation { words }
    }

    /// Without what Cargo has of a build script's output, one option after the other.
    pub fn without(&mut self, options: &[[String; 2]]) {
        for option in options {
            let place = self.words.windows(2).position(|pair| pair == option);
            if let Some(place) = place {
                self.words.drain(place..place + 2);
            }
        }
    }

    /// With another value of `--out-dir`, and no metadata apart from the library.
    pub fn library_in(&mut self, directory: &Path) {
        let mut is_value = false;
        for word in &mut self.words {
            if is_value {
                *word = directory.display().to_string();
            } else if word.starts_with("--emit=") {
                *word = "--emit=dep-info,link".to_owned();
            }
            is_value = word == "--out-dir";
        }
    }

    /// With messages for people.
    pub fn without_messages(&mut self) {
        let is_message = |word: &String| {
            let options = ["--error-format=", "--json=", "--diagnostic-width="];
            options.iter().any(|option| word.starts_with(option))
        };
        self.words.retain(|word| !is_message(word));
    }
}

fn is_library_type(name: &str) -> bool {
    name == "lib" || name == "rlib"
}

fn is_for_modules(option: &str) -> bool {
    let name = option.split('=').next().unwrap_or_default();
    !NOT_FOR_MODULES.contains(&name)
}

/// Whether the file of an extern is a library's.
pub fn is_library_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rlib" || extension == "rmeta")
}

/// Whether the file of an extern is a macro crate's, or another dylib.
pub fn is_dylib_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == std::env::consts::DLL_EXTENSION)
}

/// What a library's file is called, but for `lib` and the extension.
pub fn stem(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str()?.strip_prefix("lib")
}

pub fn library_file(libraries: &Path, stem: &str) -> PathBuf {
    libraries.join(format!("lib{stem}.rlib"))
}

fn extern_in(libraries: &Path, value: &str) -> String {
    let Some((name, path)) = value.split_once('=') else { return value.to_owned() };
    match stem(Path::new(path)) {
        Some(stem) if is_library_file(Path::new(path)) => {
            format!("{name}={}", library_file(libraries, stem).display())
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invocation(line: &str) -> Invocation {
        Invocation { words: line.split(' ').map(str::to_owned).collect() }
    }

    const MACRO_CRATE: &str = "--crate-name my_macros --edition=2021 src/lib.rs --error-format=json \
        --json=artifacts --crate-type proc-macro --emit=dep-info,link -C prefer-dynamic \
        -C embed-bitcode=no -C debuginfo=2 --cfg feature=\"b\" --cfg feature=\"a\" --cfg on_host \
        -C metadata=1234 -C extra-filename=-1234 --out-dir /t/deps -L dependency=/t/deps \
        --extern priv:syn=/t/deps/libsyn-5.rlib --extern other=/t/deps/libother-6.so \
        --extern proc_macro -Ctarget-cpu=native -C link-arg=-fuse-ld=lld -Zunstable-options";

    #[test]
    fn a_command_line_is_read() {
        let it = invocation(MACRO_CRATE);
        assert!(it.is_compilation() && it.is_macro_crate() && !it.is_library());
        assert_eq!(it.file_stem(), "my_macros-1234");
        assert_eq!(it.features(), ["a", "b"]);
        assert_eq!(it.externs().count(), 2);
        assert_eq!(it.extern_names().collect::<Vec<_>>(), ["syn", "other"]);
        assert_eq!(it.value("--edition"), Some("2021"));
        assert!(!invocation("- --crate-name ___ --print=file-names").is_compilation());
        assert!(!invocation("-vV").is_compilation());
        let probe = "--crate-name=a --crate-type=lib --out-dir /t/probe src/probe.rs";
        assert!(!invocation(probe).is_compilation());
    }

    #[test]
    fn only_what_is_the_hosts_is_replaced() {
        let it = invocation(MACRO_CRATE).for_target("wasm32-wasip1", 3, Path::new("/t/wasm"));
        assert_eq!(
            it.words.join(" "),
            "--target wasm32-wasip1 -L dependency=/t/wasm --crate-name my_macros --edition=2021 \
             src/lib.rs --error-format=json --json=artifacts --crate-type proc-macro \
             --emit=dep-info,link --cfg feature=\"b\" --cfg feature=\"a\" --cfg on_host \
             -C extra-filename=-1234 --out-dir /t/deps -L dependency=/t/deps \
             --extern priv:syn=/t/wasm/libsyn-5.rlib --extern other=/t/deps/libother-6.so \
             --extern proc_macro -Zunstable-options -Copt-level=3 -Cdebug-assertions=no \
             -Coverflow-checks=no -Cstrip=debuginfo -Cembed-bitcode=no \
             -Clink-arg=-zstack-size=4194304 -Ccodegen-units=1"
        );
        let it = invocation(MACRO_CRATE).for_target("wasm32-wasip1", 0, Path::new("/t/wasm"));
        assert!(it.words.ends_with(&INLINED.map(str::to_owned)));
    }

    #[test]
    fn a_crate_is_left_out_by_its_file() {
        let mut it =
            invocation("--extern a=/t/liba-1.rlib --extern priv:b=/t/libb-2.rlib --extern c");
        it.without_extern(Path::new("/t/libb-2.rlib"));
        it.without_extern(Path::new("/t/libc-3.rlib"));
        assert_eq!(it.words.join(" "), "--extern a=/t/liba-1.rlib --extern c");
    }

    #[test]
    fn what_a_script_said_for_the_host_goes_once() {
        let mut it = invocation("--cfg a --cfg a --cfg b -L native=/x -l static=psm");
        let said = [["--cfg", "a"], ["-L", "native=/x"], ["-l", "static=psm"], ["--cfg", "z"]];
        it.without(&said.map(|pair| pair.map(str::to_owned)));
        assert_eq!(it.words.join(" "), "--cfg a --cfg b");
    }

    #[test]
    fn a_library_is_all_that_is_written() {
        let mut it = invocation(
            "--crate-name a --emit=dep-info,metadata,link --json=artifacts --out-dir /t/deps",
        );
        it.library_in(Path::new("/t/wasm"));
        it.without_messages();
        assert_eq!(it.words.join(" "), "--crate-name a --emit=dep-info,link --out-dir /t/wasm");
    }

    #[test]
    fn what_is_more_than_a_library_is_known() {
        let it = invocation("--crate-type lib --emit=dep-info,metadata,link");
        assert!(it.is_only_library());
        let it = invocation("--crate-type cdylib --crate-type rlib --emit=dep-info,link");
        assert!(it.is_library() && !it.is_only_library());
        let it = invocation("--crate-type lib --emit=dep-info,metadata");
        assert!(it.is_library() && !it.is_only_library());
    }
}
