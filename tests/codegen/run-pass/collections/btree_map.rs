//! `BTreeMap` with thousands of entries: ranges, entries, splits, removal and order.
use std::collections::BTreeMap;
use std::hint::black_box;

fn main() {
    let mut map = BTreeMap::new();
    let mut state = black_box(12345u32);
    for i in 0..3000 {
        state = state.wrapping_mul(1664525).wrapping_add(1013904223);
        map.insert(state >> 20, i);
        if i % 3 == 0 {
            map.remove(&(state >> 21));
        }
    }
    println!("{} {:?} {:?}", map.len(), map.first_key_value(), map.last_key_value());
    println!("{:?}", map.range(1000..1012).collect::<Vec<_>>());
    println!("{:?}", map.range(..=2000).next_back());
    println!("{}", map.iter().map(|(k, v)| u64::from(*k) * *v as u64).sum::<u64>());
    assert!(map.keys().is_sorted());
    for key in black_box([5, 1000, 5000]) {
        *map.entry(key).and_modify(|v| *v += 1).or_insert(-1) *= 2;
        println!("{:?} {:?}", map.get(&key), map.contains_key(&(key + 1)));
    }
    for value in map.values_mut().take(100) {
        *value = -*value;
    }
    map.range_mut(100..200).for_each(|(k, v)| *v = *k as i32);
    let mut upper = map.split_off(&2048);
    println!("{} {} {:?}", map.len(), upper.len(), upper.pop_first());
    upper.retain(|k, _| k % 64 == 0);
    println!("{:?}", upper.keys().rev().take(9).collect::<Vec<_>>());
    map.append(&mut upper);
    while map.len() > 5 {
        if map.len() % 2 == 0 { map.pop_first() } else { map.pop_last() };
    }
    println!("{map:?} {:?}", map.clone().into_values().max());
    let texts: BTreeMap<String, Vec<u8>> = ["b", "a", "c"].iter().map(|t| (t.repeat(3), t.as_bytes().to_vec())).collect();
    println!("{texts:?} {:?} {}", texts["bbb"], texts.range("b".to_owned()..).count());
}
