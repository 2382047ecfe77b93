//! Stable and unstable sorts of many sizes, orders and keys.
use std::hint::black_box;

fn numbers(n: usize, seed: u64) -> Vec<u32> {
    let mut state = seed;
    (0..n).map(|_| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 40) as u32 % 1000
    }).collect()
}

fn main() {
    for n in black_box([0, 1, 2, 3, 10, 20, 21, 50, 100, 500, 3000]) {
        let original = numbers(n, n as u64);
        let (mut stable, mut unstable) = (original.clone(), original.clone());
        stable.sort();
        unstable.sort_unstable();
        assert!(stable == unstable && stable.is_sorted());
        let mut pairs: Vec<(u32, usize)> = original.iter().map(|x| x / 100).zip(0..).collect();
        pairs.sort_by_key(|p| std::cmp::Reverse(p.0));
        assert!(pairs.is_sorted_by(|a, b| (b.0, a.1) <= (a.0, b.1)));
        let mut texts: Vec<String> = original.iter().map(u32::to_string).collect();
        texts.sort_by(|a, b| a.len().cmp(&b.len()).then(b.cmp(a)));
        let mut cached = original.clone();
        cached.sort_by_cached_key(|x| x.count_ones() * 1000 + x % 7);
        let checksum = cached.iter().fold(0u32, |sum, x| sum.wrapping_mul(31).wrapping_add(*x));
        println!("{n} {:?} {:?} {:?} {checksum}", stable.first(), pairs.last(), texts.get(n / 2));
        let mut descending = stable;
        descending.sort_unstable_by(|a, b| b.cmp(a));
        descending.sort();
        assert!(descending == unstable);
    }
    let mut floats = numbers(40, 5).iter().map(|&x| f64::from(x) / 7.0 - 60.0).collect::<Vec<_>>();
    floats.sort_by(f64::total_cmp);
    println!("{:.2?}", &floats[..8]);
    let mut wide = numbers(30, 6).iter().map(|&x| [x as u8; 40]).collect::<Vec<_>>();
    wide.sort();
    println!("{:?}", wide.iter().map(|w| w[39]).collect::<Vec<_>>());
    let mut select = numbers(99, 9);
    let (_, median, _) = select.select_nth_unstable(49);
    println!("{median}");
}
