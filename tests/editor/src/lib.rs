//! Runs the server for procedural macros that `PROC_MACRO_SRV_UNDER_TEST` names, as rust-analyzer does, in each of
//! the protocols that it has. Knows nothing of what the tests expect.

pub mod analyzer;
pub mod flat;
pub mod message;
pub mod project;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use self::flat::FlatTree;
use self::message::{
    Config, Expand, Globals, Kind, Message, Request, Response, SpanMode, SubRequest, SubResponse,
};

/// The version of the protocol that the tests speak.
pub const API_VERSION: u32 = 6;

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    /// In which the server can ask the client for what it wants to know of spans.
    Postcard,
}

/// All ways in which a client may speak to the server.
pub const WAYS: [(Format, SpanMode); 4] = [
    (Format::Json, SpanMode::Id),
    (Format::Json, SpanMode::RustAnalyzer),
    (Format::Postcard, SpanMode::Id),
    (Format::Postcard, SpanMode::RustAnalyzer),
];

pub struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    format: Format,
    mode: SpanMode,
}

/// A macro and what it is called with.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub name: &'a str,
    /// The arguments of an attribute.
    pub attribute: Option<&'a str>,
    pub input: &'a str,
    pub env: &'a [(&'a str, &'a str)],
}

impl<'a> Call<'a> {
    pub fn new(name: &'a str, input: &'a str) -> Call<'a> {
        Call { name, attribute: None, input, env: &[] }
    }

    pub fn with_attribute(self, attribute: &'a str) -> Call<'a> {
        Call { attribute: Some(attribute), ..self }
    }

    pub fn with_env(self, env: &'a [(&'a str, &'a str)]) -> Call<'a> {
        Call { env, ..self }
    }
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// Tokens and the table of their spans, or the error.
    pub result: Result<(FlatTree, Vec<u32>), String>,
    /// What the server has asked meanwhile.
    pub asked: Vec<SubRequest>,
}

impl Expansion {
    /// The tokens as text.
    #[track_caller]
    pub fn text(&self) -> String {
        match &self.result {
            Ok((tree, _)) => tree.to_string(),
            Err(error) => panic!("the macro failed: {error}"),
        }
    }

    #[track_caller]
    pub fn error(&self) -> &str {
        match &self.result {
            Ok((tree, _)) => panic!("the macro did not fail: {tree}"),
            Err(error) => error,
        }
    }
}

impl Server {
    pub fn start(format: Format, mode: SpanMode) -> Server {
        Server::start_with(format, mode, |command| command)
    }

    /// The same with more settings of the process.
    pub fn start_with(
        format: Format,
        mode: SpanMode,
        settings: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Server {
        let mut command = Command::new(server());
        let format_name = match format {
            Format::Json => "json-legacy",
            Format::Postcard => "bidirectional-postcard-prototype",
        };
        command.args(["--format", format_name]).env("RUST_ANALYZER_INTERNALS_DO_NOT_USE", "1");
        command.env_remove("CARGO_WASM_MACRO_POLICY").env_remove("CARGO_MANIFEST_DIR");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = settings(&mut command).spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut server = Server { child, stdin, stdout, format, mode };
        assert_eq!(server.ask(Request::ApiVersionCheck {}), Response::ApiVersionCheck(API_VERSION));
        let config = Config { span_mode: mode };
        assert_eq!(server.ask(Request::SetConfig(config)), Response::SetConfig(config));
        server
    }

    /// Of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn list(&mut self, file: &Path) -> Result<Vec<(String, Kind)>, String> {
        let dylib_path = file.to_str().unwrap().to_owned();
        match self.ask(Request::ListMacros { dylib_path }) {
            Response::ListMacros(macros) => macros,
            other => panic!("unexpected {other:?}"),
        }
    }

    pub fn expand(&mut self, file: &Path, call: Call<'_>) -> Expansion {
        let bytes = self.encode(&self.request(file, call));
        self.write(&bytes);
        let mut asked = Vec::new();
        let response = loop {
            let bytes = self.receive_bytes();
            match self.decode(bytes) {
                Message::Response(response) => break response,
                Message::SubRequest(request) => {
                    self.send(&Message::SubResponse(answer(&request)));
                    asked.push(request);
                }
                other => panic!("unexpected {other:?}"),
            }
        };
        let result = match response {
            Response::ExpandMacro(result) => result.map(|tree| (tree, Vec::new())),
            Response::ExpandMacroExtended(result) => {
                result.map(|extended| (extended.tree, extended.span_data_table))
            }
            other => panic!("unexpected {other:?}"),
        };
        Expansion { result, asked }
    }

    /// Makes the same call again and again until the server has used so much of processors' time, and says how many
    /// were answered in a second of that. All answers are the same.
    #[cfg(target_os = "linux")]
    pub fn expansions_per_second(&mut self, file: &Path, call: Call<'_>, time: Duration) -> f64 {
        // Loads the macro crate as well.
        self.expand(file, call).text();
        let bytes = self.encode(&self.request(file, call));
        let mut first = None;
        let mut count = 0;
        let start = self.processor_time();
        loop {
            self.write(&bytes);
            let response = self.wait_for_response(first.as_ref());
            assert_eq!(
                first.get_or_insert_with(|| response.clone()),
                &response,
                "it is another expansion"
            );
            count += 1;
            let used = self.processor_time() - start;
            if used >= time {
                return f64::from(count) / used.as_secs_f64();
            }
        }
    }

    /// The next message that is no question, without reading it if it is the one that is expected.
    #[cfg(target_os = "linux")]
    fn wait_for_response(&mut self, expected: Option<&Vec<u8>>) -> Vec<u8> {
        loop {
            let bytes = self.receive_bytes();
            if expected == Some(&bytes) {
                return bytes;
            }
            match self.decode(bytes.clone()) {
                Message::SubRequest(request) => {
                    self.send(&Message::SubResponse(answer(&request)));
                }
                _ => return bytes,
            }
        }
    }

    /// What all threads of the server have used, those that have ended included.
    #[cfg(target_os = "linux")]
    fn processor_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        // Behind the name, which may have spaces in it: state, parent, ...; in hundredths of a second.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().unwrap()).sum();
        Duration::from_millis(10 * ticks)
    }

    fn request(&self, file: &Path, call: Call<'_>) -> Message {
        let mut spans = flat::Spans::new(self.mode);
        // What rust-analyzer calls the place of the macro's call.
        let site = spans.add(0..1);
        let macro_body = FlatTree::parse(call.input, &mut spans);
        let attributes = call.attribute.map(|text| FlatTree::parse(text, &mut spans));
        let env = call.env.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        let expand = Expand {
            lib: file.to_str().unwrap().to_owned(),
            env: env.collect(),
            current_dir: None,
            macro_body,
            macro_name: call.name.to_owned(),
            attributes,
            has_global_spans: Globals { def_site: site, call_site: site, mixed_site: site },
            span_data_table: spans.into_table(),
        };
        Message::Request(Request::ExpandMacro(Box::new(expand)))
    }

    fn ask(&mut self, request: Request) -> Response {
        self.send(&Message::Request(request));
        let bytes = self.receive_bytes();
        match self.decode(bytes) {
            Message::Response(response) => response,
            other => panic!("unexpected {other:?}"),
        }
    }

    fn send(&mut self, message: &Message) {
        let bytes = self.encode(message);
        self.write(&bytes);
    }

    fn encode(&self, message: &Message) -> Vec<u8> {
        match (self.format, message) {
            (Format::Json, Message::Request(request)) => {
                (serde_json::to_string(request).unwrap() + "\n").into_bytes()
            }
            (Format::Json, other) => panic!("no JSON for {other:?}"),
            (Format::Postcard, _) => postcard::to_stdvec_cobs(message).unwrap(),
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("the server has ended");
    }

    fn receive_bytes(&mut self) -> Vec<u8> {
        let end = if self.format == Format::Json { b'\n' } else { 0 };
        let mut bytes = Vec::new();
        self.stdout.read_until(end, &mut bytes).unwrap();
        assert!(!bytes.is_empty(), "the server has ended");
        bytes
    }

    fn decode(&self, mut bytes: Vec<u8>) -> Message {
        match self.format {
            Format::Json => {
                let response = serde_json::from_slice(&bytes);
                Message::Response(
                    response.unwrap_or_else(|error| {
                        panic!("{error}: {}", String::from_utf8_lossy(&bytes))
                    }),
                )
            }
            Format::Postcard => postcard::from_bytes_cobs(&mut bytes).unwrap(),
        }
    }
}

/// The server's program.
pub fn server() -> PathBuf {
    let name = "PROC_MACRO_SRV_UNDER_TEST";
    std::env::var_os(name).unwrap_or_else(|| panic!("set `{name}` to the server's path")).into()
}

/// What a client could say: always the same to the same question.
fn answer(request: &SubRequest) -> SubResponse {
    match *request {
        SubRequest::FilePath { file_id } => {
            SubResponse::FilePathResult { name: format!("file{file_id}.rs") }
        }
        SubRequest::SourceText { start, end, .. } => {
            SubResponse::SourceTextResult { text: Some(format!("text of {start}..{end}")) }
        }
        SubRequest::LocalFilePath { file_id } => {
            SubResponse::LocalFilePathResult { name: Some(format!("/src/file{file_id}.rs")) }
        }
        SubRequest::LineColumn { offset, .. } => {
            SubResponse::LineColumnResult { line: 1 + offset / 10, column: 1 + offset % 10 }
        }
        SubRequest::ByteRange { start, end, .. } => {
            SubResponse::ByteRangeResult { range: start as usize..end as usize }
        }
        SubRequest::SpanSource { file_id, ast_id, start, end, ctx } => {
            SubResponse::SpanSourceResult { file_id, ast_id, start, end, ctx }
        }
        SubRequest::SpanParent { .. } => SubResponse::SpanParentResult { parent_span: None },
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends when there is nothing to read.
        drop(self.stdin.take());
        let status = self.child.wait();
        if !std::thread::panicking() {
            assert!(status.unwrap().success());
        }
    }
}
