//! Numbers at random that depend on nothing but the seed. The engine and `tests/codegen` test with this file, too.

#![allow(dead_code, reason = "no test uses all of it")]

/// A generator of numbers: Vigna's SplitMix64, for which every seed is as good as another.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not zero.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// True so many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A number that is often near an edge.
    pub fn number(&mut self) -> i64 {
        match self.below(6) {
            0 => 0,
            1 => 1,
            2 => -1,
            3 => self.below(300) as i64 - 150,
            4 => 1i64 << self.below(64),
            _ => self.next() as i64,
        }
    }
}
