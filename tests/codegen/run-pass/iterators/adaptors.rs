//! Adaptors that change, filter, pair and cut.
use std::hint::black_box;

fn main() {
    let n = black_box(10u32);
    println!("{:?}", (0..n).map(|x| x * x).filter(|x| x % 3 == 1).collect::<Vec<_>>());
    println!("{:?}", (0..n).filter_map(|x| x.checked_sub(7)).collect::<Vec<_>>());
    println!("{:?}", (0..n).skip(2).step_by(3).take(5).collect::<Vec<_>>());
    println!("{:?}", (0..n).skip_while(|x| *x < 4).take_while(|x| *x < 8).collect::<Vec<_>>());
    println!("{:?}", (0..n).map_while(|x| 5u32.checked_sub(x)).collect::<Vec<_>>());
    println!("{:?}", (0..3).flat_map(|x| (0..x).map(move |y| (x, y))).collect::<Vec<_>>());
    println!("{:?}", [vec![1], vec![], vec![2, 3]].into_iter().flatten().rev().collect::<Vec<_>>());
    println!("{:?}", (0..n).zip("abc".chars()).unzip::<_, _, Vec<_>, String>());
    println!("{:?}", (0..3).chain(7..9).chain([100]).enumerate().collect::<Vec<_>>());
    println!("{:?}", (0..n).scan(1u32, |state, x| { *state += x; (*state < 30).then_some(*state) }).collect::<Vec<_>>());
    println!("{:?}", [1, 2].iter().cycle().skip(1).take(7).collect::<Vec<_>>());
    let mut seen = vec![];
    let sum: u32 = (0..5).inspect(|x| seen.push(*x)).filter(|x| x % 2 == 0).sum();
    println!("{sum} {seen:?}");
    let mut peekable = (0..n).peekable();
    while let Some(x) = peekable.next() {
        if let Some(next) = peekable.next_if(|next| next % 4 == 0) {
            print!("{x}+{next} ");
        } else if peekable.peek() == Some(&7) {
            print!("before7 ");
        }
    }
    println!();
    let mut iter = (0..n).into_iter();
    let first: Vec<_> = iter.by_ref().take(3).collect();
    println!("{first:?} {:?} {:?}", iter.next(), iter.rev().collect::<Vec<_>>());
    let mut fused = [Some(1), None, Some(2)].into_iter().map_while(|x| x).fuse();
    println!("{:?} {:?} {:?}", fused.next(), fused.next(), fused.next());
    println!("{:?} {:?}", [1, 5].iter().copied().map(Some).collect::<Option<Vec<_>>>(), ["a", "b"].iter().cloned().rev().collect::<String>());
    println!("{:?}", (1..=3).map(|i| i * 10).rev().zip(1..).map(|(a, b)| a + b).collect::<Vec<_>>());
}
