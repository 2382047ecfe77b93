//! Gives every loop one entry.
//!
//! A strongly connected part of the graph that is entered at several nodes gets a dispatcher: a new
//! node, through which all edges to these entries go, having set a label that says which entry is
//! meant. Then the same is done inside of the part, without the edges to its one entry. The code does
//! not grow with the number of paths, as it would if nodes were copied.

use super::{Cfg, Edge, Kind, Node};

/// Adds dispatchers until no loop has several entries.
pub(crate) fn repair(graph: &mut Cfg) {
    // Each part of the graph, with the node whose incoming edges do not count.
    let mut work: Vec<(Vec<Node>, Option<Node>)> = vec![((0..graph.len() as Node).collect(), None)];
    while let Some((nodes, header)) = work.pop() {
        for part in components(graph, &nodes, header) {
            let entries = entries(graph, &part);
            let (part, header) = match entries[..] {
                [entry] => (part, entry),
                _ => {
                    let mut part = part;
                    let dispatcher = dispatch(graph, &entries, &mut part);
                    (part, dispatcher)
                }
            };
            if part.len() > 1 {
                work.push((part, Some(header)));
            }
        }
    }
}

/// The strongly connected components with a cycle among `nodes`, ignoring edges to `header`, after Tarjan.
fn components(graph: &Cfg, nodes: &[Node], header: Option<Node>) -> Vec<Vec<Node>> {
    const UNSEEN: u32 = u32::MAX;
    let mut inside = vec![false; graph.len()];
    for &node in nodes {
        inside[node as usize] = true;
    }
    let follow = |edge: &Edge| inside[edge.to as usize] && Some(edge.to) != header;
    let mut index = vec![UNSEEN; graph.len()];
    let mut low = vec![0u32; graph.len()];
    let mut open = vec![false; graph.len()];
    let (mut clock, mut path, mut found) = (0, Vec::new(), Vec::new());
    for &root in nodes {
        if index[root as usize] != UNSEEN {
            continue;
        }
        let mut stack: Vec<(Node, usize)> = vec![(root, 0)];
        while let Some(&mut (node, ref mut next)) = stack.last_mut() {
            let at = node as usize;
            if *next == 0 {
                index[at] = clock;
                low[at] = clock;
                clock += 1;
                path.push(node);
                open[at] = true;
            }
            if let Some(edge) = graph.edges[at].get(*next) {
                *next += 1;
                let to = edge.to as usize;
                if !follow(edge) {
                } else if index[to] == UNSEEN {
                    stack.push((edge.to, 0));
                } else if open[to] {
                    low[at] = low[at].min(index[to]);
                }
                continue;
            }
            stack.pop();
            if let Some(&(parent, _)) = stack.last() {
                low[parent as usize] = low[parent as usize].min(low[at]);
            }
            if low[at] == index[at] {
                let start = path.iter().rposition(|&other| other == node).unwrap_or(0);
                let part = path.split_off(start);
                for &member in &part {
                    open[member as usize] = false;
                }
                if part.len() > 1
                    || graph.edges[at].iter().any(|edge| edge.to == node && follow(edge))
                {
                    found.push(part);
                }
            }
        }
    }
    found
}

/// The nodes of `part` that an edge from elsewhere leads to, in order.
fn entries(graph: &Cfg, part: &[Node]) -> Vec<Node> {
    let mut inside = vec![false; graph.len()];
    for &node in part {
        inside[node as usize] = true;
    }
    let mut is_entry = vec![false; graph.len()];
    // The function's own entry.
    is_entry[0] = inside[0];
    for (from, out) in graph.edges.iter().enumerate() {
        if !inside[from] {
            for edge in out {
                is_entry[edge.to as usize] |= inside[edge.to as usize];
            }
        }
    }
    (0..graph.len() as Node).filter(|&node| is_entry[node as usize]).collect()
}

/// Adds a node that all edges to `entries` go through, and the nodes that it takes to `part`.
fn dispatch(graph: &mut Cfg, entries: &[Node], part: &mut Vec<Node>) -> Node {
    let dispatcher = graph.len() as Node;
    let number = graph.dispatchers;
    graph.dispatchers += 1;
    let mut which = vec![None; graph.len()];
    for (at, &entry) in entries.iter().enumerate() {
        which[entry as usize] = Some(at as u32);
    }
    let mut inside = vec![false; graph.len()];
    for &node in part.iter() {
        inside[node as usize] = true;
    }
    graph.kinds.push(Kind::Dispatch(number));
    graph.edges.push(entries.iter().map(|&to| Edge { to, label: None }).collect());
    part.push(dispatcher);
    // An edge that sets a label already leads to a dispatcher, and these are never entries here: the
    // parts that are left to look at do not have the edges to their own one.
    for from in 0..dispatcher as usize {
        let table = graph.is_table(from as Node);
        for at in 0..graph.edges[from].len() {
            let Some(choice) = which[graph.edges[from][at].to as usize] else { continue };
            let through = Edge { to: dispatcher, label: Some((number, choice)) };
            if !table {
                graph.edges[from][at] = through;
                continue;
            }
            // A table cannot set a label on the way.
            let jump = graph.len() as Node;
            graph.kinds.push(Kind::Jump);
            graph.edges.push(vec![through]);
            graph.edges[from][at].to = jump;
            if inside[from] {
                part.push(jump);
            }
        }
    }
    dispatcher
}
