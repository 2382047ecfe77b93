//! Factorials, powers and a division of large integers: limbs of 64 bits, multiplied as 128 bits.

struct Natural(Vec<u64>);

impl Natural {
    fn multiply_small(&mut self, factor: u64) {
        let mut carry = 0u128;
        for limb in &mut self.0 {
            carry += u128::from(*limb) * u128::from(factor);
            *limb = carry as u64;
            carry >>= 64;
        }
        if carry != 0 {
            self.0.push(carry as u64);
        }
    }

    /// Divides, and returns the remainder.
    fn divide_small(&mut self, divisor: u64) -> u64 {
        let mut rest = 0u128;
        for limb in self.0.iter_mut().rev() {
            rest = (rest << 64) | u128::from(*limb);
            *limb = (rest / u128::from(divisor)) as u64;
            rest %= u128::from(divisor);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest as u64
    }

    fn multiply(&self, other: &Natural) -> Natural {
        let mut product = vec![0u64; self.0.len() + other.0.len()];
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0u128;
            for (j, b) in other.0.iter().enumerate() {
                carry += u128::from(*a) * u128::from(*b) + u128::from(product[i + j]);
                product[i + j] = carry as u64;
                carry >>= 64;
            }
            product[i + other.0.len()] = carry as u64;
        }
        while product.last() == Some(&0) {
            product.pop();
        }
        Natural(product)
    }

    fn checksum(&self) -> u64 {
        self.0.iter().fold(0, |sum: u64, limb| sum.wrapping_mul(0x100_0000_01b3) ^ limb)
    }

    fn into_decimal(mut self) -> String {
        const CHUNK: u64 = 10_000_000_000_000_000_000;
        let mut chunks = Vec::new();
        while !self.0.is_empty() {
            chunks.push(self.divide_small(CHUNK));
        }
        let mut text = chunks.pop().unwrap_or(0).to_string();
        text.extend(chunks.iter().rev().map(|chunk| format!("{chunk:019}")));
        text
    }
}

fn factorial(number: u64) -> Natural {
    let mut product = Natural(vec![1]);
    for factor in 2..=number {
        product.multiply_small(factor);
    }
    product
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    for round in 0..u64::from(scale()) {
        let mut power = Natural(vec![0x1234_5678_9abc_def1 + round]);
        for _ in 0..12 {
            power = power.multiply(&power);
        }
        println!("the power has {} limbs, checksum {:016x}", power.0.len(), power.checksum());
        let number = 2500 + round;
        let decimal = factorial(number).into_decimal();
        println!("{number}! has {} digits and begins with {}", decimal.len(), &decimal[..20]);
    }
}
