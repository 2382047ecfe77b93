//! Every operation of atomics of every width, and each order.
use std::hint::black_box;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;

macro_rules! integers {
    ($($atomic:ident $t:ident)*) => {$({
        static SHARED: $atomic = $atomic::new(5);
        println!("{}", stringify!($atomic));
        for start in black_box([0 as $t, 1, <$t>::MAX, <$t>::MIN, 100]) {
            let a = $atomic::new(start);
            print!("{} {} {} ", a.fetch_add(3, Relaxed), a.fetch_sub(1, Acquire), a.load(Acquire));
            print!("{} {} {} ", a.fetch_and(0x7E, Release), a.fetch_or(0x41, AcqRel), a.fetch_xor(0x0F, SeqCst));
            print!("{} {} {} ", a.fetch_nand(0x3C, SeqCst), a.fetch_max(20, Relaxed), a.fetch_min(10, Relaxed));
            print!("{:?} ", a.compare_exchange(10, 77, SeqCst, Relaxed));
            print!("{:?} ", a.compare_exchange(3, 1, AcqRel, Acquire));
            print!("{:?} ", a.fetch_update(SeqCst, SeqCst, |x| (x > 50).then(|| x / 2)));
            while a.compare_exchange_weak(a.load(Relaxed), start, Release, Relaxed).is_err() {}
            print!("{} ", a.swap(9, AcqRel));
            a.store(start ^ 1, Release);
            fence(SeqCst);
            compiler_fence(Acquire);
            println!("{} {}", a.load(SeqCst), SHARED.fetch_add(1, Relaxed));
            println!("{}", a.into_inner());
        }
    })*};
}

fn main() {
    integers!(AtomicU8 u8 AtomicI8 i8 AtomicU16 u16 AtomicI16 i16 AtomicU32 u32 AtomicI32 i32);
    integers!(AtomicU64 u64 AtomicI64 i64 AtomicUsize usize AtomicIsize isize);
    let flag = AtomicBool::new(black_box(false));
    print!("{} {} {} ", flag.fetch_or(true, SeqCst), flag.fetch_and(true, SeqCst), flag.fetch_xor(true, SeqCst));
    println!("{} {} {:?}", flag.fetch_nand(false, SeqCst), flag.fetch_not(SeqCst), flag.compare_exchange(false, true, SeqCst, SeqCst));
    let (mut x, mut y) = (1u16, 2u16);
    let pointer = AtomicPtr::new(&raw mut x);
    let old = pointer.swap(&mut y, SeqCst);
    // SAFETY: both point to variables.
    unsafe {
        *old += 10;
        *pointer.load(SeqCst) += 20;
        println!("{} {}", *old, *pointer.load(SeqCst));
    }
    println!("{} {}", pointer.compare_exchange(old, old, SeqCst, SeqCst).is_err(), AtomicU64::from(3).get_mut());
}
