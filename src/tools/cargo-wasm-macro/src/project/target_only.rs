//! Libraries that a package needs for a module's target and not for the host, `wasi` of getrandom 0.2, or the other way
//! round, `cpufeatures` of sha2. Macros are made for the host as far as Cargo knows, so it has nobody compile the former.
//! How that would be done follows from what it says of the workspace on that target. Knows nothing of what is compiled
//! already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::metadata::{self, Metadata, Node, Package};
use crate::files;

/// A library, and how Cargo would have it compiled for the host.
pub struct Library {
    /// What the package that needs it calls it.
    pub name: String,
    pub words: Vec<String>,
    /// The directory of its package.
    pub directory: PathBuf,
    /// What Cargo says of the package.
    pub env: BTreeMap<String, String>,
}

/// Those which a package needs that are not among `known`, by the names it has for them. None where one is not
/// published, so that it may change without Cargo's noticing, or has a build script, which nobody has compiled either.
pub fn of(
    (name, version): (&str, &str),
    known: &BTreeSet<&str>,
    metadata: &Metadata,
    out_dir: &Path,
) -> Option<Vec<Library>> {
    let Metadata { packages, resolve, .. } = metadata;
    let node = node((name, version), metadata)?;
    let is_ordinary = |it: &&metadata::Dependency| it.dep_kinds.iter().any(|it| it.kind.is_none());
    let missing = node.deps.iter().filter(is_ordinary).filter(|it| !known.contains(&*it.name));
    let mut libraries = Vec::new();
    for dependency in missing {
        let package = packages.iter().find(|package| package.id == dependency.pkg)?;
        let node = resolve.nodes.iter().find(|node| node.id == dependency.pkg)?;
        // What is a macro crate is no library.
        if package.library().is_none() {
            continue;
        }
        if package.source.is_none() || package.has_build_script() {
            return None;
        }
        libraries.push(library(package, &node.features, &dependency.name, out_dir)?);
    }
    Some(libraries)
}

/// Whether a package needs the library that it calls `name`. `None` if Cargo does not say.
pub fn needs(package: (&str, &str), name: &str, metadata: &Metadata) -> Option<bool> {
    Some(node(package, metadata)?.deps.iter().any(|dependency| dependency.name == name))
}

/// What a package depends on.
fn node<'a>((name, version): (&str, &str), metadata: &'a Metadata) -> Option<&'a Node> {
    let Metadata { packages, resolve, .. } = metadata;
    let package = packages.iter().find(|it| it.name == name && it.version == version)?;
    resolve.nodes.iter().find(|node| node.id == package.id)
}

