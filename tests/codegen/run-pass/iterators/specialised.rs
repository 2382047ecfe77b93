//! Iterators for which the library has faster code, beside the same through a closure.
use std::hint::black_box;

fn plain<T>(iter: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    iter.for_each(|item| all.push(item));
    all
}

macro_rules! same {
    ($($iter:expr),* $(,)?) => {$(
        let (fast, slow): (Vec<_>, _) = ($iter.collect(), plain($iter));
        assert_eq!(fast, slow);
        println!("{fast:?}");
    )*};
}

fn main() {
    let bytes = black_box(vec![3u8, 1, 4, 1, 5, 9, 2, 6]);
    let words: Vec<u32> = bytes.iter().map(|&b| u32::from(b) << 20).collect();
    same! {
        bytes.clone().into_iter().map(|b| b + 1),
        bytes.clone().into_iter().filter(|b| b % 2 == 1).map(|b| [b, b]),
        bytes.iter().copied().zip(words.iter().copied()),
        bytes.iter().zip(&words).rev().map(|(b, w)| u32::from(*b) + w),
        bytes.chunks(3).zip(words.windows(2)).map(|(c, w)| c.len() as u32 + w[1]),
        bytes.iter().chain(&[7, 7]).cloned().skip(3),
        words.iter().map(|w| w >> 20).enumerate().skip(1).step_by(2),
        words.clone().into_iter().enumerate().map(|(i, w)| (i as u8, w)).take(3),
        (0..5u8).chain(9..12).map(u16::from),
        std::iter::repeat_n(String::from("r"), 3),
        words.clone().into_iter().map_while(|w| (w != 5 << 20).then_some(w as u16)),
        bytes.clone().into_iter().flat_map(|b| vec![b; usize::from(b % 3)]),
        words.clone().into_iter().map(Some).flatten().peekable(),
        bytes.clone().into_iter().skip(1).take(5).map(char::from),
        bytes.iter().rev().skip_while(|b| **b > 2).copied(),
    }
    let mut in_place = words;
    in_place.extend(in_place.clone().into_iter().map(|w| w / 2));
    in_place = in_place.into_iter().filter(|w| w.count_ones() == 1).map(|w| w.trailing_zeros()).collect();
    println!("{in_place:?}");
    let joined: String = bytes.iter().map(|b| char::from(b + 96)).collect();
    println!("{joined} {:?}", bytes.into_iter().map(|b| (b, ())).collect::<std::collections::BTreeMap<_, _>>().len());
}
