//! Our ABI as a protocol: a macro is one call, a request is bytes in the module's memory, and its reply
//! goes there too, unless the room for it is too small.

use std::borrow::Cow;

use crate::engine::{Ask, Imports, State, range, write};
use crate::fault::{FaultKind, WireError};
use crate::host::Host;
use crate::limits::Limits;

use super::abi::{self, Method};
use super::dispatch::Dispatcher;
use super::handles::{HandleCounters, Held};
use super::imports::{CATCH, IMPORTS, Reply, THROW};
use super::{Dispatch, Meaning, Protocol};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Own;

impl Protocol for Own {
    type Kept = Reply;
    type Dispatcher<'h, H: Host + 'h> = Dispatcher<'h, H>;

    fn imports(self) -> Imports<Reply> {
        IMPORTS
    }

    fn kept(self, _: &Limits) -> Reply {
        Reply::new()
    }

    fn dispatcher<'h, H: Host>(
        self,
        host: &'h mut H,
        counters: HandleCounters,
        limits: &Limits,
    ) -> Dispatcher<'h, H> {
        Dispatcher::new(host, counters, limits.output)
    }

    fn call_macro(
        self,
        function: &str,
        handles: &[u32],
        mut call: impl FnMut(&str, &[u32]) -> Result<u32, FaultKind>,
    ) -> Result<u32, FaultKind> {
        call(function, handles)
    }

    fn meaning(self, ask: Ask) -> Meaning {
        let [function, data, ..] = ask.args;
        match ask.number {
            CATCH => Meaning::Catch { function: abi::CAUGHT, args: [function, data] },
            THROW => Meaning::Throw,
            _ => Meaning::Request,
        }
    }

    fn request(self, ask: Ask, memory: Option<&[u8]>) -> Result<(Cow<'_, [u8]>, usize), FaultKind> {
        let [ptr, len, ..] = ask.args;
        let request = range(memory.ok_or(FaultKind::NoMemory)?, ptr, len);
        let request = request.ok_or(FaultKind::OutOfMemory { what: "request", ptr, len })?;
        Ok((request.into(), request.len()))
    }

    fn reply(
        self,
        ask: Ask,
        reply: &mut Vec<u8>,
        memory: Option<&mut [u8]>,
        state: &mut State<Reply>,
        _: &Limits,
    ) -> Result<u32, FaultKind> {
        let [_, _, ptr, capacity] = ask.args;
        let no_room = |len| FaultKind::OutOfMemory { what: "room for a reply", ptr, len };
        let len = u32::try_from(reply.len()).map_err(|_| no_room(u32::MAX))?;
        if len <= capacity {
            write(memory.ok_or(FaultKind::NoMemory)?, ptr, reply).ok_or(no_room(len))?;
        } else {
            std::mem::swap(&mut state.kept, reply);
        }
        Ok(len)
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
        Ok(Dispatcher::globals(self)?.to_vec())
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
            .map_err(|(method, error)| (method.map(Method::name), error))
    }

    fn output(&mut self, handle: u32) -> Result<Held<H::TokenStream>, WireError> {
        match handle {
            abi::NO_STREAM => Ok(Held::default()),
            handle => self.handles.take_stream(handle),
        }
    }

    fn counters(&self) -> HandleCounters {
        Dispatcher::counters(self)
    }

    fn take_cost(&mut self) -> u64 {
        Dispatcher::take_cost(self)
    }
}
