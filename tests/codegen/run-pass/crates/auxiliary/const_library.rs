//! Constants, tables, constant functions and types with parameters for others to compute with.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut h, mut i) = (0xcbf29ce484222325u64, 0);
    while i < bytes.len() {
        h = (h ^ bytes[i] as u64).wrapping_mul(0x100000001b3);
        i += 1;
    }
    h
}

pub struct Bits<const N: usize>;

impl<const N: usize> Bits<N> {
    pub const TABLE: [u32; N] = {
        let mut table = [0; N];
        let mut i = 0;
        while i < N {
            table[i] = (i as u32).count_ones() * 100 + i as u32;
            i += 1;
        }
        table
    };
    pub fn lookup(i: usize) -> Option<u32> {
        Self::TABLE.get(i).copied()
    }
}

pub trait Unit {
    const NAME: &'static str;
    const FACTOR: f64 = 1.0;
}

pub struct Of<U: Unit>(pub f64, pub std::marker::PhantomData<U>);

impl<U: Unit> Of<U> {
    pub fn show(&self) -> String {
        format!("{}{} = {}", self.0, U::NAME, self.0 * U::FACTOR)
    }
}
