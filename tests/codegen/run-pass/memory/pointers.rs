//! Arithmetic with pointers: offsets, distances, casts, alignment and comparisons.
use std::hint::black_box;

fn main() {
    let mut words = black_box([10u32, 20, 30, 40, 50]);
    let start = words.as_mut_ptr();
    // SAFETY: all offsets stay inside of the array.
    unsafe {
        println!("{} {} {}", *start.add(2), *start.add(4).sub(1), *start.offset(black_box(3)));
        let end = start.add(5);
        println!("{} {} {}", end.offset_from(start), start.offset_from(end), end.byte_offset_from(start));
        let mut at = start;
        while at != end {
            *at += at.offset_from(start) as u32;
            at = at.add(1);
        }
        println!("{words:?}");
        let bytes = start.cast::<u8>();
        println!("{} {}", *bytes.add(4), bytes.add(7).cast::<u32>().read_unaligned() == words[1] >> 24 | words[2] << 8);
        *start.byte_add(8) = 99;
        std::ptr::swap(start, start.add(2));
    }
    println!("{words:?}");
    let (a, b) = (&words[1] as *const u32, &raw const words[3]);
    println!("{} {} {:?} {}", a < b, a == b, a.cmp(&b), b.addr() - a.addr());
    println!("{} {}", a.wrapping_add(2) == b, a.wrapping_byte_sub(4).addr() == words.as_ptr().addr());
    println!("{} {} {}", a.is_aligned(), a.wrapping_byte_add(1).is_aligned(), std::ptr::null::<u64>().is_null());
    println!("{} {:?}", a.align_offset(4), (a as *const u8).wrapping_add(1).align_offset(4));
    let slice = std::ptr::slice_from_raw_parts(a, 3);
    // SAFETY: three words follow.
    println!("{:?} {}", unsafe { &*slice }, slice.len());
    let (prefix, middle, suffix) = unsafe { words.align_to::<u16>() };
    println!("{} {} {}", prefix.len(), middle.len(), suffix.len());
    println!("{:?} {}", std::ptr::NonNull::new(std::ptr::null_mut::<u8>()), std::ptr::NonNull::from(&words).addr().get() == words.as_ptr().addr());
}
