//! A matcher of regular expressions by derivatives, with boxes, sets and recursion.
use std::collections::BTreeSet;
use std::hint::black_box;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Re {
    Nothing,
    Empty,
    Any,
    Char(char),
    Then(Rc<Re>, Rc<Re>),
    Or(Rc<Re>, Rc<Re>),
    Star(Rc<Re>),
}
use Re::*;

fn then(a: Re, b: Re) -> Re {
    match (a, b) {
        (Nothing, _) | (_, Nothing) => Nothing,
        (Empty, r) | (r, Empty) => r,
        (a, b) => Then(a.into(), b.into()),
    }
}

fn or(a: Re, b: Re) -> Re {
    match (a, b) {
        (Nothing, r) | (r, Nothing) => r,
        (a, b) if a == b => a,
        (a, b) => Or(a.into(), b.into()),
    }
}

impl Re {
    fn parse(text: &str) -> Re {
        let mut chars = text.chars().peekable();
        Re::alternatives(&mut chars)
    }

    fn alternatives(chars: &mut std::iter::Peekable<std::str::Chars>) -> Re {
        let mut all = Nothing;
        loop {
            let mut sequence = Empty;
            while let Some(c) = chars.next_if(|c| !"|)".contains(*c)) {
                let mut atom = match c {
                    '.' => Any,
                    '(' => {
                        let inner = Re::alternatives(chars);
                        chars.next();
                        inner
                    }
                    c => Char(c),
                };
                while let Some(postfix) = chars.next_if(|c| "*+?".contains(*c)) {
                    atom = match postfix {
                        '*' => Star(atom.into()),
                        '+' => then(atom.clone(), Star(atom.into())),
                        _ => or(atom, Empty),
                    };
                }
                sequence = then(sequence, atom);
            }
            all = or(all, sequence);
            if chars.next_if_eq(&'|').is_none() {
                return all;
            }
        }
    }

    fn nullable(&self) -> bool {
        match self {
            Nothing | Any | Char(_) => false,
            Empty | Star(_) => true,
            Then(a, b) => a.nullable() && b.nullable(),
            Or(a, b) => a.nullable() || b.nullable(),
        }
    }

    fn after(&self, c: char) -> Re {
        match self {
            Nothing | Empty => Nothing,
            Any => Empty,
            Char(d) => if c == *d { Empty } else { Nothing },
            Or(a, b) => or(a.after(c), b.after(c)),
            Star(r) => then(r.after(c), self.clone()),
            Then(a, b) if a.nullable() => or(then(a.after(c), (**b).clone()), b.after(c)),
            Then(a, b) => then(a.after(c), (**b).clone()),
        }
    }

    fn states(&self, letters: &str) -> usize {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![self.clone()]);
        while let Some(re) = todo.pop() {
            if seen.len() < 200 && seen.insert(re.clone()) {
                todo.extend(letters.chars().map(|c| re.after(c)));
            }
        }
        seen.len()
    }
}

fn main() {
    for (pattern, texts) in black_box([("a(b|c)*d", ["ad", "abcbd", "abca"]), ("(a|ab)(c|bcd)", ["abcd", "ac", "abc"]), ("x+.y?", ["xxz", "xy", "x"]), ("", ["", "a", "b"]), ("(é|ü)+|n", ["éü", "n", "én"])]) {
        let re = Re::parse(pattern);
        let matches = texts.map(|t| t.chars().fold(re.clone(), |re, c| re.after(c)).nullable());
        println!("{pattern:?} {matches:?} {} {re:?}", re.states("abc"));
    }
}
