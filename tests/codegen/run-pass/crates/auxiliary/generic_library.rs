//! Generic functions and types, some of which the library itself uses with types of its own.
use std::collections::BTreeMap;
use std::fmt::Debug;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counter<K: Ord> {
    counts: BTreeMap<K, u32>,
    total: u64,
}

impl<K: Ord + Clone + Debug> Counter<K> {
    pub const LIMIT: u32 = size_of::<K>() as u32 * 10;

    pub fn new() -> Self {
        Counter { counts: BTreeMap::new(), total: 0 }
    }

    pub fn add(&mut self, key: K) -> u32 {
        self.total += 1;
        let count = self.counts.entry(key).or_default();
        *count += 1;
        *count
    }

    pub fn most(&self) -> Option<(&K, u32)> {
        self.counts.iter().max_by_key(|(_, n)| **n).map(|(k, n)| (k, *n))
    }

    pub fn map<L: Ord + Clone + Debug>(&self, mut f: impl FnMut(&K) -> L) -> Counter<L> {
        let mut mapped = Counter { counts: BTreeMap::new(), total: self.total };
        for (key, n) in &self.counts {
            *mapped.counts.entry(f(key)).or_default() += n;
        }
        mapped
    }
}

pub fn largest<T: PartialOrd + Copy>(items: &[T]) -> Option<T> {
    items.iter().copied().reduce(|a, b| if b > a { b } else { a })
}

pub fn twice<F: FnMut() -> R, R>(mut f: F) -> [R; 2] {
    [f(), f()]
}

pub fn of_words(text: &str) -> Counter<String> {
    let mut counter = Counter::new();
    for word in text.split(' ') {
        counter.add(word.to_owned());
    }
    counter
}
