//! What nobody defines is null if it is weakly imported, functions and data; what is defined is not.
#![feature(linkage)]
use std::hint::black_box;

type Function = unsafe extern "C" fn(i32) -> i32;

mod weak {
    use super::Function;

    unsafe extern "C" {
        #[linkage = "extern_weak"]
        pub static nowhere: Option<Function>;
        #[linkage = "extern_weak"]
        pub static nowhere_too: Option<unsafe extern "C" fn(f64, [u64; 3]) -> u128>;
        #[linkage = "extern_weak"]
        pub static here: Option<Function>;
        #[linkage = "extern_weak"]
        pub static weak_here: Option<Function>;
        #[linkage = "extern_weak"]
        pub static getenv: Option<unsafe extern "C" fn(*const u8) -> *const u8>;
        #[linkage = "extern_weak"]
        pub static no_data: *const u8;
        #[linkage = "extern_weak"]
        pub static some_data: *const u32;
    }
}

#[unsafe(no_mangle)]
extern "C" fn here(x: i32) -> i32 {
    x + 1
}

#[linkage = "weak"]
#[unsafe(no_mangle)]
extern "C" fn weak_here(x: i32) -> i32 {
    x * 2
}

#[unsafe(no_mangle)]
static some_data: u32 = 77;

mod again {
    unsafe extern "C" {
        /// Imported as what it is as well.
        pub fn here(x: i32) -> i32;
    }
}

fn main() {
    use weak::*;
    // SAFETY: what is called is defined.
    unsafe {
        println!("{} {} {}", nowhere.is_none(), nowhere_too.is_none(), nowhere.map_or(-1, |f| f(1)));
        println!("{:?} {:?}", weak::here.map(|f| black_box(f)(41)), weak::weak_here.map(|f| black_box(f)(21)));
        println!("{}", again::here(1));
        println!("{} {}", weak::here == Some(self::here as Function), no_data.is_null());
        println!("{} {}", getenv.is_some(), *weak::some_data);
    }
}
