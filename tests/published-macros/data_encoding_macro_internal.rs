//! `hexlower!`, `base64!`, `new_encoding!` and others: data that is decoded when it is compiled.
//@ dependency: data-encoding-macro = "0.1"
//@ dependency: data-encoding = "2"

use data_encoding::{Encoding, HEXLOWER};
use data_encoding_macro::{
    base32, base64, base64url_nopad, decode_array, decode_slice, hexlower, hexupper, new_encoding,
};

const OCTAL: Encoding = new_encoding! {
    symbols: "01234567",
    padding: '=',
    ignore: " ",
};

const BYTES: &[u8] = &hexlower!("deadbeef");

decode_array! {
    name: "const ARRAY",
    symbols: "0123456789abcdef",
    translate_from: "ABCDEF",
    translate_to: "abcdef",
    input: "0aB1",
}

fn main() {
    println!("{BYTES:?} {:?} {:?}", hexupper!("00FF"), base64!("AAECAw=="));
    println!("{:?} {:?}", base32!("MZXW6==="), base64url_nopad!("_-8"));
    println!("{:?} {}", ARRAY, OCTAL.encode(b"abc"));
    let slice: &[u8] = &decode_slice!(symbols: "01", input: "0100000111111111",);
    println!("{slice:?} {}", HEXLOWER.encode(slice));
}
