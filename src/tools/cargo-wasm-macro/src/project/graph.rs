//! What the packages of a workspace are needed for, by what depends on what. It is a guess: it knows neither what Cargo
//! was asked to build nor what macro crates turn out to be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::metadata::{self, DependencyKind, Metadata, Node, Package};
use super::rules::Rules;
use crate::build::Compiler;
use crate::files;

/// Where it is written down.
const DIRECTORY: &str = "graph";

/// What a library is needed for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Use {
    /// Modules are there already of all macro crates that are made of it.
    Nothing,
    /// Macros are made of it, and nothing else is.
    Modules,
    /// Programs, build scripts or native macro crates are, as far as is known.
    Host,
}

/// Those of packages, by name and version.
type Uses = BTreeMap<String, Use>;

/// What the library of a package, of which name and version are given, is needed for. Cargo is asked once for each lock
/// file and for each set of rules.
pub fn use_of(package: &str, rules: &Rules, state: &Path, rustc: &str) -> Result<Use> {
    let lock = fs::read(rules.root.join("Cargo.lock")).unwrap_or_default();
    let parts = [rules.root.to_string_lossy().into_owned(), rules.fingerprint()?];
    let key = files::sha256(&[parts.join("\n").as_bytes(), &lock].concat());
    let directory = state.join(DIRECTORY);
    let path = directory.join(format!("{}.json", &key[..16]));
    if !path.is_file() {
        fs::create_dir_all(&directory)?;
        let lock = File::create(directory.join("lock"))?;
        lock.lock()?;
        if !path.is_file() {
            let uses = read(&rules.root, &directory, rustc)
                .map_or_else(Uses::new, |metadata| uses(&metadata, rules));
            files::write(&path, &serde_json::to_vec(&uses)?)?;
        }
    }
    let uses: Uses = serde_json::from_slice(&files::read(&path)?)?;
    Ok(uses.get(package).copied().unwrap_or(Use::Host))
}

/// What Cargo says of the workspace; nothing if it cannot.
fn read(root: &Path, directory: &Path, rustc: &str) -> Option<Metadata> {
    let compiler = Compiler::find(Some(Path::new(rustc))).ok()?;
    metadata::ask(root, compiler.host().ok()?, &["--offline", "--locked"], directory, rustc)
}

fn uses(metadata: &Metadata, rules: &Rules) -> Uses {
    let packages: BTreeMap<&str, &Package> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let nodes: BTreeMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    // A library is needed for what those that depend on it are needed for, a macro crate is not.
    let needed_for = |id: &str, by: Use| {
        let Package { name, version, .. } = packages[id];
        match packages[id].macro_crate().is_some() {
            true if rules.policy.may_be_native(name, version) => Use::Host,
            true if rules.has_prebuilt(name, version) => Use::Nothing,
            true => Use::Modules,
            // Cargo asks for a library that somebody may change whenever it has changed.
            false if by == Use::Nothing && !is_published(packages[id]) => Use::Modules,
            false => by,
        }
    };
    let members: BTreeSet<&str> = metadata.workspace_members.iter().map(String::as_str).collect();
    let mut rest: Vec<(&str, Use)> =
        members.iter().map(|id| (*id, needed_for(id, Use::Host))).collect();
    let mut seen: BTreeSet<(&str, Use)> = rest.iter().copied().collect();
    while let Some((id, own)) = rest.pop() {
        for dependency in nodes.get(id).map_or(&[][..], |node| &node.deps) {
            let id_of_it = dependency.pkg.as_str();
            for DependencyKind { kind } in &dependency.dep_kinds {
                let needed = match kind.as_deref() {
                    None => needed_for(id_of_it, own),
                    // Tests are programs, and so are build scripts.
                    Some("dev") if !members.contains(id) => continue,
                    Some(_) => needed_for(id_of_it, Use::Host),
                };
                if seen.insert((id_of_it, needed)) {
                    rest.push((id_of_it, needed));
                }
            }
        }
    }
    let mut uses = Uses::new();
    for (id, needed) in seen.into_iter().filter(|(id, _)| packages[id].macro_crate().is_none()) {
        let name = format!("{} {}", packages[id].name, packages[id].version);
        let all = uses.entry(name).or_insert(needed);
        *all = needed.max(*all);
    }
    uses
}

