//! Stack frames of a hundred kilobytes, large arrays as results, and large constants.
use std::hint::black_box;

const BIG: [u32; 5000] = {
    let mut big = [0; 5000];
    let mut i = 0;
    while i < 5000 {
        big[i] = (i * i) as u32 ^ 0x55;
        i += 1;
    }
    big
};

static MIXED: [(u8, u64, f32, &str); 40] = [(7, 1 << 40, 0.5, "text"); 40];

#[inline(never)]
fn frame(seed: u8) -> u64 {
    let mut bytes = [seed; 100_000];
    for i in (0..bytes.len()).step_by(97) {
        bytes[i] = bytes[i].wrapping_add(i as u8);
    }
    black_box(&bytes).iter().map(|&b| u64::from(b)).sum()
}

#[inline(never)]
fn returned(n: u64) -> [u64; 3000] {
    let mut array = [n; 3000];
    array[black_box(2999)] = 1;
    array
}

#[inline(never)]
fn passed(array: [u64; 3000], at: usize) -> u64 {
    array[at] + array[2999]
}

#[derive(Clone, Copy)]
struct Holder {
    before: u8,
    cells: [[i16; 100]; 50],
    after: u32,
}

fn main() {
    println!("{} {}", frame(black_box(1)), frame(200));
    println!("{}", passed(returned(black_box(5)), 17));
    println!("{} {}", BIG[black_box(4999)], BIG.iter().fold(0u32, |s, &x| s.rotate_left(3) ^ x));
    let m = MIXED[black_box(39)];
    println!("{m:?}");
    let mut holder = Holder { before: 1, cells: [[3; 100]; 50], after: 9 };
    let copy = holder;
    holder.cells[49][99] = -1;
    holder.after += u32::from(holder.before);
    println!("{} {} {} {}", copy.cells[49][99], holder.cells[49][99], copy.after, holder.after);
    println!("{}", holder.cells.iter().flatten().map(|&c| i32::from(c)).sum::<i32>());
    let boxed = Box::new([black_box(1u8); 200_000]);
    println!("{}", boxed.iter().filter(|&&b| b == 1).count());
}
