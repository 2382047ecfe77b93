//! `Cell`, `RefCell` and `UnsafeCell`: changes through shared references, and borrows that are refused.
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::hint::black_box;

struct Counter {
    hits: Cell<u32>,
    names: RefCell<Vec<String>>,
}

impl Counter {
    fn hit(&self, name: &str) -> u32 {
        self.hits.set(self.hits.get() + 1);
        self.names.borrow_mut().push(name.to_owned());
        self.hits.get()
    }

    fn longest(&self) -> Ref<'_, str> {
        Ref::map(self.names.borrow(), |names| names.iter().max_by_key(|n| n.len()).map_or("", |n| n))
    }

    fn last(&self) -> RefMut<'_, String> {
        RefMut::map(self.names.borrow_mut(), |names| names.last_mut().unwrap())
    }
}

fn main() {
    let counter = Counter { hits: Cell::new(0), names: RefCell::default() };
    println!("{} {}", counter.hit("one"), counter.hit(black_box("three")));
    counter.last().push('!');
    println!("{} {:?}", &*counter.longest(), counter.names);
    let shared = counter.names.borrow();
    println!("{:?} {:?}", counter.names.try_borrow().is_ok(), counter.names.try_borrow_mut().map_err(|e| e.to_string()).is_err());
    println!("{:?}", counter.names.try_borrow_mut().err().map(|e| e.to_string()));
    drop(shared);
    let exclusive = counter.names.borrow_mut();
    println!("{:?} {:?}", counter.names.try_borrow().err().map(|e| e.to_string()), counter.names);
    drop(exclusive);
    println!("{:?}", counter.names.replace(vec![]).len());
    let cell = Cell::new([1u64, 2]);
    println!("{:?} {:?} {:?}", cell.replace([3, 4]), cell.take(), cell.into_inner());
    let (a, b) = (Cell::new(1), Cell::new(2));
    a.swap(&b);
    println!("{a:?} {b:?} {}", a > b);
    let mut array = [1, 2, 3];
    let cells: &[Cell<i32>] = Cell::from_mut(&mut array[..]).as_slice_of_cells();
    for window in cells.windows(2) {
        window[1].set(window[1].get() + window[0].get() * 10);
    }
    println!("{array:?}");
    let (left, right) = RefMut::map_split(RefCell::new([5, 6]).borrow_mut(), |[a, b]| (a, b)).pair();
    println!("{left} {right}");
}

trait Pair {
    fn pair(self) -> (i32, i32);
}

impl Pair for (RefMut<'_, i32>, RefMut<'_, i32>) {
    fn pair(self) -> (i32, i32) {
        (*self.0, *self.1)
    }
}
