//! `Option` of what has invalid values is no larger, at any depth.
use std::hint::black_box;
use std::mem::size_of;
use std::num::NonZeroU16;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Inner {
    A,
    B(bool),
    C(char),
}

type Deep = Option<Option<Option<Option<bool>>>>;

#[inline(never)]
fn depth(value: Deep) -> i32 {
    match value {
        None => 0,
        Some(None) => 1,
        Some(Some(None)) => 2,
        Some(Some(Some(None))) => 3,
        Some(Some(Some(Some(b)))) => 4 + i32::from(b),
    }
}

fn main() {
    for value in black_box([None, Some(None), Some(Some(None)), Some(Some(Some(None))), Some(Some(Some(Some(false)))), Some(Some(Some(Some(true))))]) {
        print!("{} {value:?} ", depth(value));
    }
    println!("{}", size_of::<Deep>());
    for value in black_box([None, Some(None), Some(Some(Inner::A)), Some(Some(Inner::B(true))), Some(Some(Inner::C('x')))]) {
        print!("{value:?} {} ", matches!(value, Some(Some(Inner::B(_) | Inner::C('x')))));
    }
    println!("{} {}", size_of::<Inner>(), size_of::<Option<Option<Inner>>>());
    let references = black_box([Some(&5u8), None, Some(&7)]);
    println!("{references:?} {}", size_of::<Option<&u8>>());
    let boxes = black_box([Some(Box::new(1)), None]);
    println!("{boxes:?} {}", size_of::<Option<Box<i32>>>());
    let functions: [Option<fn(i32) -> i32>; 2] = black_box([Some(|x| x + 1), None]);
    println!("{:?} {}", functions.map(|f| f.map(|f| f(1))), size_of::<Option<fn()>>());
    let results: [Result<NonZeroU16, ()>; 2] = black_box([Ok(NonZeroU16::MIN), Err(())]);
    println!("{results:?} {}", size_of::<Result<NonZeroU16, ()>>());
    let vectors = black_box([Some(vec![1u8]), Some(vec![]), None]);
    println!("{vectors:?} {}", size_of::<Option<Vec<u8>>>() == size_of::<Vec<u8>>());
    println!("{:?} {}", black_box([Some(Some(String::new())), Some(None), None]), size_of::<Option<Option<String>>>() == size_of::<String>());
    println!("{:?}", black_box([Some(std::cmp::Ordering::Less), None, Some(std::cmp::Ordering::Greater)]));
}
