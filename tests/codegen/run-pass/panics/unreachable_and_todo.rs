//! `unreachable!` with a message, in an arm that is reached.
//@ run-status: abort
fn kind(n: u32) -> &'static str {
    match n {
        0..10 => "low",
        10..100 => "high",
        other => unreachable!("no kind for {other}"),
    }
}

fn main() {
    for n in std::hint::black_box([5, 50, 500]) {
        println!("{}", kind(n));
    }
}
