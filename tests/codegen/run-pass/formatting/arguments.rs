//! Positions, names, widths and precisions taken from arguments, escapes and nesting.
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;

fn nested(arguments: std::fmt::Arguments<'_>) -> String {
    format!("<{arguments}|{:?}>", arguments.as_str())
}

fn main() {
    let (width, precision, value, text) = black_box((9, 2, 3.14159, "text"));
    println!("{1} {0} {} {1} {}", "a", "b");
    println!("[{value:width$.precision$}] [{:1$.2$}]", 2.5, width, precision);
    println!("[{:.*}] [{:>w$}]", 3, text, text, w = 6);
    println!("{{}} {{{value}}} {{{{ {text:?} {0:?} {name}", Some(text), name = 1 + 2);
    println!("{}", nested(format_args!("{} {text}", 1)));
    println!("{}", nested(format_args!("literal")));
    println!("{:?}", format_args!("{}{:>3}", 'x', 'y').to_string());
    let mut out = String::new();
    write!(out, "{:03}", 7).unwrap();
    writeln!(out, "{:+}", 8).unwrap();
    print!("{out}");
    let mut bytes = Vec::new();
    write!(bytes, "{:x}-{}", 255, "é").unwrap();
    println!("{bytes:?}");
    let mut small = [0u8; 5];
    println!("{:?} {:?}", write!(&mut small[..], "{}", 1234567).is_err(), small);
    println!("{0:#06x} {0:#010b} {0:<#6o}| {0:^+7}|", 42);
    println!("{:>1$} {:>1$}", "ab", 4);
    println!("{:🦀^9} {:é<4}|", "mid", 1);
    let long = format!("{:>300}", "end");
    println!("{} {}", long.len(), long.trim_start());
    println!("{}", concat!("a", 1, 2.5, true, 'c'));
    println!("{} {}", stringify!(a + b * c), ["x"; 3].join("/"));
    eprint!("");
    println!("{:p} {:?}", std::ptr::without_provenance::<u8>(0x10), std::ptr::without_provenance::<u8>(0xabc));
    std::io::stdout().write_all(b"raw\n").unwrap();
}
