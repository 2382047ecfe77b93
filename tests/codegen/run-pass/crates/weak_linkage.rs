//! A weak function of a library gives way to the program's, and is used if there is no other.
//@ aux-build: weak_library.rs
#[unsafe(no_mangle)]
extern "C" fn overridden() -> u32 {
    300
}

fn main() {
    println!("{:?} {}", weak_library::both(), overridden());
}
