//! `ManuallyDrop`, `forget`, `MaybeUninit`, `drop_in_place` and `Option::take` decide what is dropped.
use std::hint::black_box;
use std::mem::{ManuallyDrop, MaybeUninit, forget};

struct D(u8);

impl Drop for D {
    fn drop(&mut self) {
        print!("drop{} ", self.0);
    }
}

fn main() {
    forget(D(1));
    let mut manual = ManuallyDrop::new(D(2));
    manual.0 += 10;
    // SAFETY: it is not used again.
    unsafe { ManuallyDrop::drop(&mut manual) };
    let inner = ManuallyDrop::into_inner(ManuallyDrop::new(D(3)));
    print!("inner{} ", inner.0);
    drop(inner);
    println!();
    let mut slots = [const { MaybeUninit::<D>::uninit() }; 4];
    for (i, slot) in slots.iter_mut().enumerate().skip(1) {
        slot.write(D(20 + i as u8));
    }
    // SAFETY: the last three were written, and each is used once.
    unsafe {
        let taken = slots[2].assume_init_read();
        slots[1].assume_init_drop();
        print!("taken{} last{} ", taken.0, slots[3].assume_init_ref().0);
    }
    println!();
    let mut values = [ManuallyDrop::new(D(30)), ManuallyDrop::new(D(31))];
    // SAFETY: they are not used again.
    unsafe { std::ptr::drop_in_place((&raw mut values).cast::<[D; 2]>()) };
    let pointer = Box::into_raw(Box::new(D(40)));
    // SAFETY: it is from a box.
    unsafe {
        (*pointer).0 = 41;
        std::ptr::drop_in_place(pointer);
        pointer.write(D(42));
        drop(Box::from_raw(pointer));
    }
    println!();
    let mut option = Some(D(50));
    let taken = option.take();
    option = black_box(None);
    print!("{} ", option.is_none());
    drop(taken);
    let old = std::mem::replace(&mut option, Some(D(51)));
    println!("{} {}", old.is_none(), option.as_ref().map_or(0, |d| d.0));
    Box::leak(Box::new(D(60))).0 += 1;
}
