//! Numbers of any length: factorials, powers, division, square roots, and digits of pi.
use std::hint::black_box;

#[derive(Clone, PartialEq, Eq, Debug)]
struct Big(Vec<u32>);

impl Big {
    fn new(n: u32) -> Big {
        Big(vec![n])
    }

    fn trimmed(mut self) -> Big {
        while self.0.len() > 1 && self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    fn add(&self, other: &Big) -> Big {
        let (mut sum, mut carry) = (Vec::new(), 0u64);
        for i in 0..self.0.len().max(other.0.len()) {
            carry += u64::from(self.0.get(i).copied().unwrap_or(0)) + u64::from(other.0.get(i).copied().unwrap_or(0));
            sum.push(carry as u32);
            carry >>= 32;
        }
        sum.push(carry as u32);
        Big(sum).trimmed()
    }

    fn times(&self, other: &Big) -> Big {
        let mut product = vec![0u32; self.0.len() + other.0.len()];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0u64;
            for (j, &b) in other.0.iter().enumerate() {
                carry += u64::from(a) * u64::from(b) + u64::from(product[i + j]);
                product[i + j] = carry as u32;
                carry >>= 32;
            }
            product[i + other.0.len()] = carry as u32;
        }
        Big(product).trimmed()
    }

    fn divide(&mut self, by: u32) -> u32 {
        let mut rest = 0u64;
        for digit in self.0.iter_mut().rev() {
            rest = rest << 32 | u64::from(*digit);
            *digit = (rest / u64::from(by)) as u32;
            rest %= u64::from(by);
        }
        *self = Big(std::mem::take(&mut self.0)).trimmed();
        rest as u32
    }

    fn text(&self) -> String {
        let (mut rest, mut parts) = (self.clone(), Vec::new());
        while rest != Big::new(0) {
            parts.push(rest.divide(1_000_000_000));
        }
        let mut text = parts.pop().unwrap_or(0).to_string();
        parts.iter().rev().for_each(|part| text += &format!("{part:09}"));
        text
    }
}

fn pi(digits: usize) -> String {
    let mut cells = vec![2u64; digits * 10 / 3 + 2];
    let mut text = String::new();
    for _ in 0..digits {
        let mut carry = 0;
        for i in (0..cells.len()).rev() {
            let (top, low) = (cells[i] * 10 + carry, if i == 0 { 10 } else { 2 * i as u64 + 1 });
            cells[i] = top % low;
            carry = top / low * i as u64;
            if i == 0 {
                text += &format!("{} ", top / 10);
            }
        }
    }
    text
}

fn main() {
    let factorial = (1..=black_box(100)).fold(Big::new(1), |f, n| f.times(&Big::new(n)));
    println!("{}", factorial.text());
    let power = (0..9).fold(Big::new(3), |p, _| p.times(&p));
    println!("{} {}", power.text(), power.clone().divide(1_000_007));
    let (mut a, mut b) = (Big::new(0), Big::new(1));
    for _ in 0..500 {
        (a, b) = (b.clone(), a.add(&b));
    }
    println!("{}\n{}", a.text(), pi(black_box(30)));
}
