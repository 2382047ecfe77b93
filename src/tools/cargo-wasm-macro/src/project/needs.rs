//! What macros were refused while a workspace was checked, from rustc's notes, and what would let them have
//! it. Nothing is granted here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What rustc's notes have before the value of an option that would help.
const ALLOW_ENV: &str = "allow it with `--wasm-proc-macro-allow-env ";
const ALLOW_READ: &str = "allow it with `--wasm-proc-macro-allow-read ";
/// What they have of something else.
const NEVER: [&str; 3] =
    [", which no module can", ", which no module may", ", which there is none of in a module"];

/// What is known of a check.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// By the macro crate's name.
    pub grants: BTreeMap<String, Wanted>,
    /// What no policy allows, with the place.
    pub never: BTreeSet<String>,
    /// Whether there were errors of which no refusal is known.
    pub has_other_errors: bool,
}

/// What a macro crate wants to read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub variables: BTreeSet<String>,
    /// As the policy has them.
    pub directories: BTreeSet<String>,
    /// What was read where, in words.
    pub seen: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Line {
    manifest_path: PathBuf,
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    level: String,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    children: Vec<Message>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

impl Needs {
    pub fn is_empty(&self) -> bool {
        self.grants.is_empty() && self.never.is_empty()
    }

    /// Adds what Cargo prints of a build.
    pub fn read(&mut self, stdout: &str, root: &Path) {
        for Line { manifest_path, message } in
            stdout.lines().filter_map(|it| serde_json::from_str(it).ok())
        {
            if message.level != "error" {
                continue;
            }
            let package = manifest_path.parent().unwrap_or(root);
            let place = message.spans.iter().find(|span| span.is_primary);
            let place =
                place.map_or("".to_owned(), |it| format!("{}:{}", it.file_name, it.line_start));
            let mut is_known = false;
            for note in message.children.iter().filter(|child| child.level == "note") {
                is_known |= self.add(&note.message, &place, package, root);
            }
            // The last one of each crate only counts the others.
            let is_summary =
                message.spans.is_empty() && message.message.starts_with("aborting due to");
            self.has_other_errors |= !is_known && !is_summary;
        }
    }

    /// Whether the note is about something that was refused.
    fn add(&mut self, note: &str, place: &str, package: &Path, root: &Path) -> bool {
        let value = |option: &str| {
            let value = note.split_once(option)?.1.split('`').next()?;
            value.split_once('=')
        };
        if let Some((krate, variable)) = value(ALLOW_ENV) {
            let wanted = self.grants.entry(krate.to_owned()).or_default();
            wanted.variables.insert(variable.to_owned());
            wanted.seen.insert(format!("the variable `{variable}` at {place}"));
        } else if let (Some((krate, _)), Some(path)) = (value(ALLOW_READ), read_path(note)) {
            let wanted = self.grants.entry(krate.to_owned()).or_default();
            wanted.directories.insert(directory(Path::new(path), package, root));
            let path = Path::new(path).strip_prefix(root).unwrap_or(Path::new(path));
            wanted.seen.insert(format!("`{}` at {place}", path.display()));
        } else if NEVER.iter().any(|ending| note.contains(ending)) {
            self.never.insert(format!("{place}: {note}"));
        } else {
            return false;
        }
        true
    }
}

/// The path in "the macro ... read `PATH`, which it may not".
fn read_path(note: &str) -> Option<&str> {
    note.split_once(" read `")?.1.split_once("`, which it may not").map(|(path, _)| path)
}

/// The directory that has to be granted for a path, as the policy names it.
fn directory(path: &Path, package: &Path, root: &Path) -> String {
    let path = root.join(path);
    if path.starts_with(package) {
        return "@package".to_owned();
    }
    let directory = if path.is_dir() { &path } else { path.parent().unwrap_or(&path) };
    match directory.strip_prefix(root) {
        Ok(inside) if inside == Path::new("") => ".".to_owned(),
        Ok(inside) => inside.display().to_string(),
        Err(_) => directory.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(level: &str, notes: &[&str]) -> String {
        let notes =
            notes.iter().map(|note| serde_json::json!({ "level": "note", "message": note }));
        serde_json::json!({
            "reason": "compiler-message",
            "manifest_path": "/w/app/Cargo.toml",
            "message": {
                "level": level,
                "message": "proc macro panicked",
                "spans": [{ "file_name": "app/src/main.rs", "line_start": 3, "is_primary": true }],
                "children": notes.collect::<Vec<_>>(),
            },
        })
        .to_string()
    }

    #[test]
    fn what_was_refused_is_read_from_notes() {
        let env = "the macro `a!` read the environment variable `V`, which it may not; allow it with \
                   `--wasm-proc-macro-allow-env a_b=V`";
        let read = |path: &str| {
            format!(
                "the macro `a!` read `{path}`, which it may not; allow it with \
                 `--wasm-proc-macro-allow-read a_b=DIRECTORY`"
            )
        };
        let program = "the derive macro `B` ran the program `git`, which no module can";
        let stdout = [
            line("error", &[env, &read("/w/app/sql/a.sql"), &read("/w/x/y"), &read("/z/q")]),
            line("error", &[program, "something else"]),
            line("warning", &[&env.replace('V', "NOT_AN_ERROR")]),
            "hello".to_owned(),
        ];
        let mut needs = Needs::default();
        needs.read(&stdout.join("\n"), Path::new("/w"));
        let wanted = &needs.grants["a_b"];
        assert_eq!(wanted.variables.iter().collect::<Vec<_>>(), ["V"]);
        assert_eq!(wanted.directories.iter().collect::<Vec<_>>(), ["/z", "@package", "x"]);
        assert!(wanted.seen.contains("the variable `V` at app/src/main.rs:3"));
        assert!(wanted.seen.contains("`x/y` at app/src/main.rs:3"));
        assert!(wanted.seen.contains("`/z/q` at app/src/main.rs:3"));
        assert_eq!(
            needs.never.iter().collect::<Vec<_>>(),
            [&format!("app/src/main.rs:3: {program}")]
        );
        assert!(!needs.has_other_errors);
    }

    #[test]
    fn other_errors_are_no_refusals() {
        let mut needs = Needs::default();
        needs.read(&line("error", &["expected `u8`"]), Path::new("/w"));
        assert!(needs.has_other_errors && needs.is_empty());
    }
}
