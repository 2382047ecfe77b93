//! Knapsacks, common subsequences, coins, chains of matrices and intervals.
use std::collections::HashMap;
use std::hint::black_box;

fn knapsack(items: &[(usize, u64)], capacity: usize) -> (u64, Vec<usize>) {
    let mut best = vec![vec![0u64; capacity + 1]; items.len() + 1];
    for (i, &(weight, value)) in items.iter().enumerate() {
        for c in 0..=capacity {
            let without = best[i][c];
            best[i + 1][c] = c.checked_sub(weight).map_or(without, |rest| without.max(best[i][rest] + value));
        }
    }
    let (mut c, mut chosen) = (capacity, Vec::new());
    for i in (0..items.len()).rev() {
        if best[i + 1][c] != best[i][c] {
            chosen.push(i);
            c -= items[i].0;
        }
    }
    (best[items.len()][capacity], chosen)
}

fn common(a: &str, b: &str) -> String {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] = if a[i] == b[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push(a[i]);
            (i, j) = (i + 1, j + 1);
        } else if table[i + 1][j] >= table[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

fn coins(coins: &[usize], sum: usize) -> (u64, Option<usize>) {
    let mut ways = vec![0u64; sum + 1];
    let mut least = vec![None; sum + 1];
    (ways[0], least[0]) = (1, Some(0));
    for &coin in coins {
        for s in coin..=sum {
            ways[s] += ways[s - coin];
            if let Some(n) = least[s - coin] && least[s].is_none_or(|old| n + 1 < old) {
                least[s] = Some(n + 1);
            }
        }
    }
    (ways[sum], least[sum])
}

fn chain(sizes: &[u64], memo: &mut HashMap<(usize, usize), u64>, i: usize, j: usize) -> u64 {
    if j - i < 2 {
        return 0;
    }
    if let Some(&known) = memo.get(&(i, j)) {
        return known;
    }
    let best = (i + 1..j).map(|k| chain(sizes, memo, i, k) + chain(sizes, memo, k, j) + sizes[i] * sizes[k] * sizes[j]).min();
    *memo.entry((i, j)).insert_entry(best.unwrap_or(0)).get()
}

fn increasing(items: &[i32]) -> usize {
    let mut tails: Vec<i32> = Vec::new();
    for &x in items {
        let at = tails.partition_point(|&t| t < x);
        if at == tails.len() { tails.push(x) } else { tails[at] = x }
    }
    tails.len()
}

fn main() {
    println!("{:?}", knapsack(&black_box([(12, 4), (2, 2), (1, 1), (1, 2), (4, 10), (7, 9)]), 15));
    println!("{:?} {:?}", common("AGGTABQXZ", "GXTXAYBZ"), common("größe", "rose"));
    println!("{:?} {:?} {:?}", coins(&[1, 2, 5, 10, 25, 50], black_box(100)), coins(&[7, 5], 23), coins(&[4], 7));
    println!("{}", chain(&black_box([30, 35, 15, 5, 10, 20, 25]), &mut HashMap::new(), 0, 6));
    println!("{}", increasing(&black_box([10, 9, 2, 5, 3, 7, 101, 18, 4, 20, 6, 21])));
}
