//! watt's ABI as a protocol: a macro is called between two functions that turn handles into the module's
//! own values and back, a request is its method and what the call has given, and what the reply is goes
//! into a buffer that the module gets a handle of.

use std::borrow::Cow;

use crate::engine::{Ask, Imports, State, range};
use crate::fault::{FaultKind, WireError};
use crate::host::Host;
use crate::limits::{Limit, Limits};
use crate::protocol::handles::{HandleCounters, Held};
use crate::protocol::{Dispatch, Meaning, Protocol};

use super::abi::{FROM_RAW, INTO_RAW, Method, Version};
use super::buffers::Buffers;
use super::dispatch::Dispatcher;
use super::imports;

impl Protocol for Version {
    type Kept = Buffers;
    type Dispatcher<'h, H: Host + 'h> = Dispatcher<'h, H>;

    fn imports(self) -> Imports<Buffers> {
        imports::imports(self)
    }

    fn kept(self, limits: &Limits) -> Buffers {
        Buffers::new(limits.output)
    }

    fn dispatcher<'h, H: Host>(
        self,
        host: &'h mut H,
        _: HandleCounters,
        limits: &Limits,
    ) -> Dispatcher<'h, H> {
        Dispatcher::new(host, self, limits.output)
    }

    fn call_macro(
        self,
        function: &str,
        handles: &[u32],
        mut call: impl FnMut(&str, &[u32]) -> Result<u32, FaultKind>,
    ) -> Result<u32, FaultKind> {
        let mut values = Vec::new();
        for &handle in handles {
            values.push(call(FROM_RAW, &[handle])?);
        }
        let output = call(function, &values)?;
        call(INTO_RAW, &[output])
    }

    fn meaning(self, _: Ask) -> Meaning {
        Meaning::Request
    }

    fn request(self, ask: Ask, memory: Option<&[u8]>) -> Result<(Cow<'_, [u8]>, usize), FaultKind> {
        let [first, second, ..] = ask.args;
        let mut request = vec![ask.number];
        let sent = match Method::from_tag(ask.number) {
            Some(Method::token_stream_deserialize | Method::token_stream_parse) => {
                let (ptr, len) = (first, second);
                let bytes = range(memory.ok_or(FaultKind::NoMemory)?, ptr, len);
                let bytes = bytes.ok_or(FaultKind::OutOfMemory { what: "request", ptr, len })?;
                request.extend(bytes);
                bytes.len()
            }
            _ => {
                request.extend(first.to_le_bytes());
                0
            }
        };
        Ok((request.into(), sent))
    }

    fn reply(
        self,
        ask: Ask,
        reply: &mut Vec<u8>,
        _: Option<&mut [u8]>,
        state: &mut State<Buffers>,
        limits: &Limits,
    ) -> Result<u32, FaultKind> {
        let method = Some(ask.name);
        let kept = match Method::from_tag(ask.number) {
            Some(method) => state.kept.keep(method, reply),
            None => Err(WireError::Truncated { offset: 0 }),
        };
        kept.map_err(|error| match error {
            WireError::TooMuchOutput => FaultKind::Limit(limits.reached(Limit::Output)),
            error => FaultKind::Request { method, error },
        })
    }

    fn method_name(self, tag: u8) -> Option<&'static str> {
        Method::from_tag(tag).map(Method::name)
    }
}

impl<H: Host> Dispatch<H> for Dispatcher<'_, H> {
    fn host(&mut self) -> &mut H {
        self.host
    }

    fn globals(&mut self) -> Result<Vec<u32>, WireError> {
        Ok(Vec::new())
    }

    fn input(&mut self, stream: H::TokenStream) -> Result<u32, WireError> {
        self.alloc_stream(stream)
    }

    fn dispatch(
        &mut self,
        request: &[u8],
        reply: &mut Vec<u8>,
    ) -> Result<(), (Option<&'static str>, WireError)> {
        Dispatcher::dispatch(self, request, reply)
    }

    fn output(&mut self, handle: u32) -> Result<Held<H::TokenStream>, WireError> {
        self.stream(handle)
    }

    /// All handles end with the expansion.
    fn counters(&self) -> HandleCounters {
        HandleCounters::default()
    }

    fn take_cost(&mut self) -> u64 {
        Dispatcher::take_cost(self)
    }
}
