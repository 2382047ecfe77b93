//! `#[phantom]`: types of a program's own that are like `PhantomData`.
//@ dependency: ghost = "0.1"

use ghost::phantom;

#[phantom]
#[derive(Copy, Clone, Default, Hash, PartialOrd, Ord, PartialEq, Eq, Debug)]
struct Marker<T: ?Sized>;

#[phantom]
struct Variant<'a, #[contra] A, #[invariant] B>
where
    A: ?Sized;

struct Wrapper<T> {
    marker: Marker<T>,
}

fn main() {
    let wrapper = Wrapper::<String> { marker: Marker };
    println!("{:?} {}", wrapper.marker, std::mem::size_of::<Wrapper<u64>>());
    let _: Variant<'_, str, u8> = Variant;
    println!("{:?}", Marker::<str> == Marker);
}
