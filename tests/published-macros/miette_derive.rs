//! `#[derive(Diagnostic)]`: codes, help, labels, sources and forwarding.
//@ dependency: miette = "7"
//@ dependency: thiserror = "2"

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

#[derive(Debug, Error, Diagnostic)]
#[error("it went wrong")]
#[diagnostic(code(wrong::it), url("http://example.org/{}", self.number), help("try {number} again"), severity(Warning))]
struct Wrong {
    #[source_code]
    source_code: NamedSource<String>,
    #[label("here it is")]
    place: SourceSpan,
    #[label]
    other: Option<SourceSpan>,
    number: u32,
    #[related]
    others: Vec<Other>,
}

#[derive(Debug, Error, Diagnostic)]
enum Other {
    #[error("first {0}")]
    #[diagnostic(code(other::first))]
    First(u32),
    #[error("second")]
    #[diagnostic(help("nothing helps with {name}"))]
    Second { name: String },
    #[error(transparent)]
    #[diagnostic(transparent)]
    Inner(Box<Wrong>),
}

fn show(error: &dyn Diagnostic) {
    let text = |shown: Option<Box<dyn std::fmt::Display + '_>>| shown.map(|shown| shown.to_string());
    println!(
        "{error}: {:?} {:?} {:?} {:?}",
        text(error.code()),
        text(error.help()),
        text(error.url()),
        error.severity()
    );
    for label in error.labels().into_iter().flatten() {
        println!("  {:?} {} {}", label.label(), label.offset(), label.len());
    }
    for related in error.related().into_iter().flatten() {
        show(related);
    }
}

fn main() {
    let wrong = || Wrong {
        source_code: NamedSource::new("a.rs", "fn main".to_owned()),
        place: (3, 4).into(),
        other: Some((0, 2).into()),
        number: 6,
        others: vec![Other::First(1), Other::Second { name: "x".into() }],
    };
    show(&wrong());
    show(&Other::Inner(Box::new(wrong())));
}
