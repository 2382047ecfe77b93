//! Returns from loops, matches, closures and blocks within expressions.
use std::hint::black_box;

fn search(grid: &[[i32; 3]; 3], wanted: i32) -> Option<(usize, usize)> {
    for (y, row) in grid.iter().enumerate() {
        for (x, &cell) in row.iter().enumerate() {
            if cell == wanted {
                return Some((x, y));
            }
            if cell < 0 {
                return None;
            }
        }
    }
    Some((9, 9))
}

fn within(n: i32) -> i32 {
    let a = 1 + if n > 5 { return 100 } else { n };
    let b = a * match n {
        0 => return -1,
        1 => 10,
        _ => loop {
            if n == 3 {
                break 7;
            }
            return a;
        },
    };
    let c = [b, { if b > 50 { return b - 50 }; 2 }];
    c[0] + c[1] + (|x: i32| { if x > 10 { return 1; } x })(b)
}

fn question(texts: &[&str]) -> Option<u32> {
    let mut sum = 0;
    for text in texts {
        sum += text.chars().next()?.to_digit(10)? * text.len() as u32;
    }
    (sum != 6).then_some(sum)
}

fn never(n: u8) -> u8 {
    let x: u8 = if n < 3 { n } else { panic_free(n) };
    x + 1
}

fn panic_free(n: u8) -> u8 {
    let f: fn() -> u8 = || return 42;
    if n > 200 { f() } else { n / 2 }
}

fn main() {
    let grid = black_box([[1, 2, 3], [4, -5, 6], [7, 8, 9]]);
    println!("{:?}", [1, 3, 4, -5, 6, 9].map(|n| search(&grid, n)));
    println!("{:?}", [-3, 0, 1, 2, 3, 5, 6].map(|n| within(black_box(n))));
    println!("{:?}", black_box([&["1", "23"][..], &["x"], &[], &["1", ""], &["6"]]).map(question));
    println!("{:?}", [1, 50, 255].map(|n| never(black_box(n))));
}
