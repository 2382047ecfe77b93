//! The same bytes as another type.
use std::hint::black_box;
use std::mem::transmute;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
struct Rgba {
    r: u8,
    g: u8,
    b: u8,
    a: u8,
}

#[repr(u8)]
#[derive(Debug, Clone, Copy)]
enum Level {
    Low = 1,
    Mid,
    High,
}

#[repr(transparent)]
struct Meters(f64);

fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn main() {
    // SAFETY: the sizes are equal, and the bytes valid.
    unsafe {
        println!("{:?} {:x}", transmute::<u32, Rgba>(black_box(0x8040_2010)), transmute::<Rgba, u32>(Rgba { r: 1, g: 2, b: 3, a: 4 }));
        println!("{:x} {}", transmute::<f64, u64>(black_box(1.5)), transmute::<u32, f32>(black_box(0x4049_0FDB)));
        println!("{:?}", black_box([1u8, 2, 3]).map(|b| transmute::<u8, Level>(b)));
        println!("{:?}", transmute::<[u8; 8], [u16; 4]>(black_box([1, 0, 2, 0, 3, 0, 0, 1])));
        println!("{:x?}", transmute::<u128, [u32; 4]>(black_box(0x0123_4567_89AB_CDEF_0011_2233_4455_6677)));
        println!("{:?}", transmute::<[i8; 4], [u8; 4]>(black_box([-1, 0, 1, -128])));
        println!("{}", transmute::<Meters, f64>(Meters(black_box(2.5))));
        let function = transmute::<fn(i32, i32) -> i32, usize>(add);
        println!("{}", transmute::<usize, fn(i32, i32) -> i32>(black_box(function))(2, 40));
        println!("{:?}", transmute::<u8, Option<bool>>(black_box(2)));
        println!("{:?}", transmute::<Option<Box<u8>>, usize>(black_box(None)));
        println!("{:?}", transmute::<char, u32>(black_box('é')));
        println!("{:?}", transmute::<(u32, u32), [u32; 2]>(black_box((7, 7))));
        let slice: &[u8] = transmute::<(*const u8, usize), &[u8]>((c"bytes".as_ptr().cast(), 5));
        println!("{}", slice.escape_ascii());
        println!("{}", transmute::<i64, f64>(black_box(i64::MIN)).is_sign_negative());
        println!("{:?}", std::mem::transmute_copy::<[u8; 5], [u8; 2]>(&black_box([9, 8, 7, 6, 5])));
    }
}
