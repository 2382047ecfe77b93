//! Builders by value and by reference, newtypes with operators, and types with invariants.
use std::fmt::{self, Display};
use std::hint::black_box;
use std::ops::{AddAssign, Mul};

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Default)]
struct Metres(f64);
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Seconds(f64);
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Speed(f64);

impl Mul<Seconds> for Speed {
    type Output = Metres;
    fn mul(self, time: Seconds) -> Metres {
        Metres(self.0 * time.0)
    }
}
impl AddAssign for Metres {
    fn add_assign(&mut self, other: Metres) {
        self.0 += other.0;
    }
}
impl std::iter::Sum for Metres {
    fn sum<I: Iterator<Item = Metres>>(iter: I) -> Metres {
        iter.fold(Metres::default(), |mut a, b| { a += b; a })
    }
}

#[derive(Default, Debug, Clone)]
struct Request {
    path: String,
    headers: Vec<(String, String)>,
    retries: Option<u8>,
    body: Option<Box<[u8]>>,
}

impl Request {
    fn to(path: impl Into<String>) -> Request {
        Request { path: path.into(), ..Request::default() }
    }
    fn header(mut self, name: &str, value: impl Display) -> Request {
        self.headers.push((name.to_owned(), value.to_string()));
        self
    }
    fn retries(mut self, n: impl Into<Option<u8>>) -> Request {
        self.retries = n.into();
        self
    }
    fn body(&mut self, bytes: impl AsRef<[u8]>) -> &mut Request {
        self.body = Some(bytes.as_ref().into());
        self
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Even(u32);

impl Even {
    const MAX: Even = Even(u32::MAX - 1);
    fn new(n: u32) -> Option<Even> {
        (n % 2 == 0).then_some(Even(n))
    }
    fn next(self) -> Option<Even> {
        self.0.checked_add(2).map(Even)
    }
}

impl fmt::Debug for Even {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Even").field(&(self.0 / 2)).field(&2).finish()
    }
}

fn main() {
    let way: Metres = black_box([(1.5, 2.0), (0.25, 8.0)]).map(|(v, t)| Speed(v) * Seconds(t)).into_iter().sum();
    println!("{way:?} {}", way > Metres(4.9));
    let mut request = Request::to(black_box("/path")).header("a", 1).header("b", 2.5).retries(3);
    request.body("text").body([1, 2, 3]).retries = None;
    println!("{request:?} {:?}", Request::to(String::from("x")).retries(None).body);
    println!("{:?} {:?} {:?}", Even::new(black_box(4)), Even::new(5), Even::new(8).and_then(Even::next));
    println!("{:?} {:?}", Even::MAX.next(), Even::MAX > Even(0));
}
