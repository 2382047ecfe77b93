//! A running module and what its expansions need of it: the handles that go on, what may still be used,
//! and the exchange of requests and replies.

use crate::engine::{self, Ask, Caller, Engine, Guest, Handler, State, Stop, Wait, wasi};
use crate::fault::{FaultKind, Panic};
use crate::host::Output;
use crate::host::world::World;
use crate::limits::budget::{self, Budget};
use crate::limits::{Limit, Limits, cost};
use crate::protocol::{Meaning, Protocol};

/// How a run ended that did not end well.
#[derive(Debug)]
pub(crate) enum Failure {
    Panic(Panic),
    Fault(FaultKind),
}

/// Whoever answers the requests of a module.
pub(crate) trait RequestHandler {
    /// The handles that the macro's function is called with.
    fn args(&self) -> &[u32];

    /// Answers `request` by appending to `reply`, and says how much fuel that costs.
    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind>;

    fn print(&mut self, output: Output, text: &[u8]);

    /// Shows the outside to `look`.
    fn look<R>(&mut self, look: impl FnOnce(&mut dyn World) -> R) -> R;

    /// Is told what the module has left of its fuel, and how much memory it has, before any of the above.
    fn reached(&mut self, _fuel: u64, _memory: u64) {}

    /// Is told what the module has left of its fuel after an answer.
    fn settled(&mut self, _fuel: u64) {}
}

/// How deep calls nest that the module catches the end of. Each has a stack of its own in the engine.
const MAX_CATCHES: usize = 50;

/// A running module.
pub(crate) struct Instance<P: Protocol, E> {
    engine: E,
    protocol: P,
    limits: Limits,
    /// What the last macro has asked for.
    requests: u64,
    /// Kept for its capacity.
    reply: Vec<u8>,
}

impl<P: Protocol, E: Engine<P::Kept>> Instance<P, E> {
    /// An instance whose memory is filled. Nothing of it has run, if it knows its place.
    pub(crate) fn new(
        compiled: &E::Compiled,
        protocol: P,
        limits: Limits,
        budget: Budget,
    ) -> Result<Self, FaultKind> {
        let state = State::new(protocol.kept(&limits), limits.output);
        let imports = [protocol.imports(), wasi::imports()];
        let engine = E::instantiate(compiled, &imports, state, budget)?;
        let (requests, reply) = Default::default();
        Ok(Instance { engine, protocol, limits, requests, reply })
    }

    /// Runs what is to run before the first macro.
    pub(crate) fn initialize(&mut self, world: &mut dyn World) -> Result<(), FaultKind> {
        let mut beginning = Beginning { world, limits: self.limits };
        self.engine.start(&mut beginning).map_err(not_started)?;
        // A WASI reactor wants to be set up before its first call.
        if !self.engine.has_function("_initialize") {
            return Ok(());
        }
        if !self.engine.has_type("_initialize", 0, 0) {
            let message = "`_initialize` has parameters or results, which it must not have";
            return Err(FaultKind::Instantiation(message.to_owned()));
        }
        self.engine.call("_initialize", &[], &mut [], &mut beginning).map_err(|fault| {
            let panic = self.engine.parts().1.panic.take().and_then(|panic| panic.message);
            match (panic, not_started(fault)) {
                (Some(message), FaultKind::Instantiation(_))
                | (_, FaultKind::Instantiation(message)) => {
                    FaultKind::Instantiation(format!("`_initialize` failed: {message}"))
                }
                (_, fault) => fault,
            }
        })
    }

    /// Fuel that was not used.
    pub(crate) fn fuel(&self) -> u64 {
        self.engine.fuel()
    }

    /// Bytes of linear memory.
    pub(crate) fn memory_len(&mut self) -> u64 {
        memory_len(&mut self.engine)
    }

    /// How much the macro that ran last has not used of what it may send and print.
    pub(crate) fn output_left(&mut self) -> u64 {
        self.engine.parts().1.output_left
    }

