//! The linker as a program, for tests and to compare with `wasm-ld`: give it to rustc as
//! `-C linker=`. It does nothing but call the library.

use std::io::{Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    match rustc_wasm_linker::link(std::env::args_os().skip(1)) {
        Ok(report) => {
            for warning in report.warnings {
                eprintln!("rustc-wasm-ld: warning: {warning}");
            }
            match stdout().write_all(report.printed.as_bytes()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            eprintln!("rustc-wasm-ld: error: {error}");
            ExitCode::FAILURE
        }
    }
}
