//! Casts between pointers, addresses and function pointers.
use std::hint::black_box;

fn double(x: i32) -> i32 {
    x * 2
}

trait Named {
    fn name(&self) -> String;
}

impl Named for u16 {
    fn name(&self) -> String {
        format!("u16 {self}")
    }
}

fn main() {
    let mut words = black_box([0x1122_3344u32, 0x5566_7788]);
    let pointer = words.as_mut_ptr();
    let bytes = pointer as *mut u8;
    // SAFETY: all reads and writes are inside of `words`.
    unsafe {
        println!("{:x} {:x}", *bytes, *bytes.add(5));
        println!("{:x}", *(bytes.add(2) as *const u16));
        *((pointer as usize + 4) as *mut u16) = 0xABCD;
    }
    println!("{words:x?}");
    let function = double as fn(i32) -> i32;
    let address = function as usize;
    println!("{} {}", address != 0, function as *const () as usize == address);
    // SAFETY: the address is that of this function.
    println!("{}", unsafe { std::mem::transmute::<usize, fn(i32) -> i32>(address) }(21));
    let number = 7u16;
    let object: &dyn Named = &number;
    let thin = object as *const dyn Named as *const u16;
    println!("{} {}", object.name(), std::ptr::eq(thin, &number));
    let slice: *const [u32] = &words[..];
    println!("{} {:?}", slice.len(), slice as *const u32 == pointer);
    println!("{:?} {}", std::ptr::null::<u8>(), (usize::MAX as *const u64).addr());
    println!("{}", -1isize as *const u8 as usize == usize::MAX);
}
