//! Runs an expansion again on what was recorded of it, without the host: to find where it failed, or
//! whether it does the same a second time.

use crate::engine::Engine;
use crate::expansion::instance::{Failure, Instance, RequestHandler};
use crate::expansion::purity::{self, Impurity};
use crate::expansion::record::Record;
use crate::fault::FaultKind;
use crate::host::Output;
use crate::host::world::World;
use crate::limits::budget::Budget;
use crate::limits::{Limit, Limits};
use crate::protocol::Protocol;

/// How much more fuel code that knows its place may use than the code it is made from.
const TRACED: u64 = 8;

/// Answers with what was recorded, as long as the requests are the same.
struct Replay<'a> {
    record: &'a Record,
    next: usize,
    /// The first request that was not the same.
    other: Option<Vec<u8>>,
    /// What was seen of the outside is not recorded, but looked at again.
    world: &'a mut dyn World,
}

impl<'a> Replay<'a> {
    fn new(record: &'a Record, world: &'a mut dyn World) -> Self {
        Replay { record, next: 0, other: None, world }
    }

    fn has_diverged(&self) -> bool {
        self.next != self.record.len()
    }
}

impl RequestHandler for Replay<'_> {
    fn args(&self) -> &[u32] {
        &self.record.args
    }

    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        match self.record.get(self.next) {
            Some(exchange) if exchange.request == request => {
                reply.extend_from_slice(exchange.reply);
                self.next = self.next.saturating_add(1);
                Ok(0)
            }
            _ => {
                self.other = Some(request.to_vec());
                // Ends the run. Nobody sees this.
                Err(FaultKind::Trap("the replay has ended".to_owned()))
            }
        }
    }

    fn print(&mut self, _: Output, _: &[u8]) {}

    fn look<R>(&mut self, look: impl FnOnce(&mut dyn World) -> R) -> R {
        look(self.world)
    }
}

/// An expansion that is to be run again.
pub(crate) struct Again<'a, P: Protocol, E: Engine<P::Kept>> {
    pub(crate) compiled: &'a E::Compiled,
    pub(crate) protocol: P,
    pub(crate) limits: Limits,
    pub(crate) function: &'a str,
}

impl<P: Protocol, E: Engine<P::Kept>> Again<'_, P, E> {
    fn instance(&self, budget: Budget) -> Result<Instance<P, E>, FaultKind> {
        Instance::new(self.compiled, self.protocol, self.limits, budget)
    }

    /// Where the expansion failed: the offset of the instruction in the module, and of the calls that
    /// led to it, the innermost first. `None` if the expansion does not fail like that again, since it
    /// had seen other `static`s, or would take too long to.
    pub(crate) fn locate(
        &self,
        record: &Record,
        failure: &Failure,
        world: &mut dyn World,
    ) -> Option<Vec<usize>> {
        let is_request = match failure {
            Failure::Fault(FaultKind::Limit(reached))
                if matches!(reached.limit, Limit::Fuel | Limit::TotalFuel | Limit::TotalOutput) =>
            {
                return None;
            }
            // The function had returned.
            Failure::Fault(FaultKind::Result(_)) => return None,
            Failure::Fault(FaultKind::Request { .. }) => true,
            // Of a request's reply, or of its handles.
            Failure::Fault(FaultKind::Limit(reached)) => reached.limit == Limit::Output,
            _ => false,
        };
        if !record.is_complete() {
            return None;
        }
        let fuel = self.limits.fuel.saturating_mul(TRACED);
        let budget = Budget { fuel, memory: self.limits.memory };
        let mut instance = self.instance(budget).ok()?;
        let mut replay = Replay::new(record, world);
        let again = match instance.initialize(replay.world) {
            Err(fault) => Failure::Fault(fault),
            Ok(()) => instance.run(&mut replay, self.function, budget, self.limits.output).err()?,
        };
        let is_same = match (&again, failure) {
            (Failure::Panic(again), Failure::Panic(panic)) => again.message == panic.message,
            // The request that failed was not recorded.
            (Failure::Fault(_), Failure::Fault(_)) if is_request && replay.other.is_some() => true,
            (Failure::Fault(again), Failure::Fault(fault)) => again == fault,
            _ => false,
        };
        (is_same && !replay.has_diverged()).then(|| instance.place()).flatten()
    }

    /// Whether the expansion, which returned `output`, does the same in a new instance.
    pub(crate) fn compare(
        &self,
        record: &Record,
        output: u32,
        world: &mut dyn World,
    ) -> Option<Impurity> {
        if !record.is_complete() {
            return Some(Impurity::TooLarge);
        }
        let budget = Budget { fuel: self.limits.fuel, memory: self.limits.memory };
        let mut replay = Replay::new(record, world);
        let again = self
            .instance(budget)
            .and_then(|mut instance| instance.initialize(replay.world).map(|()| instance))
            .map_err(Failure::Fault)
            .and_then(|mut instance| {
                instance.run(&mut replay, self.function, budget, self.limits.output)
            });
        let number = replay.next;
        let first = record.get(number).map(|exchange| exchange.request);
        let differ = |second| {
            let name = |tag| self.protocol.method_name(tag);
            Some(purity::requests(number, first, second, name))
        };
        match (again, &replay.other) {
            (_, Some(other)) => differ(Some(other)),
            (Ok(_), None) if first.is_some() => differ(None),
            (Ok(again), None) if again == output => None,
            (Ok(_), None) => Some(Impurity::Result),
            (Err(Failure::Fault(fault)), None) => Some(Impurity::Failure(fault.to_string())),
            (Err(Failure::Panic(panic)), None) => {
                Some(Impurity::Failure(panic.message.unwrap_or_default()))
            }
        }
    }
}
