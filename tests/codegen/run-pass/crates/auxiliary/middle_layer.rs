//! A library that uses another, and shows it.
//@ compile-flags: -Ccodegen-units=4
pub use base_layer::{Kind, Token};

pub mod stack {
    pub fn pop_two(stack: &mut Vec<i64>) -> Option<(i64, i64)> {
        let b = stack.pop()?;
        Some((stack.pop()?, b))
    }
}

pub mod evaluate {
    use super::{Kind, Token, stack};

    pub fn tokens(tokens: &[Token]) -> Result<i64, String> {
        let mut values = Vec::new();
        for token in tokens {
            match token.kind {
                Kind::Number => values.push(token.text.parse().map_err(|e| format!("{}: {e}", token.text))?),
                Kind::Operator(o) => {
                    let (a, b) = stack::pop_two(&mut values).ok_or("the stack is empty")?;
                    values.push(match o {
                        b'+' => a + b,
                        b'-' => a - b,
                        b'*' => a * b,
                        _ => a.checked_div(b).ok_or_else(|| format!("{a} / {b}"))?,
                    });
                }
                Kind::End => break,
            }
        }
        match values[..] {
            [value] => Ok(value),
            _ => Err(format!("{} values", values.len())),
        }
    }
}

pub fn text(text: &str) -> Result<i64, String> {
    evaluate::tokens(&base_layer::tokens(text))
}
