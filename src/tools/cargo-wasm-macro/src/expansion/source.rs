//! Where tokens come from: the inputs, the module's own source files, and places in them.

use std::ops::{Bound, Range};

use rustc_wasm_proc_macro::{Decls, Place};

use super::Input;

/// A place, and at which site names there are looked up, which nothing here does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub file: usize,
    pub start: usize,
    pub end: usize,
    pub site: Site,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    Input,
    Call,
    Def,
    Mixed,
}

impl Span {
    /// A part of this span, whose bytes are counted from its start.
    pub fn part(self, range: Range<usize>) -> Span {
        let at = |offset: usize| self.start.saturating_add(offset).min(self.end);
        Span { start: at(range.start), end: at(range.end), ..self }
    }

    pub fn join(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.min(other.start), self.end.max(other.end));
        (self.file == other.file).then_some(Span { start, end, ..self })
    }

    pub fn subspan(self, (start, end): (Bound<usize>, Bound<usize>)) -> Option<Span> {
        let len = self.end - self.start;
        let start = match start {
            Bound::Included(at) => at,
            Bound::Excluded(at) => at.checked_add(1)?,
            Bound::Unbounded => 0,
        };
        let end = match end {
            Bound::Included(at) => at.checked_add(1)?,
            Bound::Excluded(at) => at,
            Bound::Unbounded => len,
        };
        (start <= end && end <= len).then(|| self.part(start..end))
    }
}

struct File {
    name: String,
    /// None for a file of the module, of which only the lines are known.
    text: Option<String>,
    /// Where each line starts.
    lines: Vec<usize>,
}

/// The files; those of the module are the first ones.
pub struct Sources {
    files: Vec<File>,
    quoted: Vec<Place>,
}

impl Sources {
    pub fn new(decls: &Decls) -> Sources {
        let files = decls.files.iter().map(|file| File {
            name: file.name.clone(),
            text: None,
            lines: file.lines.iter().map(|&at| at as usize).collect(),
        });
        Sources { files: files.collect(), quoted: decls.quoted.clone() }
    }

    pub fn add(&mut self, Input { name, text }: Input) -> usize {
        let line_ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(line_ends).collect();
        self.files.push(File { name, text: Some(text), lines });
        self.files.len() - 1
    }

    pub fn text(&self, file: usize) -> &str {
        self.files.get(file).and_then(|file| file.text.as_deref()).unwrap_or_default()
    }

    /// The span of a file.
    pub fn whole(&self, file: usize, site: Site) -> Span {
        Span { file, start: 0, end: self.text(file).len(), site }
    }

    /// Where the macro is used, as far as there is such a place: the last input.
    pub fn site(&self, site: Site) -> Span {
        self.whole(self.files.len().saturating_sub(1), site)
    }

    /// The place of a token in a `quote!` of the macro.
    pub fn quoted(&self, id: usize) -> Option<Span> {
        let place = self.quoted.get(id)?;
        let (start, end) = (place.start as usize, place.end as usize);
        Some(Span { file: place.file, start, end, site: Site::Def })
    }

    pub fn name(&self, span: Span) -> &str {
        self.files.get(span.file).map_or("", |file| &file.name)
    }

    /// Whether the file is one of this machine.
    pub fn is_input(&self, span: Span) -> bool {
        self.files.get(span.file).is_some_and(|file| file.text.is_some())
    }

    pub fn text_of(&self, span: Span) -> Option<&str> {
        self.files.get(span.file)?.text.as_deref()?.get(span.start..span.end)
    }

    /// Line and column, both from 1. Columns are characters, or bytes if the text is not known.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let Some(file) = self.files.get(span.file) else { return (1, 1) };
        let line = file.lines.partition_point(|&start| start <= span.start).max(1);
        let start = file.lines.get(line - 1).copied().unwrap_or_default();
        let before = file.text.as_ref().and_then(|text| text.get(start..span.start));
        let column = before.map_or(span.start - start, |before| before.chars().count());
        (line, column + 1)
    }

    /// The line that a span starts in, and how much of it the span covers.
    pub fn line_of(&self, span: Span) -> Option<(&str, usize)> {
        let text = self.files.get(span.file)?.text.as_deref()?;
        let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = text.get(span.start..)?.find('\n').map_or(text.len(), |at| span.start + at);
        let covered = text.get(span.start..span.end.clamp(span.start, end))?.chars().count();
        Some((text.get(start..end)?, covered))
    }
}
