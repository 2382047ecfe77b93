//! `HashMap` and `HashSet` with each method; what they hold is printed in order.
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::hint::black_box;

fn sorted<T: Ord + Debug>(items: impl IntoIterator<Item = T>) -> String {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    format!("{items:?}")
}

fn main() {
    let mut map = HashMap::new();
    for i in 0..black_box(2000u64) {
        *map.entry(i * i % 97).or_insert(0) += i;
        map.insert(i + 1000, i);
    }
    for i in (0..2000).step_by(2) {
        map.remove(&(i + 1000));
    }
    println!("{} {}", map.len(), map.values().sum::<u64>());
    println!("{}", sorted(map.iter().filter(|(k, _)| **k < 40)));
    println!("{:?} {:?} {}", map.get(&4), map.get(&5), map.contains_key(&1001));
    if let Entry::Occupied(mut entry) = map.entry(4) {
        println!("{} {}", entry.insert(7), entry.get());
        entry.remove();
    }
    println!("{:?}", map.get_key_value(&9));
    println!("{:?}", map.remove_entry(&16));
    map.retain(|k, v| k % 500 == 1 && *v < 1500);
    println!("{}", sorted(&map));
    println!("{} {:?}", sorted(map.drain()), map.is_empty());
    let counts = "hello wörld, hello all".chars().fold(HashMap::new(), |mut counts, c| {
        *counts.entry(c).or_insert(0u8) += 1;
        counts
    });
    println!("{}", sorted(counts.clone()));
    println!("{}", counts == counts.iter().map(|(k, v)| (*k, *v)).rev_collect());
    let (a, b): (HashSet<i32>, HashSet<i32>) = ((0..20).collect(), (10..40).step_by(3).collect());
    println!("{} {}", sorted(a.intersection(&b)), sorted(b.difference(&a)));
    println!("{} {}", sorted(&a ^ &b), a.is_subset(&(&a | &b)));
    let keyed: HashMap<(u8, String), Vec<Option<bool>>> = [((1, "x".into()), vec![None]), ((2, "y".into()), vec![Some(true)])].into();
    println!("{:?} {:?}", keyed.get(&(1, "x".into())), keyed.get(&(2, "x".into())));
}

trait RevCollect {
    fn rev_collect(self) -> HashMap<char, u8>;
}

impl<I: Iterator<Item = (char, u8)>> RevCollect for I {
    fn rev_collect(self) -> HashMap<char, u8> {
        self.collect::<Vec<_>>().into_iter().rev().collect()
    }
}
