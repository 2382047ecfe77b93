//! Closures that capture by reference, by mutable reference, by value and only parts.
use std::hint::black_box;

#[derive(Debug, Clone)]
struct Parts {
    name: String,
    count: u32,
    list: Vec<i32>,
}

fn main() {
    let mut parts = black_box(Parts { name: "parts".into(), count: 3, list: vec![1, 2, 3] });
    let (x, y) = black_box((7u8, 1.5f32));
    let by_reference = |z: i32| i32::from(x) + y as i32 + z + parts.count as i32;
    println!("{} {}", by_reference(1), by_reference(-100));
    let mut push = |n| parts.list.push(n);
    push(4);
    push(5);
    println!("{:?} {}", parts.list, parts.name);
    let name = &parts.name;
    let mut bump = || {
        parts.count *= 2;
        parts.count
    };
    println!("{} {} {name}", bump(), bump());
    let list = std::mem::take(&mut parts.list);
    let owner = move || list.iter().sum::<i32>();
    println!("{} {} {}", owner(), owner(), size_of_val(&owner));
    let once = move || parts.name + "!";
    println!("{} {}", once(), parts.count);
    let mut counter = 0;
    let mut copy = move || {
        counter += 1;
        counter
    };
    println!("{} {} {counter}", copy(), copy());
    let nothing = || 5;
    println!("{} {}", nothing(), size_of_val(&nothing));
    let nested = |a: i32| move |b: i32| move |c: i32| a * 100 + b * 10 + c;
    println!("{}", nested(black_box(1))(2)(3));
    let mut log = Vec::new();
    let mut record = |text: &str| log.push(text.len());
    ["a", "bcd", ""].into_iter().for_each(&mut record);
    record("last");
    println!("{log:?}");
}
