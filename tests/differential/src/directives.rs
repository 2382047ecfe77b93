//! What the `//@` comments at the top of a fixture's `main.rs` say. Does not act on any of it.
//!
//! | Directive | Meaning |
//! |---|---|
//! | `edition: 2024` | of the program and its libraries; 2021 if not given |
//! | `macro-edition: 2015` | of the macro crate; 2021 if not given |
//! | `args: -Zmacro-backtrace` | for each compilation of the program |
//! | `macro-args: -O` | for the macro crate |
//! | `env: NAME=VALUE` | for each compilation of the program |
//! | `aux: library.rs` | a library that may use the macros, and that the program may use |
//! | `generate: FILE 1000 START : TEXT : END` | writes a file with a thousand lines of the text |
//! | `crlf`, `bom` | what the lines of `main.rs` end in, and what it starts with; Git might change both |
//! | `fails` | the compilation reports errors |
//! | `wasi-stops` | on WASI, where nothing unwinds, it ends with the first fatal error inside of a macro |
//! | `exit: 101` | the program ends with this code; 0 if not given |
//! | `expect: TEXT` | something that is compared has this text, natively: the fixture shows what it says |

#[derive(Debug)]
pub struct Directives {
    pub edition: String,
    pub macro_edition: String,
    pub args: Vec<String>,
    pub macro_args: Vec<String>,
    pub env: Vec<(String, String)>,
    pub aux: Vec<String>,
    pub generate: Vec<Generated>,
    pub crlf: bool,
    pub bom: bool,
    pub fails: bool,
    pub wasi_stops: bool,
    pub exit: i32,
    pub expect: Vec<String>,
}

/// A file that is written, not copied.
#[derive(Debug)]
pub struct Generated {
    pub name: String,
    pub text: String,
}

impl Directives {
    /// Reads the directives in the source of `main.rs`.
    pub fn parse(source: &str) -> Result<Directives, String> {
        let mut directives = Directives {
            edition: "2021".to_owned(),
            macro_edition: "2021".to_owned(),
            args: Vec::new(),
            macro_args: Vec::new(),
            env: Vec::new(),
            aux: Vec::new(),
            generate: Vec::new(),
            crlf: false,
            bom: false,
            fails: false,
            wasi_stops: false,
            exit: 0,
            expect: Vec::new(),
        };
        let mut at_the_top = true;
        for line in source.lines() {
            at_the_top &= line.starts_with("//");
            match line.trim_start().strip_prefix("//@") {
                Some(directive) if at_the_top => directives.add(directive.trim())?,
                Some(directive) => {
                    return Err(format!("main.rs: `//@{directive}` is not at the top of the file"));
                }
                None => {}
            }
        }
        if directives.expect.is_empty() {
            return Err("main.rs: there is no `//@ expect: TEXT`".to_owned());
        }
        Ok(directives)
    }

    fn add(&mut self, directive: &str) -> Result<(), String> {
        let wrong =
            || format!("main.rs: `//@ {directive}` is not a directive, see `src/directives.rs`");
        let words = |value: &str| value.split(' ').map(str::to_owned).collect::<Vec<_>>();
        match directive.split_once(": ") {
            None if directive == "crlf" => self.crlf = true,
            None if directive == "bom" => self.bom = true,
            None if directive == "fails" => self.fails = true,
            None if directive == "wasi-stops" => self.wasi_stops = true,
            Some(("edition", value)) => value.clone_into(&mut self.edition),
            Some(("macro-edition", value)) => value.clone_into(&mut self.macro_edition),
            Some(("args", value)) => self.args.extend(words(value)),
            Some(("macro-args", value)) => self.macro_args.extend(words(value)),
            Some(("env", value)) => {
                let (name, value) = value.split_once('=').ok_or_else(wrong)?;
                self.env.push((name.to_owned(), value.to_owned()));
            }
            Some(("aux", value)) => self.aux.push(value.to_owned()),
            Some(("generate", value)) => {
                self.generate.push(Generated::parse(value).ok_or_else(wrong)?);
            }
            Some(("exit", value)) => self.exit = value.parse().map_err(|_| wrong())?,
            Some(("expect", value)) => self.expect.push(value.to_owned()),
            _ => return Err(wrong()),
        }
        Ok(())
    }

