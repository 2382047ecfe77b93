//! A panic in a library's `#[track_caller]` function names the program's line.
//@ aux-build: global_state.rs
//@ run-status: abort
fn main() {
    global_state::register("double", |x| x * 2);
    global_state::register("neg", i64::wrapping_neg);
    println!("{:?}", global_state::run(std::hint::black_box(21)));
    global_state::require(true, "nothing");
    global_state::require(std::hint::black_box(false), "something");
}
