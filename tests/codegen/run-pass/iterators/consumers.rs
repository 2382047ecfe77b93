//! What ends a chain: folds, searches, comparisons, partitions and extremes.
use std::hint::black_box;
use std::ops::ControlFlow;

fn main() {
    let items = black_box([5i32, -3, 9, 0, 9, -3, 7]);
    let iter = || items.iter().copied();
    println!("{} {:?} {:?}", iter().fold(1i64, |a, x| a * 3 + i64::from(x)), iter().reduce(|a, b| a - b), iter().rfold(0, |a, x| x - a));
    println!("{} {:?} {:?}", iter().count(), iter().last(), iter().nth(2));
    println!("{:?} {:?} {:?}", iter().find(|x| *x < 0), iter().find_map(|x| (x > 5).then(|| x * 2)), iter().rfind(|x| *x > 7));
    println!("{} {} {:?}", iter().any(|x| x == 0), iter().all(|x| x > -3), iter().position(|x| x == 9));
    println!("{:?} {:?}", iter().max(), iter().min_by_key(|x| x.abs()));
    println!("{:?} {:?}", iter().enumerate().max_by_key(|p| p.1), iter().enumerate().min_by_key(|p| p.1));
    println!("{:?}", iter().partition::<Vec<_>, _>(|x| x % 3 == 0));
    println!("{:?}", iter().map(|x| (x, x.signum())).unzip::<_, _, Vec<_>, Vec<_>>());
    println!("{:?}", iter().try_fold(0i8, |a, x| a.checked_add(x as i8 * 6)));
    println!("{:?}", iter().try_for_each(|x| if x == 0 { ControlFlow::Break(x) } else { ControlFlow::Continue(()) }));
    println!("{:?} {:?}", iter().cmp([5, -3, 10]), iter().partial_cmp([5, -3]));
    println!("{} {} {}", iter().eq(items), iter().lt(items.into_iter().skip(2)), iter().ne([]));
    println!("{} {}", iter().is_sorted(), iter().is_partitioned_simple());
    println!("{} {}", iter().sum::<i32>(), iter().filter(|x| *x != 0).map(i64::from).product::<i64>());
    println!("{:?}", iter().map(|x| u8::try_from(x).map_err(|_| x)).collect::<Result<Vec<_>, _>>());
    println!("{:?} {:?}", (0..0).max(), iter().max_by(|a, b| (a % 5).cmp(&(b % 5))));
    let mut tried = iter();
    println!("{:?} {:?}", tried.try_fold(0, |a, x| if x == 9 { Err(a) } else { Ok(a + x) }), tried.collect::<Vec<_>>());
    println!("{:?} {:?}", iter().size_hint(), iter().filter(|x| *x > 0).size_hint());
}

trait Partitioned {
    fn is_partitioned_simple(self) -> bool;
}

impl<I: Iterator<Item = i32>> Partitioned for I {
    fn is_partitioned_simple(mut self) -> bool {
        self.by_ref().find(|x| *x < 0);
        self.all(|x| x < 0)
    }
}
