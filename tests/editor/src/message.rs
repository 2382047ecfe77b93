//! The messages of rust-analyzer's protocols for procedural macros. In JSON, names count; in postcard, only the order
//! of variants and fields does, so that one definition serves both.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::flat::FlatTree;

#[derive(Debug, Deserialize, Serialize)]
pub enum Message {
    Request(Request),
    Response(Response),
    SubRequest(SubRequest),
    SubResponse(SubResponse),
}

#[derive(Debug, Deserialize, Serialize)]
pub enum Request {
    ListMacros { dylib_path: String },
    ExpandMacro(Box<Expand>),
    ApiVersionCheck {},
    SetConfig(Config),
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub enum Response {
    ListMacros(Result<Vec<(String, Kind)>, String>),
    ExpandMacro(Result<FlatTree, String>),
    ApiVersionCheck(u32),
    SetConfig(Config),
    ExpandMacroExtended(Result<Extended, String>),
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Expand {
    pub lib: String,
    pub env: Vec<(String, String)>,
    pub current_dir: Option<String>,
    pub macro_body: FlatTree,
    pub macro_name: String,
    pub attributes: Option<FlatTree>,
    pub has_global_spans: Globals,
    pub span_data_table: Vec<u32>,
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Extended {
    pub tree: FlatTree,
    pub span_data_table: Vec<u32>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Globals {
    pub def_site: usize,
    pub call_site: usize,
    pub mixed_site: usize,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct Config {
    pub span_mode: SpanMode,
}

/// What stands for a span: a number that means nothing, or its place in a table.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum SpanMode {
    Id,
    RustAnalyzer,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Kind {
    CustomDerive,
    Attr,
    #[serde(rename = "FuncLike")]
    Bang,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum SubRequest {
    FilePath { file_id: u32 },
    SourceText { file_id: u32, ast_id: u32, start: u32, end: u32 },
    LocalFilePath { file_id: u32 },
    LineColumn { file_id: u32, ast_id: u32, offset: u32 },
    ByteRange { file_id: u32, ast_id: u32, start: u32, end: u32 },
    SpanSource { file_id: u32, ast_id: u32, start: u32, end: u32, ctx: u32 },
    SpanParent { file_id: u32, ast_id: u32, start: u32, end: u32, ctx: u32 },
}

#[derive(Debug, Deserialize, Serialize)]
pub enum SubResponse {
    FilePathResult { name: String },
    SourceTextResult { text: Option<String> },
    LocalFilePathResult { name: Option<String> },
    LineColumnResult { line: u32, column: u32 },
    ByteRangeResult { range: Range<usize> },
    SpanSourceResult { file_id: u32, ast_id: u32, start: u32, end: u32, ctx: u32 },
    SpanParentResult { parent_span: Option<ParentSpan> },
    Cancel { reason: String },
}

#[derive(Debug, Deserialize, Serialize)]
pub struct ParentSpan {
    pub file_id: u32,
    pub ast_id: u32,
    pub start: u32,
    pub end: u32,
    pub ctx: u32,
}
