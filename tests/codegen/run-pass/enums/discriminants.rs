//! Discriminants of every `repr`, read as memory, also of variants with fields.
use std::hint::black_box;
use std::mem::{discriminant, size_of};

macro_rules! of_repr {
    ($($repr:ident: $last:expr;)*) => { $({
        #[repr($repr)]
        #[derive(Clone, Copy)]
        #[allow(dead_code)]
        enum E {
            A(u8),
            B { x: u16 } = 5,
            C,
            D = $last,
        }
        for e in black_box([E::A(1), E::B { x: 2 }, E::C, E::D]) {
            // SAFETY: such an enum starts with its discriminant.
            let tag = unsafe { *(&raw const e).cast::<$repr>() };
            let value = match e {
                E::A(x) => x as u16,
                E::B { x } => x,
                E::C => 100,
                E::D => 200,
            };
            print!("{tag} {value} {} ", discriminant(&e) == discriminant(&E::B { x: 9 }));
        }
        println!("{} {}", stringify!($repr), size_of::<E>());
    })* };
}

fn main() {
    of_repr! {
        u8: 255; i8: -128; u16: 65535; i16: -32768; u32: u32::MAX; i32: i32::MIN;
        u64: u64::MAX; i64: i64::MIN; usize: usize::MAX; isize: isize::MIN;
    }
    #[repr(C)]
    #[derive(Clone, Copy)]
    enum C {
        X(f64),
        Y(u8, u32),
    }
    for c in black_box([C::X(1.5), C::Y(3, 9)]) {
        match c {
            C::X(f) => println!("{f} {}", size_of::<C>()),
            C::Y(a, b) => println!("{a} {b} {}", align_of::<C>()),
        }
    }
}
