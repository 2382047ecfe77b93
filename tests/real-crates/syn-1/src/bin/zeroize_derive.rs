//! Values that are wiped.

use zeroize::{Zeroize, ZeroizeOnDrop};

#[derive(Zeroize)]
struct Secret<T: Zeroize> {
    key: [u8; 4],
    text: T,
    #[zeroize(skip)]
    public: u8,
}

#[derive(Zeroize, ZeroizeOnDrop)]
enum Either {
    Number(u32),
    Text { text: String },
    Nothing,
}

fn main() {
    let mut secret = Secret { key: [1, 2, 3, 4], text: "secret".to_string(), public: 5 };
    secret.zeroize();
    println!("{:?} {:?} {}", secret.key, secret.text, secret.public);
    for mut either in [Either::Number(7), Either::Text { text: "t".into() }, Either::Nothing] {
        either.zeroize();
        match &either {
            Either::Number(number) => println!("{number}"),
            Either::Text { text } => println!("{text:?}"),
            Either::Nothing => println!("nothing"),
        }
    }
}