    /// How often the macro that ran last has asked for something.
    pub(crate) fn requests(&self) -> u64 {
        self.requests
    }

    /// Where the instance stopped, if it knows: see [`Engine::place`].
    pub(crate) fn place(&self) -> Option<Vec<usize>> {
        self.engine.place()
    }

    /// Runs the macro that the exported `function` is, and returns the handle of its result. It may send
    /// and print `output` bytes.
    ///
    /// After an error the instance is not fit for another run.
    pub(crate) fn run(
        &mut self,
        handler: &mut impl RequestHandler,
        function: &str,
        budget: Budget,
        output: u64,
    ) -> Result<u32, Failure> {
        let Instance { engine, protocol, limits, requests, reply, .. } = self;
        engine.limit_memory(limits.memory.min(budget.memory));
        engine.set_fuel(budget.fuel);
        *requests = 0;
        let (_, state) = engine.parts();
        state.output_left = output;
        state.kept = protocol.kept(limits);
        state.is_expanding = true;
        pass_on_output(state, handler);
        let handles = handler.args().to_vec();
        let mut exchange = Exchange {
            protocol: *protocol,
            limits,
            handler,
            requests,
            reply,
            catches: 0,
            is_thrown: false,
        };
        let result = protocol.call_macro(function, &handles, |function, args| {
            let mut result = [0];
            engine.call(function, args, &mut result, &mut exchange)?;
            let [result] = result;
            Ok(result)
        });
        let (_, state) = engine.parts();
        state.is_expanding = false;
        // Taken in any case: the reason for this trap is not that for a later one.
        let panic = state.panic.take();
        result.map_err(|fault| match panic {
            Some(panic) if matches!(fault, FaultKind::Trap(_)) => Failure::Panic(panic),
            _ => Failure::Fault(fault),
        })
    }
}

/// Answers while an expansion runs.
struct Exchange<'a, P, R> {
    protocol: P,
    limits: &'a Limits,
    handler: &'a mut R,
    requests: &'a mut u64,
    reply: &'a mut Vec<u8>,
    /// How many calls are being made that can be ended.
    catches: usize,
    /// Whether the error that a call ends in is only that.
    is_thrown: bool,
}

impl<P: Protocol, R: RequestHandler> Handler<P::Kept> for Exchange<'_, P, R> {
    fn handle(
        &mut self,
        guest: &mut dyn Caller<P::Kept>,
        wait: Wait,
    ) -> Result<Option<u32>, FaultKind> {
        match wait {
            Wait::Ask(ask) => match self.protocol.meaning(ask) {
                Meaning::Request => self.answer(guest, ask).map(Some),
                Meaning::Catch { function, args } => {
                    self.charge(guest)?;
                    self.catch(guest, ask, function, &args).map(Some)
                }
                Meaning::Throw => {
                    self.charge(guest)?;
                    self.is_thrown = self.catches != 0;
                    Err(FaultKind::Trap(format!("`{}` without `catch`", ask.name)))
                }
            },
            Wait::Printed(result) => {
                self.handler.reached(guest.fuel(), memory_len(guest));
                pass_on_output(guest.parts().1, self.handler);
                Ok(result)
            }
            Wait::Look => {
                self.handler.reached(guest.fuel(), memory_len(guest));
                let limits = self.limits;
                self.handler.look(|world| engine::look(guest, world, limits))
            }
        }
    }
}

