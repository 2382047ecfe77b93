//! `impl Trait` in every place, with closures, iterators and several hidden types.
use std::fmt::{Debug, Display};
use std::hint::black_box;

fn evens(limit: u32) -> impl DoubleEndedIterator<Item = u32> + Clone {
    (0..limit).filter(|n| n % 2 == 0)
}

fn show(items: impl IntoIterator<Item = impl Display>) -> String {
    items.into_iter().map(|i| i.to_string()).collect::<Vec<_>>().join("/")
}

fn windows<'a, T: Copy + 'a>(items: &'a [T], size: usize) -> impl ExactSizeIterator<Item = Vec<T>> + 'a {
    items.windows(size).map(|w| w.to_vec())
}

trait Source {
    fn values(&self) -> impl Iterator<Item = i64> + '_;
    fn boxed(&self) -> Box<dyn Iterator<Item = i64> + '_> {
        Box::new(self.values())
    }
}

impl Source for Vec<i64> {
    fn values(&self) -> impl Iterator<Item = i64> + '_ {
        self.iter().map(|x| x * 3)
    }
}

impl Source for i64 {
    fn values(&self) -> impl Iterator<Item = i64> + '_ {
        std::iter::successors(Some(*self), |&x| (x > 1).then(|| if x % 2 == 0 { x / 2 } else { 3 * x + 1 }))
    }
}

fn pair() -> (impl Fn(i32) -> i32, impl Debug) {
    let n = black_box(3);
    (move |x| x * n, Some(["a", "b"]))
}

fn main() {
    let evens = evens(black_box(12));
    println!("{} {}", show(evens.clone()), show(evens.rev().map(|n| f64::from(n) / 4.0)));
    let windows = windows(&[1, 2, 3, 4], 3);
    println!("{} {:?}", windows.len(), windows.collect::<Vec<_>>());
    println!("{} {}", show(vec![1i64, 2].boxed()), show(black_box(27i64).values().skip(100)));
    let (times, debug) = pair();
    println!("{} {debug:?}", times(14));
    let sources: Vec<Box<dyn Iterator<Item = i64>>> = vec![Box::new(0..3), Box::new(std::iter::once(9)), Box::new(std::iter::empty())];
    println!("{}", sources.into_iter().map(|s| s.sum::<i64>()).sum::<i64>());
}