fn library(package: &Package, features: &[String], name: &str, out_dir: &Path) -> Option<Library> {
    let Package { name: package_name, version, manifest_path, .. } = package;
    let target = package.library()?;
    let (directory, out_dir) = (manifest_path.parent()?, out_dir.display());
    let id = files::sha256(format!("{}\n{}", package.id, features.join("\n")).as_bytes());
    let id = &id[..16];
    let mut words = vec![
        "--crate-name".to_owned(),
        target.name.replace('-', "_"),
        format!("--edition={}", target.edition),
        target.src_path.display().to_string(),
        "--crate-type".to_owned(),
        "lib".to_owned(),
        "--emit=dep-info,metadata,link".to_owned(),
    ];
    for feature in features {
        words.extend(["--cfg".to_owned(), format!("feature=\"{feature}\"")]);
    }
    let options = [format!("metadata={id}"), format!("extra-filename=-{id}")];
    words.extend(options.into_iter().flat_map(|option| ["-C".to_owned(), option]));
    words.extend(["--out-dir".to_owned(), out_dir.to_string()]);
    words.extend(["-L".to_owned(), format!("dependency={out_dir}")]);
    words.extend(["--cap-lints".to_owned(), "allow".to_owned()]);
    let numbers = version.split(['-', '+']).next().unwrap_or_default();
    let mut env = BTreeMap::from([
        ("CARGO_MANIFEST_DIR".to_owned(), directory.display().to_string()),
        ("CARGO_MANIFEST_PATH".to_owned(), manifest_path.display().to_string()),
        ("CARGO_PKG_NAME".to_owned(), package_name.clone()),
        ("CARGO_PKG_VERSION".to_owned(), version.clone()),
    ]);
    for (part, number) in ["MAJOR", "MINOR", "PATCH"].into_iter().zip(numbers.split('.')) {
        env.insert(format!("CARGO_PKG_VERSION_{part}"), number.to_owned());
    }
    Some(Library { name: name.to_owned(), words, directory: directory.to_owned(), env })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn metadata(kind: &str, source: Option<&str>) -> Metadata {
        let package = |name: &str, kinds: &[&str]| {
            let target = |kind: &&str| {
                let source = format!("/r/{name}/lib.rs");
                json!({ "name": name, "kind": [kind], "src_path": source, "edition": "2021" })
            };
            json!({
                "id": name, "name": name, "version": "1.2.3-pre", "source": source,
                "manifest_path": format!("/r/{name}/Cargo.toml"),
                "targets": kinds.iter().map(target).collect::<Vec<_>>(),
            })
        };
        let ordinary = json!([{ "kind": null }]);
        let node = |id: &str, deps: serde_json::Value| json!({ "id": id, "deps": deps, "features": ["std"] });
        serde_json::from_value(json!({
            "packages": [
                package("getrandom", &["lib"]), package("cfg-if", &["lib"]), package("wasi", &["lib", kind]),
                package("derive", &["proc-macro"]), package("test", &["lib"]),
            ],
            "resolve": { "nodes": [
                node("getrandom", json!([
                    { "name": "cfg_if", "pkg": "cfg-if", "dep_kinds": ordinary },
                    { "name": "os", "pkg": "wasi", "dep_kinds": ordinary },
                    { "name": "derive", "pkg": "derive", "dep_kinds": ordinary },
                    { "name": "test", "pkg": "test", "dep_kinds": [{ "kind": "dev" }] },
                ])),
                node("cfg-if", json!([])), node("wasi", json!([])), node("derive", json!([])),
            ] },
            "workspace_members": [],
        }))
        .unwrap()
    }

    #[test]
    fn what_cargo_does_not_compile_is_found() {
        let (known, out_dir) = (BTreeSet::from(["cfg_if"]), Path::new("/t/deps"));
        let of = |name, kind| {
            let metadata = metadata(kind, Some("registry+https://example.org"));
            of((name, "1.2.3-pre"), &known, &metadata, out_dir)
        };
        let found = of("getrandom", "bench").unwrap();
        let [library] = &found[..] else { panic!("{} libraries", found.len()) };
        assert_eq!((&*library.name, &*library.env["CARGO_PKG_VERSION_PATCH"]), ("os", "3"));
        let words = library.words.join(" ");
        assert!(
            words.starts_with("--crate-name wasi --edition=2021 /r/wasi/lib.rs --crate-type lib")
        );
        assert!(words.contains(" --cfg feature=\"std\" -C metadata="), "{words}");
        // Nobody has compiled its build script.
        assert!(of("getrandom", "custom-build").is_none());
        assert!(of("cfg-if", "bench").unwrap().is_empty());
        assert!(of("another", "bench").is_none());
        let said = metadata("bench", None);
        let needs = |package, name| needs((package, "1.2.3-pre"), name, &said);
        assert_eq!(needs("getrandom", "os"), Some(true));
        assert_eq!(needs("getrandom", "libc"), Some(false));
        assert_eq!(needs("another", "libc"), None);
        let own = metadata("bench", None);
        assert!(super::of(("getrandom", "1.2.3-pre"), &known, &own, out_dir).is_none());
    }
}
