//! A program may have the `main` that the C library calls, with what it is called with.
//@ args: a b
//@ run-status: 5
#![no_main]
use std::ffi::{CStr, c_char, c_int};

#[unsafe(no_mangle)]
pub extern "C" fn main(argc: c_int, argv: *const *const c_char) -> c_int {
    // SAFETY: the C library passes as many strings as it says.
    let args = (0..argc as usize).map(|n| unsafe { CStr::from_ptr(*argv.add(n)) });
    let args: Vec<_> = args.map(|arg| arg.to_str().unwrap()).collect();
    println!("{argc} {} {:?}", !args[0].is_empty(), &args[1..]);
    argc + 2
}
