//! Default methods that call required ones, through supertraits and generics, and `Self: Sized`.
use std::hint::black_box;

trait Numbered {
    fn number(&self) -> i64;
    fn twice(&self) -> i64 {
        self.number().wrapping_mul(2)
    }
    fn boxed(self) -> Box<dyn Numbered>
    where
        Self: Sized + 'static,
    {
        Box::new(self)
    }
}

trait Ranked: Numbered {
    fn rank(&self) -> i64 {
        self.twice() + self.number()
    }
    fn compare(&self, other: &dyn Ranked) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl Numbered for i8 {
    fn number(&self) -> i64 {
        (*self).into()
    }
}
impl Ranked for i8 {}
impl Numbered for str {
    fn number(&self) -> i64 {
        self.len() as i64
    }
    fn twice(&self) -> i64 {
        -1
    }
}
impl Numbered for [i8] {
    fn number(&self) -> i64 {
        self.iter().map(Numbered::number).sum()
    }
}
impl Numbered for (u32, f32) {
    fn number(&self) -> i64 {
        i64::from(self.0) + self.1 as i64
    }
}
impl Ranked for (u32, f32) {
    fn rank(&self) -> i64 {
        self.1 as i64
    }
}
impl<T: Numbered + ?Sized> Numbered for &T {
    fn number(&self) -> i64 {
        (**self).number() + 1000
    }
}

fn rank_of<T: Ranked + ?Sized>(value: &T) -> i64 {
    value.rank()
}

fn main() {
    let (a, b) = black_box((-7i8, (9u32, 3.7f32)));
    println!("{} {} {:?} {:?}", a.rank(), b.rank(), a.compare(&b), b.compare(&a));
    let objects: [&dyn Ranked; 2] = [&a, &b];
    println!("{:?}", objects.map(|o| (o.twice(), rank_of(o))));
    println!("{} {} {}", "text".number(), "text".twice(), [1i8, 2, -5][..].twice());
    println!("{} {}", (&&a).boxed_number(), b.boxed().twice());
}

trait BoxedNumber {
    fn boxed_number(&self) -> i64;
}

impl<T: Numbered> BoxedNumber for T {
    fn boxed_number(&self) -> i64 {
        self.twice() + self.number()
    }
}
