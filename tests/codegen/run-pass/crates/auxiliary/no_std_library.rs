//! A library without the standard one, which allocates through `alloc`.
#![no_std]
extern crate alloc;

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

pub fn grouped<'a>(words: &[&'a str]) -> BTreeMap<usize, Vec<&'a str>> {
    let mut map = BTreeMap::<_, Vec<_>>::new();
    for word in words {
        map.entry(word.len()).or_default().push(*word);
    }
    map
}

pub fn shown(numbers: impl Iterator<Item = u128>) -> String {
    let mut text = String::new();
    for n in numbers {
        write!(text, "[{n:>5}]").unwrap();
    }
    text + &(-1.5f32).to_string()
}

pub struct Fixed {
    bytes: [u8; 16],
    length: usize,
}

impl Fixed {
    pub const fn new() -> Self {
        Fixed { bytes: [0; 16], length: 0 }
    }
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.length]).unwrap_or("?")
    }
}

impl Write for Fixed {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let target = self.bytes.get_mut(self.length..self.length + text.len()).ok_or(core::fmt::Error)?;
        target.copy_from_slice(text.as_bytes());
        self.length += text.len();
        Ok(())
    }
}
