//! `#[momo]`: generic functions that only convert, and call one that does the work.
//@ dependency: gix-macros = "0.1"

use gix_macros::momo;

#[momo]
fn join(first: impl Into<String>, second: impl AsRef<str>, number: u32) -> String {
    let (first, second): (String, &str) = (first.into(), second.as_ref());
    format!("{first}{second}{number}")
}

struct Counter(usize);

impl Counter {
    #[momo]
    fn add<P>(&mut self, path: P) -> usize
    where
        P: AsRef<str>,
    {
        self.0 += path.as_ref().len();
        self.0
    }
}

fn main() {
    println!("{}", join("a", String::from("b"), 3));
    let mut counter = Counter(0);
    println!("{} {}", counter.add("a/b"), counter.add(String::from("c")));
}
