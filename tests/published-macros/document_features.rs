//! `document_features!`: documentation of Cargo's features from the comments in Cargo.toml.
//@ dependency: document-features = "0.2"
//@ feature: default = ["first"]
//@ feature: #! # All of them
//@ feature: ## The first.
//@ feature: first = []
//@ feature: ## The second,
//@ feature: ## which is longer.
//@ feature: second = []
//@ grant: read @package

const TEXT: &str = document_features::document_features!();

#[doc = document_features::document_features!(feature_label = r#"<b>{feature}</b>"#)]
struct Documented;

fn main() {
    println!("{TEXT:?} {}", std::mem::size_of::<Documented>());
}
