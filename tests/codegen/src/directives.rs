//! What the `//@` comments at the top of a program or a library say; the list is in `lib.rs`. Does not
//! act on any of it.

/// How a program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Code(i32),
    /// A trap, which is how panics end.
    Abort,
}

#[derive(Clone, Debug)]
pub struct Directives {
    pub run_status: Status,
    pub aux_build: Vec<String>,
    pub compile_flags: Vec<String>,
    pub args: Vec<String>,
    pub env: Vec<String>,
    pub stdin: String,
    pub needs_dir: bool,
}

impl Directives {
    /// Reads the directives of the file `name`.
    pub fn parse(name: &str, source: &str) -> Result<Directives, String> {
        let mut directives = Directives {
            run_status: Status::Code(0),
            aux_build: Vec::new(),
            compile_flags: Vec::new(),
            args: Vec::new(),
            env: Vec::new(),
            stdin: String::new(),
            needs_dir: false,
        };
        let summary = source.lines().next().and_then(|line| line.strip_prefix("//! "));
        if summary.is_none_or(|summary| summary.trim().is_empty()) {
            return Err(format!("{name}: the first line is no `//! ` that says what it shows"));
        }
        let mut at_the_top = true;
        for line in source.lines() {
            at_the_top &= line.starts_with("//");
            match line.trim_start().strip_prefix("//@") {
                Some(directive) if at_the_top => directives.add(name, directive.trim())?,
                Some(directive) => {
                    return Err(format!("{name}: `//@{directive}` is not at the top of the file"));
                }
                None => {}
            }
        }
        Ok(directives)
    }

    fn add(&mut self, name: &str, directive: &str) -> Result<(), String> {
        let wrong = || format!("{name}: `//@ {directive}` is not a directive, see `src/lib.rs`");
        let words = |value: &str| value.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        match directive.split_once(": ") {
            None if directive == "needs-dir" => self.needs_dir = true,
            Some(("run-status", "abort")) => self.run_status = Status::Abort,
            Some(("run-status", value)) => {
                self.run_status = Status::Code(value.parse().map_err(|_| wrong())?);
            }
            Some(("aux-build", value)) => self.aux_build.push(value.to_owned()),
            Some(("compile-flags", value)) => self.compile_flags.extend(words(value)),
            Some(("args", value)) => self.args.extend(words(value)),
            Some(("env", value)) if value.contains('=') => self.env.push(value.to_owned()),
            Some(("stdin", value)) => self.stdin = value.replace("\\n", "\n"),
            _ => return Err(wrong()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Directives, Status};

    #[test]
    fn each_directive_is_read() {
        let directives = Directives::parse(
            "x.rs",
            "//! What it shows.\n//@ run-status: 3\n//@ aux-build: a.rs\n//@ aux-build: b.rs\n\
             //@ compile-flags: -a -b\n//@ args: c d\n//@ env: A=b=c\n//@ stdin: one\\ntwo\n\
             //@ needs-dir\n\nfn main() {}\n",
        );
        let directives = directives.unwrap();
        assert_eq!(directives.run_status, Status::Code(3));
        assert_eq!(directives.aux_build, ["a.rs", "b.rs"]);
        assert_eq!(directives.compile_flags, ["-a", "-b"]);
        assert_eq!(directives.args, ["c", "d"]);
        assert_eq!(directives.env, ["A=b=c"]);
        assert_eq!(directives.stdin, "one\ntwo");
        assert!(directives.needs_dir);
    }

    #[track_caller]
    fn check_error(source: &str, error: &str) {
        assert_eq!(Directives::parse("x.rs", source).unwrap_err(), error);
    }

    #[test]
    fn program_says_what_it_shows() {
        let error = "x.rs: the first line is no `//! ` that says what it shows";
        check_error("fn main() {}", error);
        check_error("//! \nfn main() {}", error);
        check_error("", error);
    }

    #[test]
    fn unknown_directive_is_an_error() {
        let error =
            |directive| format!("x.rs: `//@ {directive}` is not a directive, see `src/lib.rs`");
        for directive in ["run-pass", "needs-dir: x", "env: A", "run-status: x", "args"] {
            check_error(&format!("//! X.\n//@ {directive}"), &error(directive));
        }
    }

    #[test]
    fn directive_is_at_the_top() {
        let error = "x.rs: `//@ needs-dir` is not at the top of the file";
        check_error("//! X.\nfn main() {}\n//@ needs-dir", error);
    }
}
