//! `concat_idents!`: identifiers made of several, and of macro calls.
//@ dependency: concat-idents = "1"

use concat_idents::concat_idents;

macro_rules! define {
    ($prefix:ident, $number:literal) => {
        concat_idents!(name = $prefix, _, number_, $number {
            fn name() -> &'static str {
                stringify!(name)
            }
        });
    };
}

define!(get, 1);
define!(set, 23);

fn main() {
    println!("{} {}", get_number_1(), set_number_23());
    concat_idents!(function_name = get, _, number, _, 1 {
        let name = function_name();
        println!("{name}");
    });
}
