//! The host's side of an expansion that is running: answers the module's requests through a
//! dispatcher, and records what passes.

use crate::abi::{self, Method};
use crate::cost;
use crate::dispatch::Dispatcher;
use crate::fault::FaultKind;
use crate::handles::HandleCounters;
use crate::host::{Host, Output};
use crate::instance::Answer;
use crate::limits::{Limit, Limits};
use crate::record::Record;
use crate::wire::WireError;

pub(crate) struct Live<'a, H: Host> {
    dispatcher: Dispatcher<'a, H>,
    limits: Limits,
    record: &'a mut Record,
}

impl<'a, H: Host> Live<'a, H> {
    pub(crate) fn new(
        host: &'a mut H,
        counters: HandleCounters,
        limits: Limits,
        record: &'a mut Record,
    ) -> Self {
        Live { dispatcher: Dispatcher::new(host, counters, limits.output), limits, record }
    }

    /// Makes the handles that the macro's function is called with.
    pub(crate) fn start(&mut self, inputs: Vec<H::TokenStream>) -> Result<(), FaultKind> {
        let sites = self.dispatcher.globals().map_err(FaultKind::Result)?;
        self.record.args.extend(sites);
        for input in inputs {
            let handle = self.dispatcher.alloc_stream(input);
            self.record.args.push(handle.map_err(|error| self.fault(error, FaultKind::Result))?);
        }
        // What the compiler made before is not the macro's work.
        self.dispatcher.take_cost();
        Ok(())
    }

    /// The stream that the macro's function has returned.
    pub(crate) fn finish(&mut self, output: u32) -> Result<H::TokenStream, FaultKind> {
        match output {
            abi::NO_STREAM => Ok(H::TokenStream::default()),
            handle => self.dispatcher.take_stream(handle).map_err(FaultKind::Result),
        }
    }

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

impl<H: Host> Answer for Live<'_, H> {
    fn args(&self) -> &[u32] {
        &self.record.args
    }

    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        let answered = self.dispatcher.dispatch(request, reply);
        answered.map_err(|(method, error)| {
            let method = method.map(Method::name);
            self.fault(error, |error| FaultKind::Request { method, error })
        })?;
        self.record.push(request, reply);
        let bytes = request.len().saturating_add(reply.len());
        Ok(cost::of_call(bytes).saturating_add(self.dispatcher.take_cost()))
    }

    fn print(&mut self, output: Output, text: &[u8]) {
        self.dispatcher.host.print(output, text);
    }
}
