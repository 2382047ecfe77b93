//! `#[cold_for_target_arch]`: functions that are cold on some machines.
//@ dependency: simd_helpers = "0.1"

use simd_helpers::cold_for_target_arch;

#[cold_for_target_arch("x86_64", "aarch64")]
fn cold(number: u32) -> u32 {
    number + 1
}

#[cold_for_target_arch("wasm32")]
fn warm<T: Default>() -> T {
    T::default()
}

fn main() {
    println!("{} {}", cold(1), warm::<u8>());
}
