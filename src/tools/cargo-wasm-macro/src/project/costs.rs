//! What macros have cost in the last build, from the lines that rustc has written of each expansion.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::invocation::stem;
use super::notes::{self, Form, Note};
use super::policy::Statics;
use super::statics::{self, Measured};
use crate::files;

/// Fields of a line but for the last, the file of the macro crate, which need not be there.
const FIELDS: usize = 12;

/// How many of the slowest are told.
const SLOWEST: usize = 20;

#[derive(Debug, Default, Serialize)]
pub struct Costs {
    pub macro_crates: Vec<MacroCrate>,
    /// About macro crates.
    pub warnings: Vec<String>,
    /// The slowest first.
    pub macros: Vec<Macro>,
    pub places: Vec<Place>,
}

/// A macro crate of one package, however often it was compiled. Without a package, it is all that the compiler
/// says of a name, and that could be of several packages or of one that is no longer there.
#[derive(Debug, Serialize)]
pub struct MacroCrate {
    /// As the compiler names it.
    #[serde(rename = "crate")]
    pub krate: String,
    pub package: Option<Package>,
    pub builds: Vec<Build>,
    /// Of its `static`s, if it is a module.
    pub measured: Option<Measured>,
    pub cost: Cost,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Package {
    pub name: String,
    pub version: String,
}

/// What is known of a macro crate without any expansion.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Build {
    pub form: Form,
    pub why: String,
    /// Of the module, in bytes.
    pub size: Option<usize>,
    /// Of the module, too.
    pub statics: Option<Statics>,
    /// What the crate's files are called, but for `lib` and the extension.
    #[serde(skip)]
    stem: String,
}

#[derive(Debug, Serialize)]
pub struct Macro {
    #[serde(rename = "crate")]
    pub krate: String,
    /// As the compiler describes it.
    pub kind: String,
    pub name: String,
    pub cost: Cost,
}

/// Where a macro is called.
#[derive(Debug, Serialize)]
pub struct Place {
    /// What is compiled there.
    #[serde(rename = "crate")]
    pub krate: String,
    pub file: String,
    pub line: String,
    pub column: String,
    pub kind: String,
    pub name: String,
    pub cost: Cost,
}

/// Sums, but for the memory, of which it is the most. What a native macro takes but time is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    pub expansions: u64,
    pub nanoseconds: u64,
    pub fuel: u64,
    pub memory: u64,
    pub requests: u64,
}

/// A line about one expansion.
pub struct Expansion {
    /// The crate that was compiled.
    user: String,
    form: String,
    krate: String,
    /// The file of the macro crate, if that is known.
    library: Option<PathBuf>,
    kind: String,
    name: String,
    file: String,
    line: String,
    column: String,
    cost: Cost,
}

impl Costs {
    /// Reads some directories of notes.
    pub fn read(states: &[PathBuf]) -> Result<Costs> {
        let mut notes = Vec::new();
        let mut expansions = Vec::new();
        for state in states {
            notes.extend(notes::macro_crates(state)?);
            for path in notes::expansions(state)? {
                expansions.extend(read(&path)?);
            }
        }
        name_originals(&notes, &mut expansions);
        Ok(Costs::new(notes, &expansions))
    }

