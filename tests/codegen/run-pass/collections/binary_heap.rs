//! `BinaryHeap` as a queue of priorities, for Dijkstra's algorithm and merging.
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::hint::black_box;

#[derive(PartialEq, Eq)]
struct Task {
    priority: u32,
    name: String,
}

impl Ord for Task {
    fn cmp(&self, other: &Task) -> Ordering {
        self.priority.cmp(&other.priority).then_with(|| other.name.cmp(&self.name))
    }
}

impl PartialOrd for Task {
    fn partial_cmp(&self, other: &Task) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn distances(edges: &[Vec<(usize, u32)>], from: usize) -> Vec<Option<u32>> {
    let mut known = vec![None; edges.len()];
    let mut heap = BinaryHeap::from([(Reverse(0), from)]);
    while let Some((Reverse(distance), node)) = heap.pop() {
        if known[node].is_some() {
            continue;
        }
        known[node] = Some(distance);
        heap.extend(edges[node].iter().map(|&(next, length)| (Reverse(distance + length), next)));
    }
    known
}

fn main() {
    let mut heap: BinaryHeap<Task> = (0..black_box(12u32)).map(|i| Task { priority: i * 7 % 5, name: format!("t{i}") }).collect();
    println!("{:?}", heap.peek().map(|t| &t.name));
    heap.push(Task { priority: 3, name: "late".into() });
    if let Some(mut top) = heap.peek_mut() {
        top.priority = 0;
    }
    while let Some(task) = heap.pop() {
        print!("{}{} ", task.name, task.priority);
    }
    println!();
    let edges = vec![vec![(1, 7), (2, 9), (5, 14)], vec![(2, 10), (3, 15)], vec![(3, 11), (5, 2)], vec![(4, 6)], vec![], vec![(4, 9)], vec![(0, 1)]];
    println!("{:?}", distances(&edges, 0));
    let numbers = BinaryHeap::from(vec![5, 1, 8, 3, 9, 2]);
    println!("{:?} {:?}", numbers.clone().into_sorted_vec(), numbers.into_iter().max());
    let mut merged: BinaryHeap<_> = [vec![1, 4, 9], vec![2, 3, 10], vec![], vec![0, 11]].into_iter().map(Vec::into_iter)
        .filter_map(|mut i| i.next().map(|x| Reverse((x, i.collect::<Vec<_>>())))).collect();
    while let Some(Reverse((x, rest))) = merged.pop() {
        print!("{x} ");
        if let Some((first, rest)) = rest.split_first() {
            merged.push(Reverse((*first, rest.to_vec())));
        }
    }
    println!();
}
