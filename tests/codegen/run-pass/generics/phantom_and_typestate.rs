//! Types that only carry states, and numbers at the level of types.
use std::hint::black_box;
use std::marker::PhantomData;

struct Open;
struct Closed;

struct Door<State> {
    uses: u32,
    state: PhantomData<State>,
}

impl Door<Closed> {
    fn open(self) -> Door<Open> {
        Door { uses: self.uses + 1, state: PhantomData }
    }
}

impl Door<Open> {
    fn close(self) -> Door<Closed> {
        Door { uses: self.uses * 2, state: PhantomData }
    }
}

struct Zero;
struct Next<N>(PhantomData<N>);

trait Natural {
    const VALUE: u64;
    fn count() -> u64;
}

impl Natural for Zero {
    const VALUE: u64 = 0;
    fn count() -> u64 {
        0
    }
}

impl<N: Natural> Natural for Next<N> {
    const VALUE: u64 = N::VALUE + 1;
    fn count() -> u64 {
        black_box(1) + N::count() * 2
    }
}

type Three<N> = Next<Next<Next<N>>>;

trait List {
    fn sum(&self) -> i32;
    const LENGTH: usize;
}

impl List for () {
    fn sum(&self) -> i32 {
        0
    }
    const LENGTH: usize = 0;
}

impl<H: Into<i32> + Copy, T: List> List for (H, T) {
    fn sum(&self) -> i32 {
        self.0.into() + self.1.sum()
    }
    const LENGTH: usize = T::LENGTH + 1;
}

fn length<L: List>(_: &L) -> usize {
    L::LENGTH
}

fn main() {
    let door = Door::<Closed> { uses: black_box(1), state: PhantomData };
    println!("{} {}", door.open().close().open().close().uses, size_of::<Door<Open>>());
    println!("{} {}", <Three<Three<Zero>>>::VALUE, <Three<Three<Three<Zero>>>>::count());
    let list = (black_box(5i8), (300u16, (true, (-7i32, ()))));
    println!("{} {}", list.sum(), length(&list));
}
