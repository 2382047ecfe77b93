//! The next power of two and the next multiple.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        for a in black_box([0, 1, 2, 3, 5, 127, 128, <$t>::MAX, <$t>::MAX / 2, <$t>::MAX / 2 + 2]) {
            print!(" {:?} {}", a.checked_next_power_of_two(), a.is_power_of_two());
            print!(" {:?} {:?}", a.checked_next_multiple_of(7), a.checked_next_multiple_of(0));
            print!(" {} {}", a.div_ceil(10), a.is_multiple_of(5));
        }
        println!();
    })* };
}

fn main() {
    table!(u8 u16 u32 u64 usize u128);
}
