//! One generic function with many types, which all share a static, and none shares another's code.
use std::fmt::Debug;
use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering};

static CALLS: AtomicU32 = AtomicU32::new(0);

#[inline(never)]
fn middle<T: PartialOrd + Copy + Debug>(a: T, b: T, c: T) -> T {
    CALLS.fetch_add(1, Ordering::Relaxed);
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if c < low { low } else if c > high { high } else { c }
}

fn size<T>() -> (usize, usize, bool) {
    (size_of::<T>(), align_of::<T>(), std::mem::needs_drop::<T>())
}

#[derive(Clone)]
struct Pair<A, B>(A, B);

impl<A: Clone, B: Clone> Pair<A, B> {
    fn swap(self) -> Pair<B, A> {
        Pair(self.1, self.0)
    }

    fn nest(&self) -> Pair<Pair<A, B>, Pair<B, A>> {
        Pair(Pair(self.0.clone(), self.1.clone()), Pair(self.1.clone(), self.0.clone()))
    }
}

fn main() {
    println!("{} {}", middle(black_box(3u8), 9, 200), middle(3i8, -9, black_box(-100)));
    println!("{} {} {}", middle(black_box(1u64 << 60), 5, 7), middle(black_box(-1i128), 1, 0), middle('a', 'z', black_box('m')));
    println!("{} {}", middle(black_box(0.5f32), 0.25, 1.0), middle(black_box(f64::INFINITY), 2.0, 3.0));
    println!("{:?} {:?}", middle(black_box((1, 'b')), (1, 'a'), (0, 'z')), middle(black_box([3, 1]), [2, 9], [3, 0]));
    println!("{} {:?}", middle(black_box("pear"), "apple", "fig"), middle(Some(3), None, black_box(Some(1))));
    println!("{}", CALLS.load(Ordering::Relaxed));
    println!("{:?} {:?} {:?}", size::<Pair<u8, u32>>(), size::<Pair<u8, String>>(), size::<Pair<(), [u16; 3]>>());
    let pair = Pair(black_box(1u8), String::from("x")).swap();
    let nested = pair.nest().swap().nest();
    println!("{} {} {} {}", nested.0.0.0, nested.0.1.0, nested.1.0.1, nested.1.1.1);
}
