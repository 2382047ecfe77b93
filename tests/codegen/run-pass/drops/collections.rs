//! Collections drop what they hold: when cleared, truncated, drained, replaced and dropped.
use std::cell::Cell;
use std::collections::{BTreeMap, BinaryHeap, HashMap, LinkedList, VecDeque};
use std::hint::black_box;

thread_local! {
    static ALIVE: Cell<i32> = const { Cell::new(0) };
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct D(i32);

impl D {
    fn new(n: i32) -> D {
        ALIVE.set(ALIVE.get() + 1);
        D(n)
    }
}

impl Clone for D {
    fn clone(&self) -> D {
        D::new(self.0 + 100)
    }
}

impl Drop for D {
    fn drop(&mut self) {
        ALIVE.set(ALIVE.get() - 1);
    }
}

fn alive(what: &str) {
    println!("{what}: {}", ALIVE.get());
}

fn main() {
    let mut vec: Vec<D> = (0..black_box(20)).map(D::new).collect();
    alive("collected");
    vec.truncate(15);
    vec.remove(3);
    vec.swap_remove(0);
    alive("removed");
    drop(vec.drain(2..5));
    vec.retain(|d| d.0 % 3 != 0);
    alive("drained and retained");
    vec.extend(vec.clone());
    vec.dedup_by_key(|d| d.0 / 10);
    alive("cloned");
    let mut iter = vec.into_iter();
    println!("{:?}", iter.nth(1).map(|d| d.0));
    drop(iter);
    alive("iterated");
    let mut deque: VecDeque<D> = (0..10).map(D::new).collect();
    deque.rotate_left(4);
    deque.push_front(D::new(50));
    deque.truncate(6);
    alive("deque");
    let mut map: BTreeMap<i32, D> = (0..50).map(|i| (i % 20, D::new(i))).collect();
    map.insert(5, D::new(500));
    map.retain(|k, _| k % 2 == 1);
    alive("tree");
    let split = map.split_off(&10);
    drop(map);
    alive("split");
    let hashed: HashMap<D, D> = split.into_iter().map(|(k, v)| (D::new(k), v)).collect();
    alive("hashed");
    let heap: BinaryHeap<D> = hashed.into_keys().collect();
    let list: LinkedList<D> = heap.into_sorted_vec().into_iter().collect();
    alive("heap");
    drop((list, deque));
    alive("all");
}
