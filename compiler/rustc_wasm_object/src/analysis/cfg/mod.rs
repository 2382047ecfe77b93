//! The graph of a function's blocks, its dominators and loops.
//!
//! Nodes are the reachable blocks; the edges of a `br_table` that pass values, which have no place
//! to do so, are nodes too, and so are the dispatchers that `irreducible` adds.

use cranelift_codegen::ir::{Block, BlockCall, Function, Inst, InstructionData, Opcode};

mod irreducible;

/// The number of a node. After `Cfg::new`, nodes are in reverse postorder.
pub(crate) type Node = u32;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Block(Block),
    /// A block that ends in a `br_table`.
    Table(Block),
    /// An edge of a `br_table` that passes values.
    Edge(BlockCall),
    /// Goes on at one of its edges, by the label of its number.
    Dispatch(u32),
    /// An edge of a table that sets a label.
    Jump,
}

/// An edge, and what is to be set on it for the dispatchers that it goes through.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) to: Node,
    /// The number of a dispatcher, and of its edge that this one continues with.
    pub(crate) label: Option<(u32, u32)>,
}

/// The graph.
pub(crate) struct Cfg {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) edges: Vec<Vec<Edge>>,
    /// Immediate dominators; the entry is its own.
    pub(crate) idom: Vec<Node>,
    /// The nodes that each dominates immediately, in reverse postorder.
    pub(crate) children: Vec<Vec<Node>>,
    /// Reached by a branch from behind.
    pub(crate) is_loop: Vec<bool>,
    /// Reached from several places, or by a table: it needs a label.
    pub(crate) is_merge: Vec<bool>,
    /// How many dispatchers there are.
    pub(crate) dispatchers: u32,
}

/// The branches of a terminator, the default of a table last.
pub(crate) fn branches(func: &Function, inst: Inst) -> Vec<BlockCall> {
    match func.dfg.insts[inst] {
        InstructionData::Jump { destination, .. } => vec![destination],
        InstructionData::Brif { blocks, .. } => blocks.to_vec(),
        InstructionData::BranchTable { table, .. } => {
            let table = &func.stencil.dfg.jump_tables[table];
            let mut all = table.as_slice().to_vec();
            all.push(table.default_block());
            all
        }
        _ => Vec::new(),
    }
}

impl Cfg {
    pub(crate) fn new(func: &Function) -> Cfg {
        let mut graph = Cfg::blocks(func);
        graph.order();
        graph.dominators();
        if graph.is_irreducible() {
            irreducible::repair(&mut graph);
            graph.order();
            graph.dominators();
        }
        graph.classify();
        graph
    }

