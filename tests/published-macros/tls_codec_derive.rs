//! `#[derive(TlsSerialize, TlsDeserialize, TlsSize)]`: bytes as TLS has them.
//@ dependency: tls_codec = { version = "0.4", features = ["derive"] }

use tls_codec::{Deserialize, Serialize, Size, TlsDeserialize, TlsSerialize, TlsSize, TlsVecU16};

#[derive(Debug, PartialEq, TlsSerialize, TlsDeserialize, TlsSize)]
struct Message {
    version: u16,
    list: TlsVecU16<u8>,
    kind: Kind,
    #[tls_codec(skip)]
    skipped: u8,
}

#[derive(Debug, PartialEq, TlsSerialize, TlsDeserialize, TlsSize)]
#[repr(u16)]
enum Kind {
    First,
    #[tls_codec(discriminant = 500)]
    Second(u8),
    Third {
        a: Option<u32>,
    },
}

fn main() {
    let message = Message { version: 3, list: vec![1, 2].into(), kind: Kind::Second(9), skipped: 0 };
    let bytes = message.tls_serialize_detached().unwrap();
    println!("{bytes:?} {}", message.tls_serialized_len());
    println!("{}", Message::tls_deserialize(&mut bytes.as_slice()).unwrap() == message);
    println!("{:?}", Kind::tls_deserialize(&mut &[0u8, 7][..]));
    println!("{:?}", Kind::Third { a: Some(1) }.tls_serialize_detached());
}
