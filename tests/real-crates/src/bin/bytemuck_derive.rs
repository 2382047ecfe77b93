//! bytemuck's derives: plain old data, checked bit patterns, wrappers.

use bytemuck::{
    AnyBitPattern, ByteEq, ByteHash, CheckedBitPattern, Contiguous, NoUninit, Pod,
    TransparentWrapper, Zeroable,
};

#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
struct Point {
    x: u16,
    y: u16,
    z: [u8; 4],
}

#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C, packed)]
struct Packed<T>(u8, T);

#[derive(Clone, Copy, Debug, NoUninit, CheckedBitPattern, Contiguous, PartialEq)]
#[repr(u8)]
enum Level {
    Low = 3,
    Middle,
    High,
}

#[derive(Clone, Copy, Debug, CheckedBitPattern, NoUninit)]
#[repr(C)]
struct Setting {
    level: Level,
    on: bool,
}

#[derive(Clone, Copy, Debug, AnyBitPattern)]
#[repr(C)]
struct Loose {
    a: u8,
    b: u32,
}

#[derive(TransparentWrapper, Debug)]
#[repr(transparent)]
#[transparent(T)]
struct Wrapper<T, U>(T, std::marker::PhantomData<U>);

#[derive(Clone, Copy, NoUninit, ByteEq, ByteHash)]
#[repr(C)]
struct Same(f32);

fn main() {
    let bytes: Vec<u8> = (1..=8).collect();
    println!("{:?}", bytemuck::pod_read_unaligned::<Point>(&bytes));
    println!("{:?} {:?}", Packed::<u16>::zeroed().0, bytemuck::bytes_of(&Packed(1, 0x0203u16)));
    println!("{:?}", bytemuck::checked::try_from_bytes::<Setting>(&[4, 1]));
    println!("{:?}", bytemuck::checked::try_from_bytes::<Setting>(&[4, 2]));
    println!("{:?} {:?} {:?}", Level::from_integer(5), Level::from_integer(6), Level::MIN_VALUE);
    println!("{:?}", bytemuck::pod_read_unaligned::<Loose>(&bytes));
    println!("{:?}", Wrapper::<u8, ()>::wrap_slice(&[1, 2]));
    println!("{} {}", Same(f32::NAN) == Same(f32::NAN), Same(0.0) == Same(-0.0));
}
