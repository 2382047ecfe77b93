//! A global allocator of the program's own, which counts, and uses the system's.
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counting;

static CALLS: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];
static LIVE: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS[0].fetch_add(1, Ordering::Relaxed);
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        CALLS[1].fetch_add(1, Ordering::Relaxed);
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        CALLS[2].fetch_add(1, Ordering::Relaxed);
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        CALLS[3].fetch_add(1, Ordering::Relaxed);
        LIVE.fetch_add(size.wrapping_sub(layout.size()), Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn measure(what: &str, f: impl FnOnce()) {
    let before = CALLS.each_ref().map(|c| c.load(Ordering::Relaxed));
    let live = LIVE.load(Ordering::Relaxed);
    f();
    let after: Vec<usize> = CALLS.iter().zip(before).map(|(c, b)| c.load(Ordering::Relaxed) - b).collect();
    let leaked = LIVE.load(Ordering::Relaxed) - live;
    println!("{what}: {after:?} {leaked}");
}

fn main() {
    println!("start");
    measure("nothing", || drop(black_box(Vec::<u8>::new())));
    measure("box", || drop(black_box(Box::new(5u64))));
    measure("zeros", || drop(black_box(vec![0u32; 100])));
    measure("ones", || drop(black_box(vec![1u32; 100])));
    measure("growing", || {
        let mut vec = Vec::new();
        (0..1000u32).for_each(|i| vec.push(black_box(i)));
    });
    measure("leak", || drop(Box::leak(black_box(Box::new([0u8; 77])))));
    measure("text", || drop(black_box(String::from("ab")) + "cdefghijklmnopqrstuvwxyz"));
}
