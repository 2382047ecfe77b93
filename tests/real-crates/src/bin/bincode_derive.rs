//! `#[derive(Encode, Decode, BorrowDecode)]`, which is made without `syn`.

use bincode::config::standard;
use bincode::{BorrowDecode, Decode, Encode};

#[derive(Encode, Decode, Debug, PartialEq)]
struct Order<T> {
    id: u32,
    items: Vec<T>,
    state: State,
}

#[derive(Encode, Decode, Debug, PartialEq)]
enum State {
    New,
    Sent { by: String, stamps: [u8; 3] },
    Lost(Option<i64>, char),
}

#[derive(Encode, BorrowDecode, Debug, PartialEq)]
struct View<'a>(&'a str, &'a [u8]);

#[derive(Encode, Decode, Debug)]
struct Unit;

fn main() {
    let orders = [
        Order { id: 7, items: vec![1.5f32, -2.0], state: State::New },
        Order {
            id: 70000,
            items: vec![],
            state: State::Sent { by: "mail".into(), stamps: [1, 2, 3] },
        },
        Order { id: 0, items: vec![0.0], state: State::Lost(Some(-5), 'ß') },
    ];
    for order in orders {
        let bytes = bincode::encode_to_vec(&order, standard()).unwrap();
        println!("{bytes:?}");
        let (back, length): (Order<f32>, usize) =
            bincode::decode_from_slice(&bytes, standard()).unwrap();
        println!("{length} {}", back == order);
        println!("{:?}", bincode::decode_from_slice::<Order<f32>, _>(&bytes[..2], standard()));
    }
    let bytes = bincode::encode_to_vec(View("a b", &[9, 8]), standard()).unwrap();
    println!("{:?}", bincode::borrow_decode_from_slice::<View, _>(&bytes, standard()));
    println!("{:?}", bincode::decode_from_slice::<State, _>(&[9], standard()));
    println!("{:?}", bincode::decode_from_slice::<Unit, _>(&[], standard()));
}
