//! Definitions of each kind of linkage that WebAssembly has.
#![feature(linkage)]
use std::hint::black_box;

macro_rules! define {
    ($($name:ident $linkage:literal $value:literal;)*) => {
        $(
            #[linkage = $linkage]
            #[inline(never)]
            fn $name(x: u32) -> u32 {
                x + $value
            }
        )*
        mod data {
            $( #[linkage = $linkage] pub static $name: u32 = $value * 1000; )*
        }
        fn main() {
            $( println!("{} {} {}", $linkage, $name(black_box(1)), black_box(&data::$name)); )*
        }
    };
}

define! {
    any_weak "weak" 1;
    odr_weak "weak_odr" 2;
    any_once "linkonce" 3;
    odr_once "linkonce_odr" 4;
    inside "internal" 5;
    outside "external" 6;
}
