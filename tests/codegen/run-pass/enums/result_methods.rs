//! The methods of `Result`, and `?` through functions with other errors.
use std::fmt;
use std::hint::black_box;
use std::num::ParseIntError;

#[derive(Debug)]
enum Problem {
    Number(ParseIntError),
    Negative(i64),
    Missing,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Number(error) => write!(f, "no number: {error}"),
            Problem::Negative(n) => write!(f, "negative: {n}"),
            Problem::Missing => f.write_str("missing"),
        }
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Problem::Number(error) = self { Some(error) } else { None }
    }
}

impl From<ParseIntError> for Problem {
    fn from(error: ParseIntError) -> Self {
        Problem::Number(error)
    }
}

fn sum(text: &str) -> Result<i64, Problem> {
    let (a, b) = text.split_once('+').ok_or(Problem::Missing)?;
    let sum = a.trim().parse::<i64>()? + b.trim().parse::<i64>()?;
    if sum < 0 { Err(Problem::Negative(sum)) } else { Ok(sum) }
}

fn boxed(text: &str) -> Result<i64, Box<dyn std::error::Error>> {
    let n = sum(text)?;
    if n == 13 { Err("unlucky".into()) } else { Ok(n * 2) }
}

fn main() {
    use std::error::Error;
    for text in black_box(["1+2", "1", "x+1", "3 + -9", "6+7", "99999999999999999999+1"]) {
        match sum(text) {
            Ok(n) => println!("{n}"),
            Err(e) => println!("{e} {:?} {}", e, e.source().is_some()),
        }
        println!("{:?}", boxed(text).map_err(|e| (e.to_string(), e.is::<Problem>())));
        println!("{} {:?}", sum(text).unwrap_or(-1), sum(text).ok().and_then(|n| n.checked_sub(1)));
        println!("{} {}", sum(text).is_ok_and(|n| n > 3), sum(text).map_or_else(|e| e.to_string().len(), |n| n as usize));
    }
    let all = |texts: &[&str]| texts.iter().map(|t| t.parse::<u8>()).collect::<Result<Vec<_>, _>>();
    println!("{:?} {:?}", all(&["1", "2"]), all(&["1", "256", "x"]));
    println!("{:?}", Ok::<Option<i32>, ()>(None).transpose());
    println!("{:?} {:?}", Ok::<i32, i32>(3).and(Err::<(), _>(4)), Err::<i32, _>(3).or_else(|e: i32| Ok::<_, ()>(e * 2)));
}
