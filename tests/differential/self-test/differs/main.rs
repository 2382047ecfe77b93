//! Is compiled with macros that are not the same in both forms: the test of the comparison itself.
//@ expect: library

macros::constant!();
#[cfg(broken)]
compile_error!();

fn main() {
    println!("stdout {FORM}");
    eprintln!("stderr {FORM}");
    std::process::exit(i32::from(FORM == "module"));
}
