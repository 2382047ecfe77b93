//! Sets of flags by constants and operators, and enums made from numbers and texts.
use std::fmt;
use std::hint::black_box;
use std::ops::{BitOr, Not, Sub};
use std::str::FromStr;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Flags(u8);

impl Flags {
    const READ: Flags = Flags(1);
    const WRITE: Flags = Flags(2);
    const RUN: Flags = Flags(4);
    const ALL: [(Flags, &'static str); 3] = [(Self::READ, "r"), (Self::WRITE, "w"), (Self::RUN, "x")];

    fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}
impl Sub for Flags {
    type Output = Flags;
    fn sub(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }
}
impl Not for Flags {
    type Output = Flags;
    fn not(self) -> Flags {
        Flags(!self.0 & 7)
    }
}
impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Self::ALL.iter().try_for_each(|(flag, name)| f.write_str(if self.has(*flag) { name } else { "-" }))
    }
}
impl FromStr for Flags {
    type Err = char;
    fn from_str(text: &str) -> Result<Flags, char> {
        text.chars().try_fold(Flags(0), |flags, c| match c {
            '-' => Ok(flags),
            c => Self::ALL.iter().find(|(_, name)| name.starts_with(c)).map(|(flag, _)| flags | *flag).ok_or(c),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i16)]
enum Level {
    Low = -300,
    Mid = 0,
    High = 300,
}

impl TryFrom<i64> for Level {
    type Error = i64;
    fn try_from(n: i64) -> Result<Level, i64> {
        [Level::Low, Level::Mid, Level::High].into_iter().find(|l| *l as i64 == n).ok_or(n)
    }
}

fn main() {
    let flags = black_box(Flags::READ) | Flags::RUN;
    println!("{flags:?} {:?} {:?} {:?}", !flags, flags - Flags::READ, flags | Flags::WRITE);
    println!("{:?}", black_box(["r-x", "", "wr", "rq"]).map(str::parse::<Flags>));
    println!("{:?}", black_box([-300i64, 0, 300, 301, -299, 65236]).map(Level::try_from));
    println!("{:?} {}", Level::Low.max(Level::Mid), Level::High > Level::Low);
    println!("{:?}", (0..8).map(Flags).filter(|f| f.has(Flags::WRITE)).collect::<Vec<_>>());
}
