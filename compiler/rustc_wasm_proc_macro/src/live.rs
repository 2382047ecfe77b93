//! The host's side of an expansion that is running: answers the module's requests through the
//! dispatcher of its ABI, and records what passes.

use crate::abi::{self, Method};
use crate::cost;
use crate::dispatch::Dispatcher;
use crate::fault::FaultKind;
use crate::handles::HandleCounters;
use crate::host::{Host, Output};
use crate::instance::Answer;
use crate::limits::{Limit, Limits};
use crate::module::Abi;
use crate::record::Record;
use crate::watt;
use crate::wire::WireError;

pub(crate) struct Live<'a, H: Host> {
    dispatcher: AnyDispatcher<'a, H>,
    limits: Limits,
    record: &'a mut Record,
}

/// The dispatcher of the module's ABI.
enum AnyDispatcher<'a, H: Host> {
    Own(Dispatcher<'a, H>),
    Watt(watt::Dispatcher<'a, H>),
}

impl<'a, H: Host> Live<'a, H> {
    pub(crate) fn new(
        host: &'a mut H,
        abi: Abi,
        counters: HandleCounters,
        limits: Limits,
        record: &'a mut Record,
    ) -> Self {
        let dispatcher = match abi {
            Abi::Own => AnyDispatcher::Own(Dispatcher::new(host, counters, limits.output)),
            Abi::Watt(version) => {
                AnyDispatcher::Watt(watt::Dispatcher::new(host, version, limits.output))
            }
        };
        Live { dispatcher, limits, record }
    }

    /// Makes the handles that the macro's function is called with.
    pub(crate) fn start(&mut self, inputs: Vec<H::TokenStream>) -> Result<(), FaultKind> {
        if let AnyDispatcher::Own(dispatcher) = &mut self.dispatcher {
            self.record.args.extend(dispatcher.globals().map_err(FaultKind::Result)?);
        }
        for input in inputs {
            let handle = match &mut self.dispatcher {
                AnyDispatcher::Own(dispatcher) => dispatcher.alloc_stream(input),
                AnyDispatcher::Watt(dispatcher) => dispatcher.alloc_stream(input),
            };
            self.record.args.push(handle.map_err(|error| self.fault(error, FaultKind::Result))?);
        }
        // What the compiler made before is not the macro's work.
        self.take_cost();
        Ok(())
    }

    /// The stream that the module has returned.
    pub(crate) fn finish(&mut self, output: u32) -> Result<H::TokenStream, FaultKind> {
        let stream = match &mut self.dispatcher {
            AnyDispatcher::Own(_) if output == abi::NO_STREAM => Ok(H::TokenStream::default()),
            AnyDispatcher::Own(dispatcher) => dispatcher.take_stream(output),
            AnyDispatcher::Watt(dispatcher) => dispatcher.stream(output),
        };
        stream.map_err(FaultKind::Result)
    }

    /// Where the handles of the next expansion start, if they go on.
    pub(crate) fn counters(&self) -> HandleCounters {
        match &self.dispatcher {
            AnyDispatcher::Own(dispatcher) => dispatcher.counters(),
            AnyDispatcher::Watt(_) => HandleCounters::default(),
        }
    }

    fn take_cost(&mut self) -> u64 {
        match &mut self.dispatcher {
            AnyDispatcher::Own(dispatcher) => dispatcher.take_cost(),
            AnyDispatcher::Watt(dispatcher) => dispatcher.take_cost(),
        }
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
        let answered = match &mut self.dispatcher {
            AnyDispatcher::Own(dispatcher) => dispatcher
                .dispatch(request, reply)
                .map_err(|(method, error)| (method.map(Method::name), error)),
            AnyDispatcher::Watt(dispatcher) => dispatcher.dispatch(request, reply),
        };
        answered.map_err(|(method, error)| {
            self.fault(error, |error| FaultKind::Request { method, error })
        })?;
        self.record.push(request, reply);
        let bytes = request.len().saturating_add(reply.len());
        Ok(cost::of_call(bytes).saturating_add(self.take_cost()))
    }

    fn print(&mut self, output: Output, text: &[u8]) {
        match &mut self.dispatcher {
            AnyDispatcher::Own(dispatcher) => dispatcher.host.print(output, text),
            AnyDispatcher::Watt(dispatcher) => dispatcher.host.print(output, text),
        }
    }
}
