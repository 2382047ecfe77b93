//! Enums with variants of very different sizes, moved, replaced and matched by reference.
use std::hint::black_box;
use std::mem::{replace, size_of, take};

#[derive(Clone, Debug, PartialEq)]
enum Message {
    Empty,
    Small(u8),
    Large([u64; 20]),
    Text(String, Option<Box<Message>>),
    Many { list: Vec<Message>, count: u16 },
}

impl Default for Message {
    fn default() -> Self {
        Message::Empty
    }
}

fn weight(message: &Message) -> u64 {
    match message {
        Message::Empty => 1,
        Message::Small(n) => u64::from(*n),
        Message::Large(words) => words.iter().sum(),
        Message::Text(text, None) => text.len() as u64,
        Message::Text(text, Some(inner)) => text.len() as u64 * 100 + weight(inner),
        Message::Many { list, count } => list.iter().map(weight).sum::<u64>() * u64::from(*count),
    }
}

fn grow(message: &mut Message) {
    *message = match take(message) {
        Message::Empty => Message::Small(1),
        Message::Small(n) => Message::Large([n.into(); 20]),
        Message::Large(words) => Message::Text(format!("{}", words[19]), Some(Box::new(Message::Large(words)))),
        text @ Message::Text(..) => Message::Many { list: vec![text.clone(), Message::Small(7), text], count: 2 },
        Message::Many { mut list, count } => {
            list.iter_mut().for_each(grow);
            Message::Many { list, count: count + 1 }
        }
    };
}

fn main() {
    let mut message = black_box(Message::Empty);
    for step in 0..7 {
        println!("{step} {} {}", weight(&message), format!("{message:?}").len());
        grow(&mut message);
    }
    if let Message::Many { list, count } = &mut message {
        *count *= 10;
        let first = replace(&mut list[0], Message::Small(200));
        println!("{} {:?}", weight(&first), list.iter().position(|m| matches!(m, Message::Small(n) if *n > 100)));
        list.retain(|m| weight(m) < 250);
    }
    println!("{} {}", weight(&message), size_of::<Message>() == size_of::<[u64; 20]>() + 8);
}
