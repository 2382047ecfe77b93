//! Compares two observations byte for byte, and shows how they differ. Does not know what is observed.

use similar::TextDiff;
use wasm_proc_macro_tests::Outcome;

/// What somebody did.
pub struct Outputs {
    /// Who that was.
    pub of: String,
    /// What each output is and what it says, in the order of the commands.
    pub list: Vec<(String, String)>,
}

impl Outputs {
    pub fn new(of: String) -> Outputs {
        Outputs { of, list: Vec::new() }
    }

    pub fn add(&mut self, what: &str, outcome: &Outcome) {
        self.list.extend([
            (format!("exit code of {what}"), format!("{:?}", outcome.code)),
            (format!("stdout of {what}"), outcome.stdout.clone()),
            (format!("stderr of {what}"), outcome.stderr.clone()),
        ]);
    }
}

/// How many lines of one difference are shown.
const SHOWN_LINES: usize = 200;

/// A text for each output of `other` that is not that of `expected`.
pub fn differences(expected: &Outputs, other: &Outputs) -> Vec<String> {
    let count = expected.list.len().max(other.list.len());
    let differ = |i: &usize| expected.list.get(*i) != other.list.get(*i);
    let [(a_name, a_list), (b_name, b_list)] = [expected, other].map(|o| (&o.of, &o.list));
    let nothing = ("nothing".to_owned(), String::new());
    let show = |i| {
        let [(what, a), (other_what, b)] =
            [a_list, b_list].map(|list| list.get(i).unwrap_or(&nothing));
        let headline = match what == other_what {
            true => format!("{what} differs: {a_name} (-) and {b_name} (+)"),
            false => format!("{what} with {a_name}, but {other_what} with {b_name}"),
        };
        format!("{headline}\n{}", diff(a, b))
    };
    (0..count).filter(differ).map(show).collect()
}

/// The lines that differ. JSON is shown over many lines, unless all that differs is how it is written.
fn diff(a: &str, b: &str) -> String {
    let (mut shown_a, mut shown_b) = (spread(a), spread(b));
    if shown_a == shown_b {
        (shown_a, shown_b) = (a.to_owned(), b.to_owned());
    }
    let diff =
        TextDiff::from_lines(&shown_a, &shown_b).unified_diff().context_radius(3).to_string();
    let mut lines: Vec<_> = diff.lines().collect();
    let left_out = lines.len().saturating_sub(SHOWN_LINES);
    lines.truncate(SHOWN_LINES);
    let mut text = lines.join("\n") + "\n";
    if left_out > 0 {
        text.push_str(&format!("... and {left_out} more lines\n"));
    }
    text
}

/// Puts each member of each JSON value on a line of its own.
fn spread(text: &str) -> String {
    let spread_line = |line: &str| match serde_json::from_str::<serde_json::Value>(line) {
        Ok(value @ serde_json::Value::Object(_)) => format!("{value:#}\n"),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(spread_line).collect()
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn lines_that_differ_are_shown() {
        let shown = diff("a\nb\nc\n", "a\nx\nc\n");
        assert_eq!(shown, "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
    }

    #[test]
    fn members_of_json_that_differ_are_shown() {
        let shown = diff("{\"a\":1,\"b\":{\"c\":2}}\n", "{\"a\":1,\"b\":{\"c\":3}}\n");
        assert!(shown.contains("\n-    \"c\": 2\n+    \"c\": 3\n"), "{shown}");
    }

    #[test]
    fn how_json_is_written_is_a_difference() {
        assert_eq!(diff("{\"a\":1}\n", "{\"a\": 1}\n"), "@@ -1 +1 @@\n-{\"a\":1}\n+{\"a\": 1}\n");
    }

    #[test]
    fn missing_line_break_is_a_difference() {
        let shown = diff("a\n", "a");
        assert!(shown.contains("No newline at end of file"), "{shown}");
    }

    #[test]
    fn long_difference_is_cut() {
        let shown = diff("", &"x\n".repeat(1000));
        assert!(shown.ends_with("\n+x\n... and 801 more lines\n"), "{shown}");
    }
}
