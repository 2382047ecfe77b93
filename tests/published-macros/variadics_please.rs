//! `all_tuples!` and its relatives: one call of a macro for each length of tuples.
//@ dependency: variadics_please = "1"

use variadics_please::{all_tuples, all_tuples_enumerated, all_tuples_with_size};

trait Names {
    fn names() -> Vec<&'static str>;
}

macro_rules! names {
    ($($type:ident),*) => {
        impl<$($type: Named),*> Names for ($($type,)*) {
            fn names() -> Vec<&'static str> {
                vec![$($type::NAME),*]
            }
        }
    };
}

trait Named {
    const NAME: &'static str;
}

impl Named for u8 {
    const NAME: &'static str = "u8";
}

impl Named for bool {
    const NAME: &'static str = "bool";
}

all_tuples!(names, 0, 5, T);

trait Size {
    const SIZE: usize;
}

macro_rules! size {
    ($size:expr, $($type:ident),*) => {
        impl<$($type),*> Size for [($($type,)*); 1] {
            const SIZE: usize = $size;
        }
    };
}

all_tuples_with_size!(size, 1, 3, T);

macro_rules! print_all {
    ($(($index:tt, $type:ident)),*) => {
        println!("{:?}", [$(($index, stringify!($type))),*]);
    };
}

fn main() {
    println!("{:?} {:?}", <(u8, bool, u8)>::names(), <()>::names());
    println!("{}", <[(u8, u8); 1]>::SIZE);
    all_tuples_enumerated!(print_all, 2, 3, P);
}
