//! Floats as keys: ordered by bits, hashed by bits, and grouped by rounding.
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::hint::black_box;

#[derive(Clone, Copy, Debug)]
struct Key(f64);

impl Key {
    fn bits(self) -> i64 {
        let bits = self.0.to_bits() as i64;
        bits ^ ((bits >> 63) as u64 >> 1) as i64
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.bits() == other.bits()
    }
}
impl Eq for Key {}
impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        self.bits().cmp(&other.bits())
    }
}
impl Hash for Key {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.bits().hash(hasher);
    }
}

fn main() {
    let values = black_box([2.5, -0.0, 0.0, f64::INFINITY, -1e-320, 1e-320, f64::NEG_INFINITY, -2.5, 2.5, 1e300]);
    let mut keys = values.map(Key);
    keys.sort();
    println!("{keys:?}");
    let mut total = values;
    total.sort_by(f64::total_cmp);
    println!("{}", total.iter().zip(&keys).all(|(a, b)| a.to_bits() == b.0.to_bits()));
    let counts = values.iter().fold(HashMap::new(), |mut map, v| {
        *map.entry(Key(*v)).or_insert(0) += 1;
        map
    });
    println!("{} {:?} {:?}", counts.len(), counts.get(&Key(2.5)), counts.get(&Key(0.0)));
    let mut groups = BTreeMap::<i64, Vec<f64>>::new();
    for i in -20..20 {
        let x = f64::from(i) * 0.37;
        groups.entry(x.floor() as i64 / 2).or_default().push(x);
    }
    println!("{groups:.2?}");
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let spread = |v: &[f64]| (v.iter().map(|x| (x - mean(v)).powi(2)).sum::<f64>() / v.len() as f64).sqrt();
    println!("{:?}", groups.values().map(|v| (mean(v), spread(v))).collect::<Vec<_>>());
    println!("{:?} {:?}", values.iter().copied().fold(f64::NAN, f64::max), values.iter().copied().reduce(f64::min));
}
