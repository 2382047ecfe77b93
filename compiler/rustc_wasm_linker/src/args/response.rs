//! Response files: `@FILE` on a command line stands for the arguments in the file. The quoting is
//! the one rustc writes: blanks separate, `\` takes the next character as it is, quotes keep blanks.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::error::{Error, ErrorKind};

/// Files may name files, but not so deep that they could name themselves forever.
const MAX_DEPTH: usize = 20;

/// Arguments on one command line, those of response files included: a number that no command line
/// has and that a file which doubles itself twenty times reaches.
const MAX_ARGUMENTS: usize = 1_000_000;

/// Replaces every `@FILE` by what the file has. Names of missing files stay, as they may be inputs.
pub fn expand(args: Vec<OsString>) -> Result<Vec<OsString>, Error> {
    let mut expanded = args;
    for _ in 0..MAX_DEPTH {
        let mut changed = false;
        let mut next = Vec::new();
        for arg in expanded {
            match arg.to_str().and_then(|text| text.strip_prefix('@')).map(Path::new) {
                Some(path) if path.is_file() => {
                    let text = fs::read_to_string(path)
                        .map_err(|error| ErrorKind::Read { path: path.to_owned(), error })?;
                    next.extend(split(&text).into_iter().map(OsString::from));
                    changed = true;
                }
                _ => next.push(arg),
            }
            if next.len() > MAX_ARGUMENTS {
                return Err(too_deep().into());
            }
        }
        expanded = next;
        if !changed {
            return Ok(expanded);
        }
    }
    Err(too_deep().into())
}

fn too_deep() -> ErrorKind {
    ErrorKind::OptionValue { option: "@FILE".into(), expected: "a file that does not name itself" }
}

fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', None | Some('"')) => {
                word.get_or_insert_default().extend(chars.next());
            }
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_ascii_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_separated_by_blanks_and_kept_together_by_quotes() {
        assert_eq!(split("a  b\n\"c d\" 'e \\f'\n"), ["a", "b", "c d", "e \\f"]);
    }

    #[test]
    fn a_backslash_takes_what_follows_as_it_is() {
        assert_eq!(split(r#"a\ b "c\"d" \\"#), ["a b", "c\"d", "\\"]);
    }

    #[test]
    fn quotes_make_an_empty_word() {
        assert_eq!(split("\"\" a"), ["", "a"]);
    }
}
