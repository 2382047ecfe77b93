//! Types without bytes: in arrays, vectors, maps, as parameters, and dropped.
use std::collections::HashSet;
use std::hint::black_box;
use std::marker::PhantomData;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Unit;

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        print!("drop ");
    }
}

#[derive(Clone, Copy, Debug)]
struct Metres<T>(f64, PhantomData<T>);

#[inline(never)]
fn between(a: i32, _: Unit, b: i64, _: [u64; 0], c: (), d: u8) -> (Unit, i64) {
    let () = c;
    (Unit, i64::from(a) + b + i64::from(d))
}

fn main() {
    let mut units = vec![Unit; 1000];
    units.push(Unit);
    println!("{} {:?} {}", units.len(), units.pop(), units.capacity() == usize::MAX);
    println!("{} {:?}", units.iter().filter(|&&u| u == Unit).count(), units.iter().max());
    println!("{:?}", between(1, Unit, 2 << 40, [], (), 3));
    let set: HashSet<Unit> = units.into_iter().collect();
    println!("{} {}", set.len(), size_of::<[Unit; 5]>());
    let loud = vec![Loud, Loud, Loud];
    let array = [Loud, Loud];
    drop(loud);
    println!();
    let boxed: Box<dyn Fn() -> usize> = Box::new(|| 7);
    println!("{} {}", boxed(), size_of_val(&*boxed));
    let metres = black_box(Metres::<Unit>(2.5, PhantomData));
    println!("{metres:?} {}", size_of_val(&metres));
    let mut iter = [(); 3].iter();
    println!("{} {:?} {:?}", iter.len(), iter.next(), iter.size_hint());
    let chunks: Vec<usize> = [(); 7].chunks(3).map(<[()]>::len).collect();
    println!("{chunks:?}");
    drop(array);
    println!();
}
