//! `itoa`: integers of all widths as text, the same as the standard library's.
fn main() {
    let mut buffer = itoa::Buffer::new();
    macro_rules! each {
        ($($t:ident)*) => {$({
            let mut n: $t = 1;
            for i in 0..200 {
                n = n.wrapping_mul(7).wrapping_add(i as $t);
                for n in [n, !n, n >> 3, <$t>::MAX.wrapping_sub(i as $t), <$t>::MIN.wrapping_add(i as $t)] {
                    assert_eq!(buffer.format(n), n.to_string());
                }
            }
            let mut power: $t = 1;
            while let Some(next) = power.checked_mul(10) {
                power = next;
                print!("{} {} ", itoa::Buffer::new().format(power), buffer.format(power - 1));
            }
            println!("{} {} {}", itoa::Buffer::new().format(n), itoa::Buffer::new().format(<$t>::MIN), buffer.format(<$t>::MAX));
        })*};
    }
    each!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
