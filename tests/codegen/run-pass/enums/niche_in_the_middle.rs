//! Several variants share the invalid values of one field, wherever it is.
use std::hint::black_box;
use std::mem::size_of;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Wide {
    Full(u64, bool, u32),
    Left(u64),
    Right(u32),
    Empty,
    Both(u16, u16),
}

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Leaf,
    Node(Box<Tree>, i8, Box<Tree>),
    Only(i8),
}

#[derive(Clone, Copy, Debug)]
enum Never {
    Some(u32, &'static str),
    #[allow(dead_code)]
    Impossible(std::convert::Infallible),
    Other(u8),
}

fn sum(tree: &Tree) -> i32 {
    match tree {
        Tree::Leaf => 0,
        Tree::Node(left, value, right) => sum(left) + i32::from(*value) + sum(right),
        Tree::Only(value) => i32::from(*value),
    }
}

#[inline(never)]
fn turn(wide: Wide) -> Wide {
    match wide {
        Wide::Full(a, true, b) => Wide::Full(u64::from(b), false, a as u32),
        Wide::Full(a, false, _) => Wide::Left(a),
        Wide::Left(a) => Wide::Right(a as u32),
        Wide::Right(a) => Wide::Both(a as u16, (a >> 16) as u16),
        Wide::Both(..) => Wide::Empty,
        Wide::Empty => Wide::Full(1 << 40, true, 3),
    }
}

fn main() {
    let mut wide = black_box(Wide::Empty);
    for _ in 0..8 {
        wide = turn(wide);
        println!("{wide:?} {}", wide == Wide::Left(3));
    }
    println!("{}", size_of::<Wide>());
    let leaf = || Box::new(Tree::Leaf);
    let tree = Tree::Node(Box::new(Tree::Only(-3)), 100, Box::new(Tree::Node(leaf(), 7, leaf())));
    println!("{} {:?} {}", sum(&tree), tree.clone() == tree, size_of::<Tree>());
    println!("{:?} {:?}", black_box(Never::Some(1, "x")), black_box(Never::Other(3)));
}
