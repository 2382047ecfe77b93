//! What indoc's macros refuse, and errors in the formats they make.

use indoc::{concatdoc, formatdoc, indoc, printdoc};

fn main() {
    indoc!(text);
    indoc!("a" "b");
    indoc!();
    formatdoc! {"
        {missing} {} {1}
          {0:?}
    ", Vec::<u8>::new()};
    printdoc! {"
        {
    "};
    printdoc!(5, 6);
    concatdoc! {"a", [1]};
    let wrong: u8 = indoc! {"
        text
    "};
}
