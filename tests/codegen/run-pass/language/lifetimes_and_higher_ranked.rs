//! Functions over all lifetimes, callbacks with borrowed arguments, and borrowed iterators.
use std::collections::HashMap;
use std::hint::black_box;

fn apply<F>(texts: &[String], f: F) -> Vec<usize>
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    texts.iter().map(|t| f(t).len()).collect()
}

struct Tokens<'t> {
    rest: &'t str,
}

impl<'t> Tokens<'t> {
    fn peek(&self) -> Option<&'t str> {
        self.clone_tokens().next()
    }

    fn clone_tokens(&self) -> Tokens<'t> {
        Tokens { rest: self.rest }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = &'t str;
    fn next(&mut self) -> Option<&'t str> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        let end = if first.is_alphanumeric() {
            self.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest.len())
        } else {
            first.len_utf8()
        };
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(token)
    }
}

type Callback<'a> = Box<dyn for<'b> FnMut(&'b [u8], &mut Vec<&'a str>) -> usize + 'a>;

fn callbacks<'a>(words: &'a [&'a str]) -> Vec<Callback<'a>> {
    vec![
        Box::new(|bytes, out| { out.push(words[bytes.len() % words.len()]); bytes.len() }),
        Box::new(move |bytes, out| { out.extend(words.iter().take(bytes[0].into())); out.len() }),
    ]
}

fn group<'k, 'v>(pairs: &[(&'k str, &'v str)]) -> HashMap<&'k str, Vec<&'v str>> {
    pairs.iter().fold(HashMap::new(), |mut map, (k, v)| {
        map.entry(*k).or_insert_with(Vec::new).push(*v);
        map
    })
}

fn main() {
    let texts = black_box(["  padded ", "x", ""]).map(String::from);
    println!("{:?} {:?}", apply(&texts, str::trim), apply(&texts, |t| &t[..t.len() / 2]));
    let source = String::from("let größe=41+x1 ;");
    let mut tokens = Tokens { rest: &source };
    println!("{:?} {:?}", tokens.peek(), tokens.by_ref().take(3).collect::<Vec<_>>());
    println!("{:?}", tokens.collect::<Vec<_>>());
    let words = ["a", "b", "c"];
    let mut out = Vec::new();
    for mut callback in callbacks(&words) {
        println!("{}", callback(&[2, 9], &mut out));
    }
    println!("{out:?}");
    let grouped = group(&[("k", "1"), ("l", "2"), ("k", "3")]);
    println!("{:?} {:?}", grouped["k"], grouped["l"]);
}
