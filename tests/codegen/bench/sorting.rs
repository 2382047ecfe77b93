//! Records sorted, grouped and filtered: closures, chains of iterators, and the library's generic sorting.

use std::cmp::Reverse;

#[derive(Clone, Debug)]
struct Record {
    id: u32,
    group: u16,
    weight: f64,
}

fn records(count: u32) -> Vec<Record> {
    let mut state = 12345u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    let record = |id| Record {
        id,
        group: (random() % 1000) as u16,
        weight: f64::from(random() % 100_000) / 64.0,
    };
    (0..count).map(record).collect()
}

/// The sum of the heaviest three of each group.
fn heaviest(records: &[Record]) -> f64 {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_by(|a, b| a.group.cmp(&b.group).then(b.weight.total_cmp(&a.weight)));
    sorted
        .chunk_by(|a, b| a.group == b.group)
        .flat_map(|group| group.iter().take(3).map(|record| record.weight))
        .sum()
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let mut records = records(150_000);
    let mut checksum = 0u64;
    for round in 0..2 * scale() {
        records
            .sort_unstable_by_key(|record| Reverse(record.id.wrapping_mul(2_654_435_761 + round)));
        let heaviest = heaviest(&records);
        records.sort_by(|a, b| a.weight.total_cmp(&b.weight).then(a.id.cmp(&b.id)));
        let places =
            records.iter().enumerate().filter(|(place, r)| (*place as u32 ^ r.id) & 1 == round & 1);
        let sum: u64 = places.map(|(place, r)| place as u64 * u64::from(r.group)).sum();
        checksum = checksum.rotate_left(7) ^ sum ^ heaviest.to_bits();
    }
    println!("{:?}, checksum {checksum:016x}", records[records.len() / 2]);
}
