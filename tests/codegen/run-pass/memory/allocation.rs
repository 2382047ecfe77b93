//! `alloc`, `realloc`, `alloc_zeroed` and `dealloc` with many sizes and alignments.
use std::alloc::{Layout, alloc, alloc_zeroed, dealloc, realloc};
use std::hint::black_box;

fn main() {
    for align in [1, 2, 8, 16, 64, 4096] {
        for size in black_box([1usize, 7, 16, 100, 5000]) {
            let layout = Layout::from_size_align(size, align).unwrap();
            // SAFETY: the layouts are those of the blocks, and accesses are inside of them.
            unsafe {
                let mut block = alloc(layout);
                block.write_bytes(0x5A, size);
                let aligned = block.addr() % align == 0;
                let zeroed = alloc_zeroed(layout);
                let zeros = (0..size).all(|i| *zeroed.add(i) == 0);
                block = realloc(block, layout, size * 3);
                let kept = (0..size).all(|i| *block.add(i) == 0x5A);
                let grown = Layout::from_size_align(size * 3, align).unwrap();
                block = realloc(block, grown, size.div_ceil(2));
                let shrunk = *block.add(size.div_ceil(2) - 1) == 0x5A && block.addr() % align == 0;
                print!("{aligned}{zeros}{kept}{shrunk} ");
                dealloc(block, Layout::from_size_align(size.div_ceil(2), align).unwrap());
                dealloc(zeroed, layout);
            }
        }
        println!("{align}");
    }
    println!("{:?}", Layout::from_size_align(8, 3).is_err());
    println!("{:?}", Layout::new::<(u8, u64)>().extend(Layout::new::<u16>()).map(|(l, at)| (l.pad_to_align().size(), at)));
    println!("{:?}", Layout::array::<u32>(black_box(5)).map(|l| (l.size(), l.align())));
    println!("{:?}", Vec::<u64>::new().try_reserve(usize::MAX / 8).is_err());
    let blocks: Vec<Vec<u8>> = (0..500).map(|i| vec![i as u8; (i * 37) % 1000]).collect();
    let kept: Vec<Vec<u8>> = blocks.into_iter().enumerate().filter(|(i, _)| i % 3 == 0).map(|(_, b)| b).collect();
    let more: Vec<Box<[u8; 300]>> = (0..200).map(|i| Box::new([i as u8; 300])).collect();
    println!("{}", kept.iter().flatten().chain(more.iter().flat_map(|b| b.iter())).map(|&b| u64::from(b)).sum::<u64>());
}
