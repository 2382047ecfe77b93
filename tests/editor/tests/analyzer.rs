//! rust-analyzer on a project with published macros, serde's, thiserror's, clap's, tokio's and async-trait's: with
//! modules it finds what it finds with dylibs, and no macro is unresolved.

use std::fs;
use std::sync::OnceLock;

use editor_tests::analyzer::{Analyzer, Position};
use editor_tests::project::{Macros, Project};

const MAIN: &str = Project::MAIN;

/// The project with modules and with dylibs, built once.
fn projects() -> Option<&'static [Project; 2]> {
    static PROJECTS: OnceLock<Option<[Project; 2]>> = OnceLock::new();
    let build = || Some([Project::build(Macros::Modules)?, Project::build(Macros::Dylibs)?]);
    PROJECTS.get_or_init(build).as_ref()
}

/// Where a text is for the `nth` time in a source, and how far behind its start the place is.
#[track_caller]
fn find(source: &str, text: &str, nth: usize, behind: usize) -> Position {
    let (at, _) = source.match_indices(text).nth(nth).unwrap_or_else(|| panic!("no `{text}`"));
    let before = &source[..at + behind];
    (before.matches('\n').count(), before.len() - before.rfind('\n').map_or(0, |at| at + 1))
}

/// Macros that are called in `src/main.rs`, and what is before the name.
const CALLS: [(&str, usize); 11] = [
    ("Deserialize, Getters", 0),
    ("Getters, Serialize", 0),
    ("Serialize)]", 0),
    ("Error)]", 0),
    ("Parser)]", 0),
    ("async_trait]", 0),
    ("async_trait]", 1),
    ("tokio::main", 0),
    ("join!", 0),
    ("println!", 0),
    ("println!", 1),
];

fn expansions(analyzer: &mut Analyzer, source: &str) -> Vec<(String, String)> {
    let expand = |(text, nth): (&str, usize)| {
        let behind = text.find("main").unwrap_or(0);
        let expanded = analyzer.expand(MAIN, find(source, text, nth, behind));
        expanded.unwrap_or_else(|| panic!("`{text}` expands to nothing"))
    };
    CALLS.map(expand).to_vec()
}

#[test]
fn a_session_with_modules_is_one_with_dylibs() {
    let Some(projects) = projects() else { return };
    let [modules, dylibs] = projects.each_ref().map(session);
    assert_eq!(modules.len(), dylibs.len());
    for (module, dylib) in modules.iter().zip(&dylibs) {
        assert_eq!(module, dylib);
    }
}

/// What an editor asks, and what it is told.
fn session(project: &Project) -> Vec<String> {
    let source = project.source();
    let mut analyzer = project.start_analyzer();
    analyzer.open(MAIN, &source);
    let mut told = Vec::new();
    assert_eq!(analyzer.diagnostics(MAIN), []);

    for (name, text) in expansions(&mut analyzer, &source) {
        told.push(format!("{name}: {text}"));
    }
    let all = told.concat();
    for part in [
        "fn serialize<",
        "\"itemCount\"",
        "fn note(&self)",
        "fn from_arg_matches_mut",
        "Pin<Box<dyn",
        "new_current_thread",
        "impl ::core::convert::From<std::fmt::Error> for ShopError",
    ] {
        let squeezed = all.replace([' ', '\n'], "");
        assert!(squeezed.contains(&part.replace(' ', "")), "`{part}` is not in {all}");
    }

    // A method that exists only in what a macro expands to.
    let call = find(&source, "order.note()", 0, "order.".len());
    let hover = analyzer.hover(MAIN, call);
    assert!(hover.contains("fn note(&self) -> &String"), "{hover}");
    let definition = analyzer.definition(MAIN, call);
    let (field, _) = find(&source, "pub note", 0, 0);
    assert_eq!(definition, [(MAIN.to_owned(), field as u64)]);
    told.push(hover);

    // A type that is known only if the macros of the trait and of its `impl` were expanded.
    let hover = analyzer.hover(MAIN, find(&source, "Ok(left)", 0, "Ok(".len()));
    assert!(hover.contains("left: u32"), "{hover}");
    told.push(hover);

    // Errors: of a macro that panics, and of one that writes `compile_error!`.
    let wrong = "\nshop_macros::fail!(out of stock);\n\n\
        #[derive(Debug, Error)]\nenum Wrong {\n    #[error]\n    A,\n}\n";
    let text = source.clone() + wrong;
    analyzer.change(MAIN, &text);
    let diagnostics = analyzer.diagnostics(MAIN);
    let (line, _) = find(&text, "shop_macros::fail!", 0, 0);
    let says = |line: usize, part: &str| {
        diagnostics.iter().any(|(_, at, text)| *at == line as u64 && text.contains(part))
    };
    assert!(says(line, "out of stock"), "{diagnostics:?}");
    let (line, _) = find(&text, "#[error]", 0, 0);
    assert!(says(line, "attribute arguments"), "{diagnostics:?}");
    told.push(format!("{diagnostics:?}"));
    told
}

#[test]
fn there_is_no_dylib_where_macros_are_modules() {
    let Some([modules, dylibs]) = projects() else { return };
    let files = modules.macro_files();
    assert_eq!(files.len(), dylibs.macro_files().len());
    assert!(files.len() >= 6, "{files:?}");
    for file in files {
        assert!(fs::read(&file).unwrap().starts_with(b"\0asm"), "{}", file.display());
    }
}

#[test]
fn diagnostics_of_the_project_are_none() {
    let Some(projects) = projects() else { return };
    for project in projects {
        let output = project.run_analyzer("diagnostics");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && text.contains("diagnostic scan complete"), "{output:?}");
        assert!(!text.contains("at crate"), "{text}");
    }
}

/// How many expressions there are and how many have a type: nothing is unknown in the one that is known in the other.
#[test]
fn statistics_are_those_of_dylibs() {
    let Some(projects) = projects() else { return };
    let [modules, dylibs] = projects.each_ref().map(|project| {
        let output = project.run_analyzer("analysis-stats");
        assert!(output.status.success(), "{output:?}");
        let text =
            [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
        let text = text.concat();
        // Without times and sizes.
        let start = text.find("exprs:").unwrap_or_else(|| panic!("no count in {text}"));
        text[start..].lines().take(2).map(str::trim).collect::<Vec<_>>().join("\n")
    });
    assert!(modules.contains("exprs:") && modules.contains("pats:"), "{modules}");
    assert_eq!(modules, dylibs);
}
