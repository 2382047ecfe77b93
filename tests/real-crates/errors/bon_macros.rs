//! What bon's macros refuse, and what the types of its builders do.

use bon::{Builder, bon, builder};

#[derive(Builder)]
struct User {
    #[builder(unknown, default = "text")]
    name: u8,
    #[builder(skip, into)]
    skipped: u8,
    #[builder(start_fn, default)]
    start: u8,
}

#[derive(Builder)]
struct Fine {
    a: u8,
    b: String,
}

#[builder(finish_fn = )]
fn syntax(a: u8) {}

#[builder]
fn pattern((a, b): (u8, u8)) {}

#[bon]
impl Fine {
    #[builder]
    fn method(&self, #[builder(finish_fn, start_fn)] a: u8) {}
}

#[derive(Builder)]
enum NotAStruct {
    A,
}

fn main() {
    Fine::builder().a(1).build();
    Fine::builder().a(1).a(2);
    Fine::builder().b(5).c();
}
