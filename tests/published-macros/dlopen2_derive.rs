//! `#[derive(WrapperApi)]`: functions of libraries that are loaded at run time.
//@ dependency: dlopen2 = { version = "0.8", features = ["derive"] }

use std::ffi::c_int;

use dlopen2::wrapper::{Container, WrapperApi};

#[derive(WrapperApi)]
struct Library {
    abs: unsafe extern "C" fn(number: c_int) -> c_int,
    #[dlopen2_name = "labs"]
    long_abs: extern "C" fn(number: i64) -> i64,
    no_such_function_anywhere: Option<unsafe extern "C" fn()>,
}

fn main() {
    let library: Container<Library> = unsafe { Container::load_self() }.unwrap();
    println!("{} {}", unsafe { library.abs(-3) }, library.long_abs(-4));
    println!("{}", unsafe { library.no_such_function_anywhere() }.is_none());
}
