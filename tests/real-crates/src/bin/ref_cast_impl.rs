//! `#[derive(RefCast)]`: references to wrappers from references to what they wrap.

use std::marker::PhantomData;

use ref_cast::{RefCast, RefCastCustom, ref_cast_custom};

#[derive(RefCast, Debug)]
#[repr(transparent)]
struct Name(str);

#[derive(RefCast, Debug)]
#[repr(C)]
struct Tagged<T, U> {
    value: T,
    #[trivial]
    tag: PhantomData<U>,
    #[trivial]
    unit: (),
}

#[derive(RefCastCustom)]
#[repr(transparent)]
struct Bytes<'a>([&'a u8]);

impl<'a> Bytes<'a> {
    #[ref_cast_custom]
    const fn new<'b>(bytes: &'b [&'a u8]) -> &'b Self;
}

#[derive(RefCastCustom)]
#[repr(transparent)]
struct Owner([u8]);

impl Owner {
    #[ref_cast_custom]
    fn new_mut(bytes: &mut [u8]) -> &mut Self;
}

fn main() {
    println!("{:?} {}", Name::ref_cast("Ferris"), &Name::ref_cast("text").0[1..]);
    let mut number = 4;
    let tagged: &mut Tagged<i32, String> = Tagged::ref_cast_mut(&mut number);
    tagged.value += 1;
    println!("{tagged:?}");
    println!("{}", Bytes::new(&[&1, &2]).0.len());
    println!("{:?} {number}", Owner::new_mut(&mut [3]).0.len());
}
