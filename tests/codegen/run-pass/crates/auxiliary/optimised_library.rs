//! A library that is compiled with optimisation, whatever the program is.
//@ compile-flags: -Copt-level=3 -Coverflow-checks=off
pub fn sum_of_squares(values: &[i32]) -> i64 {
    values.iter().map(|&v| i64::from(v) * i64::from(v)).sum()
}

pub fn bubble(values: &mut Vec<u16>) -> u32 {
    let mut swaps = 0;
    for end in (1..values.len()).rev() {
        for i in 0..end {
            if values[i] > values[i + 1] {
                values.swap(i, i + 1);
                swaps += 1;
            }
        }
    }
    swaps
}

pub fn matrix<const N: usize>(a: &[[f32; N]; N], b: &[[f32; N]; N]) -> [[f32; N]; N] {
    std::array::from_fn(|i| std::array::from_fn(|j| (0..N).map(|k| a[i][k] * b[k][j]).sum()))
}

pub fn matrix4(a: &[[f32; 4]; 4], b: &[[f32; 4]; 4]) -> [[f32; 4]; 4] {
    matrix(a, b)
}
