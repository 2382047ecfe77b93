//! Traits that are derived with attributes of `educe`.

use educe::Educe;

#[derive(Educe)]
#[educe(Debug(name = "Shape"), Clone, PartialEq, Eq, Hash, Default(new))]
struct Square {
    #[educe(Debug(name = "length"), Default = 4)]
    side: u32,
    #[educe(Debug(ignore), PartialEq(ignore), Eq(ignore), Hash(ignore))]
    id: u64,
}

#[derive(Educe)]
#[educe(Debug, PartialEq, Default)]
enum Level {
    Low,
    #[educe(Default)]
    Middle(#[educe(Default = 5)] u8),
    #[educe(Debug(name = "Top"))]
    High {
        by: i16,
    },
}

#[derive(Educe)]
#[educe(Deref, DerefMut)]
struct Wrapper(#[educe(Deref, DerefMut)] Vec<u8>, u8);

fn main() {
    let square = Square::new();
    let other = Square { id: 9, ..square.clone() };
    println!("{square:?} {}", square == other);
    println!("{:?} {:?} {}", Level::default(), Level::High { by: -1 }, Level::Low == Level::Middle(0));
    let mut wrapper = Wrapper(vec![1], 2);
    let last = wrapper.1;
    wrapper.push(last);
    println!("{:?} {}", *wrapper, wrapper.len());
}
