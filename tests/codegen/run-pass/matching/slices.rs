//! Patterns of slices and arrays, with the rest in the middle, at the ends, and bound.
use std::hint::black_box;

fn shape(slice: &[i32]) -> String {
    match slice {
        [] => "empty".into(),
        [x] => format!("one {x}"),
        [first, .., last] if first == last => format!("framed by {first}"),
        [0, rest @ ..] => format!("zero and {rest:?}"),
        [.., 9] => "ends in nine".into(),
        [a, b] => format!("two {a} {b}"),
        [a, middle @ .., b, c] => format!("{a} [{}] {b} {c}", middle.len()),
    }
}

fn command(words: &[&str]) -> i32 {
    match *words {
        ["add", a, b] => a.parse::<i32>().unwrap_or(0) + b.parse::<i32>().unwrap_or(0),
        ["neg", a] => -a.parse::<i32>().unwrap_or(0),
        ["help" | "?", ..] => 1000,
        [_, _, _, ..] => 3000,
        _ => -1,
    }
}

fn swap_ends(slice: &mut [u8]) {
    if let [first, middle @ .., last] = slice {
        std::mem::swap(first, last);
        swap_ends(middle);
    }
}

fn main() {
    for slice in black_box([&[][..], &[5], &[1, 2], &[7, 7], &[0, 1, 2], &[3, 9], &[1, 2, 3, 4, 5], &[4, 0, 4]]) {
        println!("{}", shape(slice));
    }
    for words in black_box([&["add", "2", "40"][..], &["neg", "5"], &["help"], &["?", "x"], &["a", "b", "c"], &[], &["neg"]]) {
        print!("{} ", command(words));
    }
    let mut bytes = *b"reversed";
    swap_ends(&mut bytes);
    println!("{}", bytes.escape_ascii());
    let [a, .., z] = black_box([1, 2, 3, 4]);
    let [[b, _], [_, c]] = black_box([[1, 2], [3, 4]]);
    println!("{a} {z} {b} {c}");
    if let [x, y, rest @ ..] = &mut vec![1, 2, 3, 4][..] {
        *x += rest.iter().sum::<i32>();
        println!("{x} {y}");
    }
}
