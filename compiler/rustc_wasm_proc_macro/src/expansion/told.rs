//! What an expansion is told: first what the host has been asked already, for a module that is started after some
//! answers are known, and then what the host answers now. Keeps what can be stored of it.

use std::collections::VecDeque;

use crate::expansion::instance::RequestHandler;
use crate::expansion::record::Record;
use crate::expansion::session::HostSession;
use crate::fault::FaultKind;
use crate::host::world::World;
use crate::host::{Host, Output};
use crate::limits::budget;
use crate::protocol::Dispatch;
use crate::store::MAX_EXPANSION;
use crate::store::step::{self, End, Tag};
use crate::store::world::{Answer, Answers, Asked, Question};

/// Something that the host has been asked already.
pub(crate) enum Item {
    Request(Answered),
    World(Question, Answer),
    Print(Output, Vec<u8>),
}

/// A request that the host has answered.
pub(crate) struct Answered {
    pub(crate) request: Vec<u8>,
    pub(crate) reply: Vec<u8>,
    /// What the answer costs, or why there is none.
    pub(crate) result: Result<u64, FaultKind>,
    /// What expansions have used that the answer has led to.
    pub(crate) lent: u64,
}

/// The steps of an expansion, for the store.
#[derive(Default)]
pub(crate) struct Tape {
    bytes: Vec<u8>,
    /// What the module itself had used at the last step, and how much memory it had.
    fuel: u64,
    memory: u64,
}

impl Tape {
    /// One that begins with steps that are known.
    pub(crate) fn after(bytes: Vec<u8>) -> Tape {
        Tape { bytes, ..Tape::default() }
    }

    /// Adds the start of the macro, after an instance was set up with so much fuel.
    pub(crate) fn start(&mut self, set_up: u64, memory: u64, args: &[u32]) {
        step::write(&mut self.bytes, Tag::Start, set_up, memory, &[]);
        step::write_answer(&mut self.bytes, &args_to_bytes(args));
    }

    fn push(&mut self, tag: Tag, (fuel, memory): (u64, u64), question: &[&[u8]], answer: &[u8]) {
        let used = fuel.saturating_sub(self.fuel);
        let growth = memory.saturating_sub(self.memory);
        step::write(&mut self.bytes, tag, used, growth, question);
        step::write_answer(&mut self.bytes, answer);
        (self.fuel, self.memory) = (fuel, memory);
    }

    /// The bytes of all steps, with the last one. `None` if they are too many to be stored.
    pub(crate) fn end(mut self, used: (u64, u64), end: End) -> Option<Vec<u8>> {
        self.push(Tag::End, used, &[&end.to_bytes()], &[]);
        (self.bytes.len() <= MAX_EXPANSION).then_some(self.bytes)
    }

    /// The bytes of the steps so far.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The answer to the start of a macro.
pub(crate) fn args_to_bytes(args: &[u32]) -> Vec<u8> {
    args.iter().flat_map(|arg| arg.to_le_bytes()).collect()
}

/// What has been asked, in order, and what is kept of everything.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) asked: VecDeque<Item>,
    /// `None` if nothing is to be stored. It has all that is in `asked` already.
    pub(crate) tape: Option<Tape>,
    /// Whether the start of the macro is among that.
    pub(crate) is_started: bool,
    /// Whether the module has asked for something else than the host was asked for it.
    pub(crate) is_wrong: bool,
}

impl Told {
    /// An answer of the outside. `used` is what the module itself has used of fuel and memory.
    fn look(&mut self, question: Question, used: (u64, u64), world: &mut dyn World) -> Answer {
        match self.asked.pop_front() {
            Some(Item::World(asked, answer)) if asked == question => {
                self.note(used);
                answer
            }
            Some(_) => {
                self.is_wrong = true;
                Answer::Nothing
            }
            None => {
                let answer = question.ask(world);
                let keep = (&question.to_bytes(), &answer.identity());
                self.push(Tag::World, used, &[keep.0], keep.1);
                answer
            }
        }
    }

    fn push(&mut self, tag: Tag, used: (u64, u64), question: &[&[u8]], answer: &[u8]) {
        let Some(tape) = &mut self.tape else { return };
        if tape.bytes.len() <= MAX_EXPANSION {
            tape.push(tag, used, question, answer);
        }
    }

    fn note(&mut self, used: (u64, u64)) {
        if let Some(tape) = &mut self.tape {
            (tape.fuel, tape.memory) = used;
        }
    }
}

/// The outside while an instance is set up.
pub(crate) struct SetUp<'a> {
    pub(crate) told: &'a mut Told,
    pub(crate) world: &'a mut dyn World,
}

impl Answers for SetUp<'_> {
    fn answer(&mut self, question: Question) -> Answer {
        self.told.look(question, (0, 0), self.world)
    }
}

