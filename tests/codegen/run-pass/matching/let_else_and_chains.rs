//! `let ... else`, chains of `if let`, `while let`, and `matches!`.
use std::hint::black_box;

fn parse(text: &str) -> Option<(&str, i32)> {
    let Some((name, value)) = text.split_once('=') else {
        return None;
    };
    let Ok(value) = value.parse::<i32>() else { return Some((name, -1)) };
    Some((name, value))
}

fn chain(text: &str, limit: Option<i32>) -> &'static str {
    if let Some((name, value)) = parse(text)
        && !name.is_empty()
        && let Some(limit) = limit
        && value <= limit
    {
        if value < 0 && let 'a'..='m' = name.chars().next().unwrap() { "early" } else { "within" }
    } else if let Some((_, 42)) = parse(text) {
        "answer"
    } else {
        "nothing"
    }
}

fn main() {
    for text in black_box(["a=5", "a=500", "=5", "b=x", "z=-3", "none", "q=42"]) {
        println!("{:?} {} {}", parse(text), chain(text, Some(10)), chain(text, None));
    }
    let mut stack = black_box(vec![1, 2, 3, 40, 5]);
    while let Some(top) = stack.pop() {
        if let 40.. = top {
            stack.extend([7, 8]);
            continue;
        }
        print!("{top} ");
        while let Some(&next) = stack.last() && next < 3 {
            stack.pop();
            print!("-{next} ");
        }
    }
    println!();
    let labelled = 'search: {
        for x in 1..20 {
            for y in x..20 {
                if x * x + y * y == black_box(13 * 13) {
                    break 'search Some((x, y));
                }
            }
        }
        None
    };
    println!("{labelled:?} {}", matches!(labelled, Some((5, y)) if y > 10));
}
