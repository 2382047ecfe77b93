//! `LinkedList` of the library, and a list of own boxes that is reversed and merged.
use std::collections::LinkedList;
use std::hint::black_box;

#[derive(Debug)]
struct Node {
    value: i32,
    next: List,
}

type List = Option<Box<Node>>;

fn list(values: impl DoubleEndedIterator<Item = i32>) -> List {
    values.rev().fold(None, |next, value| Some(Box::new(Node { value, next })))
}

fn reversed(mut list: List) -> List {
    let mut done = None;
    while let Some(mut node) = list {
        list = std::mem::replace(&mut node.next, done);
        done = Some(node);
    }
    done
}

fn merged(a: List, b: List) -> List {
    match (a, b) {
        (None, rest) | (rest, None) => rest,
        (Some(mut a), Some(b)) if a.value <= b.value => {
            a.next = merged(a.next, Some(b));
            Some(a)
        }
        (a, Some(mut b)) => {
            b.next = merged(a, b.next);
            Some(b)
        }
    }
}

fn remove_even(list: &mut List) {
    let mut at = list;
    while let Some(node) = at {
        if node.value % 2 == 0 {
            *at = node.next.take();
        } else {
            at = &mut at.as_mut().unwrap().next;
        }
    }
}

fn values(list: &List) -> Vec<i32> {
    std::iter::successors(list.as_deref(), |node| node.next.as_deref()).map(|node| node.value).collect()
}

fn main() {
    let a = list((0..black_box(10)).map(|i| i * 3));
    let mut all = merged(a, list([1, 2, 12, 100].into_iter()));
    println!("{:?}", values(&all));
    remove_even(&mut all);
    println!("{:?} {:?}", values(&all), values(&reversed(all)));
    println!("{:?}", list([1, 2].into_iter()));
    let mut linked: LinkedList<String> = ["b", "c"].map(String::from).into();
    linked.push_front("a".into());
    linked.push_back("d".into());
    let mut tail = linked.split_off(2);
    println!("{linked:?} {tail:?} {:?}", tail.pop_back());
    tail.append(&mut linked);
    println!("{tail:?} {} {:?} {:?}", linked.len(), tail.front(), tail.iter().rev().collect::<Vec<_>>());
    println!("{}", tail.contains(&"a".to_owned()));
}
