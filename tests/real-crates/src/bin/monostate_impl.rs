//! `MustBe!` and `#[monostate]`'s type tricks: types of one value.

use monostate::{MustBe, MustBeStr};

#[derive(serde::Deserialize, serde::Serialize, Debug)]
struct Message {
    kind: MustBe!("greeting"),
    version: MustBe!(2u8),
    strict: MustBe!(true),
    sign: MustBe!('-'),
    offset: MustBe!(-5i64),
}

fn text<V: monostate::ConstStr>(_: MustBeStr<V>) -> &'static str {
    V::VALUE
}

fn main() {
    for json in [
        r#"{"kind":"greeting","version":2,"strict":true,"sign":"-","offset":-5}"#,
        r#"{"kind":"farewell","version":2,"strict":true,"sign":"-","offset":-5}"#,
        r#"{"kind":"greeting","version":3,"strict":true,"sign":"-","offset":-5}"#,
        r#"{"kind":"greeting","version":2,"strict":true,"sign":"-","offset":5}"#,
    ] {
        match serde_json::from_str::<Message>(json) {
            Ok(message) => println!("{message:?} {}", serde_json::to_string(&message).unwrap()),
            Err(error) => println!("{error}"),
        }
    }
    println!("{} {:?}", text(<MustBe!("größe")>::default()), <MustBe!('x')>::default());
}
