//! `#[derive(Educe)]`: the standard traits with renamed, ignored and computed fields.

use std::collections::BTreeSet;

use educe::Educe;

#[derive(Educe)]
#[educe(Debug(name = "Setting"), Clone, PartialEq, Default(new))]
struct Settings<T: Default> {
    #[educe(Debug(name = "title"), Default = "none")]
    name: String,
    #[educe(Debug(ignore), PartialEq(ignore))]
    secret: u8,
    #[educe(Debug(method(shout)), Default(expression = 3 + 4))]
    level: u8,
    value: T,
}

fn shout(level: &u8, f: &mut std::fmt::Formatter) -> std::fmt::Result {
    write!(f, "LEVEL {level}!")
}

#[derive(Educe, Clone, Copy)]
#[educe(Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Card {
    #[educe(Debug(name = "Fool"))]
    Joker,
    #[educe(Default)]
    Number(#[educe(Ord(rank = 1))] u8, #[educe(Ord(rank = 0))] char),
    Face {
        #[educe(PartialEq(ignore), Ord(ignore))]
        name: &'static str,
        value: u8,
    },
}

#[derive(Educe)]
#[educe(Deref, DerefMut, Into(usize))]
struct Holder {
    #[educe(Deref, DerefMut)]
    list: Vec<u8>,
    #[educe(Into(usize))]
    count: usize,
}

fn main() {
    let one = Settings::<i8>::new();
    let two = Settings { secret: 9, ..one.clone() };
    println!("{one:?} {}", one == two);
    let cards = BTreeSet::from([
        Card::Face { name: "queen", value: 12 },
        Card::Number(1, 'z'),
        Card::Joker,
        Card::Number(2, 'a'),
        Card::Face { name: "other", value: 12 },
        Card::default(),
    ]);
    println!("{cards:?}");
    let mut holder = Holder { list: vec![1], count: 5 };
    holder.push(2);
    println!("{:?} {}", holder.first(), usize::from(holder.count) + holder.len());
    println!("{}", Into::<usize>::into(holder));
}
