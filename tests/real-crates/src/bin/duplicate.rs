//! `#[duplicate_item]` and `duplicate!`: items repeated with other words in them.

use duplicate::{duplicate, duplicate_item, substitute, substitute_item};

trait Bits {
    const BITS: usize;
    fn name(&self) -> String;
}

#[duplicate_item(
    int_type  bits  bonus;
    [ u8 ]    [ 8 ] [ "small" ];
    [ i32 ]   [ 30 + 2 ] [ "middle" ];
    [ [u64; 2] ] [ { 64 * 2 } ] [ concat!("la", "rge") ];
)]
impl Bits for int_type {
    const BITS: usize = bits;
    fn name(&self) -> String {
        format!("{} {} {}", stringify!(int_type), bonus, bits)
    }
}

struct Holder<T>(T);

impl<T> Holder<T> {
    #[duplicate_item(
        method        reference(type);
        [get]         [& type];
        [get_mut]     [&mut type];
    )]
    fn method(self: reference([Self])) -> reference([T]) {
        reference([self.0])
    }
}

mod inner {
    duplicate::duplicate! {
        [
            name  value;
            [ONE] [1];
            [TWO] [2]
        ]
        pub const name: u32 = value;
    }
}

#[substitute_item(ty [Vec<u8>]; make(x) [vec![x, x]])]
fn bytes() -> ty {
    make([7])
}

fn main() {
    println!("{} {} {}", 1u8.name(), 1i32.name(), [1u64, 2].name());
    println!("{} {}", u8::BITS, <[u64; 2] as Bits>::BITS);
    let mut holder = Holder(5);
    *holder.get_mut() += inner::ONE + inner::TWO;
    println!("{} {:?}", holder.get(), bytes());
    substitute! { [word [println!("{}", 42)]] word; }
    duplicate! {
        [text; ["a"]; ["b"]]
        println!("{}", text);
    }
}
