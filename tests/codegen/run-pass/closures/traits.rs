//! The traits `Fn`, `FnMut` and `FnOnce` by value, by reference, as objects and as function items.
use std::hint::black_box;

fn by_value<F: Fn(i32) -> i32>(f: F) -> i32 {
    f(1) + f(2)
}

fn by_mut<F: FnMut(i32)>(mut f: F) {
    f(1);
    f(2);
}

fn by_once<F: FnOnce() -> R, R>(f: F) -> R {
    f()
}

fn by_object(f: &dyn Fn(i32, u8) -> i64) -> i64 {
    f(-1, 255)
}

fn by_mut_object(f: &mut dyn FnMut(&str) -> usize) -> usize {
    f("abc") + f("d")
}

fn by_pointer(f: fn(u64) -> u64, x: u64) -> u64 {
    f(f(x))
}

fn halve(x: u64) -> u64 {
    x / 2
}

struct Unit(#[allow(dead_code)] i32);

fn main() {
    let n = black_box(10);
    println!("{} {}", by_value(|x| x * n), by_value(&|x| x - n));
    println!("{}", by_value(i32::wrapping_neg));
    let mut seen = vec![];
    by_mut(|x| seen.push(x * n));
    by_mut(&mut |x: i32| seen.push(-x));
    println!("{seen:?}");
    let owned = String::from("moved");
    println!("{} {}", by_once(move || owned + "!"), by_once(Vec::<u8>::new).len());
    println!("{}", by_object(&|a, b| i64::from(a) * i64::from(b) + i64::from(n)));
    let mut total = 0;
    let result = by_mut_object(&mut |text| {
        total += text.len();
        total
    });
    println!("{result} {total}");
    println!("{} {}", by_pointer(halve, 1000), by_pointer(|x| x ^ 0xFF, 1));
    println!("{:?}", [1, 2].map(Some).map(|o| o.map(Unit).map(|u| size_of_val(&u))));
    let boxed: Box<dyn FnOnce(i32) -> Vec<i32>> = Box::new(move |x| vec![x; n as usize % 7]);
    println!("{:?}", boxed(4));
    println!("{:?}", ["1", "x"].map(str::parse::<u8>).map(|r| r.is_ok()));
}
