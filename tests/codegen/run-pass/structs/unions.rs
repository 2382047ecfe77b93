//! Unions: the same bytes as integers, floats, arrays and structs.
use std::hint::black_box;
use std::mem::ManuallyDrop;

#[repr(C)]
#[derive(Clone, Copy)]
union Bits {
    float: f32,
    word: u32,
    bytes: [u8; 4],
    halves: (u16, u16),
}

#[repr(C)]
union Wide {
    double: f64,
    long: i64,
    words: [i32; 2],
    small: u8,
}

union Owner {
    text: ManuallyDrop<String>,
    number: u64,
}

#[inline(never)]
fn pass(bits: Bits) -> Bits {
    // SAFETY: every value of the bytes is valid for each field.
    unsafe { Bits { word: bits.word.rotate_left(8) } }
}

fn main() {
    for float in black_box([1.0f32, -0.0, 3.5e10, f32::MIN_POSITIVE]) {
        let mut bits = pass(Bits { float });
        // SAFETY: as above.
        unsafe {
            println!("{:08x} {:02x?} {:?}", bits.word, bits.bytes, bits.halves);
            bits.bytes[1] ^= 0xFF;
            println!("{:08x} {:e}", bits.word, bits.float);
            match bits {
                Bits { word: 0..=0x7FFF_FFFF } => println!("positive"),
                Bits { bytes: [first, ..] } => println!("negative {first:x}"),
            }
        }
    }
    let mut wide = Wide { double: black_box(-2.5) };
    // SAFETY: as above.
    unsafe {
        println!("{:x} {:x?} {}", wide.long, wide.words, wide.small);
        wide.words[1] = 0x4009_21FB;
        println!("{:?} {}", wide.double, size_of::<Wide>());
    }
    let mut owner = Owner { text: ManuallyDrop::new("owned".to_owned()) };
    // SAFETY: the field that was written last is read.
    unsafe {
        (*owner.text).push('!');
        println!("{}", *owner.text);
        ManuallyDrop::drop(&mut owner.text);
        owner.number = 7;
        println!("{}", owner.number);
    }
}
