//! What a module and the compiler say to each other: what any ABI is made of, and all of ours.
//!
//! From the bottom up: `abi` has the names and numbers, `wire` reads and writes bytes, `literal`,
//! `handles` and `room` keep what they say honest, `codec` knows how trees look, `dispatch` answers requests,
//! `imports` has the functions that a module calls, and `own` puts it together as a [`Protocol`].

pub mod abi;
pub(crate) mod codec;
pub(crate) mod dispatch;
pub(crate) mod handles;
mod imports;
pub mod literal;
mod own;
pub(crate) mod room;
pub(crate) mod wire;

use std::borrow::Cow;

use crate::engine::{Ask, Imports, State};
use crate::fault::{FaultKind, WireError};
use crate::host::Host;
use crate::limits::Limits;

use self::handles::{HandleCounters, Held};

pub(crate) use own::Own;

/// What a module's ABI means: what it imports, how a macro of it is called, what its requests say, and
/// who answers them.
pub(crate) trait Protocol: Copy + Send + Sync + 'static {
    /// What is kept for an instance besides its memory.
    type Kept: Send;

    /// Who answers requests, for the time of an expansion.
    type Dispatcher<'h, H: Host + 'h>: Dispatch<H>;

    /// The functions that a module may import, those of WASI apart.
    fn imports(self) -> Imports<Self::Kept>;

    /// What is kept when an expansion starts.
    fn kept(self, limits: &Limits) -> Self::Kept;

    fn dispatcher<'h, H: Host>(
        self,
        host: &'h mut H,
        counters: HandleCounters,
        limits: &Limits,
    ) -> Self::Dispatcher<'h, H>;

    /// Runs a macro by calling functions of the module, and returns the handle of its result.
    fn call_macro(
        self,
        function: &str,
        handles: &[u32],
        call: impl FnMut(&str, &[u32]) -> Result<u32, FaultKind>,
    ) -> Result<u32, FaultKind>;

    /// What a call is that the host answers.
    fn meaning(self, ask: Ask) -> Meaning;

    /// The bytes of a request, and how many of them the module has sent.
    fn request(self, ask: Ask, memory: Option<&[u8]>) -> Result<(Cow<'_, [u8]>, usize), FaultKind>;

    /// Gives the module a reply. Returns what its call returns.
    fn reply(
        self,
        ask: Ask,
        reply: &mut Vec<u8>,
        memory: Option<&mut [u8]>,
        state: &mut State<Self::Kept>,
        limits: &Limits,
    ) -> Result<u32, FaultKind>;

    /// The name of the method that a request with this first byte is for.
    fn method_name(self, tag: u8) -> Option<&'static str>;
}

/// What a module can ask for.
pub(crate) enum Meaning {
    /// A reply to a request.
    Request,
    /// A call of one of its own exports, that `Throw` can end. It gets 1 when that has returned, and 0 when
    /// it was ended.
    Catch { function: &'static str, args: [u32; 2] },
    /// The end of the innermost call that `Catch` has made.
    Throw,
}

/// A host during one expansion, with the handles that the module has of what is the host's.
pub(crate) trait Dispatch<H: Host> {
    fn host(&mut self) -> &mut H;

    /// Handles that every macro is called with before those of its inputs.
    fn globals(&mut self) -> Result<Vec<u32>, WireError>;

    /// The handle of an input of the macro.
    fn input(&mut self, stream: H::TokenStream) -> Result<u32, WireError>;

    /// Answers `request` by appending to `reply`. The error says which method it was, if known.
    fn dispatch(
        &mut self,
        request: &[u8],
        reply: &mut Vec<u8>,
    ) -> Result<(), (Option<&'static str>, WireError)>;

    /// The stream that a macro has returned.
    fn output(&mut self, handle: u32) -> Result<Held<H::TokenStream>, WireError>;

    /// Where the handles of the next expansion start, if they go on.
    fn counters(&self) -> HandleCounters;

    /// Fuel for the work since the last time.
    fn take_cost(&mut self) -> u64;
}
