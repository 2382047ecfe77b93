//! `#[aquamarine]`: diagrams in documentation.
//@ dependency: aquamarine = "0.6"
//@ grant: read include_dir_macros=@package

/// A function.
///
/// ```mermaid
/// graph LR
///     a --> b
/// ```
#[aquamarine::aquamarine]
fn documented() -> u32 {
    3
}

/// ```mermaid
/// sequenceDiagram
/// ```
/// Text after it.
#[aquamarine::aquamarine]
#[derive(Debug)]
struct Documented {
    /// A field.
    field: u8,
}

fn main() {
    println!("{} {:?}", documented(), Documented { field: 1 });
}
