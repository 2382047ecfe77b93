//! Intrinsics of `core` that have a name of their own.
#![feature(core_intrinsics)]
#![allow(internal_features)]
use std::hint::black_box;
use std::intrinsics::*;

macro_rules! each {
    ($($t:ident)*) => {$({
        for a in black_box([1 as $t, 5, <$t>::MAX, <$t>::MAX / 3]) {
            for b in black_box([1 as $t, 3, <$t>::MAX]) {
                print!("{:?} {:?} {:?} ", add_with_overflow(a, b), sub_with_overflow(a, b), mul_with_overflow(a, b));
                print!("{} {} {} ", wrapping_add(a, b), wrapping_sub(a, b), wrapping_mul(a, b));
                print!("{} {} ", saturating_add(a, b), saturating_sub(a, b));
            }
            print!("{} {} {} {} {} ", ctpop(a), ctlz(a), cttz(a), bswap(a), bitreverse(a));
            // SAFETY: nothing overflows, and no divisor is zero.
            println!("{} {}", unsafe { exact_div(a, 1) }, unsafe { unchecked_rem(a, 3) });
        }
    })*};
}

fn main() {
    each!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize);
    println!("{} {}", rotate_left(black_box(0x81u8), 3), rotate_right(black_box(1u128), 3));
    println!("{} {}", black_box(likely(black_box(3) > 2)), black_box(unlikely(black_box(3) > 2)));
    println!("{} {}", three_way_compare(black_box(3), 5) as i8, three_way_compare(black_box(-3i64), -5) as i8);
    println!("{} {}", select_unpredictable(black_box(true), 1, 2), select_unpredictable(black_box(false), "a", "b"));
    // SAFETY: as above.
    unsafe {
        println!("{} {}", unchecked_div(black_box(-7), 2), unchecked_shl(black_box(1u64), 40));
        println!("{} {}", unchecked_shr(black_box(-8i16), 1), disjoint_bitor(black_box(0xF0u8), 0x0F));
        println!("{} {}", ctlz_nonzero(black_box(1u32)), cttz_nonzero(black_box(8u64)));
        assume(black_box(1) == 1);
    }
    let fast = fadd_algebraic(black_box(1.0f64), 2.0) + fmul_algebraic(black_box(2.0f64), 4.0);
    println!("{fast} {}", fabs(black_box(-2.5f64)));
    println!("{} {}", const { needs_drop::<String>() }, const { type_id::<u8>() } == const { type_id::<u8>() });
}
