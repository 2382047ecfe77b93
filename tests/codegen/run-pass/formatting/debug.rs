//! `{:?}` and `{:#?}` of structs, enums, collections and nested values.
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hint::black_box;
use std::rc::Rc;

#[derive(Debug)]
struct Unit;
#[derive(Debug)]
struct Tuple(i32, &'static str, Option<Unit>);
#[derive(Debug)]
struct Named<'a, T> {
    id: u8,
    r#type: T,
    borrowed: &'a [f32],
}
#[derive(Debug)]
enum Choice {
    A,
    B(u8, char),
    C { x: Box<Choice>, y: () },
}

fn main() {
    let named = black_box(Named { id: 7, r#type: Tuple(-1, "q\"uote\n", Some(Unit)), borrowed: &[1.0, -0.5] });
    println!("{named:?}\n{named:#?}");
    let choice = Choice::C { x: Box::new(Choice::B(1, '\'')), y: () };
    println!("{choice:?} {:?}\n{choice:#?}", Choice::A);
    let map: BTreeMap<&str, Vec<Option<i32>>> = [("a", vec![Some(1), None]), ("b", vec![])].into();
    println!("{map:?}\n{map:#?}");
    println!("{:?} {:?}", BTreeSet::from([(1, 'x'), (0, 'y')]), VecDeque::from([1u8, 2]));
    println!("{:?} {:?} {:?}", Rc::new([1, 2]), std::cell::RefCell::new(5), Box::new("x"));
    println!("{:?} {:?} {:?} {:?}", 1..5, ..=3, .., (1, 2.0, "three", '4', [5], ()));
    println!("{:04x?} {:#X?} {:5?} {:<5?}| {:.1?} {:+?}", [10, 255], [255], [1, 2], [Some(1)], [1.55, 2.0], [1, -1]);
    println!("{:?} {:?} {:?}", "tab\t\0\u{7f}é\u{200b}", 'a'..='b', b"bytes\xff");
    println!("{:?} {:?}", std::time::Duration::from_micros(1_500_000), std::cmp::Reverse(3));
    println!("{:?} {:?}", std::alloc::Layout::new::<u64>(), Some(std::num::Wrapping(3)));
    println!("{:#?}", (Some([("k", 1)]), Vec::<u8>::new(), ()));
}