    pub fn new(notes: Vec<Note>, expansions: &[Expansion]) -> Costs {
        let mut crates: BTreeMap<(String, Option<Package>), (Vec<Build>, Cost)> = BTreeMap::new();
        for Note { name, version, krate, form, why, size, statics, stem, .. } in notes {
            let builds = &mut crates.entry((krate, Some(Package { name, version }))).or_default().0;
            builds.push(Build { form, why, size, statics, stem });
        }
        for (builds, _) in crates.values_mut() {
            builds.sort();
        }
        for expansion in expansions {
            let mut possible = crates.iter().filter(|((krate, _), (builds, _))| {
                *krate == expansion.krate && builds.iter().any(|build| expansion.is_of(build))
            });
            let key = match (possible.next(), possible.next()) {
                (Some((key, _)), None) => key.clone(),
                _ => (expansion.krate.clone(), None),
            };
            crates.entry(key).or_default().1.add(&expansion.cost);
        }
        let mut macros: BTreeMap<_, Cost> = BTreeMap::new();
        let mut places: BTreeMap<_, Cost> = BTreeMap::new();
        for Expansion { user, krate, kind, name, file, line, column, cost, .. } in expansions {
            // It is written as in the program, which may call it by a path.
            let last = name.rsplit("::").next().unwrap_or_default();
            macros.entry((krate, kind, last)).or_default().add(cost);
            places.entry((user, file, line, column, kind, name)).or_default().add(cost);
        }
        let crates = crates.into_iter().map(|((krate, package), (builds, cost))| {
            let is_module = builds.iter().any(|build| build.form == Form::Module);
            let package_of_module = package.as_ref().filter(|_| is_module);
            let measured =
                package_of_module.and_then(|it| statics::measured(&it.name, Some(&it.version)));
            MacroCrate { krate, package, builds, measured, cost }
        });
        let macro_crates = slowest(crates, usize::MAX, |it| it.cost);
        let warnings = macro_crates.iter().flat_map(MacroCrate::warnings).collect();
        let macros = macros.into_iter().map(|((krate, kind, name), cost)| Macro {
            krate: krate.clone(),
            kind: kind.clone(),
            name: name.to_owned(),
            cost,
        });
        let places =
            places.into_iter().map(|((krate, file, line, column, kind, name), cost)| Place {
                krate: krate.clone(),
                file: file.clone(),
                line: line.clone(),
                column: column.clone(),
                kind: kind.clone(),
                name: name.clone(),
                cost,
            });
        Costs {
            macro_crates,
            warnings,
            macros: slowest(macros, SLOWEST, |it| it.cost),
            places: slowest(places, SLOWEST, |it| it.cost),
        }
    }
}

impl MacroCrate {
    fn warnings(&self) -> impl Iterator<Item = String> {
        let statics: BTreeSet<Statics> = self.builds.iter().filter_map(|it| it.statics).collect();
        statics.into_iter().filter_map(|statics| {
            let Package { name, version } = self.package.as_ref()?;
            statics::warning(&self.krate, (name, version), statics)
        })
    }
}

impl Expansion {
    /// Whether the macro may be this one's.
    fn is_of(&self, build: &Build) -> bool {
        let form = if build.form == Form::Native { "native" } else { "module" };
        let stem = self.library.as_deref().and_then(stem);
        form == self.form && stem.is_none_or(|stem| stem == build.stem)
    }
}

impl Cost {
    fn add(&mut self, other: &Cost) {
        self.expansions += other.expansions;
        self.nanoseconds += other.nanoseconds;
        self.fuel += other.fuel;
        self.memory = self.memory.max(other.memory);
        self.requests += other.requests;
    }
}

/// Names the noted file where rustc names another with the same module: that of a build with other settings of Cargo's.
/// rustc finds what a library re-exports by what is in it.
fn name_originals(notes: &[Note], expansions: &mut [Expansion]) {
    let mut originals: BTreeMap<PathBuf, Option<PathBuf>> = BTreeMap::new();
    for library in expansions.iter_mut().filter_map(|it| it.library.as_mut()) {
        let original = originals.entry(library.clone()).or_insert_with(|| original(notes, library));
        if let Some(original) = original {
            library.clone_from(original);
        }
    }
}

fn original(notes: &[Note], library: &Path) -> Option<PathBuf> {
    if notes.iter().any(|note| stem(library) == Some(&note.stem)) {
        return None;
    }
    let module = std::fs::read(library).ok()?;
    let mut possible = notes.iter().filter(|note| note.size == Some(module.len()));
    let is_same = |note: &&Note| std::fs::read(&note.file).is_ok_and(|other| other == module);
    possible.find(is_same).map(|note| note.file.clone())
}

