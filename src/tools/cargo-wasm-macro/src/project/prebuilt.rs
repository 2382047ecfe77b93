//! Directories of modules that are taken instead of being compiled, and what is recorded of each: it
//! fits where it was made of what Cargo would make it of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use semver::Version;
use serde::{Deserialize, Serialize};

use crate::files;

/// The name of the file with the records of a directory.
pub const INDEX: &str = "modules.toml";

/// Version of that file's format.
const FORMAT: u32 = 1;

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    version: u32,
    #[serde(default, rename = "module")]
    pub modules: Vec<Prebuilt>,
}

/// What is recorded of a module.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Prebuilt {
    /// In the same directory.
    pub file: String,
    pub sha256: String,
    pub name: String,
    pub version: String,
    /// Sorted.
    pub features: Vec<String>,
    pub target: String,
    /// The hash that `Cargo.lock` has of the package.
    pub checksum: String,
    /// The packages that it is made of.
    pub dependencies: BTreeSet<Locked>,
}

/// A package of a `Cargo.lock`. Those of a registry have checksums.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    pub name: String,
    pub version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checksum: Option<String>,
}

impl Index {
    pub fn new(modules: Vec<Prebuilt>) -> Index {
        Index { version: FORMAT, modules }
    }

    pub fn read(directory: &Path) -> Result<Index> {
        let path = directory.join(INDEX);
        let index: Index = toml::from_str(&files::read_text(&path)?)
            .with_context(|| format!("`{}` is not valid", path.display()))?;
        if index.version != FORMAT {
            bail!("`{}` has version {}, and not {FORMAT}", path.display(), index.version);
        }
        for module in &index.modules {
            if Path::new(&module.file).file_name() != Some(module.file.as_ref()) {
                bail!("`{}` names `{}`, which is not a file in it", path.display(), module.file);
            }
        }
        Ok(index)
    }

    pub fn write(&self, directory: &Path) -> Result<()> {
        let text = format!("# Written by `cargo wasm-macro vendor`.\n{}", toml::to_string(self)?);
        files::write(&directory.join(INDEX), text.as_bytes())
    }
}

impl Prebuilt {
    /// Whether Cargo would make it of the same packages.
    pub fn fits(&self, lock: &CargoLock) -> bool {
        let itself = Locked {
            name: self.name.clone(),
            version: self.version.clone(),
            checksum: Some(self.checksum.clone()),
        };
        let Some(needed) = lock.closure(&self.name, &self.version) else { return false };
        let has_other = |needed: &Locked| {
            let mut same = self.dependencies.iter().filter(|it| is_same_line(it, needed));
            // What is not there is needed for features that others enable of the same packages.
            same.next().is_some_and(|it| it != needed)
        };
        lock.packages().any(|it| *it == itself) && !needed.iter().any(has_other)
    }

    /// The bytes, if they are those that were recorded.
    pub fn read(&self, directory: &Path) -> Result<Vec<u8>> {
        let path = directory.join(&self.file);
        let bytes = files::read(&path)?;
        let found = files::sha256(&bytes);
        if found != self.sha256 {
            bail!(
                "`{}` has the SHA-256 {found}, and `{INDEX}` beside it has {}; run `cargo wasm-macro vendor` again",
                path.display(),
                self.sha256
            );
        }
        Ok(bytes)
    }
}

/// Whether Cargo would take one of two versions for both.
fn is_same_line(one: &Locked, other: &Locked) -> bool {
    let line = |it: &Locked| {
        let version = Version::parse(&it.version).ok()?;
        Some(match (version.major, version.minor) {
            (0, 0) => (0, 0, version.patch),
            (0, minor) => (0, minor, 0),
            (major, _) => (major, 0, 0),
        })
    };
    one.name == other.name && line(one) == line(other)
}

/// A `Cargo.lock`, as far as it says what depends on what.
pub struct CargoLock {
    packages: BTreeMap<(String, String), Package>,
}

struct Package {
    locked: Locked,
    dependencies: Vec<String>,
}

impl CargoLock {
    pub fn read(root: &Path) -> Result<CargoLock> {
        let path = root.join("Cargo.lock");
        CargoLock::parse(&files::read_text(&path)?)
            .with_context(|| format!("`{}` is not valid", path.display()))
    }

    pub fn parse(text: &str) -> Result<CargoLock> {
        #[derive(Deserialize)]
        struct File {
            #[serde(default)]
            package: Vec<Entry>,
        }
        #[derive(Deserialize)]
        struct Entry {
            #[serde(flatten)]
            locked: OpenLocked,
            #[serde(default)]
            dependencies: Vec<String>,
        }
        #[derive(Deserialize)]
        struct OpenLocked {
            name: String,
            version: String,
            checksum: Option<String>,
        }
        let file: File = toml::from_str(text)?;
        let packages = file.package.into_iter().map(|Entry { locked, dependencies }| {
            let OpenLocked { name, version, checksum } = locked;
            let locked = Locked { name: name.clone(), version: version.clone(), checksum };
            ((name, version), Package { locked, dependencies })
        });
        Ok(CargoLock { packages: packages.collect() })
    }

