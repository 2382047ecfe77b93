//! Expanding a macro: which instance runs it, how it is answered, what is recorded of it, and running
//! it again on that record.

mod instance;
mod life;
mod macro_crate;
mod options;
mod purity;
mod record;
mod replay;
mod runner;
mod session;
mod stored;
mod told;

pub use macro_crate::MacroCrate;
pub use options::{Options, Statics, Usage};
pub use purity::{Impurity, Request};
