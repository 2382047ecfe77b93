//! A null pointer that is read: the check of debug assertions says so.
//@ run-status: abort
//@ compile-flags: -Cdebug-assertions=on
fn main() {
    let value = 5u32;
    let pointers = std::hint::black_box([&raw const value, std::ptr::null()]);
    for pointer in pointers {
        println!("{}", pointer.is_null());
        // The second one is null, which the compiler's check finds before it is read.
        println!("{}", unsafe { *pointer });
    }
}
