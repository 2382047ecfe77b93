//! Trees of boxes, made, walked and dropped: the allocator, recursion and drop glue.

struct Tree {
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

fn grow(depth: u32) -> Tree {
    if depth == 0 {
        return Tree { left: None, right: None };
    }
    let child = || Some(Box::new(grow(depth - 1)));
    Tree { left: child(), right: child() }
}

fn count(tree: &Tree) -> u32 {
    let below = |child: &Option<Box<Tree>>| child.as_deref().map_or(0, count);
    1 + below(&tree.left) + below(&tree.right)
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    const DEEPEST: u32 = 15;
    let kept = grow(DEEPEST);
    for depth in (4..=DEEPEST).step_by(4) {
        let trees = scale() << (DEEPEST - depth + 2);
        let total: u32 = (0..trees).map(|_| count(&grow(depth))).sum();
        println!("{trees} trees of depth {depth}: {total}");
    }
    println!("the tree that was kept: {}", count(&kept));
}
