//! A state machine whose states carry data, and consume themselves.
use std::hint::black_box;

#[derive(Debug, Clone, PartialEq)]
enum State {
    Idle,
    Reading { text: String, quotes: u8 },
    Escaped(Box<State>),
    Done(Vec<String>),
    Failed { at: usize, why: &'static str },
}

impl State {
    fn next(self, at: usize, c: char, words: &mut Vec<String>) -> State {
        match (self, c) {
            (State::Idle, ' ') => State::Idle,
            (State::Idle | State::Reading { .. }, ';') if words.len() > 3 => State::Failed { at, why: "too many" },
            (State::Idle, ';') => State::Done(std::mem::take(words)),
            (State::Idle, '"') => State::Reading { text: String::new(), quotes: 1 },
            (State::Idle, c) => State::Reading { text: c.to_string(), quotes: 0 },
            (state @ State::Reading { .. }, '\\') => State::Escaped(Box::new(state)),
            (State::Reading { text, quotes: 1 }, '"') | (State::Reading { text, quotes: 0 }, ' ') => {
                words.push(text);
                State::Idle
            }
            (State::Reading { text, quotes: 0 }, ';') => {
                words.push(text);
                State::Done(std::mem::take(words))
            }
            (State::Reading { mut text, quotes }, c) => {
                text.push(c);
                State::Reading { text, quotes }
            }
            (State::Escaped(inner), c) => match *inner {
                State::Reading { text, quotes } => State::Reading { text: text + &c.to_string(), quotes },
                _ => State::Failed { at, why: "escape" },
            },
            (done @ (State::Done(_) | State::Failed { .. }), _) => done,
        }
    }
}

fn main() {
    for text in black_box(["a bc;", r#"x "y z" \q\";"#, "", "a b c d;", r#""un closed"#, "done; more", r"a\ b ;"]) {
        let (mut state, mut words) = (State::Idle, Vec::new());
        for (at, c) in text.chars().enumerate() {
            state = state.next(at, c, &mut words);
        }
        println!("{text:?}: {state:?} {words:?}");
    }
    println!("{}", std::mem::size_of::<State>());
}
