//! A shift by the width, with checks.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=on
fn main() {
    for by in std::hint::black_box([0, 31, 32]) {
        println!("{:x} {:x}", 1u64 << (by * 2 - by), 0x8000_0001u32 >> by);
    }
}
