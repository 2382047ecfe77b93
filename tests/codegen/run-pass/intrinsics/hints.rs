//! Hints that change nothing: `black_box`, `likely`, `spin_loop`, `assert_unchecked`, cold paths.
#![feature(likely_unlikely, core_intrinsics)]
#![allow(internal_features)]
use std::hint::{assert_unchecked, black_box, cold_path, likely, select_unpredictable, spin_loop, unlikely, unreachable_unchecked};

#[cold]
#[inline(never)]
fn rare(n: u32) -> u32 {
    n * 1000
}

fn classify(n: u32) -> u32 {
    if likely(n < 10) {
        n
    } else if unlikely(n > 1000) {
        cold_path();
        rare(n)
    } else {
        spin_loop();
        n + 1
    }
}

#[inline(never)]
fn known(n: u32) -> u32 {
    // SAFETY: callers pass less than 4.
    unsafe { assert_unchecked(n < 4) };
    match n {
        0 => 10,
        1 => 20,
        2 => 30,
        3 => 40,
        // SAFETY: as above.
        _ => unsafe { unreachable_unchecked() },
    }
}

fn main() {
    println!("{:?}", black_box([1, 9, 10, 1000, 1001]).map(classify));
    println!("{:?}", black_box([3, 1, 0, 2]).map(known));
    println!("{:?}", black_box(("text", 1.5, [1u128; 3], String::from("owned"), ())));
    println!("{} {}", select_unpredictable(black_box(1) == 1, 'a', 'b'), black_box(&5));
    let text = String::from("kept");
    let chosen = select_unpredictable(black_box(false), String::from("other"), text);
    println!("{chosen}");
    let values = [1u8, 2, 3];
    std::intrinsics::prefetch_read_data::<_, 3>(values.as_ptr());
    std::intrinsics::prefetch_write_data::<_, 0>(values.as_ptr());
    println!("{}", values.iter().map(|v| black_box(*v)).sum::<u8>());
}