fn slowest<T>(all: impl Iterator<Item = T>, number: usize, cost: impl Fn(&T) -> Cost) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(|it| std::cmp::Reverse(cost(it).nanoseconds));
    all.truncate(number);
    all
}

fn read(path: &Path) -> Result<Vec<Expansion>> {
    let text = files::read_text(path)?;
    let lines = text.lines().map(parse).collect::<Result<_>>();
    lines.with_context(|| format!("`{}` is not understood", path.display()))
}

fn parse(line: &str) -> Result<Expansion> {
    let mut fields: Vec<String> = line.split('\t').map(unescape).collect();
    let library = (fields.len() > FIELDS).then(|| fields.pop()).flatten().map(PathBuf::from);
    let Ok([user, form, krate, kind, name, file, line, column, time, fuel, memory, requests]) =
        <[String; FIELDS]>::try_from(fields)
    else {
        bail!("a line has not {FIELDS} fields");
    };
    let number = |text: &str| match text {
        "-" => Ok(0),
        text => text.parse::<u64>().with_context(|| format!("`{text}` is not a number")),
    };
    let cost = Cost {
        expansions: 1,
        nanoseconds: number(&time)?,
        fuel: number(&fuel)?,
        memory: number(&memory)?,
        requests: number(&requests)?,
    };
    Ok(Expansion { user, form, krate, library, kind, name, file, line, column, cost })
}

