//! Makes an expansion of what is stored of it: asks the host what the module would ask, for as long as it answers what
//! it has answered then. Knows nothing of the module itself.

use crate::expansion::session::HostSession;
use crate::expansion::told::{Answered, Item, Tape, Told, args_to_bytes};
use crate::host::world::World;
use crate::host::{Host, Output};
use crate::limits::Limits;
use crate::limits::budget::{self, Budget};
use crate::module::digest;
use crate::protocol::Dispatch;
use crate::store::Known;
use crate::store::step::{self, End, Step, Tag};
use crate::store::tree::{Key, Segment, Way, join};
use crate::store::world::{Answer, Question};

/// What identifies an instance that has not run a macro.
pub(crate) const NEW: [u8; 32] = [0; 32];

/// What identifies where an expansion starts: the instance, by what it has been through, and the macro.
pub(crate) fn key(history: &[u8; 32], function: &str, inputs: usize) -> Key {
    let inputs = u64::try_from(inputs).unwrap_or(u64::MAX);
    digest(&[&history[..], &inputs.to_le_bytes(), function.as_bytes()].concat())
}

/// What identifies an instance after it has run a macro with these steps. What it has used is no part of it.
pub(crate) fn next_history(history: &[u8; 32], function: &str, steps: &[u8]) -> [u8; 32] {
    let mut all = history.to_vec();
    step::write_text(&mut all, function.as_bytes());
    let mut at = 0;
    while let Some(step) = step::read(steps, at) {
        let Some((answer, next)) = step::read_answer(steps, step.answer) else { break };
        step::write(&mut all, step.tag, 0, 0, &[step.question]);
        step::write_answer(&mut all, answer);
        at = next;
    }
    digest(&all)
}

/// An expansion that was not run, by an instance that may have to run it later.
pub(crate) struct Past {
    pub(crate) function: String,
    segments: Vec<Segment>,
    looks: Vec<(Question, Answer)>,
    pub(crate) output: u32,
}

impl Past {
    /// The handles that the macro was called with, and all that its module was told before and after that.
    pub(crate) fn told(self) -> (Vec<u32>, Told) {
        let steps = join(&self.segments);
        let (args, asked) = items(&steps, self.looks, Vec::new());
        (args, Told { asked: asked.into(), ..Told::default() })
    }
}

/// How an expansion went that was made of what is stored.
pub(crate) enum Went {
    /// To its end.
    Well(Done),
    /// Until an answer was another one, or a limit is near: now the module has to be run.
    Astray(Told),
}

pub(crate) struct Done {
    pub(crate) end: End,
    pub(crate) fuel: u64,
    pub(crate) memory: u64,
    pub(crate) requests: u64,
    /// Where it ends.
    pub(crate) record: u32,
    pub(crate) past: Past,
}

/// An expansion that is being made.
pub(crate) struct Making<'k> {
    known: &'k Known,
    way: Way,
    /// What was seen of the outside.
    looks: Vec<(Question, Answer)>,
    /// What the answers to requests have cost, and what expansions that they have led to.
    costs: Vec<(u64, u64)>,
    is_started: bool,
}

impl<'k> Making<'k> {
    pub(crate) fn new(known: &'k Known, key: &Key) -> Option<Self> {
        let way = Way::new(known.root(key)?);
        Some(Making { known, way, looks: Vec::new(), costs: Vec::new(), is_started: false })
    }

    /// Does what sets up an instance, within `budget`, and says how much fuel that takes.
    pub(crate) fn set_up(&mut self, world: &mut dyn World, budget: Budget) -> Result<u64, Told> {
        loop {
            let Some(step) = self.way.step() else { return Err(self.told()) };
            match step.tag {
                Tag::World => self.look(world)?,
                Tag::Start if step.fuel <= budget.fuel && step.growth <= budget.memory => {
                    return Ok(step.fuel);
                }
                _ => return Err(self.told()),
            }
        }
    }

    /// Does everything else, with these handles for the macro's inputs.
    pub(crate) fn run<H: Host, D: Dispatch<H>>(
        mut self,
        session: &mut HostSession<H, D>,
        function: &str,
        args: &[u32],
        budget: Budget,
        limits: &Limits,
    ) -> Went {
        match self.try_run(session, args, budget, limits) {
            Ok((end, fuel, memory)) => Went::Well(Done {
                end,
                fuel,
                memory,
                requests: u64::try_from(self.costs.len()).unwrap_or(u64::MAX),
                record: self.way.record(),
                past: Past {
                    function: function.to_owned(),
                    segments: self.way.segments(),
                    looks: self.looks,
                    output: end.output,
                },
            }),
            Err(told) => Went::Astray(told),
        }
    }

