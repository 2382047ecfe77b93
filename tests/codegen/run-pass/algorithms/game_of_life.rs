//! Generations of cells on a torus, with sets, with bits, and with a table.
use std::collections::BTreeSet;
use std::hint::black_box;

const N: i32 = 16;

fn by_set(cells: &BTreeSet<(i32, i32)>) -> BTreeSet<(i32, i32)> {
    let alive = |x: i32, y: i32| cells.contains(&(x.rem_euclid(N), y.rem_euclid(N)));
    let around = |x: i32, y: i32| {
        (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy))).filter(|&(dx, dy)| (dx, dy) != (0, 0) && alive(x + dx, y + dy)).count()
    };
    (0..N).flat_map(|y| (0..N).map(move |x| (x, y))).filter(|&(x, y)| matches!((alive(x, y), around(x, y)), (_, 3) | (true, 2))).collect()
}

fn by_bits(rows: &[u16; 16]) -> [u16; 16] {
    std::array::from_fn(|y| {
        let lines = [rows[(y + 15) % 16], rows[y], rows[(y + 1) % 16]];
        let neighbours = [
            lines[0].rotate_left(1), lines[0], lines[0].rotate_right(1), lines[1].rotate_left(1),
            lines[1].rotate_right(1), lines[2].rotate_left(1), lines[2], lines[2].rotate_right(1),
        ];
        let (mut one, mut two, mut four) = (0u16, 0u16, 0u16);
        for n in neighbours {
            let carry = one & n;
            one ^= n;
            four |= two & carry;
            two ^= carry;
        }
        !four & two & (one | rows[y])
    })
}

fn main() {
    let mut set: BTreeSet<(i32, i32)> = black_box([(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (8, 8), (9, 8), (10, 8), (9, 9), (8, 10)]).into();
    let mut rows = [0u16; 16];
    for &(x, y) in &set {
        rows[y as usize] |= 1 << x;
    }
    for generation in 0..40 {
        set = by_set(&set);
        rows = by_bits(&rows);
        let same = (0..N).all(|y| (0..N).all(|x| set.contains(&(x, y)) == (rows[y as usize] >> x & 1 == 1)));
        if generation % 8 == 7 {
            println!("{generation} {} {same} {rows:04x?}", set.len());
        }
    }
}
