//! Text printed with width, precision, fill and alignment, and escaped.
use std::hint::black_box;

fn main() {
    for text in black_box(["", "a", "wörld", "tab\t\"q\" \\ \u{1}\u{200B}\u{301}", "🦀🦀", "line\n"]) {
        println!("[{text}] [{text:8}] [{text:>8}] [{text:^8}] [{text:*<8}] [{text:.3}] [{text:-^9.2}]");
        println!("{text:?} {text:#?} {:?}", text.escape_debug().to_string());
        println!("{} {}", text.escape_default(), text.escape_unicode());
        for width in 0..4 {
            print!("[{text:width$.width$}]");
        }
        println!("[{:1$}] [{:.*}] [{:>1$}]", text, 7, text, 3);
    }
    println!("[{:5}] [{:<5}] [{:^5}] [{:>5?}]", 'x', 'y', 'z', '\'');
    println!("[{:5}] [{:<7}] [{:>7?}]", true, false, black_box(()));
}
