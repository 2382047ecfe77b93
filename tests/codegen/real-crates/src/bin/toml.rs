//! `toml`: tables, dates, derived types, both ways, and errors with their places.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::value::Datetime;
use toml::{Table, Value};

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Package {
    name: String,
    version: Option<String>,
    released: Datetime,
    sizes: Vec<u16>,
    ratio: f64,
    #[serde(default)]
    features: BTreeMap<String, Vec<String>>,
    target: Vec<Target>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Target {
    path_name: String,
    kind: Kind,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Lib,
    Bin { threads: i8 },
}

const TEXT: &str = r#"
name = "tést \u00e9" # comment
version = '''raw\n'''
released = 2024-02-29T23:59:59.25+01:30
sizes = [1, 0xFF, 0o17, 1_000,]
ratio = -1.5e-3
[features]
default = ["a", "b"]
"quoted key" = []
[[target]]
path-name = """
several
  lines \
     joined"""
kind = "lib"
[[target]]
path-name = "x"
kind = { bin = { threads = -3 } }
"#;

fn main() {
    let package: Package = toml::from_str(TEXT).unwrap();
    println!("{package:?}");
    let text = toml::to_string(&package).unwrap();
    println!("{text}{}", toml::to_string_pretty(&package).unwrap());
    assert_eq!(toml::from_str::<Package>(&text).unwrap(), package);
    let table: Table = TEXT.parse().unwrap();
    println!("{table:?} {}", table["target"][1]["kind"]["bin"]["threads"]);
    println!("{:?}", table.keys().collect::<Vec<_>>());
    for text in [
        "a = 1\na = 2", "a", "a = ", "[t]\n[t]", "a = [1, 'x'", "a = 1e", "d = 2024-13-01", "s = \"\\q\"", "x.y = 1\nx = 2", "a = 99999999999999999999", "inf = [inf, -inf, nan, +0.0]",
        "t = 07:32:00\nd = 1979-05-27\nl = 1979-05-27 07:32:00", "a.b.\"c d\".e = { f = [[1], [{}]] }",
    ] {
        println!("{text:?}: {:?}", text.parse::<Table>().map(|t| t.to_string()).map_err(|e| (e.message().to_owned(), e.span())));
    }
    println!("{}", toml::from_str::<Package>(&TEXT.replace("-3", "300")).unwrap_err());
    println!("{:?}", Value::try_from(BTreeMap::from([("k", Some(1.5)), ("n", None)])).map_err(|e| e.to_string()));
    println!("{:?}", toml::to_string(&[1, 2]).is_err());
}
