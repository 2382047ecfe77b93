//! Makes what `-Zunpretty=expanded,hygiene` prints comparable. Knows nothing of which compilations are
//! compared.
//!
//! There a name is followed by `/* 123#4 */`: its number in the compiler's table of names, and its
//! syntax context. The number depends on which names were met before it, and loading a module meets
//! others than loading a library does. That two names are the same symbol does not depend on it, nor
//! does the syntax context.

use std::collections::HashMap;

/// Numbers symbols by their first appearance: equal ones stay equal, and different ones different.
/// Changes no other byte.
pub fn renumber_symbols(text: &str) -> String {
    let mut numbers = HashMap::new();
    let mut renumbered = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        renumbered.push_str(before);
        renumbered.push_str("/*");
        rest = after;
        let Some((space, symbol)) = symbol(after) else { continue };
        let next = numbers.len() + 1;
        let number = numbers.entry(symbol).or_insert(next);
        renumbered.push_str(space);
        renumbered.push_str(&number.to_string());
        rest = &after[space.len() + symbol.len()..];
    }
    renumbered.push_str(rest);
    renumbered
}

/// The space and the symbol's number in ` 123#4 */`. A space can be a line break.
fn symbol(comment: &str) -> Option<(&str, &str)> {
    let trimmed = comment.trim_start();
    let space = &comment[..comment.len() - trimmed.len()];
    let (symbol, rest) = digits(trimmed)?;
    let (_, rest) = digits(rest.strip_prefix('#')?)?;
    rest.trim_start().starts_with("*/").then_some((space, symbol))
}

/// A number, and what follows it.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}
