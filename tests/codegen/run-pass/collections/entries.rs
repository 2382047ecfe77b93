//! Entries of maps in every state, and maps of maps that are changed in place.
use std::collections::btree_map::Entry as TreeEntry;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;

fn main() {
    let mut map: HashMap<&str, Vec<u32>> = HashMap::new();
    for (key, n) in black_box([("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 5), ("b", 6)]) {
        match map.entry(key) {
            Entry::Vacant(entry) => drop(entry.insert(vec![n])),
            Entry::Occupied(entry) if entry.get().len() == 2 => {
                let (key, list) = entry.remove_entry();
                println!("removed {key} {list:?}");
            }
            Entry::Occupied(mut entry) => entry.get_mut().push(n),
        }
    }
    let sorted: BTreeMap<_, _> = map.clone().into_iter().collect();
    println!("{sorted:?}");
    println!("{:?} {:?}", map.entry("z").or_insert_with_key(|k| vec![k.len() as u32]), sorted.len());
    map.entry("z").and_modify(|l| l.clear()).or_default().extend([9, 9]);
    println!("{:?}", map["z"]);
    println!("{}", map.entry("new").key());
    let mut tree: BTreeMap<(u8, u8), BTreeMap<char, i32>> = BTreeMap::new();
    for (i, c) in black_box("mississippi").chars().enumerate() {
        *tree.entry((i as u8 % 3, i as u8 % 2)).or_default().entry(c).or_insert(100) -= i as i32;
    }
    println!("{tree:?}");
    if let TreeEntry::Occupied(mut entry) = tree.entry((0, 0)) {
        entry.get_mut().retain(|_, n| *n % 2 == 0);
        let old = entry.insert(BTreeMap::from([('!', 1)]));
        println!("{old:?} {:?}", entry.get());
    }
    if let Some(mut first) = tree.first_entry() {
        first.get_mut().insert('?', -1);
        println!("{:?} {:?}", first.key(), first.get());
    }
    println!("{:?}", tree.last_entry().map(|e| e.remove()));
    let total: i32 = tree.values().flat_map(BTreeMap::values).sum();
    println!("{total} {:?}", tree.pop_first().map(|(k, v)| (k, v.len())));
    tree.entry((9, 9)).or_default();
    tree.retain(|_, inner| !inner.is_empty());
    println!("{} {:?}", tree.len(), tree.range((1, 0)..(2, 1)).map(|(k, _)| k).collect::<Vec<_>>());
    let inverted = tree.iter().flat_map(|(k, v)| v.iter().map(move |(c, n)| (*n, (*c, *k)))).collect::<BTreeMap<_, _>>();
    println!("{inverted:?}");
}
