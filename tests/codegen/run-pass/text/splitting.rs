//! Every way to split text.
use std::hint::black_box;

fn main() {
    for text in black_box(["a,b,,c,", "", ",", "one", " two  words ", "k=v=w", "line\r\nnext\n\nlast"]) {
        println!("{text:?}");
        println!("  {:?}", text.split(',').collect::<Vec<_>>());
        println!("  {:?}", text.rsplit(',').collect::<Vec<_>>());
        println!("  {:?}", text.splitn(2, ',').collect::<Vec<_>>());
        println!("  {:?}", text.rsplitn(2, ',').collect::<Vec<_>>());
        println!("  {:?}", text.split_terminator(',').collect::<Vec<_>>());
        println!("  {:?}", text.split_inclusive(',').collect::<Vec<_>>());
        println!("  {:?}", text.split_whitespace().collect::<Vec<_>>());
        println!("  {:?}", text.lines().collect::<Vec<_>>());
        println!("  {:?} {:?}", text.split_once('='), text.rsplit_once('='));
        println!("  {:?}", text.split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>());
        println!("  {:?}", text.split("wo").collect::<Vec<_>>());
        println!("  {:?}", text.split(['=', ' ']).collect::<Vec<_>>());
    }
}
