//! Slices of different lengths that are copied into each other.
//@ run-status: abort
fn main() {
    let mut target = [0u8; 4];
    target.copy_from_slice(std::hint::black_box(&[1, 2, 3, 4]));
    println!("{target:?}");
    target.copy_from_slice(std::hint::black_box(&[1, 2, 3][..]));
    println!("never");
}
