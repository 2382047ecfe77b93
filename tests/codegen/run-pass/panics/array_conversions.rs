//! A slice of another length than the array that it is made to.
//@ run-status: abort
fn main() {
    let bytes = std::hint::black_box(vec![1u8, 2, 3, 4, 5]);
    let word: [u8; 4] = bytes[..4].try_into().unwrap();
    println!("{:x}", u32::from_be_bytes(word));
    let wide: [u8; 8] = bytes[..].try_into().unwrap();
    println!("{wide:?}");
}
