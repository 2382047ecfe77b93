//! Runs an expansion again on what was recorded of it, without the host: to find where it failed, or
//! whether it does the same a second time.

use crate::abi::Method;
use crate::budget::Budget;
use crate::code::Code;
use crate::fault::FaultKind;
use crate::host::Output;
use crate::instance::{Answer, Failure, Instance};
use crate::limits::Limit;
use crate::purity::Impurity;
use crate::record::{Exchange, Record};
use crate::watt;

/// How much more fuel instrumented code may use than the code it is made from.
const INSTRUMENTED: u64 = 8;

/// Answers with what was recorded, as long as the requests are the same.
struct Replay<'a> {
    args: &'a [u32],
    exchanges: &'a [Exchange],
    next: usize,
    /// The first request that was not the same.
    other: Option<Vec<u8>>,
}

impl<'a> Replay<'a> {
    fn new(record: &'a Record) -> Self {
        Replay { args: &record.args, exchanges: &record.exchanges, next: 0, other: None }
    }

    fn has_diverged(&self) -> bool {
        self.next != self.exchanges.len()
    }
}

impl Answer for Replay<'_> {
    fn args(&self) -> &[u32] {
        self.args
    }

    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        match self.exchanges.get(self.next) {
            Some(exchange) if exchange.request == request => {
                reply.extend_from_slice(&exchange.reply);
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
}

/// Where an expansion failed: the offset of the instruction in the module, and of the calls that led
/// to it, the innermost first. `None` if the expansion does not fail like that again, since it had
/// seen other `static`s, or would take too long to.
pub(crate) fn locate(
    code: &Code,
    function: &str,
    record: &Record,
    failure: &Failure,
) -> Option<Vec<usize>> {
    let is_request = match failure {
        Failure::Fault(FaultKind::Limit(reached)) if reached.limit == Limit::Fuel => return None,
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
    let fuel = code.limits.fuel.saturating_mul(INSTRUMENTED);
    let budget = Budget { fuel, memory: code.limits.memory };
    let mut instance = Instance::new(code, budget).ok()?;
    let mut replay = Replay::new(record);
    let again = match instance.initialize() {
        Err(fault) => Failure::Fault(fault),
        Ok(()) => instance.run(&mut replay, function, budget).err()?,
    };
    let is_same = match (&again, failure) {
        (Failure::Panic(again), Failure::Panic(panic)) => again.message == panic.message,
        // The request that failed was not recorded.
        (Failure::Fault(_), Failure::Fault(_)) if is_request && replay.other.is_some() => true,
        (Failure::Fault(again), Failure::Fault(fault)) => again == fault,
        _ => false,
    };
    (is_same && !replay.has_diverged()).then(|| instance.position()).flatten()
}

/// Whether an expansion in a new instance does the same as the recorded one, which returned `output`.
pub(crate) fn compare(
    code: &Code,
    function: &str,
    record: &Record,
    output: u32,
) -> Option<Impurity> {
    if !record.is_complete() {
        return Some(Impurity::TooLarge);
    }
    let budget = Budget { fuel: code.limits.fuel, memory: code.limits.memory };
    let mut replay = Replay::new(record);
    let again = Instance::new(code, budget)
        .and_then(|mut instance| instance.initialize().map(|()| instance))
        .map_err(Failure::Fault)
        .and_then(|mut instance| instance.run(&mut replay, function, budget));
    let number = replay.next;
    let first = replay.exchanges.get(number).map(|exchange| &*exchange.request);
    match (again, replay.other) {
        (_, Some(other)) => Some(Impurity::requests(number, first, Some(&other))),
        (Ok(_), None) if first.is_some() => Some(Impurity::requests(number, first, None)),
        (Ok(again), None) if again == output => None,
        (Ok(_), None) => Some(Impurity::Result),
        (Err(Failure::Fault(fault)), None) => Some(Impurity::Failure(fault.to_string())),
        (Err(Failure::Panic(panic)), None) => {
            Some(Impurity::Failure(panic.message.unwrap_or_default()))
        }
    }
}

/// The method of a request, and its name.
pub(crate) fn method_name(request: &[u8]) -> &'static str {
    let Some(&tag) = request.first() else { return "unknown" };
    let name = Method::from_tag(tag).map(Method::name);
    name.or(watt::Method::from_tag(tag).map(watt::Method::name)).unwrap_or("unknown")
}
