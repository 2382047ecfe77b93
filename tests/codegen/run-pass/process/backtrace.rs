//! Backtraces are off, and what asks for one gets that.
use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic;

fn main() {
    println!("{:?}", Backtrace::capture().status() == BacktraceStatus::Disabled);
    println!("{} {:?}", Backtrace::capture(), Backtrace::disabled().status());
    println!("{:?}", panic::catch_unwind(|| 5).ok());
    let location = panic::Location::caller();
    println!("{} {}", location.file(), location.column());
    println!("{:?}", std::env::var("RUST_BACKTRACE"));
}
