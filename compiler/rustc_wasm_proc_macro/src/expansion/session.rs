//! The host's side of an expansion: answers the module's requests through the dispatcher of its protocol.

use std::marker::PhantomData;

use crate::fault::{FaultKind, WireError};
use crate::host::Host;
use crate::limits::{Limit, Limits, cost};
use crate::protocol::Dispatch;
use crate::protocol::handles::{HandleCounters, Held};

/// `D` is the protocol's dispatcher.
pub(crate) struct HostSession<H, D> {
    dispatcher: D,
    limits: Limits,
    host: PhantomData<H>,
}

impl<H: Host, D: Dispatch<H>> HostSession<H, D> {
    pub(crate) fn new(dispatcher: D, limits: Limits) -> Self {
        HostSession { dispatcher, limits, host: PhantomData }
    }

    /// Makes the handles that the macro's function is called with.
    pub(crate) fn start(&mut self, inputs: Vec<H::TokenStream>) -> Result<Vec<u32>, FaultKind> {
        let globals = self.dispatcher.globals();
        let mut args = globals.map_err(|error| self.fault(error, FaultKind::Result))?;
        for input in inputs {
            let handle = self.dispatcher.input(input);
            args.push(handle.map_err(|error| self.fault(error, FaultKind::Result))?);
        }
        // What the compiler made before is not the macro's work.
        self.dispatcher.take_cost();
        Ok(args)
    }

    /// Answers `request` by appending to `reply`, and says how much fuel that costs.
    pub(crate) fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        self.dispatcher.dispatch(request, reply).map_err(|(method, error)| {
            self.fault(error, |error| FaultKind::Request { method, error })
        })?;
        let bytes = request.len().saturating_add(reply.len());
        Ok(cost::of_call(bytes).saturating_add(self.dispatcher.take_cost()))
    }

    pub(crate) fn host(&mut self) -> &mut H {
        self.dispatcher.host()
    }

    /// The stream that the module has returned, and its size in bytes.
    pub(crate) fn finish(&mut self, output: u32) -> Result<(H::TokenStream, u64), FaultKind> {
        let Held { stream, size } = self.dispatcher.output(output).map_err(FaultKind::Result)?;
        Ok((stream, size.bytes))
    }

    /// Where the handles of the next expansion start.
    pub(crate) fn counters(&self) -> HandleCounters {
        self.dispatcher.counters()
    }

    fn fault(&self, error: WireError, other: impl FnOnce(WireError) -> FaultKind) -> FaultKind {
        match error {
            WireError::TooMuchOutput => FaultKind::Limit(self.limits.reached(Limit::Output)),
            error => other(error),
        }
    }
}
