//! `cprintln!`, `cformat!`, `cstr!` and `untagged!`: tags that become codes of colours.
//@ dependency: color-print = "0.3"

use color_print::{cformat, cprint, cprintln, cstr, untagged};

const HEADER: &str = cstr!("<bold><underline>header</></>");

fn main() {
    let name = "name";
    cprintln!("<red>red <green,bold>green {} {name:>6}</green,bold></red> <<not a tag>>", 1);
    cprint!("<bg:blue,white!>{:?}</>\n", [1, 2]);
    println!("{} {}", cformat!("<#ff0080>{}</> <rgb(1,2,3)>{x}</>", 3, x = 4), HEADER);
    println!("{}", untagged!("<red>plain</red>"));
    println!("{}", cformat!("<s>a</s><r>b<y>c</y></r><K!>d</K!>"));
}
