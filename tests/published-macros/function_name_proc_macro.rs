//! `#[named]`: the name of the function, inside of it.
//@ dependency: function_name = "0.3"

use function_name::named;

#[named]
fn first() -> &'static str {
    function_name!()
}

struct S;

impl S {
    #[named]
    fn method<const N: usize>(&self) -> String {
        const NAME: &str = function_name!();
        NAME.repeat(N)
    }
}

fn main() {
    println!("{} {}", first(), S.method::<2>());
}
