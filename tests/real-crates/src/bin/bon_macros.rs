//! `#[builder]` on functions and methods, `#[derive(Builder)]` on structs.

use bon::{Builder, bon, builder};

#[builder]
fn greet<T: ToString>(
    #[builder(start_fn)] name: &str,
    #[builder(finish_fn)] end: char,
    age: u8,
    #[builder(default = 2)] times: usize,
    note: Option<T>,
) -> String {
    let note = note.map_or("nothing".to_owned(), |note| note.to_string());
    format!("{name} is {age}, {note}{end}").repeat(times)
}

#[derive(Builder, Debug, Clone)]
#[builder(on(String, into), derive(Debug, Clone), finish_fn = finish)]
struct User<'a, T: Default> {
    #[builder(field)]
    log: Vec<u8>,
    name: String,
    #[builder(default)]
    level: T,
    #[builder(with = |words: &'a str| words.split(' ').collect())]
    tags: Vec<&'a str>,
    #[builder(skip = name.len())]
    length: usize,
    nick: Option<String>,
}

impl<'a, T: Default, S: user_builder::State> UserBuilder<'a, T, S> {
    fn note(mut self, byte: u8) -> Self {
        self.log.push(byte);
        self
    }
}

struct Counter(u32);

#[bon]
impl Counter {
    #[builder]
    fn new(#[builder(setters(vis = "pub", name = from))] start: u32) -> Self {
        Self(start)
    }

    #[builder]
    fn add(&mut self, by: u32, twice: bool) -> u32 {
        self.0 += if twice { 2 * by } else { by };
        self.0
    }
}

fn main() {
    println!("{}", greet("Ferris").age(9).note(1.5).call('!'));
    println!("{}", greet::<&str>("Crab").times(1).age(1).maybe_note(None).call('.'));
    let builder = User::<u8>::builder().note(1).name("Ferris").tags("a b c");
    println!("{:?}", builder.clone());
    println!("{:?}", builder.clone().finish());
    println!("{:?}", builder.note(2).level(3).nick("F").finish());
    let mut counter = Counter::builder().from(40).build();
    println!("{} {}", counter.add().by(1).twice(true).call(), counter.0);
}
