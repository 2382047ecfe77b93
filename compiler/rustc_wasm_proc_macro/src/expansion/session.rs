//! The host's side of an expansion that is running: answers the module's requests through the
//! dispatcher of its protocol, and records what passes.

use std::marker::PhantomData;

use crate::expansion::instance::RequestHandler;
use crate::expansion::record::Record;
use crate::fault::{FaultKind, WireError};
use crate::host::world::World;
use crate::host::{Host, Output};
use crate::limits::{Limit, Limits, cost};
use crate::protocol::Dispatch;
use crate::protocol::handles::{HandleCounters, Held};

/// `D` is the protocol's dispatcher.
pub(crate) struct HostSession<'a, H, D> {
    dispatcher: D,
    limits: Limits,
    record: &'a mut Record,
    host: PhantomData<H>,
}

impl<'a, H: Host, D: Dispatch<H>> HostSession<'a, H, D> {
    pub(crate) fn new(dispatcher: D, limits: Limits, record: &'a mut Record) -> Self {
        HostSession { dispatcher, limits, record, host: PhantomData }
    }

    /// Makes the handles that the macro's function is called with.
    pub(crate) fn start(&mut self, inputs: Vec<H::TokenStream>) -> Result<(), FaultKind> {
        let globals = self.dispatcher.globals();
        let globals = globals.map_err(|error| self.fault(error, FaultKind::Result))?;
        self.record.args.extend(globals);
        for input in inputs {
            let handle = self.dispatcher.input(input);
            self.record.args.push(handle.map_err(|error| self.fault(error, FaultKind::Result))?);
        }
        // What the compiler made before is not the macro's work.
        self.dispatcher.take_cost();
        Ok(())
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

impl<H: Host, D: Dispatch<H>> RequestHandler for HostSession<'_, H, D> {
    fn args(&self) -> &[u32] {
        &self.record.args
    }

    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        self.dispatcher.dispatch(request, reply).map_err(|(method, error)| {
            self.fault(error, |error| FaultKind::Request { method, error })
        })?;
        self.record.push(request, reply);
        let bytes = request.len().saturating_add(reply.len());
        Ok(cost::of_call(bytes).saturating_add(self.dispatcher.take_cost()))
    }

    fn print(&mut self, output: Output, text: &[u8]) {
        self.dispatcher.host().print(output, text);
    }

    fn world(&mut self) -> &mut dyn World {
        self.dispatcher.host()
    }
}
