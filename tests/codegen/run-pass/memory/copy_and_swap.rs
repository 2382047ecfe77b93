//! Copies of overlapping and separate memory, swaps, replacements and sets of bytes.
use std::hint::black_box;
use std::{mem, ptr};

fn main() {
    for size in black_box([0usize, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 257]) {
        let source: Vec<u8> = (0..size as u32 + 8).map(|i| (i * 7 + 3) as u8).collect();
        let mut target = vec![0u8; size + 8];
        // SAFETY: both have as many bytes.
        unsafe {
            ptr::copy_nonoverlapping(source.as_ptr().add(1), target.as_mut_ptr().add(3), size);
            ptr::copy(target.as_ptr().add(3), target.as_mut_ptr().add(5), size);
            ptr::copy(target.as_ptr().add(2), target.as_mut_ptr(), size);
            ptr::write_bytes(target.as_mut_ptr().add(size), 0xEE, 4);
        }
        println!("{size} {}", target.iter().fold(0u32, |sum, &b| sum.wrapping_mul(33) ^ u32::from(b)));
    }
    let (mut a, mut b) = black_box(([1u64; 9], [2u64; 9]));
    mem::swap(&mut a, &mut b);
    println!("{} {}", a[8], b[0]);
    let mut text = String::from("old");
    println!("{} {} {text:?}", mem::replace(&mut text, "new".into()), mem::take(&mut vec![1, 2]).len());
    println!("{} {text:?}", mem::take(&mut text));
    let mut bytes = *b"0123456789";
    let (left, right) = bytes.split_at_mut(5);
    // SAFETY: the halves are as long, and apart.
    unsafe { ptr::swap_nonoverlapping(left.as_mut_ptr(), right.as_mut_ptr(), 5) };
    println!("{}", bytes.escape_ascii());
    // SAFETY: as above.
    unsafe { ptr::swap(bytes.as_mut_ptr().cast::<[u8; 4]>(), bytes.as_mut_ptr().add(2).cast()) };
    println!("{}", bytes.escape_ascii());
    let wide: [(u8, u32); 3] = black_box([(1, 2), (3, 4), (5, 6)]);
    let mut copies = [(0, 0); 3];
    // SAFETY: as above.
    unsafe { ptr::copy_nonoverlapping(&wide, &mut copies, 1) };
    println!("{copies:?} {}", mem::size_of_val(&wide));
}
