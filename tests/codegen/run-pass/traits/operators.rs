//! Operators that a type defines, also on references, and indexing by own types.
use std::hint::black_box;
use std::ops::{Add, AddAssign, Deref, DerefMut, Index, IndexMut, Mul, Neg, Not, RangeInclusive, Sub};

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Complex(f64, f64);

impl Add for Complex {
    type Output = Complex;
    fn add(self, other: Complex) -> Complex {
        Complex(self.0 + other.0, self.1 + other.1)
    }
}
impl Sub<f64> for Complex {
    type Output = Complex;
    fn sub(self, other: f64) -> Complex {
        Complex(self.0 - other, self.1)
    }
}
impl<'a> Mul<&'a Complex> for &Complex {
    type Output = Complex;
    fn mul(self, other: &'a Complex) -> Complex {
        Complex(self.0 * other.0 - self.1 * other.1, self.0 * other.1 + self.1 * other.0)
    }
}
impl Neg for Complex {
    type Output = Complex;
    fn neg(self) -> Complex {
        Complex(-self.0, -self.1)
    }
}
impl Not for Complex {
    type Output = Complex;
    fn not(self) -> Complex {
        Complex(self.0, -self.1)
    }
}
impl AddAssign<f64> for Complex {
    fn add_assign(&mut self, other: f64) {
        self.0 += other;
    }
}

struct Grid(Vec<u8>, usize);
impl Index<(usize, usize)> for Grid {
    type Output = u8;
    fn index(&self, (x, y): (usize, usize)) -> &u8 {
        &self.0[y * self.1 + x]
    }
}
impl IndexMut<(usize, usize)> for Grid {
    fn index_mut(&mut self, (x, y): (usize, usize)) -> &mut u8 {
        &mut self.0[y * self.1 + x]
    }
}
impl Index<RangeInclusive<usize>> for Grid {
    type Output = [u8];
    fn index(&self, rows: RangeInclusive<usize>) -> &[u8] {
        &self.0[rows.start() * self.1..(rows.end() + 1) * self.1]
    }
}
impl Deref for Grid {
    type Target = Vec<u8>;
    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}
impl DerefMut for Grid {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

fn main() {
    let (a, b) = black_box((Complex(1.0, 2.0), Complex(-0.5, 3.0)));
    let mut c = &(a + b) * &!b - 1.0;
    c += 0.25;
    println!("{c:?} {:?} {}", -c, a < b);
    let mut grid = Grid(vec![0; 12], 4);
    grid[(black_box(1), 2)] = 7;
    grid[(3, 0)] += 9;
    grid.push(1);
    println!("{:?} {:?} {} {}", &grid[0..=1], &grid[2..=2], grid.len(), grid[(1, 2)]);
}
