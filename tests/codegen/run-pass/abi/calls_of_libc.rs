//! Functions of C's library with integers, pointers, floats, callbacks and structs.
use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::hint::black_box;

#[repr(C)]
#[derive(Debug)]
struct Div {
    quotient: c_int,
    remainder: c_int,
}

#[repr(C)]
#[derive(Debug)]
struct LongDiv {
    quotient: i64,
    remainder: i64,
}

unsafe extern "C" {
    fn strlen(text: *const c_char) -> usize;
    fn strtol(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_long;
    fn strtod(text: *const c_char, end: *mut *mut c_char) -> f64;
    fn qsort(base: *mut c_void, n: usize, size: usize, compare: extern "C" fn(*const c_void, *const c_void) -> c_int);
    fn div(a: c_int, b: c_int) -> Div;
    fn lldiv(a: i64, b: i64) -> LongDiv;
    fn memcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int;
    fn strchr(text: *const c_char, c: c_int) -> *const c_char;
    fn toupper(c: c_int) -> c_int;
    fn frexp(x: f64, exponent: *mut c_int) -> f64;
    fn ldexpf(x: f32, exponent: c_int) -> f32;
    fn calloc(n: usize, size: usize) -> *mut u8;
    fn free(block: *mut u8);
    static environ: *const *const c_char;
}

extern "C" fn descending(a: *const c_void, b: *const c_void) -> c_int {
    // SAFETY: they point to elements.
    let (a, b) = unsafe { (*a.cast::<i16>(), *b.cast::<i16>()) };
    b.cmp(&a) as c_int
}

fn main() {
    let text = black_box(c"  -123abc");
    let mut end = std::ptr::null_mut();
    // SAFETY: the calls are as C has them.
    unsafe {
        println!("{} {}", strlen(text.as_ptr()), strtol(text.as_ptr(), &mut end, 10));
        println!("{:?} {}", CStr::from_ptr(end), strtod(c"2.5e-3x".as_ptr(), &mut end));
        let mut numbers = [5i16, -3, 300, 0, 7];
        qsort(numbers.as_mut_ptr().cast(), numbers.len(), 2, descending);
        println!("{numbers:?} {:?} {:?}", div(black_box(-17), 5), lldiv(black_box(1 << 40), 3));
        println!("{} {}", memcmp(c"abd".as_ptr().cast(), c"abc".as_ptr().cast(), 3).signum(), toupper(b'q'.into()));
        println!("{:?}", CStr::from_ptr(strchr(c"find.it".as_ptr(), b'.'.into())));
        let mut exponent = 0;
        println!("{} {exponent}", frexp(black_box(40.0), &mut exponent));
        println!("{exponent} {}", ldexpf(black_box(0.75), 5));
        let block = calloc(black_box(10), 4);
        println!("{}", (0..40).all(|i| *block.add(i) == 0));
        free(block);
        println!("{}", (&raw const environ).is_null());
    }
}
