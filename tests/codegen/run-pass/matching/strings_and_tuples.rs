//! `match` on strings, tuples, references, boxes and constants.
use std::hint::black_box;

const MAGIC: (u8, &str) = (7, "seven");
const ZERO: f64 = 0.0;

fn day(name: &str) -> u32 {
    match name {
        "monday" | "mon" => 1,
        "tuesday" | "tue" => 2,
        "wednesday" => 3,
        "thursday" => 4,
        "friday" => 5,
        "saturday" | "sunday" => 67,
        "" => 0,
        other => 100 + other.len() as u32,
    }
}

fn pair(p: (u8, &str)) -> &'static str {
    match p {
        MAGIC => "magic",
        (7, _) => "number",
        (_, "seven") => "text",
        (0..=3, "a" | "b") => "low",
        _ => "other",
    }
}

fn fizz(n: u32) -> String {
    match (n % 3, n % 5, n % 7) {
        (0, 0, _) => "fizzbuzz".into(),
        (0, _, 0) => "fizzjazz".into(),
        (0, ..) => "fizz".into(),
        (_, 0, _) => "buzz".into(),
        (.., 0) => "jazz".into(),
        _ => n.to_string(),
    }
}

fn bytes(b: &[u8]) -> i32 {
    match b {
        b"GET" => 1,
        b"PUT" => 2,
        b"\x00\xFF" => 3,
        [b'P', ..] => 4,
        _ => 5,
    }
}

fn main() {
    println!("{:?}", black_box(["mon", "tuesday", "sunday", "", "Friday", "friday", "thursdax"]).map(day));
    println!("{:?}", black_box([(7, "seven"), (7, "x"), (1, "seven"), (3, "b"), (4, "b")]).map(pair));
    println!("{:?}", (1..=22).map(|n| fizz(black_box(n))).collect::<Vec<_>>());
    println!("{:?}", black_box([&b"GET"[..], b"PUT", b"POST", b"\x00\xFF", b"", b"GETS"]).map(bytes));
    println!("{:?}", black_box([0.0, -0.0, 1.0, f64::NAN]).map(|x| matches!(x, ZERO)));
    println!("{:?}", match &black_box((Box::new(3), &Some("x"))) { (n, Some(t)) if **n == 3 => *t, _ => "-" });
    println!("{}", match black_box((true, false, true)) { (true, true, _) => 1, (false, ..) => 2, (true, _, c) => 3 + c as i32 });
}
