//! `#[derive_where]`: the standard traits with bounds of one's own.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use derive_where::derive_where;

#[derive_where(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Id<T>(u32, PhantomData<T>);

#[derive_where(Clone, Debug, PartialEq; T, U::Item)]
#[derive_where(Hash; T: Hash, U::Item: Hash)]
struct Pair<T, U: Iterator> {
    first: T,
    second: Option<U::Item>,
    #[derive_where(skip(Debug, EqHashOrd))]
    hidden: u8,
}

#[derive_where(Debug, Default, PartialEq, PartialOrd; T)]
enum Tree<T> {
    #[derive_where(default)]
    Leaf,
    #[derive_where(incomparable)]
    Unknown,
    Node { value: T, rest: Vec<T> },
    #[derive_where(skip_inner)]
    Hidden(fn(T)),
}

struct NoTraits;

fn main() {
    let id = Id::<NoTraits>(3, PhantomData);
    println!("{id:?} {:?} {:?}", Id::<NoTraits>::default(), id.cmp(&Id(4, PhantomData)));
    let pair = Pair::<_, std::ops::Range<i32>> { first: 'a', second: Some(1), hidden: 2 };
    println!("{pair:?} {}", pair == Pair { hidden: 3, ..pair.clone() });
    let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
    pair.hash(&mut hashers[0]);
    Pair { hidden: 9, ..pair }.hash(&mut hashers[1]);
    println!("{}", hashers[0].finish() == hashers[1].finish());
    let trees = [Tree::Leaf, Tree::Unknown, Tree::Node { value: 1, rest: vec![2] }, Tree::Hidden(drop)];
    for tree in &trees {
        println!("{tree:?} {:?}", tree.partial_cmp(&trees[2]));
    }
}
