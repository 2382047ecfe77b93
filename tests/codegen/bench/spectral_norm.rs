//! The spectral norm of an endless matrix: iterators, divisions, and integers turned into floats.

fn element(row: usize, column: usize) -> f64 {
    1.0 / ((row + column) * (row + column + 1) / 2 + row + 1) as f64
}

fn multiply(vector: &[f64]) -> Vec<f64> {
    let row = |i| vector.iter().enumerate().map(|(j, x)| element(i, j) * x).sum();
    (0..vector.len()).map(row).collect()
}

fn multiply_transposed(vector: &[f64]) -> Vec<f64> {
    let row = |i| vector.iter().enumerate().map(|(j, x)| element(j, i) * x).sum();
    (0..vector.len()).map(row).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let mut u = vec![1.0; 1000];
    let mut v = Vec::new();
    for _ in 0..8 * scale() {
        v = multiply_transposed(&multiply(&u));
        u = multiply_transposed(&multiply(&v));
    }
    let norm = (dot(&u, &v) / dot(&v, &v)).sqrt();
    println!("{norm:.9} {:016x}", norm.to_bits());
}
