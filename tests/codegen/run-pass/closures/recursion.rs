//! Recursion through closures, function pointers, objects and memoisation.
use std::cell::RefCell;
use std::collections::HashMap;
use std::hint::black_box;

fn fix<A: Copy, B>(f: &dyn Fn(&dyn Fn(A) -> B, A) -> B, x: A) -> B {
    f(&|y| fix(f, y), x)
}

struct Memo<'a> {
    known: RefCell<HashMap<u64, u128>>,
    rule: &'a dyn Fn(&Memo, u64) -> u128,
}

impl Memo<'_> {
    fn get(&self, n: u64) -> u128 {
        if let Some(&value) = self.known.borrow().get(&n) {
            return value;
        }
        let value = (self.rule)(self, n);
        self.known.borrow_mut().insert(n, value);
        value
    }
}

fn visit(depth: u32, f: &mut impl FnMut(u32)) {
    f(depth);
    if depth > 0 {
        visit(depth - 1, f);
        if depth % 2 == 0 {
            visit(depth / 2, f);
        }
    }
}

fn main() {
    println!("{}", fix(&|this, n: u64| if n == 0 { 1 } else { n * this(n - 1) }, black_box(15)));
    println!("{}", fix(&|this, (a, b): (u32, u32)| if b == 0 { a } else { this((b, a % b)) }, black_box((84, 30))));
    let memo = Memo { known: RefCell::default(), rule: &|memo, n| if n < 2 { n.into() } else { memo.get(n - 1) + memo.get(n - 2) } };
    println!("{} {}", memo.get(black_box(150)), memo.known.borrow().len());
    let partitions = Memo { known: RefCell::default(), rule: &|memo, n| (1..=n / 2).map(|k| memo.get(n - k)).sum::<u128>() % 1_000_007 + 1 };
    println!("{}", partitions.get(60));
    let mut order = Vec::new();
    visit(black_box(6), &mut |depth| order.push(depth));
    println!("{order:?}");
}
