//! Results of every shape: scalars, pairs, arrays, nested options, slices, objects and nothing.
use std::hint::black_box;

macro_rules! shapes {
    ($($name:ident: $t:ty = $value:expr;)*) => {
        $( #[inline(never)] fn $name(n: i32) -> $t { let f: fn(i32) -> $t = $value; f(n) } )*
        fn main() {
            for n in black_box([0, 1, -7]) {
                $( println!("{} {:?}", stringify!($name), $name(n)); )*
            }
        }
    };
}

shapes! {
    unit: () = |_| ();
    boolean: bool = |n| n > 0;
    byte: u8 = |n| n as u8;
    long: i64 = |n| i64::from(n) << 33;
    wide: i128 = |n| i128::from(n) << 99;
    float: f32 = |n| n as f32 / 3.0;
    double: f64 = |n| f64::from(n) / 3.0;
    character: char = |n| if n == 0 { 'z' } else { '€' };
    pair: (u8, u8) = |n| (n as u8, !n as u8);
    mixed: (f32, i64) = |n| (n as f32, n.into());
    three: (u8, u16, u32) = |n| (n as u8, n as u16, n as u32);
    small_array: [u8; 3] = |n| [n as u8; 3];
    array: [i64; 5] = |n| [n.into(); 5];
    nested_array: [[u8; 2]; 2] = |n| [[n as u8, 1], [2, 3]];
    option: Option<u64> = |n| (n != 0).then_some(n as u64);
    option_bool: Option<bool> = |n| (n != 0).then_some(n > 0);
    option_float: Option<f64> = |n| (n > 0).then_some(0.5);
    option_pair: Option<(u8, i32)> = |n| (n < 0).then_some((1, n));
    result: Result<u8, i64> = |n| if n < 0 { Err(n.into()) } else { Ok(n as u8) };
    result_unit: Result<(), u8> = |n| if n < 0 { Err(3) } else { Ok(()) };
    result_text: Result<String, std::num::TryFromIntError> = |n| u8::try_from(n).map(|n| n.to_string());
    text: &'static str = |n| if n == 1 { "one" } else { "" };
    slice: &'static [u16] = |n| if n == 1 { &[1, 2] } else { &[3] };
    boxed: Box<[i32]> = |n| vec![n; 3].into();
    object: Box<dyn std::fmt::Debug> = |n| if n == 0 { Box::new("zero") } else { Box::new(n) };
    zero_array: [u64; 0] = |_| [];
    wide_pair: (u128, u8) = |n| (n as u128, 9);
    deep: Option<Result<Option<u8>, ()>> = |n| match n { 0 => None, 1 => Some(Ok(None)), _ => Some(Err(())) };
}
