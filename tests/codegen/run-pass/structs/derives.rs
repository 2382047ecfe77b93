//! What derived traits do for structs and enums with fields of all kinds.
use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Record {
    major: u8,
    name: String,
    parts: Vec<Part>,
    nested: Option<Box<Record>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Part {
    #[default]
    None,
    One(i32),
    Two { left: char, right: (bool, u64) },
}

#[derive(Debug, PartialEq, PartialOrd, Clone, Copy)]
struct Float(f64, f32);

fn main() {
    let empty = Record::default();
    let full = black_box(Record {
        major: 1,
        name: "full".into(),
        parts: vec![Part::One(-1), Part::Two { left: 'l', right: (true, 9) }, Part::None],
        nested: Some(Box::new(empty.clone())),
    });
    let longer = Record { parts: [full.parts.clone(), vec![Part::None]].concat(), ..full.clone() };
    println!("{full:?}\n{full:#?}");
    let all = [&empty, &full, &longer];
    for a in all {
        println!("{:?}", all.map(|b| (a.cmp(b), a == b)));
    }
    let parts = [Part::Two { left: 'a', right: (true, 0) }, Part::One(5), Part::None, Part::One(-5), Part::Two { left: 'a', right: (false, 9) }];
    println!("{:?}", parts.iter().collect::<BTreeSet<_>>());
    let map: HashMap<Record, i32> = [(empty.clone(), 1), (full.clone(), 2), (full, 3)].into();
    println!("{} {:?} {:?}", map.len(), map.get(&empty), map.get(&longer));
    let floats = [Float(1.0, 2.0), Float(1.0, f32::NAN), Float(0.5, 9.0)];
    println!("{:?}", floats.map(|a| floats.map(|b| a.partial_cmp(&b))));
}