/// Takes back that tabs, line ends and backslashes are written as in Rust.
fn unescape(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => text.push('\t'),
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            (c, false) => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "app\tmodule\ta\tderive macro\tA\tsrc/main.rs\t3\t10\t2000\t5\t64\t7\n\
                         app\tmodule\ta\tderive macro\ta::A\tsrc/main.rs\t5\t10\t1000\t6\t32\t1\n\
                         lib\tnative\tb\tmacro\tb\tsrc/\\ta\\\\b.rs\t1\t1\t9000\t-\t-\t-\n";

    fn note(krate: &str, version: &str, form: Form) -> Note {
        Note {
            name: format!("{krate}-macros"),
            version: version.to_owned(),
            krate: krate.to_owned(),
            stem: format!("{krate}-{version}"),
            file: PathBuf::new(),
            form,
            why: "because".to_owned(),
            size: Some(9),
            statics: Some(Statics::Fresh),
        }
    }

    fn expansions(lines: &str) -> Vec<Expansion> {
        lines.lines().map(|line| parse(line).unwrap()).collect()
    }

    /// Of each macro crate its name, version and expansions.
    fn crates(notes: &[(&str, &str, Form)], lines: &str) -> Vec<(String, String, u64)> {
        let notes = notes.iter().map(|(krate, version, form)| note(krate, version, *form));
        let costs = Costs::new(notes.collect(), &expansions(lines));
        let crates = costs.macro_crates.into_iter().map(|it| {
            let version = it.package.map_or("any".to_owned(), |package| package.version);
            (it.krate, version, it.cost.expansions)
        });
        let mut crates: Vec<_> = crates.collect();
        crates.sort();
        crates
    }

    #[test]
    fn lines_are_summed_by_crate_macro_and_place() {
        let notes = ["a", "b", "c"].map(|krate| {
            note(krate, "1.0.0", if krate == "b" { Form::Native } else { Form::Module })
        });
        let costs = Costs::new(notes.into(), &expansions(LINES));
        let names: Vec<&str> = costs.macro_crates.iter().map(|it| it.krate.as_str()).collect();
        assert_eq!(names, ["b", "a", "c"]);
        let of_a = Cost { expansions: 2, nanoseconds: 3000, fuel: 11, memory: 64, requests: 8 };
        assert_eq!(costs.macro_crates[1].cost, of_a);
        assert_eq!(costs.macro_crates[1].package.as_ref().unwrap().name, "a-macros");
        assert_eq!(costs.macro_crates[2].cost, Cost::default());
        assert_eq!(costs.macros[1].name, "A");
        assert_eq!(costs.macros[1].cost, of_a);
        assert_eq!(costs.places.len(), 3);
        assert_eq!(costs.places[0].file, "src/\ta\\b.rs");
    }

    #[test]
    fn versions_are_told_apart_by_form_or_file_and_not_guessed_at() {
        let both = |form| [("a", "1.0.0", Form::Module), ("a", "2.0.0", form)];
        let line =
            |krate: &str, version: &str, number| (krate.to_owned(), version.to_owned(), number);
        let expected = [line("a", "1.0.0", 2), line("a", "2.0.0", 0), line("b", "any", 1)];
        assert_eq!(crates(&both(Form::Native), LINES), expected);

        let unknown = [("1.0.0", 0), ("2.0.0", 0), ("any", 2)];
        let expected = unknown.map(|(version, number)| line("a", version, number));
        let lines = LINES.split_inclusive('\n').take(2).collect::<String>();
        assert_eq!(crates(&both(Form::Module), &lines), expected);

        let lines = lines.replacen('\n', "\t/t/deps/liba-1.0.0.so\n", 1);
        let lines = lines + LINES.lines().next().unwrap() + "\t/t/deps/liba-2.0.0.so\n";
        let expected = [("1.0.0", 1), ("2.0.0", 1), ("any", 1)];
        let expected = expected.map(|(version, number)| line("a", version, number));
        assert_eq!(crates(&both(Form::Module), &lines), expected);
    }

    #[test]
    fn what_needs_shared_statics_and_has_fresh_ones_is_warned_of() {
        let warnings = |name: &str, statics, form| {
            let note = Note { name: name.to_owned(), statics, ..note(name, "0.3.13", form) };
            Costs::new(vec![note], &[]).warnings
        };
        let fresh = Some(Statics::Fresh);
        let said = warnings("enum_dispatch", fresh, Form::Module);
        assert!(said.len() == 1 && said[0].contains("needs shared statics"), "{said:?}");
        assert_eq!(warnings("enum_dispatch", Some(Statics::Shared), Form::Module), [""; 0]);
        assert_eq!(warnings("enum_dispatch", None, Form::Native), [""; 0]);
        assert_eq!(warnings("serde_derive", fresh, Form::Module), [""; 0]);
    }

    #[test]
    fn a_module_is_the_same_under_another_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(format!("lib{name}.so"));
        let write = |name: &str, module: &str| std::fs::write(path(name), module).unwrap();
        let note = |version: &str| {
            let note = note("a", version, Form::Module);
            Note { file: path(&note.stem), ..note }
        };
        let notes = vec![note("1.0.0"), note("2.0.0")];
        write("a-1.0.0", "module 1.");
        write("a-2.0.0", "module 2.");
        write("a-copy", "module 2.");
        write("a-other", "module 3.");
        let line = LINES.lines().next().unwrap();
        let names = ["a-2.0.0", "a-copy", "a-other", "a-gone"];
        let lines = names.map(|name| format!("{line}\t{}\n", path(name).display()));
        let mut expansions = expansions(&lines.concat());
        name_originals(&notes, &mut expansions);
        let costs = Costs::new(notes, &expansions).macro_crates.into_iter();
        let mut seen: Vec<_> = costs
            .map(|it| (it.package.map(|package| package.version), it.cost.expansions))
            .collect();
        seen.sort();
        let version = |version: &str| Some(version.to_owned());
        assert_eq!(seen, [(None, 2), (version("1.0.0"), 0), (version("2.0.0"), 2)]);
    }

    #[test]
    fn other_lines_are_not_guessed_at() {
        assert!(parse("app\tmodule").is_err());
        assert!(parse(&LINES.lines().next().unwrap().replace("2000", "x")).is_err());
    }
}
