//! `BTreeSet`: union, intersection, differences, ranges and tests.
use std::collections::BTreeSet;
use std::hint::black_box;

fn main() {
    let a: BTreeSet<i32> = (0..black_box(60)).step_by(3).collect();
    let b: BTreeSet<i32> = (0..60).filter(|n| n % 4 == 1).collect();
    println!("{:?}", a.union(&b).collect::<Vec<_>>());
    println!("{:?}", a.intersection(&b).collect::<Vec<_>>());
    println!("{:?}", a.difference(&b).collect::<Vec<_>>());
    println!("{:?}", a.symmetric_difference(&b).rev_sum());
    println!("{:?} {:?}", &a & &b, (&a - &b).len());
    println!("{:?} {:?}", (&a | &b).len(), (&a ^ &b).first());
    println!("{} {} {}", a.is_subset(&b), a.is_disjoint(&b), a.is_superset(&(&a & &b)));
    println!("{:?} {:?}", a.range(10..20).collect::<Vec<_>>(), a.range(..10).next_back());
    let mut c = a.clone();
    println!("{} {} {} {:?}", c.insert(3), c.insert(4), c.remove(&6), c.take(&9));
    println!("{:?} {:?} {:?}", c.pop_first(), c.pop_last(), c.replace(12));
    println!("{} {}", a.cmp(&c) as i8, a == c);
    let words: BTreeSet<&str> = "the quick brown fox jumps over the lazy dog".split(' ').collect();
    println!("{words:?} {:?}", words.get("fox"));
    let tuples: BTreeSet<(u8, char)> = [(2, 'a'), (1, 'z'), (2, 'A'), (1, 'b'), (1, 'z')].into();
    println!("{tuples:?} {:?}", tuples.last());
    println!("{:?}", c.extract_if(.., |x| x % 2 == 0).count());
}

trait RevSum {
    fn rev_sum(self) -> (i32, usize);
}

impl<'a, I: Iterator<Item = &'a i32>> RevSum for I {
    fn rev_sum(self) -> (i32, usize) {
        self.fold((0, 0), |(sum, n), x| (sum * 3 % 1009 + x, n + 1))
    }
}
