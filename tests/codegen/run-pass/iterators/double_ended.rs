//! Adaptors from both ends at once, by turns, until they meet.
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Debug;
use std::hint::black_box;

fn by_turns<T: Debug>(mut iter: impl DoubleEndedIterator<Item = T>) -> String {
    let mut out = String::new();
    for i in 0.. {
        let item = match i % 5 {
            0 | 3 => iter.next(),
            4 => iter.nth_back(1),
            _ => iter.next_back(),
        };
        match item {
            Some(item) => out += &format!("{item:?} "),
            None if i % 5 == 4 => continue,
            None => return out,
        }
    }
    out
}

fn main() {
    let n = black_box(11);
    let list: Vec<u32> = (0..n).collect();
    println!("{}", by_turns(0..n));
    println!("{}", by_turns(0..=n));
    println!("{}", by_turns(list.iter().enumerate()));
    println!("{}", by_turns(list.iter().zip(list.iter().rev())));
    println!("{}", by_turns(list.iter().skip(2).step_by(2).take(4)));
    println!("{}", by_turns(list.chunks(3)));
    println!("{}", by_turns(list.windows(4).map(|w| w[0] * w[3])));
    println!("{}", by_turns(list.iter().filter(|x| *x % 3 != 1)));
    println!("{}", by_turns(list.iter().filter_map(|x| x.checked_sub(4))));
    println!("{}", by_turns(list.iter().take(3).chain(&list[8..]).copied()));
    println!("{}", by_turns((1..4).flat_map(|x| (0..x).map(move |y| x * 10 + y))));
    println!("{}", by_turns(list.clone().into_iter().inspect(|x| assert!(*x < 11))));
    println!("{}", by_turns("a€ñ🦀z!".chars()));
    println!("{}", by_turns("a,b,,c,d,".split(',')));
    println!("{}", by_turns("one two  three".split_ascii_whitespace()));
    println!("{}", by_turns(list.iter().copied().collect::<VecDeque<_>>().into_iter()));
    println!("{}", by_turns(list.iter().map(|x| (x * 7 % 11, x)).collect::<BTreeMap<_, _>>().into_iter()));
    println!("{}", by_turns(list.rsplit(|x| x % 4 == 0)));
    println!("{}", by_turns([Some(1), None, Some(3)].into_iter().flatten()));
    println!("{}", by_turns(list.iter().peekable().rev()));
}
