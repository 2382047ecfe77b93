//! A library for a program with link time optimization.
//@ compile-flags: -Clinker-plugin-lto
#[derive(Debug)]
pub struct Table(Vec<u64>);

impl FromIterator<u64> for Table {
    fn from_iter<I: IntoIterator<Item = u64>>(iter: I) -> Table {
        Table(iter.into_iter().map(|n| n * n).collect())
    }
}

impl Table {
    pub fn sum(&self) -> u64 {
        self.0.iter().sum()
    }
}
