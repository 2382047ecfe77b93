//! The lowest of three libraries.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub text: String,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Number,
    Operator(u8),
    End,
}

pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let kind = match word.as_bytes() {
            [b @ (b'+' | b'-' | b'*' | b'/')] => Kind::Operator(*b),
            _ => Kind::Number,
        };
        tokens.push(Token { text: word.to_owned(), kind });
    }
    tokens.push(Token { text: String::new(), kind: Kind::End });
    tokens
}
