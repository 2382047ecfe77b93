//! Closures go between a library and the program, in both directions.
//@ aux-build: closure_library.rs
use closure_library::{Events, boxed, counter, pipeline};

fn main() {
    let (mut a, mut b) = (counter(2), counter(5));
    println!("{} {} {} {}", a(), b(), a(), b());
    println!("{}", boxed(String::from("name"))("text"));
    let mut seen = Vec::new();
    let mut sum = 0;
    {
        let mut events = Events::default();
        events.on(|v| { seen.push(v); v < 3 }).on(|v| { sum += v; true }).on(|v| v % 2 == 1);
        println!("{} {} {}", events.fire(1), events.fire(2), events.fire(std::hint::black_box(5)));
    }
    println!("{seen:?} {sum}");
    println!("{} {}", pipeline(&[&|x| x + 1, &|x| x * 10], 4), pipeline(&[&|s: String| s + "!", &|s| s.repeat(2)], "a".to_owned()));
}