    /// `main.rs` as it is compiled: without the directives, which the compiler would show with what it
    /// expands, where an `expect` would find itself.
    pub fn rewrite(&self, source: &str) -> String {
        let lines =
            source.split('\n').map(|line| if line.starts_with("//@") { "//" } else { line });
        let source = lines.collect::<Vec<_>>().join(if self.crlf { "\r\n" } else { "\n" });
        if self.bom { format!("\u{feff}{source}") } else { source }
    }
}

impl Generated {
    fn parse(value: &str) -> Option<Generated> {
        let (name, rest) = value.split_once(' ')?;
        let (count, rest) = rest.split_once(' ')?;
        let [start, line, end] = rest.split(" : ").collect::<Vec<_>>().try_into().ok()?;
        let lines = format!("{line}\n").repeat(count.parse().ok()?);
        Some(Generated { name: name.to_owned(), text: format!("{start}\n{lines}{end}\n") })
    }
}

#[cfg(test)]
mod tests {
    use super::Directives;

    #[test]
    fn each_directive_is_read() {
        let directives = Directives::parse(
            "//! What it is.\n//@ edition: 2024\n//@ macro-edition: 2015\n//@ args: -a -b\n\
             //@ macro-args: -O\n//@ env: A=b=c\n//@ aux: x.rs\n//@ generate: f.rs 2 ( : a b : )\n//@ crlf\n\
             //@ bom\n//@ fails\n//@ wasi-stops\n//@ exit: 101\n//@ expect: some: text\n\nfn main() {}\n",
        );
        let directives = directives.unwrap();
        assert_eq!((&*directives.edition, &*directives.macro_edition), ("2024", "2015"));
        assert_eq!(
            (directives.args, directives.macro_args),
            (vec!["-a".into(), "-b".into()], vec!["-O".into()])
        );
        assert_eq!(directives.env, [("A".to_owned(), "b=c".to_owned())]);
        assert_eq!(
            (directives.aux, directives.expect),
            (vec!["x.rs".into()], vec!["some: text".into()])
        );
        assert_eq!(directives.generate[0].name, "f.rs");
        assert_eq!(&*directives.generate[0].text, "(\na b\na b\n)\n");
        assert!(directives.crlf && directives.bom && directives.fails && directives.wasi_stops);
        assert_eq!(directives.exit, 101);
    }

    #[test]
    fn source_is_rewritten() {
        let directives = Directives::parse("//@ crlf\n//@ bom\n//@ expect: x").unwrap();
        assert_eq!(directives.rewrite("//@ x\na //@\n"), "\u{feff}//\r\na //@\r\n");
    }

    #[track_caller]
    fn check_error(source: &str, error: &str) {
        assert_eq!(Directives::parse(source).unwrap_err(), error);
    }

    #[test]
    fn fixture_must_expect_something() {
        check_error("//! What it is.\nfn main() {}", "main.rs: there is no `//@ expect: TEXT`");
    }

    #[test]
    fn unknown_directive_is_an_error() {
        let error = "main.rs: `//@ expects: x` is not a directive, see `src/directives.rs`";
        check_error("//@ expects: x", error);
    }

    #[test]
    fn directive_without_its_value_is_an_error() {
        let error = "main.rs: `//@ generate: f.rs x y` is not a directive, see `src/directives.rs`";
        check_error("//@ generate: f.rs x y", error);
    }

    #[test]
    fn directive_below_the_top_is_an_error() {
        let error = "main.rs: `//@ fails` is not at the top of the file";
        check_error("//@ expect: x\nfn main() {}\n//@ fails", error);
    }
}
