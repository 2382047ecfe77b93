//! Greatest common divisors, modular powers and primes.
use std::hint::black_box;

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn binary_gcd(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            (a, b) = (b, a);
        }
        b -= a;
    }
    a << shift
}

fn power_mod(base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let (mut result, mut base) = (1u128, u128::from(base));
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % u128::from(modulus);
        }
        base = base * base % u128::from(modulus);
        exponent >>= 1;
    }
    result as u64
}

fn is_prime(n: u64) -> bool {
    const WITNESSES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 || WITNESSES.iter().any(|&p| n % p == 0) {
        return WITNESSES.contains(&n);
    }
    let twos = (n - 1).trailing_zeros();
    WITNESSES.iter().all(|&a| {
        let mut x = power_mod(a, (n - 1) >> twos, n);
        x == 1 || (0..twos).any(|_| {
            let found = x == n - 1;
            x = power_mod(x, 2, n);
            found
        })
    })
}

fn main() {
    for a in black_box([0, 1, 12, 18, 1 << 40, 600851475143, u64::MAX]) {
        for b in [0, 8, 30, 1 << 33, 999999000001, u64::MAX - 1] {
            assert_eq!(gcd(a, b), binary_gcd(a, b));
            print!("{} ", gcd(a, b));
        }
        println!("{}", is_prime(a));
    }
    let primes: Vec<_> = (1 << 61..).filter(|&n| is_prime(n)).take(3).collect();
    println!("{primes:?} {}", is_prime(18446744073709551557));
}
