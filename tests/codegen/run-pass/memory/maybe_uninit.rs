//! Memory that is filled step by step, as arrays, structs and buffers.
use std::hint::black_box;
use std::mem::MaybeUninit;

#[derive(Debug)]
struct Built {
    name: String,
    values: [u16; 3],
    flag: Option<bool>,
}

fn build(n: u16) -> Built {
    let mut built = MaybeUninit::<Built>::uninit();
    let at = built.as_mut_ptr();
    // SAFETY: each field is written before all are read.
    unsafe {
        (&raw mut (*at).flag).write(Some(n > 3));
        (&raw mut (*at).name).write(format!("built{n}"));
        for i in 0..3 {
            (&raw mut (*at).values[i]).write(n * i as u16);
        }
        built.assume_init()
    }
}

struct Stack<T, const N: usize> {
    items: [MaybeUninit<T>; N],
    length: usize,
}

impl<T, const N: usize> Stack<T, N> {
    fn new() -> Self {
        Stack { items: [const { MaybeUninit::uninit() }; N], length: 0 }
    }

    fn push(&mut self, item: T) -> Result<(), T> {
        match self.items.get_mut(self.length) {
            Some(slot) => {
                slot.write(item);
                self.length += 1;
                Ok(())
            }
            None => Err(item),
        }
    }

    fn pop(&mut self) -> Option<T> {
        self.length = self.length.checked_sub(1)?;
        // SAFETY: it was written, and is not read again.
        Some(unsafe { self.items[self.length].assume_init_read() })
    }
}

impl<T, const N: usize> Drop for Stack<T, N> {
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}

fn main() {
    println!("{:?} {:?}", build(black_box(2)), build(black_box(5)));
    let mut stack = Stack::<Box<u32>, 3>::new();
    println!("{:?}", (0..5).map(|i| stack.push(Box::new(i * 10))).collect::<Vec<_>>());
    println!("{:?} {:?} {}", stack.pop(), stack.push(Box::new(7)), stack.length);
    let mut bytes = [MaybeUninit::<u8>::uninit(); 6];
    for (i, byte) in bytes.iter_mut().enumerate() {
        byte.write(black_box(i as u8) + b'a');
    }
    // SAFETY: all were written.
    println!("{}", unsafe { bytes.assume_init_ref() }.escape_ascii());
    // SAFETY: zeros are valid.
    let zeroed: ([u64; 4], Option<&u8>, bool) = unsafe { MaybeUninit::zeroed().assume_init() };
    println!("{zeroed:?}");
    let boxed: Box<[MaybeUninit<u16>]> = Box::new_zeroed_slice(black_box(4));
    // SAFETY: as above.
    println!("{:?}", unsafe { boxed.assume_init() });
}
