//! Errors of the crate `failure`.

use failure::Fail;

#[derive(Debug, Fail)]
enum Error {
    #[fail(display = "no file {} in {:?}", name, _1)]
    Named { name: String, _1: u8 },
    #[fail(display = "number {} is bad", _0)]
    Number(u32, #[fail(cause)] std::num::ParseIntError),
    #[fail(display = "nothing")]
    Nothing,
}

#[derive(Debug, Fail)]
#[fail(display = "a generic error of {:?}", what)]
struct Generic<T: std::fmt::Debug + Send + Sync + 'static> {
    what: T,
}

fn main() {
    let cause = "x".parse::<u32>().unwrap_err();
    let errors: [Box<dyn Fail>; 4] = [
        Box::new(Error::Named { name: "a".into(), _1: 3 }),
        Box::new(Error::Number(4, cause)),
        Box::new(Error::Nothing),
        Box::new(Generic { what: [1, 2] }),
    ];
    for error in errors {
        println!("{error} ({:?})", error.cause().map(|cause| cause.to_string()));
    }
}
