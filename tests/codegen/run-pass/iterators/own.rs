//! Iterators that a program defines: both ends, exact size, with state, and borrowed.
use std::hint::black_box;
use std::iter::FusedIterator;

#[derive(Clone)]
struct Range2 {
    from: i64,
    to: i64,
}

impl Iterator for Range2 {
    type Item = i64;
    fn next(&mut self) -> Option<i64> {
        (self.from < self.to).then(|| {
            self.from += 2;
            self.from - 2
        })
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = ((self.to - self.from + 1) / 2).max(0) as usize;
        (n, Some(n))
    }
}

impl DoubleEndedIterator for Range2 {
    fn next_back(&mut self) -> Option<i64> {
        let last = self.to - 1 - (self.to - 1 - self.from) % 2;
        (self.from < self.to).then(|| {
            self.to = last;
            last
        })
    }
}

impl ExactSizeIterator for Range2 {}
impl FusedIterator for Range2 {}

struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        let text = self.0.trim_start();
        let end = text.find(' ').unwrap_or(text.len());
        self.0 = &text[end..];
        (end > 0).then(|| &text[..end])
    }
}

struct Tree {
    value: u32,
    children: Vec<Tree>,
}

impl Tree {
    fn iter(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        Box::new(std::iter::once(self.value).chain(self.children.iter().flat_map(|c| c.iter())))
    }
}

fn tree(n: u32) -> Tree {
    Tree { value: n, children: (1..n).filter(|d| n % d == 0).map(tree).collect() }
}

fn main() {
    let range = Range2 { from: black_box(1), to: 12 };
    println!("{} {:?} {:?}", range.len(), range.clone().collect::<Vec<_>>(), range.clone().rev().collect::<Vec<_>>());
    let mut both = range.clone();
    println!("{:?} {:?} {:?} {:?} {}", both.next(), both.next_back(), both.nth(1), both.nth_back(0), both.len());
    println!("{:?}", range.zip(Words(black_box("  some words  here "))).collect::<Vec<_>>());
    println!("{:?}", tree(black_box(12)).iter().collect::<Vec<_>>());
}
