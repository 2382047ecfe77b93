//! Calls of C's variadic functions, with integers, floats, texts and pointers.
use std::ffi::{CStr, c_char, c_int};
use std::hint::black_box;

unsafe extern "C" {
    fn snprintf(to: *mut c_char, size: usize, format: *const c_char, ...) -> c_int;
    fn sscanf(from: *const c_char, format: *const c_char, ...) -> c_int;
}

macro_rules! print_c {
    ($format:literal $(, $value:expr)*) => {{
        let mut buffer = [0u8; 100];
        // SAFETY: the values are those that the format names.
        let length = unsafe { snprintf(buffer.as_mut_ptr().cast(), buffer.len(), $format.as_ptr() $(, $value)*) };
        let text = CStr::from_bytes_until_nul(&buffer).unwrap();
        println!("{length} {}", text.to_str().unwrap());
    }};
}

fn main() {
    print_c!(c"nothing");
    print_c!(c"%d %d %u", black_box(-5i32), black_box(i32::MIN), black_box(u32::MAX));
    print_c!(c"%lld %llx %d", black_box(i64::MIN), black_box(0xDEAD_BEEF_CAFEu64), 7i32);
    print_c!(c"%.3f %e %g", black_box(1.5f64), black_box(-2.5e100f64), black_box(1e-5f64));
    print_c!(c"%s|%10s|%-5s|%c", c"text".as_ptr(), c"right".as_ptr(), c"l".as_ptr(), black_box(65i32));
    print_c!(c"%d %f %d %f %lld %s", 1i32, 2.0f64, 3i32, 4.5f64, 1i64 << 40, c"end".as_ptr());
    print_c!(c"%05d|%+d|%x|%o|%%", black_box(42i32), 42i32, 255u32, 8u32);
    print_c!(c"%0100d", black_box(1i32));
    let (mut n, mut f, mut word) = (0i32, 0.0f64, [0u8; 16]);
    // SAFETY: the pointers are to what the format names.
    let read = unsafe {
        sscanf(c"17 2.5 seventeen".as_ptr(), c"%d %lf %15s".as_ptr(), &raw mut n, &raw mut f, word.as_mut_ptr())
    };
    println!("{read} {n} {f} {}", CStr::from_bytes_until_nul(&word).unwrap().to_str().unwrap());
}
