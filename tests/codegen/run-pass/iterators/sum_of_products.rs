//! Long chains over matrices, primes and words, as programs have them.
use std::collections::BTreeMap;
use std::hint::black_box;

fn primes() -> impl Iterator<Item = u32> {
    let mut found: Vec<u32> = Vec::new();
    (2..).filter(move |&n| {
        let prime = found.iter().take_while(|&&p| p * p <= n).all(|p| n % p != 0);
        if prime {
            found.push(n);
        }
        prime
    })
}

fn transposed(rows: &[Vec<i32>]) -> Vec<Vec<i32>> {
    (0..rows[0].len()).map(|i| rows.iter().map(|row| row[i]).collect()).collect()
}

fn pascal(n: usize) -> Vec<Vec<u64>> {
    std::iter::successors(Some(vec![1]), |row: &Vec<u64>| {
        Some(std::iter::once(1).chain(row.windows(2).map(|w| w[0] + w[1])).chain([1]).collect())
    }).take(n).collect()
}

fn main() {
    println!("{:?}", primes().skip(100).step_by(50).take(6).collect::<Vec<_>>());
    println!("{}", primes().take_while(|p| *p < black_box(5000)).map(u64::from).sum::<u64>());
    let matrix = [vec![1, 2, 3], vec![4, 5, 6]];
    println!("{:?} {:?}", transposed(&matrix), transposed(&transposed(&matrix)) == matrix);
    println!("{:?}", pascal(black_box(8)).last());
    let text = black_box("one two three two one two");
    let mut counts: Vec<(&str, usize)> = text.split(' ').fold(BTreeMap::new(), |mut map, word| {
        *map.entry(word).or_insert(0) += 1;
        map
    }).into_iter().collect();
    counts.sort_by_key(|(word, n)| (std::cmp::Reverse(*n), *word));
    println!("{counts:?}");
    let triples = (1..30).flat_map(|a| (a..30).flat_map(move |b| (b..30).filter(move |c| a * a + b * b == c * c).map(move |c| (a, b, c))));
    println!("{:?}", triples.collect::<Vec<_>>());
    let encoded = "aaabccdddd".as_bytes().chunk_by(|a, b| a == b).map(|run| format!("{}{}", run.len(), char::from(run[0])));
    println!("{}", encoded.collect::<String>());
    println!("{:?}", (1..=5).map(|n| (1..=n).product::<u32>()).map(|f| f.to_string()).reduce(|a, b| a + "," + &b));
}