    fn try_run<H: Host, D: Dispatch<H>>(
        &mut self,
        session: &mut HostSession<H, D>,
        args: &[u32],
        budget: Budget,
        limits: &Limits,
    ) -> Result<(End, u64, u64), Told> {
        let Some(Step { tag: Tag::Start, growth: mut memory, .. }) = self.way.step() else {
            return Err(self.told());
        };
        self.is_started = true;
        self.advance(&args_to_bytes(args), None)?;
        let (mut own, mut host) = (0u64, 0u64);
        let (mut request, mut reply) = (Vec::new(), Vec::new());
        loop {
            let Some(step) = self.way.step() else { return Err(self.told()) };
            own = own.saturating_add(step.fuel);
            memory = memory.saturating_add(step.growth);
            let left = budget.fuel.checked_sub(own.saturating_add(host));
            // The module would not get there.
            let Some(left) = left.filter(|_| memory <= budget.memory) else {
                return Err(self.told());
            };
            match step.tag {
                Tag::Request => {
                    request.clear();
                    request.extend_from_slice(step.question);
                    reply.clear();
                    let lent = Budget { fuel: left, memory: limits.memory.saturating_sub(memory) };
                    let (result, left_of_it) =
                        budget::lend(lent, || session.answer(&request, &mut reply));
                    let lent = left.saturating_sub(left_of_it);
                    let cost = *result.as_ref().unwrap_or(&0);
                    let fails = result.is_err()
                        || cost > left_of_it
                        || u64::try_from(reply.len()).is_ok_and(|len| len > limits.output);
                    let answered = |request: &mut Vec<u8>, reply: Vec<u8>| {
                        let request = std::mem::take(request);
                        Item::Request(Answered { request, reply, result, lent })
                    };
                    if fails {
                        let item = answered(&mut request, std::mem::take(&mut reply));
                        return Err(self.told_after(&[], Some(item)));
                    }
                    if !self.follow(&reply) {
                        let item = answered(&mut request, reply.clone());
                        return Err(self.told_after(&reply, Some(item)));
                    }
                    self.costs.push((cost, lent));
                    host = host.saturating_add(lent).saturating_add(cost);
                }
                Tag::World => self.look(session.host())?,
                Tag::Print => {
                    let Some((output, text)) = printed(step.question) else {
                        return Err(self.told());
                    };
                    session.host().print(output, text);
                    let text = text.to_vec();
                    self.advance(&[], Some(Item::Print(output, text)))?;
                }
                Tag::End => {
                    let Some(end) = End::from_bytes(step.question) else {
                        return Err(self.told());
                    };
                    return Ok((end, own.saturating_add(host), memory));
                }
                Tag::Start => return Err(self.told()),
            }
        }
    }

    /// Asks about the outside what is next.
    fn look(&mut self, world: &mut dyn World) -> Result<(), Told> {
        let question = self.way.step().and_then(|step| Question::from_bytes(step.question));
        let Some(question) = question else { return Err(self.told()) };
        let answer = question.ask(world);
        let identity = answer.identity();
        if !self.follow(&identity) {
            return Err(self.told_after(&identity, Some(Item::World(question, answer))));
        }
        self.looks.push((question, answer));
        Ok(())
    }

    fn advance(&mut self, answer: &[u8], item: Option<Item>) -> Result<(), Told> {
        if self.follow(answer) { Ok(()) } else { Err(self.told_after(answer, item)) }
    }

    fn follow(&mut self, answer: &[u8]) -> bool {
        let known = self.known;
        self.way.advance(answer, |cursor| known.branch(cursor, answer))
    }

    /// What has been asked so far.
    fn told(&mut self) -> Told {
        let steps = join(&self.way.segments());
        let (looks, costs) = (std::mem::take(&mut self.looks), std::mem::take(&mut self.costs));
        let (_, asked) = items(&steps, looks, costs);
        let (asked, tape) = (asked.into(), Some(Tape::after(steps)));
        Told { asked, tape, is_started: self.is_started, is_wrong: false }
    }

    /// The same with the step that is next, which has been done, and was answered otherwise.
    fn told_after(&mut self, answer: &[u8], item: Option<Item>) -> Told {
        let mut steps = join(&self.way.segments());
        if let Some(step) = self.way.step() {
            step::write(&mut steps, step.tag, step.fuel, step.growth, &[step.question]);
            step::write_answer(&mut steps, answer);
        }
        let mut told = self.told();
        told.asked.extend(item);
        told.tape = Some(Tape::after(steps));
        told
    }
}

/// What a step of output says.
fn printed(question: &[u8]) -> Option<(Output, &[u8])> {
    let (number, text) = question.split_first()?;
    Some((Output::from_number((*number).into())?, text))
}

/// The handles that a macro was called with, and what its module was told, by its steps and what is not in them.
fn items(
    steps: &[u8],
    looks: Vec<(Question, Answer)>,
    costs: Vec<(u64, u64)>,
) -> (Vec<u32>, Vec<Item>) {
    let (mut looks, mut costs) = (looks.into_iter(), costs.into_iter());
    let (mut args, mut items) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(Step { tag, question, answer, .. }) = step::read(steps, at) {
        let Some((answer, next)) = step::read_answer(steps, answer) else { break };
        at = next;
        match tag {
            Tag::World => {
                items.extend(looks.next().map(|(question, answer)| Item::World(question, answer)))
            }
            Tag::Start => {
                let numbers = answer.chunks_exact(4);
                args = numbers.map(|it| it.try_into().map_or(0, u32::from_le_bytes)).collect();
            }
            Tag::Request => {
                let (request, reply) = (question.to_vec(), answer.to_vec());
                let (cost, lent) = costs.next().unwrap_or_default();
                items.push(Item::Request(Answered { request, reply, result: Ok(cost), lent }));
            }
            Tag::Print => items
                .extend(printed(question).map(|(output, text)| Item::Print(output, text.to_vec()))),
            Tag::End => break,
        }
    }
    (args, items)
}
