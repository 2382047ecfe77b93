//! `#[revisioned]`: structs and enums that know their earlier forms.
//@ dependency: revision = "0.11"

use revision::{Error, Revisioned, revisioned};

#[revisioned(revision = 3)]
#[derive(Debug, PartialEq)]
struct Settings {
    name: String,
    #[revision(end = 2, convert_fn = "convert_size")]
    size: u8,
    #[revision(start = 2, default_fn = "default_width")]
    width: u32,
    #[revision(start = 3)]
    kind: Kind,
}

impl Settings {
    fn convert_size(&mut self, _: u16, value: u8) -> Result<(), Error> {
        self.width = value as u32 * 10;
        Ok(())
    }

    fn default_width(_: u16) -> Result<u32, Error> {
        Ok(5)
    }
}

#[revisioned(revision = 1)]
#[derive(Debug, Default, PartialEq)]
enum Kind {
    #[default]
    None,
    One(u16),
    Two {
        a: bool,
    },
}

fn main() {
    println!("{} {}", Settings::revision(), Kind::revision());
    let bytes = revision::to_vec(&Settings { name: "n".into(), width: 7, kind: Kind::Two { a: true } }).unwrap();
    println!("{bytes:?} {:?}", revision::from_slice::<Settings>(&bytes).unwrap());
    println!("{:?}", revision::from_slice::<Settings>(&[1, 1, b'a', 4]).map_err(|error| error.to_string()));
    println!("{:?}", revision::from_slice::<Kind>(&[9]).map_err(|error| error.to_string()));
}
