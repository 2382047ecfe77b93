//! Drops in loops, with `break`, `continue` and labels, and of what only some rounds make.
use std::hint::black_box;

struct D(u32);

impl Drop for D {
    fn drop(&mut self) {
        print!("-{} ", self.0);
    }
}

fn main() {
    for i in 0..black_box(5) {
        let d = D(i);
        if i == 1 {
            continue;
        }
        let _late = D(i * 10);
        if d.0 == 3 {
            break;
        }
        print!("round ");
    }
    println!();
    let mut kept = Vec::new();
    'outer: for i in 1..4 {
        let _a = D(i);
        for j in 1..4 {
            let b = D(i * 10 + j);
            if j == i {
                kept.push(b);
                continue 'outer;
            }
            if i + j == 5 {
                break 'outer;
            }
        }
    }
    println!("| {}", kept.len());
    let mut slot = None;
    let mut n = 0;
    let found = loop {
        n += 1;
        slot = match slot {
            None => Some(D(n + 100)),
            Some(d) if d.0 % 3 == 0 => break d,
            Some(_) => None,
        };
    };
    println!("| found {}", found.0);
    let mut iter = vec![D(1), D(2), D(3), D(4)].into_iter();
    while let Some(d) = iter.next() {
        if d.0 == 2 {
            break;
        }
    }
    print!("| ");
    drop(iter);
    println!();
    let maybe;
    if black_box(n) > 3 {
        maybe = D(200);
        print!("made {} ", maybe.0);
    }
    println!("end");
}
