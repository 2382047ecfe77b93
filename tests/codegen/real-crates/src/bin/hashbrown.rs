//! `hashbrown`: maps, sets and tables with thousands of entries, and each kind of removal.
use hashbrown::hash_map::{EntryRef, RawEntryMut};
use hashbrown::{HashMap, HashSet, HashTable};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

type Fixed = BuildHasherDefault<DefaultHasher>;

fn main() {
    let mut map: HashMap<u64, String, Fixed> = HashMap::default();
    for i in 0..5000u64 {
        let key = i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50;
        map.entry(key).or_default().push_str(&i.to_string());
        if i % 3 == 0 {
            map.remove(&(key / 2));
        }
    }
    println!("{} {}", map.len(), map.values().map(String::len).sum::<usize>());
    println!("{:?}", map.iter().take(5).collect::<Vec<_>>());
    map.retain(|k, v| k % 5 == 0 && v.len() > 3);
    map.shrink_to_fit();
    println!("{} {} {:?}", map.len(), map.capacity(), map.keys().max());
    println!("{}", map.extract_if(|k, _| k % 2 == 0).count());
    let mut words: HashMap<String, u32, Fixed> = HashMap::default();
    for word in "a b a c b a d".split(' ') {
        match words.entry_ref(word) {
            EntryRef::Occupied(mut entry) => *entry.get_mut() += 1,
            EntryRef::Vacant(entry) => drop(entry.insert(1)),
        }
    }
    let mut sorted: Vec<_> = words.clone().into_iter().collect();
    sorted.sort();
    println!("{sorted:?} {}", words == sorted.clone().into_iter().collect::<HashMap<_, _, Fixed>>());
    if let RawEntryMut::Occupied(entry) = words.raw_entry_mut().from_key("a") {
        println!("{:?}", entry.remove_entry());
    }
    let (a, b): (HashSet<u32, Fixed>, HashSet<u32, Fixed>) = ((0..100).collect(), (50..200).step_by(7).collect());
    let sum = |items: HashSet<u32, Fixed>| (items.len(), items.into_iter().sum::<u32>());
    println!("{:?} {:?} {:?} {:?}", sum(&a & &b), sum(&a | &b), sum(&a - &b), sum(&a ^ &b));
    let hash = |x: &(u16, i8)| Fixed::default().hash_one(x.0);
    let mut table = HashTable::new();
    for i in 0..300u16 {
        table.insert_unique(hash(&(i % 40, 0)), (i % 40, (i / 3) as i8), hash);
    }
    println!("{} {:?}", table.len(), table.iter_hash(hash(&(7, 0))).filter(|x| x.0 == 7).map(|x| i32::from(x.1)).sum::<i32>());
    println!("{:?}", table.find_entry(hash(&(39, 0)), |x| x.0 == 39 && x.1 > 90).map(|e| e.remove().0).ok());
}
