//! The size of the memory, and growing it by pages, which are zeros.
use std::arch::wasm32::{memory_grow, memory_size};
use std::hint::black_box;

fn main() {
    let before = memory_size::<0>();
    let grown = memory_grow::<0>(black_box(3));
    println!("{} {}", grown == before, memory_size::<0>() == before + 3);
    let start = (grown << 16) as *mut u8;
    // SAFETY: the pages were just made, and nobody else knows of them.
    unsafe {
        println!("{} {}", *start, *start.add((3 << 16) - 1));
        start.add(70_000).cast::<u64>().write_unaligned(0x0123_4567_89AB_CDEF);
        println!("{:x} {}", *start.add(70_001), start.add(70_000).cast::<u16>().read_unaligned());
    }
    println!("{}", memory_grow::<0>(0) == memory_size::<0>());
    println!("{}", memory_grow::<0>(black_box(65_536)) == usize::MAX);
    let list: Vec<u64> = (0..100_000).collect();
    println!("{} {}", list.iter().sum::<u64>(), memory_size::<0>() >= before + 3);
}