/// Answers a module.
pub(crate) struct Teller<'a, H, D> {
    pub(crate) session: HostSession<H, D>,
    pub(crate) told: Told,
    /// What is kept for a replay: `args` are there already.
    record: &'a mut Record,
    account: Account,
}

/// What the module itself has used.
struct Account {
    /// What it had when it started.
    fuel: u64,
    /// What it has left, now or when it last asked.
    left: u64,
    memory: u64,
    /// What the host has cost.
    host: u64,
}

impl Account {
    fn used(&self) -> (u64, u64) {
        (self.fuel.saturating_sub(self.left).saturating_sub(self.host), self.memory)
    }
}

impl<'a, H: Host, D: Dispatch<H>> Teller<'a, H, D> {
    /// For a module that starts with so much fuel and memory.
    pub(crate) fn new(
        session: HostSession<H, D>,
        mut told: Told,
        record: &'a mut Record,
        fuel: u64,
        memory: u64,
    ) -> Self {
        told.note((0, memory));
        let account = Account { fuel, left: fuel, memory, host: 0 };
        Teller { session, told, record, account }
    }

    /// What the module itself has used, with what it has now.
    pub(crate) fn used(&mut self, left: u64, memory: u64) -> (u64, u64) {
        (self.account.left, self.account.memory) = (left, memory);
        self.account.used()
    }
}

impl<H: Host, D: Dispatch<H>> RequestHandler for Teller<'_, H, D> {
    fn args(&self) -> &[u32] {
        &self.record.args
    }

    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        let used = self.account.used();
        let cost = match self.told.asked.pop_front() {
            Some(Item::Request(answered)) if answered.request == request => {
                reply.extend_from_slice(&answered.reply);
                budget::spend_lent(answered.lent);
                let cost = answered.result?;
                self.told.note(used);
                cost
            }
            Some(_) => {
                self.told.is_wrong = true;
                // Nobody sees this.
                return Err(FaultKind::Trap("this is not what was stored".to_owned()));
            }
            None => {
                let cost = self.session.answer(request, reply)?;
                self.told.push(Tag::Request, used, &[request], reply);
                cost
            }
        };
        self.record.push(request, reply);
        Ok(cost)
    }

    fn print(&mut self, output: Output, text: &[u8]) {
        let used = self.account.used();
        match self.told.asked.pop_front() {
            Some(Item::Print(printed, bytes)) if (printed, &*bytes) == (output, text) => {
                self.told.note(used);
            }
            Some(_) => self.told.is_wrong = true,
            None => {
                self.session.host().print(output, text);
                self.told.push(Tag::Print, used, &[&[output.number()], text], &[]);
            }
        }
    }

    fn look<R>(&mut self, look: impl FnOnce(&mut dyn World) -> R) -> R {
        look(&mut Asked(self))
    }

    fn reached(&mut self, fuel: u64, memory: u64) {
        (self.account.left, self.account.memory) = (fuel, memory);
    }

    fn settled(&mut self, fuel: u64) {
        let cost = self.account.left.saturating_sub(fuel);
        self.account.host = self.account.host.saturating_add(cost);
        self.account.left = fuel;
    }
}

impl<H: Host, D: Dispatch<H>> Answers for Teller<'_, H, D> {
    fn answer(&mut self, question: Question) -> Answer {
        let used = self.account.used();
        self.told.look(question, used, self.session.host())
    }
}

/// Answers a module that does again what is stored of it.
pub(crate) struct Retold<'a> {
    pub(crate) args: Vec<u32>,
    pub(crate) told: &'a mut Told,
}

impl RequestHandler for Retold<'_> {
    fn args(&self) -> &[u32] {
        &self.args
    }

    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind> {
        match self.told.asked.pop_front() {
            Some(Item::Request(answered)) if answered.request == request => {
                reply.extend_from_slice(&answered.reply);
                answered.result
            }
            _ => {
                self.told.is_wrong = true;
                Err(FaultKind::Trap("this is not what was stored".to_owned()))
            }
        }
    }

    fn print(&mut self, output: Output, text: &[u8]) {
        match self.told.asked.pop_front() {
            Some(Item::Print(printed, bytes)) if (printed, &*bytes) == (output, text) => {}
            _ => self.told.is_wrong = true,
        }
    }

    fn look<R>(&mut self, look: impl FnOnce(&mut dyn World) -> R) -> R {
        look(&mut Asked(self))
    }
}

impl Answers for Retold<'_> {
    fn answer(&mut self, question: Question) -> Answer {
        match self.told.asked.pop_front() {
            Some(Item::World(asked, answer)) if asked == question => answer,
            _ => {
                self.told.is_wrong = true;
                Answer::Nothing
            }
        }
    }
}
