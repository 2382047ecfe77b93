//! Types and functions with parameters that are values.
use std::hint::black_box;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix<const R: usize, const C: usize>([[i32; C]; R]);

impl<const R: usize, const C: usize> Matrix<R, C> {
    const CELLS: usize = R * C;

    fn times<const K: usize>(&self, other: &Matrix<C, K>) -> Matrix<R, K> {
        let mut product = [[0; K]; R];
        for r in 0..R {
            for k in 0..K {
                product[r][k] = (0..C).map(|c| self.0[r][c] * other.0[c][k]).sum();
            }
        }
        Matrix(product)
    }

    fn transposed(&self) -> Matrix<C, R> {
        Matrix(std::array::from_fn(|c| std::array::from_fn(|r| self.0[r][c])))
    }
}

struct Ring<T, const N: usize> {
    items: [Option<T>; N],
    next: usize,
}

impl<T: Copy, const N: usize> Ring<T, N> {
    fn new() -> Self {
        Ring { items: [const { None }; N], next: 0 }
    }

    fn push(&mut self, item: T) -> Option<T> {
        let slot = &mut self.items[self.next % N];
        self.next += 1;
        slot.replace(item)
    }
}

fn power<const N: u32, const NEGATE: bool>(x: i64) -> i64 {
    let power = x.pow(N);
    if NEGATE { -power } else { power }
}

fn letter<const C: char>() -> String {
    format!("{C}{}", C as u32)
}

fn main() {
    let a = black_box(Matrix([[1, 2, 3], [4, 5, 6]]));
    let b = a.transposed();
    println!("{:?} {:?} {}", a.times(&b), b.times(&a), Matrix::<2, 3>::CELLS);
    let mut ring = Ring::<_, 3>::new();
    println!("{:?}", (0..6).map(|i| ring.push(black_box(i) * 10)).collect::<Vec<_>>());
    println!("{} {} {} {}", power::<3, true>(black_box(-4)), power::<2, false>(-4), letter::<'é'>(), letter::<'A'>());
    println!("{}", std::mem::size_of::<Ring<u16, 5>>());
}
