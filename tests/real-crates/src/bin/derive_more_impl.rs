//! derive_more's derives: operators, conversions, formatting, errors, constructors.

use std::collections::BTreeMap;

use derive_more::with_trait::{
    Add, AddAssign, AsRef, Constructor, Debug, Deref, DerefMut, Display, Error, From, FromStr, Index,
    IndexMut, Into, IntoIterator, IsVariant, Mul, Neg, Not, Sum, TryFrom, TryInto, TryUnwrap, Unwrap,
};

#[derive(Add, AddAssign, Clone, Constructor, Copy, Debug, Display, Mul, Neg, PartialEq, Sum)]
#[display("({x}, {y:>4})")]
struct Point<T> {
    x: T,
    y: T,
}

#[derive(Clone, Debug, Display, From, IsVariant, PartialEq, TryUnwrap, Unwrap)]
#[unwrap(ref)]
enum Value {
    #[display("nothing")]
    Nothing,
    #[display("number {_0:03}")]
    #[from(i64, u8)]
    Number(i64),
    #[from(String, &str)]
    #[display("text {_0:?} of {}", _0.len())]
    Text(String),
    #[debug("Pair<{_0}>")]
    #[display("{_0}={_1}")]
    #[from((u8, u8))]
    Pair(u8, u8),
}

// One type, and owned: the order of several follows a `HashMap`, natively another one each time.
#[derive(Debug, TryInto)]
enum Numbers {
    One(i64),
    Other(i64),
}

#[derive(Debug, Display, Error, From)]
enum Trouble {
    #[display("bad number: {source}")]
    Number { source: std::num::ParseIntError },
    #[display("bad utf8")]
    Utf8(std::str::Utf8Error),
    #[from(ignore)]
    #[display("other: {_0}")]
    Other(#[error(not(source))] String),
}

#[derive(AsRef, Debug, Deref, DerefMut, From, Index, IndexMut, Into, IntoIterator)]
#[into(owned, ref)]
struct List<T>(Vec<T>);

#[derive(Debug, FromStr, Not, PartialEq)]
struct Switch(bool);

#[derive(Debug, FromStr, TryFrom)]
#[try_from(repr)]
#[repr(u8)]
enum Level {
    Low = 2,
    High = 5,
}

#[derive(Debug)]
struct Map<K, V> {
    #[debug("{}", entries.len())]
    entries: BTreeMap<K, V>,
    #[debug(skip)]
    _hidden: u8,
}

fn parse(text: &str) -> Result<i64, Trouble> {
    if text.is_empty() { Err(Trouble::Other("empty".into())) } else { Ok(text.parse()?) }
}

fn main() {
    let mut point = Point::new(1, 2) + Point { x: 3, y: 4 };
    point += -point * 3;
    println!("{point} {point:?} {}", [point, point].into_iter().sum::<Point<i32>>());
    for value in [Value::Nothing, 5u8.into(), "x".into(), (1u8, 2).into()] {
        println!("{value} {value:?} {}", value.is_number());
        println!("{:?}", value.clone().try_unwrap_text().map_err(|error| error.to_string()));
    }
    println!("{}", std::panic::catch_unwind(|| Value::Nothing.unwrap_pair()).is_err());
    for text in ["12", "", "z"] {
        match parse(text) {
            Ok(number) => println!("{number}"),
            Err(error) => println!("{error} / {:?}", std::error::Error::source(&error).is_some()),
        }
    }
    println!("{:?} {:?}", i64::try_from(Numbers::One(3)), i64::try_from(Numbers::Other(4)));
    let mut list = List::from(vec![3, 1, 2]);
    list.sort();
    list[0] = 9;
    println!("{list:?} {} {:?}", list.len(), list.as_ref());
    println!("{:?}", list.into_iter().map(|n: i32| n * 2).collect::<Vec<_>>());
    println!("{:?} {:?}", !"true".parse::<Switch>().unwrap(), "high".parse::<Level>());
    println!("{:?} {:?}", Level::try_from(2), "x".parse::<Level>().map_err(|e| e.to_string()));
    println!("{}", Level::try_from(3).unwrap_err());
    println!("{:?}", Map { entries: BTreeMap::from([(1, 'a')]), _hidden: 0 });
}
