//! An interpreter of a small machine with jumps, calls, a heap and traps.
use std::hint::black_box;

#[derive(Clone, Copy, Debug)]
enum Op {
    Push(i64),
    Load(u8),
    Store(u8),
    Add,
    Sub,
    Mul,
    Rem,
    Less,
    Jump(u16),
    JumpIf(u16),
    Call(u16),
    Return,
    Peek,
    Poke,
    Dup,
    Out,
    Halt,
}

#[derive(Debug, PartialEq)]
enum Trap {
    Stack,
    Steps,
    Memory(i64),
    Division,
}

#[derive(Default)]
struct Machine {
    stack: Vec<i64>,
    calls: Vec<usize>,
    locals: [i64; 8],
    memory: Vec<i64>,
    out: Vec<i64>,
}

impl Machine {
    fn pop(&mut self) -> Result<i64, Trap> {
        self.stack.pop().ok_or(Trap::Stack)
    }

    fn binary(&mut self, f: impl FnOnce(i64, i64) -> Option<i64>) -> Result<(), Trap> {
        let (b, a) = (self.pop()?, self.pop()?);
        self.stack.push(f(a, b).ok_or(Trap::Division)?);
        Ok(())
    }

    fn run(&mut self, code: &[Op], limit: u32) -> Result<u32, Trap> {
        let mut at = 0;
        for step in 0..limit {
            let op = code[at];
            at += 1;
            match op {
                Op::Push(n) => self.stack.push(n),
                Op::Load(n) => self.stack.push(self.locals[usize::from(n)]),
                Op::Store(n) => self.locals[usize::from(n)] = self.pop()?,
                Op::Add => self.binary(|a, b| Some(a.wrapping_add(b)))?,
                Op::Sub => self.binary(|a, b| Some(a.wrapping_sub(b)))?,
                Op::Mul => self.binary(|a, b| Some(a.wrapping_mul(b)))?,
                Op::Rem => self.binary(i64::checked_rem)?,
                Op::Less => self.binary(|a, b| Some((a < b).into()))?,
                Op::Jump(to) => at = to.into(),
                Op::JumpIf(to) => if self.pop()? != 0 { at = to.into() },
                Op::Call(to) => self.calls.push(std::mem::replace(&mut at, to.into())),
                Op::Return => at = self.calls.pop().ok_or(Trap::Stack)?,
                Op::Peek => {
                    let i = self.pop()?;
                    self.stack.push(*usize::try_from(i).ok().and_then(|i| self.memory.get(i)).ok_or(Trap::Memory(i))?);
                }
                Op::Poke => {
                    let (i, v) = (self.pop()?, self.pop()?);
                    *usize::try_from(i).ok().and_then(|i| self.memory.get_mut(i)).ok_or(Trap::Memory(i))? = v;
                }
                Op::Dup => self.stack.push(*self.stack.last().ok_or(Trap::Stack)?),
                Op::Out => { let n = self.pop()?; self.out.push(n) }
                Op::Halt => return Ok(step),
            }
        }
        Err(Trap::Steps)
    }
}

fn main() {
    use Op::*;
    let squares = [Push(0), Store(0), Load(0), Dup, Mul, Load(0), Poke, Load(0), Push(1), Add, Dup, Store(0), Push(10), Less, JumpIf(2), Push(7), Peek, Out, Halt];
    let gcd = [Push(1071), Store(1), Push(462), Store(2), Call(7), Out, Halt, Load(1), Load(2), Rem, Load(2), Store(1), Dup, Store(2), JumpIf(7), Load(1), Return];
    let traps: [&[Op]; 5] = [&[Add], &[Jump(0)], &[Push(5), Push(-1), Poke], &[Push(1), Push(0), Rem], &[Return]];
    for code in [&squares[..], &gcd].into_iter().chain(black_box(traps)) {
        let mut machine = Machine { memory: vec![0; 10], ..Machine::default() };
        println!("{:?} {:?} {:?} {:?}", machine.run(code, 1000), machine.out, machine.memory, machine.stack);
    }
}
