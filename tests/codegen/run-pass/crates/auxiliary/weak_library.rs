//! A function that is weakly linked.
#![feature(linkage)]

#[linkage = "weak"]
#[unsafe(no_mangle)]
pub extern "C" fn overridden() -> u32 {
    1
}

#[linkage = "weak"]
#[unsafe(no_mangle)]
pub extern "C" fn kept() -> u32 {
    20
}

pub fn both() -> (u32, u32) {
    unsafe extern "C" {
        fn overridden() -> u32;
        fn kept() -> u32;
    }
    // SAFETY: both are defined.
    unsafe { (overridden(), kept()) }
}
