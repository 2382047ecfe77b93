//! A hasher of the program's own in maps and sets, whose order is then known.
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, Hasher};
use std::hint::black_box;

#[derive(Clone, Copy, Default)]
struct Fnv(u64);

impl BuildHasher for Fnv {
    type Hasher = Fnv;
    fn build_hasher(&self) -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

struct Same(u8);

impl Hash for Same {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl PartialEq for Same {
    fn eq(&self, other: &Same) -> bool {
        self.0 % 10 == other.0 % 10
    }
}

impl Eq for Same {}

fn main() {
    let mut map = HashMap::with_hasher(Fnv::default());
    for i in 0..black_box(40u32) {
        map.insert(i * 7, i);
    }
    println!("{:?}", map.keys().collect::<Vec<_>>());
    map.retain(|k, _| k % 2 == 0);
    map.insert(1, 1);
    println!("{:?} {}", map.iter().collect::<Vec<_>>(), map.capacity());
    let set: HashSet<&str, Fnv> = ["one", "two", "three", "four"].into_iter().collect();
    println!("{set:?}");
    let mut colliding = HashSet::with_hasher(Fnv::default());
    println!("{:?}", (0..30).map(|i| colliding.insert(Same(i))).filter(|new| *new).count());
    println!("{} {}", colliding.contains(&Same(117)), colliding.remove(&Same(3)));
    println!("{:x} {:x}", Fnv::default().hash_one("text"), Fnv::default().hash_one((1u8, [2u16, 3])));
}
