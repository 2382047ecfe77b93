//! A `String` grows, shrinks and is changed in the middle.
use std::hint::black_box;

fn main() {
    let mut text = String::from(black_box("hello"));
    text.push('!');
    text.push_str(" wörld");
    text.insert(0, '¡');
    text.insert_str(2, "--");
    println!("{text} {} {}", text.len(), text.chars().count());
    println!("{:?} {:?} {text}", text.pop(), text.remove(3));
    text.retain(|c| c != 'l');
    println!("{text}");
    text.replace_range(2..5, "[…]");
    println!("{text} {:?}", text.drain(..3).collect::<String>());
    text.truncate(6);
    println!("{text:?} {:?}", text.split_off(3));
    text.extend(['a', 'b']);
    text.extend(["cd", "ef"]);
    println!("{text} {}", text.replace("c", "CC").replacen('a', "", 1));
    text.make_ascii_uppercase();
    println!("{text} {} {}", text.to_lowercase(), text.eq_ignore_ascii_case(&text.to_lowercase()));
    text.clear();
    println!("{:?} {}", text, text.is_empty());
    println!("{}", "ab".repeat(5) + &["x", "y"].concat() + &["1", "2", "3"].join(", "));
    println!("{} {}", "ΑΣ ΣΑΣ".to_lowercase(), "straße ŉ".to_uppercase());
    let bytes = "text".to_owned().into_bytes();
    println!("{bytes:?} {:?}", String::from_utf8(bytes.clone()).unwrap().into_boxed_str());
}
