//! `cargo fuzz run watt`: see `functions::watt`.

#![no_main]

#[path = "../functions.rs"]
#[allow(dead_code)]
mod functions;
#[path = "../../tests/host/mod.rs"]
#[allow(dead_code)]
mod host;

libfuzzer_sys::fuzz_target!(|data: &[u8]| functions::watt(data));
