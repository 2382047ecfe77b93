//! Determinants, inverses and powers of matrices of floats, integers and fractions.
use std::hint::black_box;
use std::ops::{Div, Mul, Sub};

#[derive(Clone, Copy, Debug, PartialEq)]
struct Fraction(i128, i128);

fn reduced(n: i128, d: i128) -> Fraction {
    let (mut a, mut b) = (n.abs(), d.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Fraction(n / a * d.signum(), d.abs() / a)
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        reduced(self.0 * o.0, self.1 * o.1)
    }
}
impl Div for Fraction {
    type Output = Self;
    fn div(self, o: Self) -> Self {
        reduced(self.0 * o.1, self.1 * o.0)
    }
}
impl Sub for Fraction {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        reduced(self.0 * o.1 - o.0 * self.1, self.1 * o.1)
    }
}
impl From<i32> for Fraction {
    fn from(n: i32) -> Self {
        Fraction(n.into(), 1)
    }
}

fn determinant<T>(rows: &[[i32; 4]; 4]) -> T
where
    T: Copy + From<i32> + PartialEq + Mul<Output = T> + Div<Output = T> + Sub<Output = T>,
{
    let (zero, mut result) = (T::from(0), T::from(1));
    let mut m = rows.map(|row| row.map(T::from));
    for i in 0..4 {
        let Some(pivot) = (i..4).find(|&r| m[r][i] != zero) else { return zero };
        if pivot != i {
            m.swap(pivot, i);
            result = zero - result;
        }
        result = result * m[i][i];
        for r in i + 1..4 {
            let factor = m[r][i] / m[i][i];
            for c in i..4 {
                m[r][c] = m[r][c] - factor * m[i][c];
            }
        }
    }
    result
}

fn power(base: [[u64; 2]; 2], n: u64) -> [[u64; 2]; 2] {
    let times = |a: [[u64; 2]; 2], b: [[u64; 2]; 2]| {
        [0, 1].map(|i| [0, 1].map(|j| (0..2).map(|k| a[i][k] * b[k][j] % 1_000_000_007).sum::<u64>() % 1_000_000_007))
    };
    match n {
        0 => [[1, 0], [0, 1]],
        n if n % 2 == 0 => power(times(base, base), n / 2),
        n => times(base, power(base, n - 1)),
    }
}

fn main() {
    for m in black_box([[[1, 2, 3, 4], [5, 6, 7, 9], [2, -6, 4, 8], [3, 1, 1, 2]], [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [7, 0, 1, 5]], [[1; 4]; 4]]) {
        println!("{:?} {:?}", determinant::<f64>(&m), determinant::<Fraction>(&m));
    }
    println!("{:?} {:?}", power([[1, 1], [1, 0]], black_box(90)), power([[2, 3], [5, 7]], 1 << 50));
}
