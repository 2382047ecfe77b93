//! Volatile and unaligned reads and writes of every width.
use std::hint::black_box;
use std::ptr;

macro_rules! each {
    ($($t:ty = $value:expr),*) => {$({
        let mut buffer = [0u8; 40];
        for offset in black_box([0usize, 1, 3, 6, 7]) {
            let at = buffer.as_mut_ptr().wrapping_add(offset).cast::<$t>();
            // SAFETY: it is inside of the buffer.
            let read = unsafe {
                at.write_unaligned($value);
                at.read_unaligned()
            };
            assert!(read == $value);
        }
        print!("{:02x?} ", &buffer[..24]);
        let mut place: $t = black_box($value);
        // SAFETY: it is a variable.
        unsafe {
            let old = ptr::read_volatile(&place);
            ptr::write_volatile(&mut place, old);
            println!("{:?}", (&raw const place).read_volatile());
        }
    })*};
}

#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
struct Both(u16, f64);

fn main() {
    each!(u8 = 0x12, i8 = -2, u16 = 0x1234, i16 = -3, u32 = 0x12345678, i32 = -4, u64 = 0x0123_4567_89AB_CDEF);
    each!(i64 = -5, u128 = 0x0011_2233_4455_6677_8899_AABB_CCDD_EEFF, f32 = 1.5, f64 = -2.5, char = '€', bool = true);
    each!(usize = 7, [u8; 3] = [1, 2, 3], Option<u8> = Some(9));
    let mut both = [Both(1, 2.0), Both(3, 4.0)];
    // SAFETY: they are elements.
    unsafe {
        let first = both.as_ptr().read_volatile();
        both.as_mut_ptr().add(1).write_volatile(Both(first.0 + 10, first.1 / 3.0));
    }
    println!("{both:?}");
}
