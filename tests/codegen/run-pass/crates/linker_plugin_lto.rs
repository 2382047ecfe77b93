//! What Cargo gives libraries of a program with `lto = "fat"`: they are to be optimized when it is linked.
//@ aux-build: optimised_by_linker.rs
//@ compile-flags: -Clto=fat
use optimised_by_linker::Table;

fn main() {
    let table: Table = (1..6).collect();
    println!("{} {:?}", table.sum(), table);
}
