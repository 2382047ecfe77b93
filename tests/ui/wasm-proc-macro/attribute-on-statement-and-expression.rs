// With the features for it, attribute macros apply to statements and expressions.
//@ run-pass
//@ proc-macro: positions.rs
//@ edition: 2021

#![feature(proc_macro_hygiene, stmt_expr_attributes)]

use positions::identity_attr;

fn main() {
    #[identity_attr]
    let one = 1;
    let two = #[identity_attr]
    (one + one);
    #[identity_attr]
    assert_eq!(two, 2);
    #[identity_attr]
    fn three() -> u8 {
        3
    }
    let value = match three() {
        #[cfg(all())]
        3 => #[identity_attr]
        {
            "three"
        }
        _ => "another",
    };
    assert_eq!(value, "three");
}
