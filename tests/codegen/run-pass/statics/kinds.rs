//! Statics: read only, mutable, with interior mutability, in functions, and zeroed.
use std::cell::UnsafeCell;
use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

static TEXT: &str = "static text";
static NUMBERS: [i16; 5] = [-1, 2, -3, 4, i16::MIN];
static NESTED: &[&[&str]] = &[&["a", "b"], &[], &["c"]];
static mut COUNTER: u32 = 5;
static mut ZEROS: [u64; 300] = [0; 300];
static ATOMIC: AtomicU64 = AtomicU64::new(1 << 40);
static LIST: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Shared(UnsafeCell<[u8; 4]>);

// SAFETY: there are no threads.
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared(UnsafeCell::new(*b"abcd"));

fn next() -> u32 {
    static mut LOCAL: u32 = 100;
    // SAFETY: there are no threads, and no references.
    unsafe {
        LOCAL += 1;
        LOCAL
    }
}

fn generic<T>() -> u32 {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    CALLS.fetch_add(1, Ordering::Relaxed) as u32
}

fn main() {
    println!("{TEXT} {NUMBERS:?} {NESTED:?} {}", NUMBERS[black_box(4)]);
    // SAFETY: there are no threads, and no references.
    unsafe {
        COUNTER *= 3;
        ZEROS[black_box(299)] = 7;
        let zeros = &raw mut ZEROS;
        (*zeros)[0] += (*zeros)[299];
        println!("{} {} {}", *(&raw const COUNTER), (*zeros)[0], (*zeros)[150]);
        (*SHARED.0.get())[1] = b'X';
        println!("{:?}", *SHARED.0.get());
    }
    println!("{} {} {}", next(), next(), next());
    println!("{} {} {}", ATOMIC.fetch_add(5, Ordering::SeqCst), ATOMIC.load(Ordering::Relaxed), ATOMIC.swap(1, Ordering::AcqRel));
    LIST.lock().unwrap().push("one".into());
    LIST.lock().unwrap().extend(["two".into(), "three".into()]);
    println!("{:?}", LIST.lock().unwrap());
    println!("{} {} {}", generic::<u8>(), generic::<String>(), generic::<u8>());
    println!("{}", std::ptr::eq(TEXT, black_box(TEXT)));
}
