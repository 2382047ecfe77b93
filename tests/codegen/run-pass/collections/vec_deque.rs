//! The methods of `VecDeque`, whose ends meet.
use std::collections::VecDeque;
use std::hint::black_box;

fn main() {
    let mut deque = VecDeque::with_capacity(8);
    for i in 0..black_box(30) {
        if i % 3 == 0 {
            deque.push_front(i);
        } else {
            deque.push_back(i);
        }
        if i % 4 == 3 {
            print!("{:?}{:?} ", deque.pop_front(), if i % 8 == 3 { deque.pop_back() } else { None });
        }
    }
    println!("\n{deque:?}");
    println!("{:?} {:?} {:?} {}", deque.front(), deque.back(), deque.get(3), deque[5]);
    deque.rotate_left(4);
    deque.swap(0, 2);
    deque.insert(3, 100);
    println!("{:?} {:?}", deque.remove(6), deque);
    deque.retain(|x| x % 5 != 0);
    let (a, b) = deque.as_slices();
    println!("{}", a.len() + b.len() == deque.len());
    println!("{:?}", deque.range(2..5).collect::<Vec<_>>());
    println!("{:?}", deque.drain(1..4).rev().collect::<Vec<_>>());
    deque.make_contiguous().sort();
    println!("{deque:?} {:?}", deque.binary_search(&100));
    deque.extend([3, 2, 1]);
    deque.resize(16, 7);
    println!("{:?} {:?}", deque.iter().rev().step_by(3).collect::<Vec<_>>(), deque.contains(&7));
    let tail = deque.split_off(10);
    println!("{deque:?} {tail:?} {}", deque < tail);
    println!("{:?}", Vec::from(tail).into_iter().zip(deque).collect::<VecDeque<_>>());
}
