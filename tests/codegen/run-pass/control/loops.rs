//! Loops with labels, values, nested breaks and continues.
use std::hint::black_box;

fn main() {
    let n = black_box(20);
    let mut log = Vec::new();
    'rows: for y in 0..n {
        'cells: for x in 0..n {
            match (x * y) % 7 {
                3 if x > y => continue 'rows,
                5 => continue 'cells,
                6 if y > 15 => break 'rows,
                1 => log.push((x, y)),
                _ if x > 12 => break,
                _ => {}
            }
        }
        log.push((100, y));
    }
    println!("{} {:?}", log.len(), &log[log.len() - 8..]);
    let mut tries = 0;
    let value = loop {
        tries += 1;
        let inner = loop {
            tries += 1;
            if tries % 5 == 0 {
                break tries * 2;
            }
        };
        if inner > n {
            break inner - 1;
        }
    };
    println!("{value} {tries}");
    let mut countdown = n;
    while countdown > 0 {
        countdown -= if countdown % 3 == 0 { 4 } else { 1 };
        if countdown < -2 {
            unreachable!();
        }
    }
    println!("{countdown}");
    let block = 'block: {
        if n > 100 {
            break 'block "large";
        }
        for i in 0.. {
            if i * i == 400 {
                break 'block if i == n { "root" } else { "other" };
            }
        }
        "none"
    };
    println!("{block}");
    let mut sum = 0u64;
    for i in (0..n).rev().step_by(3) {
        sum = sum * 10 + i as u64 % 10;
    }
    for (i, j) in (0..5).zip((0..10).rev()) {
        sum += i * j;
    }
    println!("{sum}");
    let mut collatz = (27u64, 0);
    while collatz.0 != 1 {
        collatz = (if collatz.0 % 2 == 0 { collatz.0 / 2 } else { collatz.0 * 3 + 1 }, collatz.1 + 1);
    }
    println!("{collatz:?}");
}
