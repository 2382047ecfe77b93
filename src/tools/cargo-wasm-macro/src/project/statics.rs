//! What was measured with published macro crates: whether `static`s that live for one expansion give the same as those
//! that live as long as the compiler.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use semver::Version;
use serde::{Deserialize, Serialize};

use super::policy::{FILE, Statics};

/// What was measured with one version of a macro crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measured {
    pub version: Version,
    pub fresh: Fresh,
}

/// What fresh `static`s give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fresh {
    /// As shared ones do.
    Same,
    NeedsShared,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fresh {
            Fresh::Same => "gives the same with fresh statics",
            Fresh::NeedsShared => "needs shared statics",
        };
        write!(f, "{what} (measured with version {})", self.version)
    }
}

/// What was measured with this version of a macro crate or, if that is not known, with another: one that needs shared
/// `static`s rather than another, and a newer one rather than an older. The name is the package's or the crate's.
pub fn measured(name: &str, version: Option<&str>) -> Option<Measured> {
    LIST.measured(name, version)
}

/// What is wrong with the `static`s that a macro crate has, as far as is known, and what the policy would have to say.
pub fn warning(krate: &str, (name, version): (&str, &str), statics: Statics) -> Option<String> {
    let measured = measured(name, Some(version))?;
    let is_wrong = statics == Statics::Fresh && measured.fresh == Fresh::NeedsShared;
    is_wrong.then(|| {
        format!(
            "`{name} {version}` has fresh statics, but {measured}; set `statics = \"shared\"` \
             below `[crates.{krate}]` in `{FILE}`"
        )
    })
}

/// What `./x.py statics --write` has written.
static LIST: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("statics.toml")).expect("a test has parsed it"));

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct List {
    same: Versions,
    needs_shared: Versions,
}

/// By the names of packages.
type Versions = BTreeMap<String, Vec<Version>>;

impl List {
    fn parse(text: &str) -> Result<List, toml::de::Error> {
        toml::from_str(text)
    }

    fn measured(&self, name: &str, version: Option<&str>) -> Option<Measured> {
        let lists = [(&self.same, Fresh::Same), (&self.needs_shared, Fresh::NeedsShared)];
        let all = lists.into_iter().flat_map(|(list, fresh)| {
            let of_name =
                list.iter().filter(|(key, _)| key.replace('-', "_") == name.replace('-', "_"));
            let versions = of_name.flat_map(|(_, versions)| versions);
            versions.map(move |version| Measured { version: version.clone(), fresh })
        });
        let version = version.and_then(|version| Version::parse(version).ok());
        all.max_by_key(|it| (Some(&it.version) == version.as_ref(), it.fresh, it.version.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_is_meant_comes_before_all_others() {
        let text = "[same]\na-b = [\"1.9.0\", \"1.10.0\"]\nc = [\"1.0.0\", \"3.0.0\"]\n\
                    [needs-shared]\nc = [\"2.0.0\"]\n";
        let list = List::parse(text).unwrap();
        let said = |name: &str, version: Option<&str>| {
            list.measured(name, version).map(|measured| measured.to_string())
        };
        let same = |version: &str| {
            Some(format!("gives the same with fresh statics (measured with version {version})"))
        };
        let needs_shared = Some("needs shared statics (measured with version 2.0.0)".to_owned());
        assert_eq!(said("a_b", Some("1.9.0")), same("1.9.0"));
        assert_eq!(said("a-b", Some("1.8.0")), same("1.10.0"));
        assert_eq!(said("a_b", None), same("1.10.0"));
        assert_eq!(said("c", Some("3.0.0")), same("3.0.0"));
        assert_eq!(said("c", Some("3.0.1")), needs_shared);
        assert_eq!(said("c", None), needs_shared);
        assert_eq!(said("b", None), None);
    }

    #[test]
    fn the_list_is_understood() {
        let list = List::parse(include_str!("statics.toml")).unwrap();
        assert!(!list.same.is_empty());
        assert_eq!(measured("enum_dispatch", None).unwrap().fresh, Fresh::NeedsShared);
    }
}
