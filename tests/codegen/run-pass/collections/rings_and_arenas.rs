//! A graph in an arena of indices, depth and breadth first, and a union of sets.
use std::collections::{HashSet, VecDeque};
use std::hint::black_box;

#[derive(Default)]
struct Graph {
    edges: Vec<Vec<usize>>,
}

impl Graph {
    fn connect(&mut self, a: usize, b: usize) {
        self.edges.resize_with(self.edges.len().max(a.max(b) + 1), Vec::new);
        self.edges[a].push(b);
    }

    fn breadth_first(&self, start: usize) -> Vec<(usize, u32)> {
        let mut queue = VecDeque::from([(start, 0)]);
        let mut seen = HashSet::from([start]);
        let mut order = Vec::new();
        while let Some((node, depth)) = queue.pop_front() {
            order.push((node, depth));
            queue.extend(self.edges[node].iter().filter(|&&n| seen.insert(n)).map(|&n| (n, depth + 1)));
        }
        order
    }

    fn sorted(&self) -> Option<Vec<usize>> {
        fn visit(graph: &Graph, node: usize, state: &mut [u8], order: &mut Vec<usize>) -> bool {
            if state[node] == 1 {
                return false;
            }
            if state[node] == 0 {
                state[node] = 1;
                if !graph.edges[node].iter().all(|&next| visit(graph, next, state, order)) {
                    return false;
                }
                state[node] = 2;
                order.push(node);
            }
            true
        }
        let (mut state, mut order) = (vec![0; self.edges.len()], Vec::new());
        (0..self.edges.len()).all(|node| visit(self, node, &mut state, &mut order)).then_some(order)
    }
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

fn main() {
    let mut graph = Graph::default();
    for i in 1..black_box(40) {
        graph.connect(i / 2, i);
        graph.connect(i / 3, i);
    }
    println!("{:?}", &graph.breadth_first(0)[30..]);
    println!("{:?}", graph.sorted().map(|order| order.len()));
    graph.edges[0].clear();
    graph.connect(30, 3);
    println!("{:?} {:?}", graph.breadth_first(3).len(), graph.sorted());
    let mut parents: Vec<usize> = (0..20).collect();
    for (a, b) in [(0, 1), (2, 3), (1, 3), (10, 11), (19, 10), (5, 5), (18, 0)] {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a] = b;
    }
    println!("{:?}", (0..20).map(|n| root(&mut parents, n)).collect::<Vec<_>>());
}
