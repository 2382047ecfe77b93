//! Shortest paths in grids and graphs by three algorithms, which agree.
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::hint::black_box;

fn edges(n: usize) -> Vec<(usize, usize, i64)> {
    (0..n * 4).map(|i| (i * 7 % n, (i * i + 3) % n, (i * 31 % 17) as i64 + 1)).collect()
}

fn dijkstra(n: usize, edges: &[(usize, usize, i64)], from: usize) -> Vec<Option<i64>> {
    let mut out = vec![Vec::new(); n];
    edges.iter().for_each(|&(a, b, w)| out[a].push((b, w)));
    let mut best = vec![None; n];
    let mut heap = BinaryHeap::from([Reverse((0, from))]);
    while let Some(Reverse((d, a))) = heap.pop() {
        if best[a].is_none() {
            best[a] = Some(d);
            heap.extend(out[a].iter().map(|&(b, w)| Reverse((d + w, b))));
        }
    }
    best
}

fn bellman_ford(n: usize, edges: &[(usize, usize, i64)], from: usize) -> Vec<Option<i64>> {
    let mut best: Vec<Option<i64>> = vec![None; n];
    best[from] = Some(0);
    for _ in 0..n {
        for &(a, b, w) in edges {
            if let Some(d) = best[a] && best[b].is_none_or(|old| d + w < old) {
                best[b] = Some(d + w);
            }
        }
    }
    best
}

fn floyd(n: usize, edges: &[(usize, usize, i64)]) -> Vec<Vec<i64>> {
    let mut best = vec![vec![i64::MAX / 4; n]; n];
    (0..n).for_each(|i| best[i][i] = 0);
    edges.iter().for_each(|&(a, b, w)| best[a][b] = best[a][b].min(w));
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                best[i][j] = best[i][j].min(best[i][k] + best[k][j]);
            }
        }
    }
    best
}

fn maze(lines: &[&str]) -> Option<(usize, String)> {
    let at = |(x, y): (usize, usize)| lines.get(y).and_then(|l| l.as_bytes().get(x)).copied().unwrap_or(b'#');
    let start = (0..lines.len()).flat_map(|y| (0..lines[y].len()).map(move |x| (x, y))).find(|&p| at(p) == b'S')?;
    let mut seen = HashMap::from([(start, (start, ' '))]);
    let mut queue = VecDeque::from([start]);
    while let Some(p @ (x, y)) = queue.pop_front() {
        if at(p) == b'E' {
            let path: Vec<char> = std::iter::successors(Some(p), |p| Some(seen[p].0)).map(|p| seen[&p].1).take_while(|c| *c != ' ').collect();
            return Some((path.len(), path.into_iter().rev().collect()));
        }
        for (next, c) in [((x + 1, y), 'r'), ((x, y + 1), 'd'), ((x.wrapping_sub(1), y), 'l'), ((x, y.wrapping_sub(1)), 'u')] {
            if at(next) != b'#' && !seen.contains_key(&next) {
                seen.insert(next, (p, c));
                queue.push_back(next);
            }
        }
    }
    None
}

fn main() {
    for n in black_box([5, 12, 30]) {
        let edges = edges(n);
        let (a, b, c) = (dijkstra(n, &edges, 0), bellman_ford(n, &edges, 0), floyd(n, &edges));
        println!("{n} {} {} {a:?}", a == b, a.iter().zip(&c[0]).all(|(d, &e)| d.unwrap_or(i64::MAX / 4) <= e));
    }
    println!("{:?}", maze(&black_box(["S.#.....", ".##.###.", "....#E#.", ".##.#.#.", "..#...#."])));
    println!("{:?}", maze(&["S#E"]));
}
