//! `#[derive(Deref, DerefMut, EnumVariantMeta)]`: the small derives of Bevy.
//@ dependency: bevy_derive = "0.16"

use bevy_derive::{Deref, DerefMut};

#[derive(Deref, DerefMut)]
struct Single(Vec<u8>);

#[derive(Deref, DerefMut)]
struct Named<T: Default> {
    other: u32,
    #[deref]
    inner: T,
}

fn main() {
    let mut single = Single(vec![1]);
    single.push(2);
    let mut named = Named { other: 3, inner: String::from("a") };
    named.push('b');
    println!("{} {} {}", single.len(), *named, named.other);
}
