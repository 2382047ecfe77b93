//! Modules that speak the ABI of the crate `watt`, version 0.4 or 0.5: what they import, how token
//! streams look on their wire, and the handles that they get. `docs/watt.md` describes it.
//!
//! Such a module works on a copy of its input. It asks for the bytes of a stream, makes trees of its
//! own of them, and in the end sends bytes that a stream is made of. Nothing it has a handle of is
//! ever given back, and all handles end with the expansion.
//!
//! From the outside in: `protocol` says what the ABI means, `imports` has the functions that a module
//! calls, `buffers` what of it is bytes and needs no compiler, `dispatch` answers the rest, with `codec`
//! for the wire and `tables` for the handles.

pub(crate) mod abi;
mod buffers;
mod codec;
mod dispatch;
mod imports;
mod panic;
mod protocol;
mod tables;

pub use abi::Version;
pub(crate) use imports::imports;
