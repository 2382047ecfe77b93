//! `#[derive(MaxSize, Schema)]`: how long values can be, and descriptions of them.
//@ dependency: postcard = { version = "1", default-features = false, features = ["experimental-derive"] }

use postcard::experimental::max_size::MaxSize;

#[derive(MaxSize)]
struct Point<const N: usize> {
    x: u64,
    y: [u8; N],
    z: Option<bool>,
}

#[derive(MaxSize)]
enum Choice<T: MaxSize> {
    A,
    B(T, u16),
    C { point: Point<2> },
}

fn main() {
    println!("{} {}", Point::<4>::POSTCARD_MAX_SIZE, Choice::<[u32; 8]>::POSTCARD_MAX_SIZE);
}
