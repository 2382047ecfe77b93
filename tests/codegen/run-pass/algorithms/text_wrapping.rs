//! Text is wrapped, aligned in columns, indented, counted, and turned into a table and back.
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;

const TEXT: &str = "It was a bright cold day in a month of the year, and the clocks were all of them wrong; \
    nobody minded — größer als sonst, as someone said, is what days are when clocks are wrong.";

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

fn justified(line: &str, width: usize) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let Some(gaps) = words.len().checked_sub(1).filter(|g| *g > 0) else { return line.to_owned() };
    let spaces = width - words.iter().map(|w| w.chars().count()).sum::<usize>();
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        out += word;
        if i < gaps {
            out += &" ".repeat(spaces / gaps + usize::from(i < spaces % gaps));
        }
    }
    out
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(|c| rows.iter().filter_map(|r| r.get(c)).map(|t| t.chars().count()).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        for (c, width) in widths.iter().enumerate() {
            let cell = row.get(c).map_or("", |t| t);
            if cell.parse::<f64>().is_ok() {
                write!(out, "| {cell:>width$} ").unwrap();
            } else {
                write!(out, "| {cell:<width$} ").unwrap();
            }
        }
        out.push_str("|\n");
    }
    out
}

fn rot13(text: &str) -> String {
    let turn = |c: char, base: u8| char::from((c as u8 - base + 13) % 26 + base);
    text.chars().map(|c| match c {
        'a'..='z' => turn(c, b'a'),
        'A'..='Z' => turn(c, b'A'),
        c => c,
    }).collect()
}

fn main() {
    for width in black_box([20, 33]) {
        let lines = wrapped(TEXT, width);
        for line in &lines {
            println!("{:^width$}|{}|{:>width$}", line, justified(line, width), line);
        }
    }
    let mut lengths = BTreeMap::<usize, Vec<&str>>::new();
    TEXT.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).for_each(|w| lengths.entry(w.chars().count()).or_default().push(w));
    let rows: Vec<Vec<String>> = lengths.iter().map(|(n, words)| vec![n.to_string(), words.len().to_string(), words.join(" ")]).collect();
    print!("{}", table(&rows));
    println!("{} {}", rot13(&TEXT[..30]), rot13(&rot13(TEXT)) == TEXT);
}
