//! Matrices as vectors of vectors, multiplied and inverted: floating point numbers behind checked indexes.

type Matrix = Vec<Vec<f64>>;

fn filled(size: usize, element: impl Fn(usize, usize) -> f64) -> Matrix {
    (0..size).map(|i| (0..size).map(|j| element(i, j)).collect()).collect()
}

fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    let size = a.len();
    let mut product = vec![vec![0.0; size]; size];
    for i in 0..size {
        for j in 0..size {
            let mut sum = 0.0;
            for k in 0..size {
                sum += a[i][k] * b[k][j];
            }
            product[i][j] = sum;
        }
    }
    product
}

/// By Gauss and Jordan; the largest element of a column is its pivot.
fn inverse(matrix: &Matrix) -> Matrix {
    let size = matrix.len();
    let mut left = matrix.clone();
    let mut right = filled(size, |i, j| if i == j { 1.0 } else { 0.0 });
    for column in 0..size {
        let larger =
            |&a: &usize, &b: &usize| left[a][column].abs().total_cmp(&left[b][column].abs());
        let pivot = (column..size).max_by(larger).expect("there is a row");
        left.swap(column, pivot);
        right.swap(column, pivot);
        let factor = 1.0 / left[column][column];
        for j in 0..size {
            left[column][j] *= factor;
            right[column][j] *= factor;
        }
        for row in (0..size).filter(|&row| row != column) {
            let factor = left[row][column];
            for j in 0..size {
                left[row][j] -= factor * left[column][j];
                right[row][j] -= factor * right[column][j];
            }
        }
    }
    right
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    const SIZE: usize = 200;
    for round in 0..scale() as usize {
        let other = |i, j| ((i * 7 + j * (13 + round)) % 31) as f64;
        let matrix = filled(SIZE, |i, j| other(i, j) + if i == j { 40.0 } else { 0.5 });
        let square = multiply(&matrix, &matrix);
        let inverse = inverse(&square);
        let one = multiply(&square, &inverse);
        let trace: f64 = (0..SIZE).map(|i| one[i][i]).sum();
        let checksum =
            inverse.iter().flatten().fold(0u64, |sum, x| sum.rotate_left(5) ^ x.to_bits());
        println!("trace {trace:.6}, checksum {checksum:016x}");
    }
}
