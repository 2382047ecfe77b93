//! `generate!`, which makes types and functions of an interface, from a file and inline.

mod file {
    wit_bindgen::generate!({ path: "files/wit", world: "shop" });
}

mod inline {
    wit_bindgen::generate!({
        inline: r#"
            package test:inline;

            interface colors {
                flags channels { red, green, blue }
                enum depth { eight, sixteen }
                convert: func(c: channels, d: depth) -> list<u8>;
            }

            world paint {
                import colors;
            }
        "#,
    });
}

use file::test::shop::stock::{Failure, Item};
use inline::test::inline::colors::{Channels, Depth};

fn main() {
    println!("{:?}", Item { name: "bread".into(), price: Some(3) });
    println!("{:?} {}", Failure::Unknown("x".into()), Failure::Empty);
    println!("{:?} {:?}", Channels::RED | Channels::BLUE, Depth::Sixteen);
}
