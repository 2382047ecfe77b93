//! An interpreter of a stack machine, which counts primes: a loop around a `match` on an enum with data.

#[derive(Clone, Copy, Debug)]
enum Op {
    Push(i64),
    Load(u8),
    Store(u8),
    Add,
    Multiply,
    Remainder,
    Less,
    JumpIfZero(usize),
    Jump(usize),
    Print,
    Halt,
}

struct Machine<'a> {
    code: &'a [Op],
    stack: Vec<i64>,
    locals: [i64; 8],
    printed: Vec<i64>,
    steps: u64,
}

impl Machine<'_> {
    fn pop(&mut self) -> i64 {
        self.stack.pop().expect("the stack is not empty")
    }

    fn binary(&mut self, function: impl Fn(i64, i64) -> i64) {
        let (b, a) = (self.pop(), self.pop());
        self.stack.push(function(a, b));
    }

    fn run(&mut self) {
        let mut at = 0;
        loop {
            let op = self.code[at];
            at += 1;
            self.steps += 1;
            match op {
                Op::Push(value) => self.stack.push(value),
                Op::Load(local) => self.stack.push(self.locals[usize::from(local)]),
                Op::Store(local) => self.locals[usize::from(local)] = self.pop(),
                Op::Add => self.binary(i64::wrapping_add),
                Op::Multiply => self.binary(i64::wrapping_mul),
                Op::Remainder => self.binary(i64::wrapping_rem),
                Op::Less => self.binary(|a, b| i64::from(a < b)),
                Op::JumpIfZero(to) if self.pop() == 0 => at = to,
                Op::JumpIfZero(_) => {}
                Op::Jump(to) => at = to,
                Op::Print => {
                    let value = self.pop();
                    self.printed.push(value);
                }
                Op::Halt => return,
            }
        }
    }
}

/// Local 0 is the number, 1 the divisor, 2 how many primes there were, and 3 where to stop.
const PRIMES: [Op; 36] = [
    Op::Push(2),
    Op::Store(0),
    // 2: is there a number left?
    Op::Load(0),
    Op::Load(3),
    Op::Less,
    Op::JumpIfZero(33),
    Op::Push(2),
    Op::Store(1),
    // 8: is the divisor beyond the root?
    Op::Load(0),
    Op::Load(1),
    Op::Load(1),
    Op::Multiply,
    Op::Less,
    Op::JumpIfZero(19),
    // 14: it is, so this is a prime
    Op::Load(2),
    Op::Push(1),
    Op::Add,
    Op::Store(2),
    Op::Jump(28),
    // 19: does it divide the number?
    Op::Load(0),
    Op::Load(1),
    Op::Remainder,
    Op::JumpIfZero(28),
    // 23: the next divisor
    Op::Load(1),
    Op::Push(1),
    Op::Add,
    Op::Store(1),
    Op::Jump(8),
    // 28: the next number
    Op::Load(0),
    Op::Push(1),
    Op::Add,
    Op::Store(0),
    Op::Jump(2),
    // 33: the end
    Op::Load(2),
    Op::Print,
    Op::Halt,
];

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let limit = 25_000 * i64::from(scale());
    let locals = [0, 0, 0, limit, 0, 0, 0, 0];
    let mut machine =
        Machine { code: &PRIMES, stack: Vec::new(), locals, printed: Vec::new(), steps: 0 };
    machine.run();
    println!("{:?} primes below {limit}, after {} steps", machine.printed, machine.steps);
}
