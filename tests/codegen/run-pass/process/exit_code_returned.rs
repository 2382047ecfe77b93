//! `main` returns an `ExitCode`.
//@ run-status: 7
use std::process::{ExitCode, Termination};

fn main() -> ExitCode {
    println!("{:?} {}", ExitCode::SUCCESS == ExitCode::from(0), ExitCode::FAILURE == ExitCode::from(1));
    println!("{}", ().report() == Ok::<(), ()>(()).report());
    ExitCode::from(std::hint::black_box(7))
}
