// An attribute macro applies to each kind of item, and sees the attributes below it.
//@ run-pass
//@ proc-macro: positions.rs
//@ edition: 2021

#![allow(dead_code)]
#![deny(unused_attributes)]

use positions::identity_attr;

#[identity_attr]
mod module {
    #[super::identity_attr]
    pub const ONE: u8 = 1;
}

#[identity_attr]
#[derive(Debug, PartialEq)]
#[repr(u8)]
enum Level {
    Low = module::ONE,
    High,
}

#[identity_attr]
trait Trait {
    #[identity_attr]
    fn method(&self) -> Level;
}

#[identity_attr]
impl Trait for () {
    #[identity_attr(with arguments)]
    #[inline]
    fn method(&self) -> Level {
        Level::High
    }
}

unsafe extern "C" {
    #[identity_attr]
    safe fn abs(value: i32) -> i32;
}

#[identity_attr]
macro_rules! low {
    () => {
        Level::Low
    };
}

#[identity_attr]
use std::cmp::max as greater;

fn main() {
    assert_eq!(().method(), Level::High);
    assert_eq!(low!() as u8, 1);
    assert_eq!(greater(abs(-3), 2), 3);
}
