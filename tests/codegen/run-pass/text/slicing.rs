//! Parts of text at the boundaries of characters, and none elsewhere.
use std::hint::black_box;

fn main() {
    let text = black_box("añ€🦀z");
    for start in 0..=text.len() {
        for end in start..=text.len() {
            if let Some(part) = text.get(start..end) {
                print!("{start}..{end}:{part} ");
            }
        }
        print!("{} ", text.is_char_boundary(start));
        println!("{:?}", text.split_at_checked(start));
    }
    println!("{:?}", text.char_indices().collect::<Vec<_>>());
    println!("{:?}", text.char_indices().rev().map(|(i, c)| (c, i)).collect::<Vec<_>>());
    println!("{:?} {:?}", text.bytes().rev().next(), text.chars().rev().collect::<String>());
    println!("{} {} {}", &text[1..3], &text[..1], &text[6..]);
    println!("{:?} {:?}", text.floor_char_boundary(2), text.ceil_char_boundary(4));
}
