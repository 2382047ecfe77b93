//! A file that is not there: the message has the number that the error has in WASI.

wit_bindgen::generate!({ path: "files/absent" });

fn main() {}
