//! What an instance has been through. With a store, it may have been through more than it has run.

use crate::engine::Engine;
use crate::expansion::instance::Instance;
use crate::expansion::stored::{NEW, Past};
use crate::expansion::told::{Retold, Told};
use crate::fault::FaultKind;
use crate::host::world::{Nothing, World};
use crate::limits::Limits;
use crate::limits::budget::Budget;
use crate::protocol::Protocol;
use crate::protocol::handles::HandleCounters;

/// An instance with what it has been through, or only the latter: expansions that were made of what is stored of them.
pub(crate) struct Life<P: Protocol, E: Engine<P::Kept>> {
    pub(crate) instance: Option<Instance<P, E>>,
    /// The expansions that the instance still has to run to be what it would be.
    pub(crate) past: Vec<Past>,
    /// Where the next expansion's handles start.
    pub(crate) counters: HandleCounters,
    /// What identifies all that it has been through. `None` if that is not stored.
    pub(crate) history: Option<[u8; 32]>,
}

impl<P: Protocol, E: Engine<P::Kept>> Default for Life<P, E> {
    fn default() -> Self {
        let (past, counters) = Default::default();
        Life { instance: None, past, counters, history: Some(NEW) }
    }
}

impl<P: Protocol, E: Engine<P::Kept>> Life<P, E> {
    pub(crate) fn is_new(&self) -> bool {
        self.instance.is_none() && self.past.is_empty()
    }

    /// The instance, once it has run what it still has to run. `new` makes one, with what it is told while it is set
    /// up: `told` has that of one that has nothing to run. `None` if it does not do what is stored.
    pub(crate) fn revive(
        &mut self,
        limits: &Limits,
        told: &mut Told,
        world: &mut dyn World,
        new: impl Fn(&mut Told, &mut dyn World) -> Result<Instance<P, E>, FaultKind>,
    ) -> Result<Option<Instance<P, E>>, FaultKind> {
        let mut instance = self.instance.take();
        for past in self.past.drain(..) {
            let (function, expected) = (past.function.clone(), past.output);
            let (args, mut told) = past.told();
            let mut running = match instance.take() {
                Some(instance) => instance,
                None => new(&mut told, &mut Nothing)?,
            };
            // It has been found to be within its limits.
            let budget = Budget { fuel: u64::MAX, memory: limits.memory };
            let mut retold = Retold { args, told: &mut told };
            let output = running.run(&mut retold, &function, budget, limits.output);
            let is_done = told.asked.is_empty() && output.is_ok_and(|output| output == expected);
            if told.is_wrong || !is_done {
                return Ok(None);
            }
            instance = Some(running);
        }
        match instance {
            Some(instance) => Ok(Some(instance)),
            None => new(told, world).map(Some),
        }
    }
}
