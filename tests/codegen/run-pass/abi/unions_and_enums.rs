//! Unions and enums of every `repr` as parameters and results.
use std::hint::black_box;

#[repr(C)]
#[derive(Clone, Copy)]
union Number {
    integer: i64,
    float: f64,
}

#[repr(C)]
#[derive(Clone, Copy)]
union Small {
    byte: u8,
    half: u16,
}

#[repr(C, u8)]
#[derive(Clone, Copy, Debug)]
enum Tagged {
    Nothing,
    Word(u32),
    Pair(u8, f64),
}

#[repr(u16)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Color {
    Red = 5,
    Green = 0xFFFF,
}

extern "C" fn add(a: Number, is_float: bool, b: Number) -> Number {
    // SAFETY: the flag says which.
    unsafe { if is_float { Number { float: a.float + b.float } } else { Number { integer: a.integer + b.integer } } }
}

extern "C" fn small(x: Small, c: Color) -> Small {
    // SAFETY: all bytes are written.
    Small { half: unsafe { x.half } + c as u16 }
}

extern "C" fn tagged(t: Tagged, c: Color) -> Tagged {
    match (t, c) {
        (Tagged::Nothing, c) => Tagged::Word(c as u32),
        (Tagged::Word(w), Color::Red) => Tagged::Pair(w as u8, f64::from(w) / 2.0),
        (t, Color::Green) => t,
        _ => Tagged::Nothing,
    }
}

extern "C" fn color(c: Color, flip: bool) -> Color {
    if flip ^ (c == Color::Red) { Color::Red } else { Color::Green }
}

fn option(x: Option<Color>, y: Option<Tagged>, z: Result<Number, u8>) -> Option<(Color, u8)> {
    let last = match (y, z) {
        (Some(Tagged::Pair(n, _)), Err(e)) => n + e,
        // SAFETY: it is an integer.
        (None, Ok(n)) => unsafe { n.integer as u8 },
        _ => 1,
    };
    x.map(|x| (x, last))
}

fn main() {
    // SAFETY: as written.
    unsafe {
        println!("{} {}", add(Number { integer: 5 }, false, Number { integer: black_box(-7) }).integer, add(Number { float: 0.5 }, black_box(true), Number { float: 0.25 }).float);
        println!("{}", small(black_box(Small { half: 1000 }), Color::Red).half);
    }
    for t in black_box([Tagged::Nothing, Tagged::Word(300), Tagged::Pair(3, 1.5)]) {
        println!("{:?} {:?}", tagged(t, Color::Red), tagged(t, Color::Green));
    }
    println!("{:?} {:?}", color(black_box(Color::Red), true), color(Color::Green, black_box(false)));
    println!("{:?} {:?}", option(Some(Color::Red), Some(Tagged::Pair(4, 0.0)), Err(black_box(5))), option(black_box(Some(Color::Green)), None, Ok(Number { integer: 77 })));
}
