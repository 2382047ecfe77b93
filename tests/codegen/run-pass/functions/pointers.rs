//! Function pointers of many signatures, in tables, structs and statics.
use std::hint::black_box;

type Binary = fn(i32, i32) -> i32;

static OPERATIONS: [(&str, Binary); 5] = [
    ("add", i32::wrapping_add),
    ("sub", i32::wrapping_sub),
    ("mul", |a, b| a.wrapping_mul(b)),
    ("min", min),
    ("max", Ord::max),
];

fn min(a: i32, b: i32) -> i32 {
    a.min(b)
}

struct Methods {
    unit: fn(),
    byte: fn(u8) -> u8,
    long: fn(i64, u64) -> i64,
    float: fn(f32, f64) -> f64,
    text: fn(&str) -> String,
    pair: fn((u8, u64)) -> (u64, u8),
    wide: fn(u128) -> u128,
    array: fn([u32; 5]) -> [u32; 5],
    never: fn(bool) -> Option<i32>,
    nested: fn(Binary, i32) -> Binary,
}

static METHODS: Methods = Methods {
    unit: || print!("unit "),
    byte: |b| b.reverse_bits(),
    long: |a, b| a - b as i64,
    float: |a, b| f64::from(a) * b,
    text: |t| t.repeat(2),
    pair: |(a, b)| (b + 1, a),
    wide: u128::swap_bytes,
    array: |mut a| {
        a.reverse();
        a
    },
    never: |b| b.then_some(3),
    nested: |f, n| if f(n, 1) > n { f } else { min },
};

fn main() {
    for (name, operation) in black_box(OPERATIONS) {
        println!("{name} {} {}", operation(7, -3), operation(i32::MAX, 2));
    }
    let m = black_box(&METHODS);
    (m.unit)();
    println!("{} {} {} {}", (m.byte)(3), (m.long)(-5, 1 << 40), (m.float)(0.5, 3.0), (m.text)("ab"));
    println!("{:?} {:x} {:?} {:?}", (m.pair)((1, 2)), (m.wide)(0xFF), (m.array)([1, 2, 3, 4, 5]), (m.never)(true));
    println!("{}", (m.nested)(OPERATIONS[0].1, 5)(20, 30) + (m.nested)(OPERATIONS[1].1, 5)(20, 30));
    let pointers = [min as Binary, i32::wrapping_add, min];
    println!("{} {}", pointers[0] as usize == pointers[2] as usize, pointers[0] as usize == pointers[1] as usize);
}
