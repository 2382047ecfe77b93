//! A session with the rust-analyzer that `RUST_ANALYZER_UNDER_TEST` names, as an editor has one: messages of the
//! language server protocol over its input and output. Knows nothing of what the tests expect.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long any answer may take: reading the standard library is a part of the first.
const PATIENCE: Duration = Duration::from_secs(600);

pub struct Analyzer {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    next_id: u64,
    root: String,
}

/// A place in a file: line and column, counted from 0.
pub type Position = (usize, usize);

impl Analyzer {
    /// Opens a project and waits until all of it is loaded.
    pub fn start(command: &mut Command, project: &Path, server: &Path) -> Analyzer {
        command.current_dir(project).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let root = format!("file://{}", project.display());
        let mut analyzer = Analyzer { child, stdin, messages, next_id: 0, root };
        let options = json!({
            "cachePriming": { "enable": false },
            "checkOnSave": false,
            "procMacro": { "server": server },
        });
        let capabilities = json!({
            "experimental": { "serverStatusNotification": true },
            "textDocument": { "diagnostic": {}, "hover": { "contentFormat": ["markdown"] } },
            "workspace": { "diagnostics": {} },
        });
        analyzer.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": analyzer.root,
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        analyzer.notify("initialized", json!({}));
        analyzer.wait_until_loaded();
        analyzer
    }

    pub fn open(&mut self, file: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(file), "languageId": "rust", "version": 0, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Another text in the place of the one that was opened.
    pub fn change(&mut self, file: &str, text: &str) {
        let document = json!({ "uri": self.uri(file), "version": 1 });
        let changes = json!([{ "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    pub fn hover(&mut self, file: &str, at: Position) -> String {
        let hover = self.request("textDocument/hover", self.place(file, at));
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// The name of the macro whose call is there, and what it expands to, with the macros in it expanded as well.
    pub fn expand(&mut self, file: &str, at: Position) -> Option<(String, String)> {
        let expanded = self.request("rust-analyzer/expandMacro", self.place(file, at));
        let text = |name: &str| expanded[name].as_str().map(str::to_owned);
        Some((text("name")?, text("expansion")?))
    }

    /// The files that have the definition, and the lines in them.
    pub fn definition(&mut self, file: &str, at: Position) -> Vec<(String, u64)> {
        let found = self.request("textDocument/definition", self.place(file, at));
        let places = match found {
            Value::Array(places) => places,
            Value::Null => Vec::new(),
            one => vec![one],
        };
        let of_place = |place: &Value| {
            let uri = place["uri"].as_str().unwrap();
            let name = uri.strip_prefix(&format!("{}/", self.root)).unwrap_or(uri);
            (name.to_owned(), place["range"]["start"]["line"].as_u64().unwrap())
        };
        places.iter().map(of_place).collect()
    }

    /// Code, line and message of all that is said of a file.
    pub fn diagnostics(&mut self, file: &str) -> Vec<(String, u64, String)> {
        let document = json!({ "textDocument": { "uri": self.uri(file) } });
        let report = self.request("textDocument/diagnostic", document);
        let of_item = |item: &Value| {
            let code = item["code"].as_str().unwrap_or_default().to_owned();
            let line = item["range"]["start"]["line"].as_u64().unwrap();
            (code, line, item["message"].as_str().unwrap().to_owned())
        };
        report["items"].as_array().unwrap().iter().map(of_item).collect()
    }

    fn uri(&self, file: &str) -> String {
        format!("{}/{file}", self.root)
    }

    fn place(&self, file: &str, (line, character): Position) -> Value {
        json!({
            "textDocument": { "uri": self.uri(file) },
            "position": { "line": line, "character": character },
        })
    }

    /// Asks until there is an answer to the text as it is: what changes meanwhile cancels the question.
    fn request(&mut self, method: &str, params: Value) -> Value {
        const CONTENT_MODIFIED: i64 = -32801;
        const CANCELLED: i64 = -32802;
        let start = Instant::now();
        loop {
            self.next_id += 1;
            let id = self.next_id;
            self.send(&json!({ "id": id, "method": method, "params": params }));
            let answer = loop {
                let message = self.receive(start);
                if message["id"] == id && message.get("method").is_none() {
                    break message;
                }
                self.handle(&message);
            };
            let error = &answer["error"];
            match error["code"].as_i64() {
                None => return answer["result"].clone(),
                Some(CONTENT_MODIFIED | CANCELLED) => thread::sleep(Duration::from_millis(100)),
                Some(_) => panic!("{method}: {error}"),
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "method": method, "params": params }));
    }

    fn wait_until_loaded(&mut self) {
        let start = Instant::now();
        loop {
            let message = self.receive(start);
            self.handle(&message);
            let status = &message["params"];
            if message["method"] == "experimental/serverStatus" && status["quiescent"] == true {
                assert_eq!(status["health"], "ok", "{status}");
                return;
            }
        }
    }

    /// Answers what rust-analyzer asks: nothing is set otherwise, and all is well.
    fn handle(&mut self, message: &Value) {
        if message.get("method").is_none() || message.get("id").is_none() {
            return;
        }
        let items = message["params"]["items"].as_array().map_or(0, Vec::len);
        let result = match message["method"].as_str() {
            Some("workspace/configuration") => json!(vec![Value::Null; items]),
            _ => Value::Null,
        };
        self.send(&json!({ "id": message["id"], "result": result }));
    }

    fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.stdin.flush().unwrap();
    }

    fn receive(&mut self, start: Instant) -> Value {
        let left = PATIENCE.saturating_sub(start.elapsed());
        match self.messages.recv_timeout(left) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => panic!("rust-analyzer says nothing any more"),
            Err(RecvTimeoutError::Disconnected) => panic!("rust-analyzer has ended"),
        }
    }
}

/// The next message, if there is one.
fn read(stdout: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        stdout.read_line(&mut line).ok()?;
        match line.trim_end() {
            "" => break,
            header => {
                let value = header.strip_prefix("Content-Length: ");
                length = value.map(|value| value.parse::<usize>().unwrap()).or(length);
            }
        }
    }
    let mut bytes = vec![0; length?];
    stdout.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

impl Drop for Analyzer {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.request("shutdown", Value::Null);
            self.notify("exit", Value::Null);
        } else {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
