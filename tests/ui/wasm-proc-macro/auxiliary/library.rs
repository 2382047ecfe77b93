// A library that uses and re-exports the macros of another crate.
//@ proc-macro: describe.rs
//@ edition: 2021

pub use describe;
pub use describe::{Describe, text as renamed_text};

#[derive(Describe)]
pub struct InLibrary;

impl InLibrary {
    pub fn described() -> &'static str {
        Self::describe()
    }
}

#[macro_export]
macro_rules! text_twice {
    ($($tokens:tt)*) => {
        ($crate::renamed_text!($($tokens)*), $crate::describe::text!($($tokens)*))
    };
}

pub mod prelude {
    pub use describe::*;
}
