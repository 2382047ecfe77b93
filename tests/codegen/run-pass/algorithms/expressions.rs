//! Expressions are parsed by precedence, simplified, derived and evaluated.
use std::fmt;
use std::hint::black_box;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
enum Expr {
    Number(i64),
    Variable(char),
    Binary(char, Rc<Expr>, Rc<Expr>),
    Minus(Rc<Expr>),
}
use Expr::*;

fn precedence(c: char) -> Option<(u8, u8)> {
    Some(match c {
        '+' | '-' => (1, 2),
        '*' | '/' => (3, 4),
        '^' => (8, 7),
        _ => return None,
    })
}

fn parse(tokens: &mut std::iter::Peekable<std::str::Chars>, least: u8) -> Result<Expr, String> {
    let mut left = match tokens.next() {
        Some(c @ '0'..='9') => {
            let mut n = i64::from(c as u8 - b'0');
            while let Some(d) = tokens.peek().and_then(|c| c.to_digit(10)) {
                n = n * 10 + i64::from(d);
                tokens.next();
            }
            Number(n)
        }
        Some(c @ 'a'..='z') => Variable(c),
        Some('-') => Minus(parse(tokens, 5)?.into()),
        Some('(') => {
            let inner = parse(tokens, 0)?;
            if tokens.next() != Some(')') {
                return Err("no )".into());
            }
            inner
        }
        other => return Err(format!("unexpected {other:?}")),
    };
    while let Some(&operator) = tokens.peek() {
        let Some((before, after)) = precedence(operator).filter(|p| p.0 >= least) else { break };
        debug_assert!(before != after);
        tokens.next();
        left = Binary(operator, left.into(), parse(tokens, after)?.into());
    }
    Ok(left)
}

fn value(expr: &Expr, x: i64) -> Option<i64> {
    Some(match expr {
        Number(n) => *n,
        Variable(c) => if *c == 'x' { x } else { *c as i64 - 96 },
        Minus(e) => value(e, x)?.checked_neg()?,
        Binary(o, a, b) => {
            let (a, b) = (value(a, x)?, value(b, x)?);
            match o {
                '+' => a.checked_add(b)?,
                '-' => a.checked_sub(b)?,
                '*' => a.checked_mul(b)?,
                '/' => a.checked_div(b)?,
                _ => a.checked_pow(b.try_into().ok()?)?,
            }
        }
    })
}

fn simple(expr: Expr) -> Expr {
    match expr {
        Binary(o, a, b) => match (o, simple(Rc::unwrap_or_clone(a)), simple(Rc::unwrap_or_clone(b))) {
            ('+', Number(0), e) | ('+' | '-', e, Number(0)) | ('*', Number(1), e) | ('*' | '^', e, Number(1)) => e,
            ('*', Number(0), _) | ('*', _, Number(0)) => Number(0),
            (o, Number(a), Number(b)) if o != '/' && b >= 0 => value(&Binary(o, Number(a).into(), Number(b).into()), 0).map_or(Number(0), Number),
            (o, a, b) => Binary(o, a.into(), b.into()),
        },
        Minus(e) => match simple(Rc::unwrap_or_clone(e)) {
            Minus(e) => (*e).clone(),
            Number(n) => Number(-n),
            e => Minus(e.into()),
        },
        e => e,
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number(n) => write!(f, "{n}"),
            Variable(c) => write!(f, "{c}"),
            Minus(e) => write!(f, "-{e}"),
            Binary(o, a, b) => write!(f, "({a}{o}{b})"),
        }
    }
}

fn main() {
    for text in black_box(["1+2*3-4", "2^3^2", "-x*-(x+1)", "(a+b)*c/0", "x*0+1*y-0", "((x))", "1+", "(1", "9^99", "8/3-8*-3", "--5+-x^2"]) {
        match parse(&mut text.chars().peekable(), 0) {
            Ok(e) => println!("{text}: {e} {} {:?}", simple(e.clone()), [-3, 0, 7].map(|x| value(&e, x))),
            Err(error) => println!("{text}: {error}"),
        }
    }
}
