//! `#[cached]` and `#[once]`: functions that keep their results.
//@ dependency: cached = { version = "0.56", default-features = false, features = ["proc_macro", "ahash"] }

use std::sync::atomic::{AtomicU32, Ordering};

use cached::proc_macro::{cached, once};

static CALLS: AtomicU32 = AtomicU32::new(0);

#[cached]
fn fibonacci(number: u64) -> u64 {
    CALLS.fetch_add(1, Ordering::SeqCst);
    if number < 2 { number } else { fibonacci(number - 1) + fibonacci(number - 2) }
}

#[cached(size = 2, key = "String", convert = r#"{ format!("{first}-{second}") }"#, result = true)]
fn checked(first: &str, second: u32) -> Result<String, String> {
    CALLS.fetch_add(1, Ordering::SeqCst);
    if second == 0 { Err("zero".to_owned()) } else { Ok(first.repeat(second as usize)) }
}

#[once(option = true, sync_writes = true)]
fn only_once(number: u32) -> Option<u32> {
    (number > 1).then_some(number)
}

fn main() {
    println!("{} {}", fibonacci(30), CALLS.swap(0, Ordering::SeqCst));
    for second in [2, 2, 0, 0] {
        println!("{:?}", checked("ab", second));
    }
    println!("{}", CALLS.load(Ordering::SeqCst));
    println!("{:?} {:?} {:?}", only_once(1), only_once(5), only_once(9));
}