fn is_published(package: &Package) -> bool {
    package.source.as_ref().is_some_and(|source| source.starts_with("registry+"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::project::policy::FILE;
    use crate::project::prebuilt::INDEX;
    use crate::project::rules::Locking;

    /// Packages by name, those that are macro crates, and what needs what in which way.
    fn metadata(macro_crates: &[&str], edges: &[(&str, &str, Option<&str>)]) -> Metadata {
        let names: BTreeSet<&str> = edges.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
        let package = |name: &&str| {
            let kind = if macro_crates.contains(name) { "proc-macro" } else { "lib" };
            let source = Some("registry+https://example.org").filter(|_| *name != "patched");
            let targets = json!([{ "name": name, "kind": [kind] }]);
            json!({ "id": name, "name": name, "version": "1.0.0", "source": source, "targets": targets })
        };
        let node = |name: &&str| {
            let of_it = edges.iter().filter(|(from, ..)| from == name);
            let deps: Vec<Value> = of_it
                .map(|(_, to, kind)| json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] }))
                .collect();
            json!({ "id": name, "deps": deps })
        };
        serde_json::from_value(json!({
            "packages": names.iter().map(package).collect::<Vec<_>>(),
            "resolve": { "nodes": names.iter().map(node).collect::<Vec<_>>() },
            "workspace_members": ["app", "own"],
        }))
        .unwrap()
    }

    const EDGES: [(&str, &str, Option<&str>); 17] = [
        ("app", "own", None),
        ("app", "derive", None),
        ("app", "log", None),
        ("app", "cc", Some("build")),
        ("app", "codegen", Some("build")),
        ("app", "testing", Some("dev")),
        ("own", "syn", None),
        ("own", "macro_test", Some("dev")),
        ("derive", "syn", None),
        ("derive", "log", None),
        ("derive", "version_check", Some("build")),
        ("derive", "dev_of_another", Some("dev")),
        ("syn", "quote", None),
        ("syn", "probe", Some("build")),
        ("quote", "helper_macros", None),
        ("helper_macros", "tokens", None),
        ("codegen", "both", None),
    ];

    /// The libraries that are needed for something.
    fn needed_for(wanted: Use, edges: &[(&str, &str, Option<&str>)], rules: &Rules) -> Vec<String> {
        let metadata = metadata(&["own", "derive", "helper_macros"], edges);
        let uses = uses(&metadata, rules).into_iter().filter(|(_, needed)| *needed == wanted);
        uses.map(|(name, _)| name.replace(" 1.0.0", "")).collect()
    }

    fn rules(files: &[(&str, &str)]) -> Rules {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            files::write(&dir.path().join(name), text.as_bytes()).unwrap();
        }
        Rules::read(dir.path(), Locking::Off).unwrap()
    }

    #[test]
    fn what_programs_tests_and_build_scripts_need_is_for_the_host() {
        let only = |edges: &[_]| needed_for(Use::Modules, edges, &rules(&[]));
        assert_eq!(only(&EDGES), ["quote", "syn", "tokens"]);
        let both = [&EDGES[..], &[("derive", "both", None)]].concat();
        assert_eq!(only(&both), ["quote", "syn", "tokens"]);
        let program = [&EDGES[..], &[("log", "quote", None)]].concat();
        assert_eq!(only(&program), ["syn", "tokens"]);
    }

    #[test]
    fn what_a_native_macro_crate_is_made_of_is_for_the_host() {
        let only = |name: &str| {
            let native = format!("[[native]]\nname = \"{name}\"\nversion = \"1\"\nwhy = \"x\"");
            needed_for(Use::Modules, &EDGES, &rules(&[(FILE, &native)]))
        };
        assert_eq!(only("derive"), ["tokens"]);
        assert_eq!(only("helper_macros"), ["quote", "syn"]);
    }

    #[test]
    fn what_modules_that_are_there_were_made_of_is_for_nothing() {
        let index = "version = 1\n[[module]]\nfile = \"derive.wasm\"\nsha256 = \"0\"\nname = \"derive\"\n\
                     version = \"1.0.0\"\nfeatures = []\ntarget = \"wasm32-wasip1\"\nchecksum = \"0\"\ndependencies = []\n";
        let rules = rules(&[(FILE, "prebuilt = [\".\"]"), (INDEX, index)]);
        let more = [("derive", "heck", None), ("derive", "patched", None)];
        let edges = [&EDGES[..], &more].concat();
        assert_eq!(needed_for(Use::Nothing, &edges, &rules), ["heck"]);
        let of_others = ["patched", "quote", "syn", "tokens"];
        assert_eq!(needed_for(Use::Modules, &edges, &rules), of_others);
    }
}
