//! `#[ctor]` and `#[dtor]`: functions before and after `main`, and statics that are set up before it.
//@ dependency: ctor = "0.2"

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use ctor::{ctor, dtor};

static COUNT: AtomicU32 = AtomicU32::new(0);

#[ctor]
fn before() {
    COUNT.fetch_add(1, Ordering::SeqCst);
}

#[ctor]
unsafe fn also_before() {
    COUNT.fetch_add(10, Ordering::SeqCst);
}

#[ctor]
static NAMES: BTreeMap<u32, &'static str> = BTreeMap::from([(1, "one")]);

#[dtor]
unsafe fn after() {
    unsafe { libc_write(b"after\n") };
}

unsafe fn libc_write(text: &[u8]) {
    unsafe extern "C" {
        fn write(descriptor: i32, text: *const u8, length: usize) -> isize;
    }
    unsafe { write(1, text.as_ptr(), text.len()) };
}

fn main() {
    println!("{} {:?}", COUNT.load(Ordering::SeqCst), *NAMES);
}
