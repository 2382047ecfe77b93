//! A panic in a function with `#[track_caller]` names the place of the call.
//@ run-status: abort
#[track_caller]
fn at_least(limit: i32, n: i32) -> i32 {
    if n < limit {
        too_small(n);
    }
    n
}

#[track_caller]
fn too_small(n: i32) -> ! {
    panic!("{n} is too small");
}

fn main() {
    let n = std::hint::black_box(3);
    println!("{}", at_least(1, n));
    println!(
        "{}",
        at_least(5, n)
    );
}
