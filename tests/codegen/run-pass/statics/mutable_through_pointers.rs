//! Mutable statics of many types, changed through pointers and functions.
use std::hint::black_box;
use std::ptr::addr_of_mut;

static mut BYTE: u8 = 250;
static mut WIDE: u128 = 1 << 100;
static mut FLOAT: f32 = 0.5;
static mut PAIR: (i16, bool) = (-5, true);
static mut TEXT: Option<String> = None;
static mut ARRAY: [[u16; 3]; 2] = [[1, 2, 3], [4, 5, 6]];
static mut FUNCTION: fn(i32) -> i32 = increment;
static mut POINTER: *mut u8 = std::ptr::null_mut();
static mut CALLBACKS: Vec<fn() -> &'static str> = Vec::new();

fn increment(x: i32) -> i32 {
    x + 1
}

fn square(x: i32) -> i32 {
    x * x
}

unsafe fn apply<T>(place: *mut T, f: impl FnOnce(&mut T) -> T) -> T {
    // SAFETY: nothing else uses the place.
    unsafe { f(&mut *place) }
}

fn main() {
    // SAFETY: there are no threads, and each static is used through one pointer at a time.
    unsafe {
        BYTE = BYTE.wrapping_add(black_box(10));
        WIDE = WIDE.rotate_left(30) + u128::from(BYTE);
        FLOAT = FLOAT.mul_add(3.0, 0.25);
        PAIR.0 *= 7;
        PAIR.1 = !PAIR.1;
        println!("{} {:x} {} {:?}", BYTE, WIDE, FLOAT, *addr_of_mut!(PAIR));
        println!("{:?}", apply(addr_of_mut!(TEXT), |t| t.replace("set".into())));
        println!("{:?}", apply(addr_of_mut!(TEXT), |t| t.take().map(|t| t + "!")));
        let cells = addr_of_mut!(ARRAY).cast::<u16>();
        for i in 0..6 {
            *cells.add(i) += i as u16 * 100;
        }
        ARRAY[1] = [ARRAY[0][2]; 3];
        println!("{:?}", *addr_of_mut!(ARRAY));
        let before = FUNCTION(6);
        FUNCTION = black_box(square);
        println!("{before} {}", FUNCTION(6));
        POINTER = addr_of_mut!(BYTE);
        *POINTER += 1;
        println!("{} {}", BYTE, POINTER.is_null());
        let callbacks = &mut *addr_of_mut!(CALLBACKS);
        callbacks.push(|| "one");
        callbacks.push(|| "two");
        println!("{:?}", callbacks.iter().map(|f| f()).collect::<Vec<_>>());
    }
}
