//! Ifs, matches, loops and blocks nested ten deep, with exits from each level.
use std::hint::black_box;

fn deep(n: u32) -> (u32, u32) {
    let mut steps = 0;
    let result = 'a: {
        if n > 0 {
            'b: loop {
                steps += 1;
                match n % 4 {
                    0 => {
                        for i in 0..n {
                            'c: {
                                if i % 2 == 0 {
                                    while steps < i * 3 {
                                        steps += 1;
                                        if let Some(x) = steps.checked_sub(10) {
                                            match (x, i) {
                                                (0, _) => break 'c,
                                                (1..=3, 4..) => continue 'b,
                                                (x, 6) if x > 5 => {
                                                    if x % 2 == 0 {
                                                        break 'b;
                                                    } else {
                                                        break 'a x * 100;
                                                    }
                                                }
                                                _ => {}
                                            }
                                        }
                                    }
                                    steps += 100;
                                }
                                steps += 1000;
                            }
                            if steps > 50_000 {
                                break 'a i;
                            }
                        }
                        break 'b;
                    }
                    1 => break 'a 1,
                    2 if steps > 3 => break 'b,
                    2 => continue,
                    _ => {
                        let value = loop {
                            steps += 7;
                            if steps % 5 == 0 {
                                break steps / 5;
                            }
                        };
                        if value > n {
                            return (value, steps);
                        }
                    }
                }
            }
            steps += 1;
        }
        7
    };
    (result, steps)
}

fn select(a: bool, b: bool, c: bool, d: bool) -> u32 {
    if a {
        if b { if c { if d { 1 } else { 2 } } else if d { 3 } else { 4 } } else if c && d { 5 } else { 6 }
    } else if b || c {
        match (b, c, d) {
            (true, true, true) => 7,
            (true, ..) => if d { 8 } else { 9 },
            (_, _, true) => 10,
            _ => 11,
        }
    } else {
        12 + u32::from(d)
    }
}

fn main() {
    println!("{:?}", (0..24).map(|n| deep(black_box(n))).collect::<Vec<_>>());
    println!("{:?}", (0..16u32).map(|n| select(n & 8 != 0, n & 4 != 0, n & 2 != 0, n & 1 != 0)).collect::<Vec<_>>());
}
