//! Large structs are copied into parameters, out of results, and into fields.
use std::hint::black_box;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Matrix {
    cells: [[i64; 6]; 6],
    tag: u8,
}

impl Matrix {
    fn identity() -> Matrix {
        Matrix { cells: std::array::from_fn(|i| std::array::from_fn(|j| i64::from(i == j))), tag: 1 }
    }

    fn times(self, other: Matrix) -> Matrix {
        let cell = |i: usize, j: usize| (0..6).map(|k| self.cells[i][k].wrapping_mul(other.cells[k][j])).fold(0, i64::wrapping_add);
        Matrix { cells: std::array::from_fn(|i| std::array::from_fn(|j| cell(i, j))), tag: self.tag ^ other.tag }
    }

    fn transposed(mut self) -> Matrix {
        for i in 0..6 {
            for j in 0..i {
                let kept = self.cells[i][j];
                self.cells[i][j] = self.cells[j][i];
                self.cells[j][i] = kept;
            }
        }
        self
    }
}

#[inline(never)]
fn choose(first: bool, a: Matrix, b: Matrix, mut scratch: Matrix) -> (Matrix, u64) {
    scratch.cells[0][0] = -1;
    (if first { a } else { b }, scratch.cells.iter().flatten().map(|&c| c as u64 & 0xFF).sum())
}

fn main() {
    let mut m = Matrix::identity();
    for (i, row) in m.cells.iter_mut().enumerate() {
        row[(i * 2 + 1) % 6] += black_box(i as i64) - 2;
    }
    let mut power = m;
    for _ in 0..5 {
        power = power.times(m);
        println!("{:?} {}", power.cells[3], power.tag);
    }
    println!("{}", power.transposed().transposed() == power);
    let (chosen, sum) = choose(black_box(false), m, power.transposed(), power);
    println!("{:?} {sum} {}", chosen.cells[1], power.cells[0][0]);
    let kept = [m, power];
    let [first, second] = kept;
    println!("{} {}", first == m, second.times(Matrix::identity()).cells == power.cells);
}
