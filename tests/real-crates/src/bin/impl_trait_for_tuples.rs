//! `#[impl_for_tuples]`: a trait for tuples, fully or half automatic.

use impl_trait_for_tuples::impl_for_tuples;

#[impl_for_tuples(3)]
trait Notify {
    fn notify(&self, event: &str);
}

struct Log(u8);

impl Notify for Log {
    fn notify(&self, event: &str) {
        println!("{} {event}", self.0);
    }
}

trait Measure {
    type Parts;
    const COUNT: usize;
    fn sum(&self) -> usize;
    fn names() -> Vec<&'static str>;
}

impl Measure for u8 {
    type Parts = u8;
    const COUNT: usize = 1;
    fn sum(&self) -> usize {
        usize::from(*self)
    }
    fn names() -> Vec<&'static str> {
        vec!["u8"]
    }
}

impl Measure for &str {
    type Parts = char;
    const COUNT: usize = 2;
    fn sum(&self) -> usize {
        self.len()
    }
    fn names() -> Vec<&'static str> {
        vec!["str"]
    }
}

#[impl_for_tuples(1, 4)]
#[tuple_types_custom_trait_bound(Measure)]
impl Measure for Tuple {
    for_tuples!( type Parts = ( #( Tuple::Parts ),* ); );
    for_tuples!( const COUNT: usize = #( Tuple::COUNT )+*; );
    fn sum(&self) -> usize {
        let mut sum = 0;
        for_tuples!( #( sum += self.Tuple.sum(); )* );
        sum
    }
    fn names() -> Vec<&'static str> {
        let mut names = Vec::new();
        for_tuples!( #( names.extend(Tuple::names()); )* );
        names
    }
}

fn main() {
    (Log(1), (Log(2), Log(3)), ()).notify("event");
    println!("{} {}", (1u8, "four", 2u8).sum(), <(u8, &str, (u8, &str))>::COUNT);
    println!("{:?}", <((u8, &str), u8)>::names());
    println!("{}", std::any::type_name::<<(u8, &str) as Measure>::Parts>());
}
