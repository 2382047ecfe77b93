//! `munge!`: patterns that take apart what is not initialised, pinned or in cells.
//@ dependency: munge = "0.4"

use std::cell::Cell;
use std::mem::MaybeUninit;

use munge::munge;

struct Example {
    a: u32,
    b: (char, f32),
    c: [u8; 3],
}

fn main() {
    let mut value = MaybeUninit::<Example>::uninit();
    munge!(let Example { a, b: (letter, number), c: [first, second, _] } = &mut value);
    println!("{} {} {} {}", a.write(1), letter.write('x'), number.write(2.5), first.write(7));
    println!("{}", second.write(8));
    println!("{}", unsafe { &*(&raw const value).cast::<Example>() }.a);
    let cell = Cell::new((1u8, 2u16));
    munge!(let (left, right) = &cell);
    left.set(5);
    right.set(left.get() as u16 + 1);
    println!("{:?}", cell.get());
}