    /// The nodes and edges, in the order in which blocks are found.
    fn blocks(func: &Function) -> Cfg {
        let pool = &func.dfg.value_lists;
        let mut kinds = Vec::new();
        let mut edges: Vec<Vec<Edge>> = Vec::new();
        let mut node_of = vec![u32::MAX; func.dfg.num_blocks()];
        for block in func.layout.blocks() {
            node_of[block.as_u32() as usize] = kinds.len() as Node;
            kinds.push(Kind::Block(block));
        }
        let count = kinds.len();
        for node in 0..count {
            let Kind::Block(block) = kinds[node] else { break };
            let mut out = Vec::new();
            if let Some(inst) = func.layout.last_inst(block) {
                let table = func.dfg.insts[inst].opcode() == Opcode::BrTable;
                if table {
                    kinds[node] = Kind::Table(block);
                }
                for call in branches(func, inst) {
                    let mut to = node_of[call.block(pool).as_u32() as usize];
                    if table && call.len(pool) > 0 {
                        kinds.push(Kind::Edge(call));
                        edges.resize(kinds.len(), Vec::new());
                        edges[kinds.len() - 1] = vec![Edge { to, label: None }];
                        to = (kinds.len() - 1) as Node;
                    }
                    out.push(Edge { to, label: None });
                }
            }
            edges.resize(kinds.len(), Vec::new());
            edges[node] = out;
        }
        Cfg {
            kinds,
            edges,
            idom: Vec::new(),
            children: Vec::new(),
            is_loop: Vec::new(),
            is_merge: Vec::new(),
            dispatchers: 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether a node chooses among its edges without doing anything on the way.
    pub(crate) fn is_table(&self, node: Node) -> bool {
        matches!(self.kinds[node as usize], Kind::Table(_) | Kind::Dispatch(_))
    }

    /// Renumbers the nodes in reverse postorder, and forgets those that cannot be reached.
    fn order(&mut self) {
        let count = self.len();
        let mut postorder = Vec::with_capacity(count);
        let mut seen = vec![false; count];
        let mut stack: Vec<(Node, usize)> = vec![(0, 0)];
        seen[0] = true;
        while let Some((node, next)) = stack.last_mut() {
            let out = &self.edges[*node as usize];
            // Last first, so that the first is next in reverse postorder.
            let Some(edge) = out.len().checked_sub(*next + 1).map(|at| &out[at]) else {
                postorder.push(*node);
                stack.pop();
                continue;
            };
            *next += 1;
            let to = edge.to;
            if !std::mem::replace(&mut seen[to as usize], true) {
                stack.push((to, 0));
            }
        }
        let mut number = vec![u32::MAX; count];
        for (at, &node) in postorder.iter().rev().enumerate() {
            number[node as usize] = at as Node;
        }
        let mut kinds = Vec::with_capacity(postorder.len());
        let mut edges = Vec::with_capacity(postorder.len());
        for &node in postorder.iter().rev() {
            kinds.push(self.kinds[node as usize]);
            let mut out = std::mem::take(&mut self.edges[node as usize]);
            for edge in &mut out {
                edge.to = number[edge.to as usize];
            }
            edges.push(out);
        }
        self.kinds = kinds;
        self.edges = edges;
    }

    /// Immediate dominators, after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
    fn dominators(&mut self) {
        let count = self.len();
        let mut first = vec![0u32; count + 1];
        for edge in self.edges.iter().flatten() {
            first[edge.to as usize + 1] += 1;
        }
        for at in 0..count {
            first[at + 1] += first[at];
        }
        let mut preds = vec![0; first[count] as usize];
        let mut fill = first.clone();
        for (node, out) in self.edges.iter().enumerate() {
            for edge in out {
                let at = &mut fill[edge.to as usize];
                preds[*at as usize] = node as Node;
                *at += 1;
            }
        }
        const NONE: Node = u32::MAX;
        let mut idom = vec![NONE; count];
        idom[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for node in 1..count {
                let mut best = NONE;
                for &pred in &preds[first[node] as usize..first[node + 1] as usize] {
                    if idom[pred as usize] == NONE {
                        continue;
                    }
                    if best == NONE {
                        best = pred;
                        continue;
                    }
                    let (mut a, mut b) = (best, pred);
                    while a != b {
                        while a > b {
                            a = idom[a as usize];
                        }
                        while b > a {
                            b = idom[b as usize];
                        }
                    }
                    best = a;
                }
                if idom[node] != best {
                    idom[node] = best;
                    changed = true;
                }
            }
        }
        let mut children = vec![Vec::new(); count];
        for (node, &parent) in idom.iter().enumerate().skip(1) {
            children[parent as usize].push(node as Node);
        }
        self.idom = idom;
        self.children = children;
    }

    /// Whether some loop has several entries: a branch back to a node that does not dominate it.
    fn is_irreducible(&self) -> bool {
        let (mut enter, mut leave) = (vec![0u32; self.len()], vec![0u32; self.len()]);
        let mut clock = 0;
        let mut stack: Vec<(Node, usize)> = vec![(0, 0)];
        while let Some((node, next)) = stack.last_mut() {
            if *next == 0 {
                enter[*node as usize] = clock;
                clock += 1;
            }
            match self.children[*node as usize].get(*next) {
                Some(&child) => {
                    *next += 1;
                    stack.push((child, 0));
                }
                None => {
                    leave[*node as usize] = clock;
                    stack.pop();
                }
            }
        }
        self.edges.iter().enumerate().any(|(from, out)| {
            out.iter().any(|edge| {
                let to = edge.to as usize;
                to <= from && !(enter[to] <= enter[from] && leave[from] <= leave[to])
            })
        })
    }

    /// Finds loops, and nodes that need a label.
    fn classify(&mut self) {
        let count = self.len();
        self.is_loop = vec![false; count];
        self.is_merge = vec![false; count];
        let mut reached = vec![false; count];
        for (from, out) in self.edges.iter().enumerate() {
            let table = self.is_table(from as Node);
            for edge in out {
                let to = edge.to as usize;
                if to <= from {
                    self.is_loop[to] = true;
                } else if table || std::mem::replace(&mut reached[to], true) {
                    self.is_merge[to] = true;
                }
            }
        }
    }
}
