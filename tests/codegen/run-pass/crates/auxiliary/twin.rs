//! A library of which there are two, which differ in a flag.
//@ compile-flags: --cfg first -Cmetadata=first
pub fn name() -> &'static str {
    if cfg!(first) { "first" } else { "second" }
}

pub static VALUE: u32 = if cfg!(first) { 1 } else { 2 };

pub struct Thing(pub u8);

impl Drop for Thing {
    fn drop(&mut self) {
        println!("drop of {} {}", name(), self.0);
    }
}

pub mod same {
    pub fn function() -> u32 {
        super::VALUE * 10
    }
}