impl<P: Protocol, R: RequestHandler> Exchange<'_, P, R> {
    fn charge(&self, guest: &mut dyn Caller<P::Kept>) -> Result<(), FaultKind> {
        let left = guest.fuel().checked_sub(cost::CALL).ok_or_else(|| self.reached(Limit::Fuel))?;
        guest.set_fuel(left);
        Ok(())
    }

    /// Calls back into the module, and says whether the call has returned.
    fn catch(
        &mut self,
        guest: &mut dyn Caller<P::Kept>,
        ask: Ask,
        function: &'static str,
        args: &[u32],
    ) -> Result<u32, FaultKind> {
        if self.catches >= MAX_CATCHES {
            let message = format!("`catch_unwind` nests more than {MAX_CATCHES} deep");
            return Err(FaultKind::Trap(message));
        }
        if !guest.has_type(function, args.len(), 0) {
            let message = format!("`{}` without an export `{function}` of its type", ask.name);
            return Err(FaultKind::Trap(message));
        }
        let calls = guest.calls();
        self.catches = self.catches.saturating_add(1);
        let ended = guest.call(function, args, &mut [], self);
        self.catches = self.catches.saturating_sub(1);
        match ended {
            Ok(()) => Ok(1),
            Err(_) if std::mem::take(&mut self.is_thrown) => {
                guest.set_calls(calls);
                Ok(0)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Answers a request, and says what its call returns.
    fn answer(&mut self, guest: &mut dyn Caller<P::Kept>, ask: Ask) -> Result<u32, FaultKind> {
        *self.requests = self.requests.saturating_add(1);
        let fuel = guest.fuel();
        let (memory, state) = guest.parts();
        let bytes = len(memory.as_deref());
        self.handler.reached(fuel, bytes);
        // What an expansion that starts now may use of what this one has left.
        let left = Budget { fuel, memory: self.limits.memory.saturating_sub(bytes) };
        let (request, sent) = self.protocol.request(ask, memory.as_deref())?;
        state.send(sent).ok_or_else(|| self.reached(Limit::Output))?;
        self.reply.clear();
        let answered = budget::lend(left, || self.handler.answer(&request, self.reply));
        let fuel = self.settle(guest, answered)?;
        self.handler.settled(fuel);
        let (memory, state) = guest.parts();
        self.protocol.reply(ask, self.reply, memory, state, self.limits)
    }

    /// Takes the fuel that an answer has cost, of what was left behind it, and checks the reply. Returns what is left
    /// then.
    fn settle(
        &self,
        guest: &mut dyn Caller<P::Kept>,
        (cost, left): (Result<u64, FaultKind>, u64),
    ) -> Result<u64, FaultKind> {
        let left = left.checked_sub(*cost.as_ref().unwrap_or(&0));
        guest.set_fuel(left.unwrap_or(0));
        cost?;
        let left = left.ok_or_else(|| self.reached(Limit::Fuel))?;
        if u64::try_from(self.reply.len()).is_ok_and(|len| len > self.limits.output) {
            return Err(self.reached(Limit::Output));
        }
        Ok(left)
    }

    fn reached(&self, limit: Limit) -> FaultKind {
        FaultKind::Limit(self.limits.reached(limit))
    }
}

/// Who answers before the first expansion: the world can be seen, and requests make no sense.
struct Beginning<'a> {
    world: &'a mut dyn World,
    limits: Limits,
}

impl<K> Handler<K> for Beginning<'_> {
    fn handle(&mut self, guest: &mut dyn Caller<K>, wait: Wait) -> Result<Option<u32>, FaultKind> {
        match wait {
            Wait::Look => engine::look(guest, self.world, &self.limits),
            Wait::Ask(_) | Wait::Printed(_) => Err(FaultKind::Trap(Stop::Wait(wait).to_string())),
        }
    }
}

/// A trap before the first expansion.
fn not_started(fault: FaultKind) -> FaultKind {
    match fault {
        FaultKind::Trap(message) => FaultKind::Instantiation(message),
        fault => fault,
    }
}

fn memory_len<K>(guest: &mut (impl Guest<K> + ?Sized)) -> u64 {
    len(guest.parts().0.as_deref())
}

/// Bytes of a memory, if there is one.
fn len(memory: Option<&[u8]>) -> u64 {
    memory.map_or(0, |memory| memory.len().try_into().unwrap_or(u64::MAX))
}

fn pass_on_output<K>(state: &mut State<K>, handler: &mut impl RequestHandler) {
    for (output, text) in state.printed.drain(..) {
        handler.print(output, &text);
    }
}
