//! `cargo fuzz run engines`: see `engines::engines`.

#![no_main]

#[path = "../engines.rs"]
mod engines;
#[path = "../../tests/host/mod.rs"]
#[allow(dead_code)]
mod host;

libfuzzer_sys::fuzz_target!(|data: &[u8]| engines::engines(data));
