//! `cstr!`: strings of C from literals and identifiers.
//@ dependency: cstr = "0.2"

use std::ffi::CStr;

use cstr::cstr;

const CONSTANT: &CStr = cstr!("const\x20ant\n");

fn main() {
    println!("{CONSTANT:?} {:?} {:?} {:?}", cstr!(b"bytes\xff"), cstr!(identifier), cstr!("ü"));
}
