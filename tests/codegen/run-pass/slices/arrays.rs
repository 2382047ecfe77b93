//! Arrays: `map`, `from_fn`, conversions, iteration by value, and in two dimensions.
use std::hint::black_box;

fn main() {
    let squares: [u64; 8] = std::array::from_fn(|i| black_box(i as u64).pow(2));
    println!("{squares:?} {:?}", squares.map(|x| x as f32 / 2.0));
    println!("{:?} {:?}", squares.each_ref().map(|x| *x % 5), <[u64; 3]>::try_from(&squares[2..5]));
    println!("{:?}", <[u64; 3]>::try_from(&squares[..]).is_err());
    let array: [String; 3] = vec!["x".to_owned(), "y".into(), String::new()].try_into().unwrap();
    let [x, .., empty] = &array;
    println!("{x} {empty:?} {:?}", array.iter().map(String::len).collect::<Vec<_>>());
    println!("{:?}", array.into_iter().rev().collect::<String>());
    let mut grid = [[0i32; 5]; 4];
    for (y, row) in grid.iter_mut().enumerate() {
        for (x, cell) in row.iter_mut().enumerate() {
            *cell = black_box((x * 10 + y) as i32) - 20;
        }
    }
    grid[1] = grid[3];
    grid.swap(0, 2);
    println!("{grid:?} {}", grid.as_flattened().iter().sum::<i32>());
    println!("{:?}", grid.iter().map(|row| row.iter().max().unwrap()).collect::<Vec<_>>());
    let big = [[black_box(3u8); 100]; 100];
    println!("{} {}", big.iter().flatten().map(|&b| u32::from(b)).sum::<u32>(), size_of_val(&big));
    let tuple = <(i32, i32, i32)>::from([1, 2, 3]);
    let back: [i32; 3] = tuple.into();
    println!("{tuple:?} {back:?} {:?}", [[1, 2], [3, 4]] < [[1, 2], [3, 5]]);
    println!("{:?} {:?}", [5u8; 0], [(); 3].len());
    println!("{:?}", [1u8, 2, 3].iter().copied().map(u32::from).zip(["a", "b"]).collect::<Vec<_>>());
}
