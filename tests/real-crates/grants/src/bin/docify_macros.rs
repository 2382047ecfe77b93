//! `embed!`, which copies parts of source files into documentation, and `#[export]`, which names the parts.

/// Adds.
#[doc = docify::embed!("src/bin/docify_macros.rs", add)]
struct Documented;

/// All of a file.
#[doc = docify::embed!("src/parts/first.rs")]
struct File;

#[docify::export]
fn add(a: i32, b: i32) -> i32 {
    // The answer.
    a + b
}

#[docify::export_content(scale)]
fn multiply(a: i32, b: i32) -> i32 {
    let product = a * b;
    product
}

#[doc = docify::embed!("src/bin/docify_macros.rs", scale)]
fn main() {
    println!("{} {}", add(2, 3), multiply(4, 5));
}
