//! References to parts, reborrows, and mutable access through many levels.
use std::hint::black_box;

#[derive(Debug, Default)]
struct Node {
    value: i32,
    children: [Option<Box<Node>>; 2],
}

fn insert(mut at: &mut Option<Box<Node>>, value: i32) {
    while let Some(node) = at {
        at = &mut node.children[usize::from(value > node.value)];
    }
    *at = Some(Box::new(Node { value, ..Node::default() }));
}

fn walk(node: &Option<Box<Node>>, out: &mut Vec<i32>) {
    if let Some(node) = node {
        walk(&node.children[0], out);
        out.push(node.value);
        walk(&node.children[1], out);
    }
}

fn longest<'a>(a: &'a mut String, b: &'a mut String) -> &'a mut String {
    if a.len() >= b.len() { a } else { b }
}

fn parts<'a>(slice: &'a mut [i32], at: usize) -> (&'a mut i32, &'a mut [i32]) {
    let (left, right) = slice.split_at_mut(at);
    (&mut left[0], right)
}

fn change(x: &mut &mut &mut i32) {
    ***x += 1;
    let inner: &mut i32 = **x;
    *inner *= 2;
}

fn main() {
    let mut tree = None;
    for value in black_box([5, 2, 8, 1, 9, 3, 5]) {
        insert(&mut tree, value);
    }
    let mut out = Vec::new();
    walk(&tree, &mut out);
    println!("{out:?}");
    if let Some(node) = tree.as_mut().and_then(|n| n.children[1].as_mut()) {
        node.value *= 100;
        node.children[1].take();
    }
    out.clear();
    walk(&tree, &mut out);
    println!("{out:?}");
    let (mut a, mut b) = (String::from("ab"), String::from("abc"));
    longest(&mut a, &mut b).push('!');
    longest(&mut b, &mut a).insert(0, '?');
    println!("{a} {b}");
    let mut numbers = [1, 2, 3, 4];
    let (first, rest) = parts(&mut numbers, 2);
    *first += rest.len() as i32 * 10;
    rest[1] -= *first;
    println!("{numbers:?}");
    let mut n = 5;
    change(&mut &mut &mut n);
    println!("{n}");
    let mut pair = (1, [2, 3]);
    let (x, [_, y]) = &mut pair;
    std::mem::swap(x, y);
    let z = &mut pair.1[0];
    *z += pair.0;
    println!("{pair:?}");
    println!("{}", *&*&mut *&mut pair.0);
    let text = String::from("slice me");
    let views: Vec<&str> = (0..4).map(|i| &text[i * 2..i * 2 + 2]).collect();
    println!("{views:?} {}", std::ptr::eq(views[0].as_ptr(), text.as_ptr()));
}
