//! Sets of bits of any length, sieves, Gray codes, and subsets in order.
use std::fmt;
use std::hint::black_box;
use std::ops::{BitAnd, BitOr, BitXor, Not};

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    fn new(length: usize) -> Bits {
        Bits { words: vec![0; length.div_ceil(64)], length }
    }

    fn set(&mut self, i: usize, on: bool) {
        let (word, bit) = (&mut self.words[i / 64], 1 << (i % 64));
        *word = if on { *word | bit } else { *word & !bit };
    }

    fn get(&self, i: usize) -> bool {
        self.words[i / 64] >> (i % 64) & 1 == 1
    }

    fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.checked_sub(1)?;
                Some(i * 64 + bit as usize)
            })
        })
    }

    fn count(&self) -> u32 {
        self.words.iter().map(|w| w.count_ones()).sum()
    }

    fn shifted(&self, by: usize) -> Bits {
        let mut out = Bits::new(self.length);
        self.ones().filter(|i| i + by < self.length).for_each(|i| out.set(i + by, true));
        out
    }
}

macro_rules! operator {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait for &Bits {
            type Output = Bits;
            fn $method(self, other: &Bits) -> Bits {
                Bits { words: self.words.iter().zip(&other.words).map(|(a, b)| a.$method(b)).collect(), length: self.length }
            }
        }
    )*};
}
operator!(BitAnd bitand BitOr bitor BitXor bitxor);

impl Not for &Bits {
    type Output = Bits;
    fn not(self) -> Bits {
        let mut out = Bits { words: self.words.iter().map(|w| !w).collect(), length: self.length };
        (self.length..out.words.len() * 64).for_each(|i| out.set(i, false));
        out
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.ones()).finish()
    }
}

fn sieve(n: usize) -> Bits {
    let mut composite = Bits::new(n);
    (0..2).for_each(|i| composite.set(i, true));
    for i in (2..).take_while(|i| i * i < n) {
        if !composite.get(i) {
            (i * i..n).step_by(i).for_each(|j| composite.set(j, true));
        }
    }
    !&composite
}

fn main() {
    let primes = sieve(black_box(1000));
    println!("{} {:?}", primes.count(), primes.ones().skip(160).collect::<Vec<_>>());
    let twins = &primes & &primes.shifted(2);
    println!("{twins:?}");
    let odd = &(&primes | &twins) ^ &primes.shifted(1);
    println!("{} {:?} {}", odd.count(), odd.ones().nth(50), primes < twins);
    let gray: Vec<u8> = (0..16).map(|n| n ^ n >> 1).collect();
    println!("{gray:?} {}", gray.windows(2).all(|w| (w[0] ^ w[1]).count_ones() == 1));
    let mut subset = 0b0111u32;
    let mut subsets = Vec::new();
    while subset < 1 << 5 {
        subsets.push(subset);
        let (low, ripple) = (subset & subset.wrapping_neg(), subset + (subset & subset.wrapping_neg()));
        subset = ((ripple ^ subset) >> 2) / low | ripple;
    }
    println!("{subsets:?}");
}
