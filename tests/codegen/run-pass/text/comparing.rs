//! Texts are compared byte by byte, and hashed and ordered in collections.
use std::collections::{BTreeSet, HashSet};
use std::hint::black_box;

fn main() {
    let texts = black_box(["", "a", "aa", "ab", "b", "B", "é", "z", "aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaab"]);
    for a in texts {
        for b in texts {
            print!("{:?}{} ", a.cmp(b) as i8, u8::from(a == b));
        }
        println!("{:?}", a.partial_cmp("m"));
    }
    let sorted: BTreeSet<&str> = texts.into_iter().collect();
    println!("{sorted:?}");
    println!("{:?}", sorted.range("aa".."b").collect::<Vec<_>>());
    let hashed: HashSet<String> = texts.iter().map(|t| t.to_string()).collect();
    println!("{} {} {}", hashed.len(), hashed.contains("aa"), hashed.contains("ba"));
    let (owned, boxed) = (String::from("same"), Box::<str>::from("same"));
    println!("{} {} {}", owned == "same", *boxed == *owned, "same" < owned.as_str());
}
