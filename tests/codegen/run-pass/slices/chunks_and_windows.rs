//! Chunks from both ends, exact ones, windows, and splits by what is equal.
use std::hint::black_box;

fn main() {
    let items: Vec<u32> = (1..=black_box(11)).collect();
    for size in 1..=4 {
        println!("{:?}", items.chunks(size).map(|c| c.iter().sum()).collect::<Vec<u32>>());
        println!("{:?}", items.rchunks(size).map(|c| c[0]).collect::<Vec<_>>());
        let exact = items.chunks_exact(size);
        println!("{:?} {:?}", exact.remainder(), exact.map(|c| c[size - 1]).collect::<Vec<_>>());
        println!("{:?}", items.windows(size).map(|w| w[0] * w[size - 1]).collect::<Vec<_>>());
    }
    println!("{:?}", items.as_chunks::<4>());
    println!("{:?}", items.array_windows::<3>().map(|[a, _, c]| c - a).sum::<u32>());
    println!("{:?}", items.chunk_by(|a, b| a / 4 == b / 4).collect::<Vec<_>>());
    println!("{:?}", items.split(|x| x % 4 == 0).collect::<Vec<_>>());
    println!("{:?}", items.splitn(2, |x| x % 3 == 0).collect::<Vec<_>>());
    println!("{:?}", items.rsplitn(2, |x| x % 3 == 0).collect::<Vec<_>>());
    println!("{:?}", items.split_inclusive(|x| x % 5 == 0).collect::<Vec<_>>());
    println!("{:?} {:?}", items.split_at(4), items.split_first());
    let mut changed = items.clone();
    for (i, chunk) in changed.chunks_mut(3).enumerate() {
        chunk.reverse();
        chunk[0] += i as u32 * 100;
    }
    changed.chunks_exact_mut(2).for_each(|c| c.swap(0, 1));
    println!("{changed:?}");
    let (left, right) = changed.split_at_mut(5);
    left.swap_with_slice(&mut right[1..]);
    println!("{changed:?} {:?}", changed.chunks(4).rev().map(<[u32]>::len).collect::<Vec<_>>());
}
