//! `#[derive(Pointee)]` and `#[pointee]`: pointers to what has no size, taken apart.
//@ dependency: ptr_meta = { version = "0.3", features = ["derive"] }

use ptr_meta::{DynMetadata, Pointee, from_raw_parts, metadata, pointee, to_raw_parts};

#[derive(Pointee)]
struct Block<H, T> {
    header: H,
    body: [T],
}

#[pointee]
trait Speak {
    fn speak(&self) -> String;
}

struct Dog(u8);

impl Speak for Dog {
    fn speak(&self) -> String {
        format!("dog {}", self.0)
    }
}

fn main() {
    let numbers: &[u16] = &[1, 2, 3, 4];
    let block: &Block<u16, u16> = unsafe { &*from_raw_parts(numbers.as_ptr().cast(), 3) };
    println!("{} {} {:?}", metadata(block), block.header, &block.body);
    let dog: &dyn Speak = &Dog(3);
    let (data, vtable): (_, DynMetadata<dyn Speak>) = to_raw_parts(dog);
    println!("{} {}", vtable.size_of(), unsafe { &*from_raw_parts::<dyn Speak>(data, vtable) }.speak());
}
