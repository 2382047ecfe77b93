//! A Ninja file of plain rustc commands, made from what Cargo says of a build with `--unit-graph`. Macro crates are
//! modules, what they are made of is compiled for those alone, and everything is named from the workspace's root.
//! There is no rule for build scripts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

/// What libraries, programs and modules are compiled with.
const RULES: &str = "\
rule rustc
  command = $rustc --crate-name $name --edition $edition -Cmetadata=$id --remap-path-prefix $$PWD=/src $args $in -o $out
  description = $what $name
";
const MODULE: &str = "--target wasm32-wasip1 -Copt-level=3";

struct Graph<'a> {
    units: &'a [Value],
    /// The workspace's.
    root: &'a Path,
    /// Build statements by what they make.
    edges: BTreeMap<String, String>,
}

/// The file for all that a graph is for.
pub fn file(graph: &Value, root: &Path, rustc: &Path) -> String {
    let units = graph["units"].as_array().unwrap();
    let mut made = Graph { units, root, edges: BTreeMap::new() };
    for index in graph["roots"].as_array().unwrap() {
        made.add(index.as_u64().unwrap() as usize, false);
    }
    let statements: String = made.edges.into_values().collect();
    format!("rustc = {}\n{RULES}\n{statements}", rustc.display())
}

impl Graph<'_> {
    /// Adds what makes a unit, and what that needs. For a module, libraries are compiled for its target.
    fn add(&mut self, index: usize, is_for_module: bool) -> String {
        let unit = &self.units[index];
        let target = &unit["target"];
        let name = text(&target["name"]).replace('-', "_");
        let (what, is_for_module, out) = match text(&target["kind"][0]) {
            "proc-macro" => ("module", true, format!("macros/{name}-{index}.wasm")),
            "lib" if is_for_module => ("library", true, format!("wasm/lib{name}-{index}.rlib")),
            "lib" => ("library", false, format!("host/lib{name}-{index}.rlib")),
            "bin" => ("program", false, format!("host/{name}")),
            kind => panic!("there is no rule for `{kind}`"),
        };
        if self.edges.contains_key(&out) {
            return out;
        }
        let mut args = vec!["--wasm-proc-macro-deny-native".to_owned()];
        let kind = text(&target["crate_types"][0]);
        args.push(format!("--crate-type {kind} -Ldependency=macros"));
        args.push(match is_for_module {
            true => format!("{MODULE} -Ldependency=wasm"),
            false => "-Ldependency=host".to_owned(),
        });
        args.extend((kind == "proc-macro").then(|| "--extern proc_macro".to_owned()));
        let features = unit["features"].as_array().unwrap().iter().map(text);
        args.extend(features.map(|feature| format!("--cfg 'feature=\"{feature}\"'")));
        let mut inputs = Vec::new();
        for dependency in unit["dependencies"].as_array().unwrap() {
            let index = dependency["index"].as_u64().unwrap() as usize;
            let file = self.add(index, is_for_module);
            args.push(format!("--extern {}={file}", text(&dependency["extern_crate_name"])));
            inputs.push(file);
        }
        let source = Path::new(text(&target["src_path"])).strip_prefix(self.root).unwrap();
        let mut edge = format!("build {out}: rustc {} | {}\n", source.display(), inputs.join(" "));
        let id = format!("{index}{}", if is_for_module { "w" } else { "h" });
        let edition = text(&target["edition"]);
        let args = args.join(" ");
        for (variable, value) in
            [("what", what), ("name", &name), ("edition", edition), ("id", &id), ("args", &args)]
        {
            let _ = writeln!(edge, "  {variable} = {value}");
        }
        self.edges.insert(out.clone(), edge);
        out
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
