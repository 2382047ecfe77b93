//! `#[derive(Encode, Decode)]` and their relatives.

use parity_scale_codec::{Compact, Decode, DecodeAll, Encode};

#[derive(Encode, Decode, Debug, PartialEq)]
struct Header<T> {
    #[codec(compact)]
    number: u32,
    #[codec(skip)]
    cache: u8,
    body: Vec<T>,
}

#[derive(Encode, Decode, Debug, PartialEq)]
enum Message {
    #[codec(index = 15)]
    Ping,
    Text(String),
    Move {
        x: i8,
        y: Option<bool>,
    },
}

fn main() {
    let header = Header { number: 70, cache: 1, body: vec![Message::Ping, Message::Text("hi".into())] };
    let bytes = header.encode();
    println!("{bytes:?} {:?}", Header::<Message>::decode(&mut &bytes[..]).unwrap());
    let bytes = Message::Move { x: -1, y: Some(true) }.encode();
    println!("{bytes:?} {:?} {:?}", Message::decode_all(&mut &bytes[..]), Compact(5u8).encode());
    println!("{}", Message::decode(&mut &[99u8][..]).unwrap_err());
}
