//! Division and remainder by constants, which compilers turn into multiplications.
use std::hint::black_box;

macro_rules! by {
    ($t:ident: $($d:literal)*) => {{
        println!("{}", stringify!($t));
        for i in 0..12u32 {
            let a = black_box((<$t>::MAX / 11).wrapping_mul(i as $t).wrapping_add(i as $t * 3));
            print!("{a}:");
            $( print!(" {},{}", a / $d, a % $d); )*
            println!();
        }
        for a in black_box([<$t>::MIN, <$t>::MIN + 1, <$t>::MAX, <$t>::MAX - 1]) {
            $( print!(" {},{}", a / $d, a % $d); )*
            println!();
        }
    }};
}

fn main() {
    by!(u8: 1 2 3 5 7 10 16 100 128 255);
    by!(i8: 1 2 3 5 7 10 -3 -7 64 127);
    by!(u16: 3 10 256 641 1000 32768);
    by!(i16: 3 -3 10 256 641 -1000 32767);
    by!(u32: 3 7 10 60 3600 86400 1000000007 2147483648);
    by!(i32: 3 -7 10 -60 3600 86400 1000000007 -2147483647);
    by!(u64: 3 7 10 1000 1000000007 10000000000000000000);
    by!(i64: 3 -7 10 -1000 1000000007 4611686018427387904);
}
