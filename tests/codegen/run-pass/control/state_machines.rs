//! Loops over a state with jumps to and fro, such as no nesting of blocks has.
use std::hint::black_box;

#[derive(Clone, Copy, Debug, PartialEq)]
enum S {
    A,
    B,
    C,
    D,
    E,
}

fn machine(input: &[u8]) -> (Vec<S>, u32) {
    let (mut state, mut at, mut acc, mut trace) = (S::A, 0, 1u32, Vec::new());
    loop {
        trace.push(state);
        let Some(&byte) = input.get(at) else { return (trace, acc) };
        at += 1;
        state = match (state, byte % 4) {
            (S::A, 0) => S::B,
            (S::A, 1) => {
                acc = acc.wrapping_mul(3);
                continue;
            }
            (S::A, _) | (S::D, 2) => S::C,
            (S::B, n) => {
                acc += u32::from(n);
                if acc % 5 == 0 { S::A } else { S::D }
            }
            (S::C, 3) => {
                at = at.saturating_sub(2);
                acc ^= 0xFF;
                S::E
            }
            (S::C, _) => S::A,
            (S::D, 3) => break,
            (S::D, _) => S::B,
            (S::E, n) => {
                if n == 0 { S::E } else { S::D }
            }
        };
    }
    (trace, !acc)
}

fn jumps(mut n: u32) -> (u32, u32) {
    let (mut label, mut steps) = (0u8, 0);
    'run: loop {
        steps += 1;
        if steps > 1000 {
            break;
        }
        match label {
            0 => label = if n % 2 == 0 { 1 } else { 2 },
            1 => {
                n /= 2;
                label = if n > 10 { 0 } else { 3 };
            }
            2 => {
                n = n * 3 + 1;
                label = 1;
                continue 'run;
            }
            3 => {
                loop {
                    if n == 0 {
                        break 'run;
                    }
                    n -= 1;
                    if n % 4 == 1 {
                        label = 4;
                        break;
                    }
                }
            }
            _ => label = 3,
        }
    }
    (n, steps)
}

fn main() {
    for seed in black_box([1u32, 2, 3, 77, 1000]) {
        let input: Vec<u8> = (0..40u32).map(|i| (seed.wrapping_mul(i * i + 7) >> 3) as u8).collect();
        println!("{:?} {:?}", machine(&input), jumps(seed));
    }
}
