//! Runs a command within limits, as what it runs may be miscompiled. Does not know what the command is.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt;

/// How much a program may print to each stream; ours print some KiB.
const OUTPUT_LIMIT: u64 = 8 << 20;

/// How a command ended, and what it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the command to its end. It is an error if that takes longer than `limit`.
pub fn finish(mut command: Command, stdin: &str, limit: Duration) -> Result<Finished, String> {
    let shown = format!("{command:?}");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("could not run {shown}: {e}"))?;
    let mut input = child.stdin.take().expect("stdin is piped");
    let stdout = child.stdout.take().expect("stdout is piped");
    let stderr = child.stderr.take().expect("stderr is piped");
    thread::scope(|scope| {
        // What the program does not read is not an error.
        scope.spawn(move || drop(input.write_all(stdin.as_bytes())));
        let stdout = scope.spawn(|| read(stdout));
        let stderr = scope.spawn(|| read(stderr));
        let status = child.wait_timeout(limit).map_err(|e| format!("{shown}: {e}"))?;
        if status.is_none() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let [stdout, stderr] = [stdout, stderr].map(|stream| stream.join().expect("no panics"));
        match status {
            Some(status) => Ok(Finished { code: status.code(), stdout, stderr }),
            None => Err(format!(
                "not done after {limit:?}: {shown}\n---- stdout\n{}\n---- stderr\n{stderr}",
                stdout.get(..4096).unwrap_or(&stdout)
            )),
        }
    })
}

/// What comes out of the stream, up to the limit. What is not UTF-8 shows as such, and is compared.
fn read(stream: impl Read) -> String {
    let mut bytes = Vec::new();
    // An error is an end, and what came before it is compared.
    let _ = stream.take(OUTPUT_LIMIT).read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap_or_else(|e| e.into_bytes().escape_ascii().to_string())
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::finish;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn streams_and_code_are_returned() {
        let done =
            finish(shell("cat; echo err >&2; exit 3"), "in", Duration::from_secs(60)).unwrap();
        assert_eq!((done.code, &*done.stdout, &*done.stderr), (Some(3), "in", "err\n"));
    }

    #[test]
    fn command_that_does_not_end_is_an_error() {
        let error = finish(shell("echo before; exec sleep 600"), "", Duration::from_millis(300));
        let error = error.unwrap_err();
        assert!(error.starts_with("not done after 300ms: "), "{error}");
        assert!(error.contains("before"), "{error}");
    }
}
