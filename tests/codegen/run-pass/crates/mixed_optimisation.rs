//! A library with optimisation in a program that may have none.
//@ aux-build: optimised_library.rs
use optimised_library::{bubble, matrix, matrix4, sum_of_squares};

fn main() {
    let values: Vec<i32> = (-50..std::hint::black_box(50)).collect();
    println!("{} {}", sum_of_squares(&values), sum_of_squares(&[i32::MIN; 2]));
    let mut words: Vec<u16> = (0..40u16).map(|i| i.wrapping_mul(40503) >> 4).collect();
    println!("{} {words:?}", bubble(&mut words));
    let a: [[f32; 4]; 4] = std::array::from_fn(|i| std::array::from_fn(|j| (i * 4 + j) as f32 / 3.0));
    println!("{:?} {}", matrix4(&a, &a), matrix4(&a, &a) == matrix(&a, &a));
}
