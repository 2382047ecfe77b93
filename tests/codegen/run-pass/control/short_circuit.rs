//! `&&`, `||`, `if` as a value, and comparisons, evaluated in order and only as far as needed.
use std::cell::RefCell;
use std::hint::black_box;

thread_local! {
    static LOG: RefCell<String> = const { RefCell::new(String::new()) };
}

fn say<T>(name: char, value: T) -> T {
    LOG.with_borrow_mut(|log| log.push(name));
    value
}

fn log() -> String {
    LOG.take()
}

fn main() {
    for bits in 0..16u8 {
        let [a, b, c, d] = [1, 2, 4, 8].map(|bit| black_box(bits) & bit != 0);
        let first = say('a', a) && say('b', b) || say('c', c) && !say('d', d);
        let second = (say('a', a) || say('b', b)) && (say('c', c) ^ say('d', d));
        let third = say('a', a) & say('b', b) | say('c', c);
        let fourth = if say('a', a) { say('b', b) } else if say('c', c) || say('d', d) { true } else { say('e', false) };
        let mut fifth = say('a', a);
        fifth |= say('b', b);
        fifth &= !say('c', c);
        println!("{bits:04b} {first}{second}{third}{fourth}{fifth} {}", log());
    }
    let sum = say('1', 1) + say('2', 2) * say('3', 3) - { say('4', 4) };
    let array = [say('x', sum), say('y', 5), say('z', sum * 2)];
    let tuple = (say('t', array), say('u', "u"));
    println!("{tuple:?} {}", log());
    let mut cells = [0; 3];
    cells[say('i', 1)] = say('v', 9);
    cells[say('j', 2)] += say('w', 4);
    println!("{cells:?} {}", log());
    let numbers = black_box([3, 1, 2]);
    let [x, y, z] = numbers;
    println!("{} {}", x < y || y < z && z > x, !(x == y) == (x != y));
}
