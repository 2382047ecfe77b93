//! Everything that decides what the output is, for those who write a part of it.

use rustc_hash::FxHashMap;

use crate::args::Config;
use crate::index::Index;
use crate::layout::{Layout, OutputSegment};
use crate::program::{FunctionId, Program};
use crate::startup;

pub struct Output<'o, 'a> {
    pub config: &'o Config,
    pub program: &'o Program<'a>,
    pub layout: &'o Layout<'a>,
    pub index: &'o Index,
    /// Where bodies of functions start in the code section.
    pub code_offsets: FxHashMap<FunctionId, u32>,
    pub code_size: u32,
    /// Bodies whose relocations have been applied, if they change in size.
    pub compressed: FxHashMap<FunctionId, Vec<u8>>,
}

impl<'a> Output<'_, 'a> {
    /// Where a function's body starts in the code section.
    pub fn code_offset(&self, function: FunctionId) -> u32 {
        self.code_offsets.get(&function).copied().unwrap_or(0)
    }

    /// The segments that have bytes in the file. New memory is zero, but not memory that comes
    /// from elsewhere.
    pub fn written_segments(&self) -> impl Iterator<Item = &OutputSegment<'a>> {
        let all = startup::zeros_are_written(self.config, self.program);
        self.layout.segments.iter().filter(move |segment| all || !segment.is_zero())
    }
}
