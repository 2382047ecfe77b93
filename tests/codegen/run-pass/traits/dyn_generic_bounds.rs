//! Objects of generic traits, of closures' traits, with lifetimes, and several bounds.
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;

trait Visitor<T> {
    fn visit(&mut self, value: &T);
    fn finish(&self) -> String;
}

struct Sum(i64);
struct Longest<'a>(&'a str);
struct Trace<W: Write>(W);

impl Visitor<i32> for Sum {
    fn visit(&mut self, value: &i32) {
        self.0 += i64::from(*value);
    }
    fn finish(&self) -> String {
        self.0.to_string()
    }
}

impl<'a> Visitor<&'a str> for Longest<'a> {
    fn visit(&mut self, value: &&'a str) {
        if value.len() > self.0.len() {
            self.0 = value;
        }
    }
    fn finish(&self) -> String {
        self.0.to_owned()
    }
}

impl<T: std::fmt::Debug, W: Write + ToString> Visitor<T> for Trace<W> {
    fn visit(&mut self, value: &T) {
        write!(self.0, "{value:?};").unwrap();
    }
    fn finish(&self) -> String {
        self.0.to_string()
    }
}

fn walk<T>(values: &[T], visitors: &mut [&mut dyn Visitor<T>]) -> Vec<String> {
    for value in values {
        visitors.iter_mut().for_each(|v| v.visit(value));
    }
    visitors.iter().map(|v| v.finish()).collect()
}

fn main() {
    println!("{:?}", walk(&black_box([5, -2, i32::MAX]), &mut [&mut Sum(10), &mut Trace(String::new())]));
    let owned = black_box(String::from("one three five"));
    let words: Vec<&str> = owned.split(' ').collect();
    println!("{:?}", walk(&words, &mut [&mut Longest(""), &mut Trace(String::from(">"))]));
    let mut table: BTreeMap<&str, Box<dyn Fn(f64) -> f64 + Send + Sync>> = BTreeMap::new();
    let scale = black_box(2.5);
    table.insert("scale", Box::new(move |x| x * scale));
    table.insert("square", Box::new(|x| x * x));
    table.insert("sqrt", Box::new(f64::sqrt));
    println!("{:?}", table.iter().map(|(name, f)| format!("{name} {}", f(9.0))).collect::<Vec<_>>());
}
