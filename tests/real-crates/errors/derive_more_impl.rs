//! What derive_more's derives refuse.

use derive_more::{Add, Deref, Display, Error, From, FromStr, Into, IsVariant, TryInto};

#[derive(Display)]
#[display("{missing} {_1}")]
struct Missing {
    present: u8,
}

#[derive(Display)]
enum Unclear {
    A(u8),
    B(u8, u8),
}

#[derive(Deref)]
struct TwoFields(u8, u8);

#[derive(From)]
#[from(unknown)]
enum Clash {
    A(u8),
    B(u8),
}

#[derive(Into)]
enum NotAStruct {
    A,
}

#[derive(Add)]
union Union {
    a: u8,
}

#[derive(Error, Debug)]
struct NoDisplay {
    #[error(source, backtrace, nothing)]
    source: u8,
}

#[derive(FromStr)]
struct Unparsable(Vec<u8>);

#[derive(IsVariant, TryInto)]
#[try_into(owned, stolen)]
enum Forms {
    #[is_variant(ignore = 3)]
    A(u8),
}

fn main() {}
