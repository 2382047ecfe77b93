//! `from_fn`, `successors`, `repeat`, `once`, `empty`, `zip`, and ranges of all kinds.
use std::hint::black_box;
use std::iter;

fn main() {
    let mut state = black_box(7u64);
    let random: Vec<u64> = iter::from_fn(|| {
        state = state * 48271 % 2147483647;
        Some(state % 100)
    }).take(12).collect();
    println!("{random:?}");
    println!("{:?}", iter::successors(Some(1u8), |x| x.checked_mul(3)).collect::<Vec<_>>());
    println!("{:?} {:?}", iter::repeat("ab").take(3).collect::<String>(), iter::repeat_n(5, 3).collect::<Vec<_>>());
    println!("{:?}", iter::once(1).chain(iter::empty()).chain(Some(2)).chain(None).collect::<Vec<_>>());
    let mut n = 0;
    println!("{:?}", iter::repeat_with(|| { n += 2; n }).skip(1).step_by(2).take(3).collect::<Vec<_>>());
    println!("{:?}", iter::zip([1, 2, 3], ['a', 'b']).collect::<Vec<_>>());
    println!("{:?} {:?}", (-3i8..=3).collect::<Vec<_>>(), (250u8..).take(5).collect::<Vec<_>>());
    println!("{:?} {:?}", (0u8..=255).len_hint(), (i128::MAX - 2..=i128::MAX).collect::<Vec<_>>());
    println!("{:?}", ('x'..='\u{83}').rev().step_by(4).collect::<String>().escape_unicode().to_string());
    println!("{:?} {:?}", ('\u{D7FE}'..='\u{E001}').count(), (5..5).next());
    println!("{:?} {:?}", (0..10).nth(3), (0..=10).rev().nth(3));
    println!("{} {} {}", (1..4).contains(&3), (1..=3).contains(&3), (..0).contains(&0));
    println!("{:?} {:?} {}", (1..=3), (..=3), (3..=2).is_empty());
    println!("{:?} {:?}", (u64::MAX - 3..u64::MAX).sum_wrapping(), (0..1000usize).step_by(333).collect::<Vec<_>>());
    println!("{:?}", iter::once_with(|| black_box(3)).map(|x| x + 1).next());
    println!("{:?}", (0..usize::MAX).step_by(usize::MAX / 3).collect::<Vec<_>>());
}

trait Hints: Iterator + Sized {
    fn len_hint(self) -> (usize, Option<usize>) {
        self.size_hint()
    }
}

impl<I: Iterator> Hints for I {}

trait Sums {
    fn sum_wrapping(self) -> u64;
}

impl Sums for std::ops::Range<u64> {
    fn sum_wrapping(self) -> u64 {
        self.fold(0, u64::wrapping_add)
    }
}