    fn packages(&self) -> impl Iterator<Item = &Locked> {
        self.packages.values().map(|package| &package.locked)
    }

    /// What a package needs, itself not included.
    pub fn closure(&self, name: &str, version: &str) -> Option<BTreeSet<Locked>> {
        let root = self.packages.get(&(name.to_owned(), version.to_owned()))?;
        let mut needed = BTreeSet::new();
        let mut rest = vec![root];
        while let Some(package) = rest.pop() {
            for dependency in package.dependencies.iter().filter_map(|it| self.find(it)) {
                if needed.insert(dependency.locked.clone()) {
                    rest.push(dependency);
                }
            }
        }
        Some(needed)
    }

    /// `NAME`, `NAME VERSION` or `NAME VERSION (SOURCE)`, as short as is clear.
    fn find(&self, dependency: &str) -> Option<&Package> {
        let mut words = dependency.split(' ');
        let (name, version) = (words.next()?, words.next());
        match version {
            Some(version) => self.packages.get(&(name.to_owned(), version.to_owned())),
            None => self.packages.values().find(|package| package.locked.name == name),
        }
    }
}

/// A module that fits, and where it is.
pub struct Found<'a> {
    pub module: &'a Prebuilt,
    pub directory: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["derive", "syn 1.0.9"]
[[package]]
name = "derive"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "aa"
dependencies = ["quote", "syn 2.0.1"]
[[package]]
name = "quote"
version = "1.0.0"
checksum = "bb"
dependencies = ["serde"]
[[package]]
name = "serde"
version = "1.0.0"
checksum = "cc"
[[package]]
name = "syn"
version = "1.0.9"
checksum = "dd"
[[package]]
name = "syn"
version = "2.0.1"
checksum = "ee"
"#;

    fn prebuilt(dependencies: &[(&str, &str, &str)]) -> Prebuilt {
        let locked = |&(name, version, checksum): &(&str, &str, &str)| Locked {
            name: name.to_owned(),
            version: version.to_owned(),
            checksum: Some(checksum.to_owned()),
        };
        Prebuilt {
            file: "derive.wasm".to_owned(),
            sha256: files::sha256(b"module"),
            name: "derive".to_owned(),
            version: "1.0.0".to_owned(),
            features: Vec::new(),
            target: "wasm32-wasip1".to_owned(),
            checksum: "aa".to_owned(),
            dependencies: dependencies.iter().map(locked).collect(),
        }
    }

    #[test]
    fn a_lock_file_says_what_a_package_needs() {
        let lock = CargoLock::parse(LOCK).unwrap();
        let names = |name: &str, version: &str| -> Vec<String> {
            let needed = lock.closure(name, version).unwrap();
            needed.iter().map(|it| format!("{} {}", it.name, it.version)).collect()
        };
        assert_eq!(names("derive", "1.0.0"), ["quote 1.0.0", "serde 1.0.0", "syn 2.0.1"]);
        assert_eq!(names("serde", "1.0.0"), <[String; 0]>::default());
        assert!(lock.closure("derive", "2.0.0").is_none());
    }

    #[test]
    fn a_module_fits_the_packages_that_it_was_made_of() {
        let lock = CargoLock::parse(LOCK).unwrap();
        let quote = ("quote", "1.0.0", "bb");
        let fits = |dependencies: &[_]| prebuilt(dependencies).fits(&lock);
        assert!(fits(&[quote, ("syn", "2.0.1", "ee")]));
        assert!(fits(&[quote, ("syn", "2.0.1", "ee"), ("optional", "1.0.0", "ff")]));
        assert!(!fits(&[quote, ("syn", "2.0.0", "ee")]), "another version");
        assert!(!fits(&[quote, ("syn", "2.0.1", "00")]), "other bytes");
        let of_other_bytes = Prebuilt { checksum: "00".to_owned(), ..prebuilt(&[quote]) };
        assert!(!of_other_bytes.fits(&lock));
        let unknown = Prebuilt { version: "1.0.1".to_owned(), ..prebuilt(&[quote]) };
        assert!(!unknown.fits(&lock));
    }

    #[test]
    fn what_is_written_is_read_again_and_what_has_changed_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let module = prebuilt(&[("quote", "1.0.0", "bb")]);
        Index::new(vec![module.clone()]).write(dir.path()).unwrap();
        assert_eq!(Index::read(dir.path()).unwrap().modules, std::slice::from_ref(&module));
        files::write(&dir.path().join("derive.wasm"), b"module").unwrap();
        assert_eq!(module.read(dir.path()).unwrap(), b"module");
        files::write(&dir.path().join("derive.wasm"), b"changed").unwrap();
        let error = module.read(dir.path()).unwrap_err().to_string();
        assert!(
            error.contains(&module.sha256) && error.contains(&files::sha256(b"changed")),
            "{error}"
        );
        let elsewhere = Prebuilt { file: "../derive.wasm".to_owned(), ..module };
        Index::new(vec![elsewhere]).write(dir.path()).unwrap();
        assert!(Index::read(dir.path()).unwrap_err().to_string().contains("not a file in it"));
    }
}
