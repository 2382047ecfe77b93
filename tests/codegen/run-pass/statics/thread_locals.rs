//! `thread_local!` with constants, initialisers, cells, and access from other initialisers.
use std::cell::{Cell, OnceCell, RefCell};
use std::hint::black_box;

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(7) };
    static LIST: RefCell<Vec<String>> = RefCell::new(vec![format!("first {}", NUMBER.get())]);
    static ONCE: OnceCell<u64> = const { OnceCell::new() };
    static LENGTH: usize = LIST.with_borrow(|l| { println!("counting"); l.len() });
    static BIG: RefCell<[u8; 1000]> = const { RefCell::new([3; 1000]) };
}

struct Guard(u32);

impl Guard {
    fn new() -> Guard {
        Guard(NUMBER.replace(100))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        NUMBER.set(self.0);
    }
}

fn depth(n: u32) -> u32 {
    let _guard = Guard::new();
    NUMBER.set(NUMBER.get() + n);
    if n == 0 { NUMBER.get() } else { depth(n - 1) + NUMBER.get() }
}

fn main() {
    NUMBER.set(black_box(8));
    LIST.with_borrow_mut(|l| l.push("second".into()));
    println!("{} {:?}", NUMBER.get(), LIST.with_borrow(Clone::clone));
    println!("{} {}", LENGTH.with(|l| *l), LENGTH.with(|l| *l));
    println!("{} {}", ONCE.with(|o| *o.get_or_init(|| 1 << 50)), ONCE.with(|o| o.set(3).is_err()));
    println!("{} {}", depth(black_box(5)), NUMBER.take());
    BIG.with_borrow_mut(|b| b[black_box(999)] = 200);
    println!("{}", BIG.with_borrow(|b| b.iter().map(|&b| u32::from(b)).sum::<u32>()));
    println!("{:?} {:?}", LIST.take(), LIST.try_with(|l| l.borrow().len()).is_ok());
    println!("{:?}", LIST.with(|l| { let first = l.borrow_mut(); let second = l.try_borrow_mut().is_err(); (first.len(), second) }));
}
