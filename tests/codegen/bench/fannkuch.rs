//! Pancakes turned until the first is on top, for all orders: small arrays of bytes, swapped and reversed.

const SIZE: usize = 9;

/// The next order, in the sequence where each follows from the one before by a rotation.
fn next(order: &mut [u8; SIZE], counts: &mut [usize; SIZE]) -> bool {
    for last in 1..SIZE {
        order[..=last].rotate_left(1);
        counts[last] += 1;
        if counts[last] <= last {
            return true;
        }
        counts[last] = 0;
    }
    false
}

fn flips(mut order: [u8; SIZE]) -> u32 {
    let mut count = 0;
    while order[0] != 0 {
        let top = usize::from(order[0]);
        order[..=top].reverse();
        count += 1;
    }
    count
}

/// The most flips of all orders, and a checksum.
fn all(mut order: [u8; SIZE]) -> (u32, i64) {
    let mut counts = [0; SIZE];
    let (mut most, mut checksum, mut is_odd) = (0, 0, false);
    loop {
        let flips = flips(order);
        most = most.max(flips);
        checksum += if is_odd { -i64::from(flips) } else { i64::from(flips) };
        is_odd = !is_odd;
        if !next(&mut order, &mut counts) {
            return (most, checksum);
        }
    }
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let mut order: [u8; SIZE] = std::array::from_fn(|index| index as u8);
    for round in 0..2 * scale() as usize {
        order.swap(0, 1 + round % (SIZE - 1));
        let (most, checksum) = all(order);
        println!("{order:?}: at most {most} flips, checksum {checksum}");
    }
}
