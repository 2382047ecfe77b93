//! `ar` archives: the list of members, the index of symbols, and members read when they are asked
//! for. Reads the variants of GNU (names in `//`) and BSD (names before the data, `#1/LENGTH`). It
//! does not look into members.
//!
//! `object::read::archive` would want each archive in memory, or a file that stays open: a program has
//! hundreds, and most of their members are not needed.

use std::cell::OnceCell;
use std::fs;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::ErrorKind;

/// Bytes before the first member.
const MAGIC: u64 = 8;

/// Bytes of a member's header.
const HEADER: usize = 60;

/// Bytes of a name that BSD puts before a member's data: more than any file system allows.
const MAX_NAME: usize = 4096;

#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    pub members: Vec<Member>,
    /// GNU's index: a count, as many offsets, as many names that end with a zero byte.
    index: Option<Index>,
}

#[derive(Debug)]
pub struct Member {
    pub name: String,
    /// Of the header, by which the index names members.
    header: u64,
    start: u64,
    size: usize,
    data: OnceCell<Vec<u8>>,
}

#[derive(Debug)]
struct Index {
    bytes: Vec<u8>,
    /// Bytes of the count and of every offset: 4, or 8 in archives that may exceed 4 GiB.
    word: usize,
}

impl Archive {
    /// Reads the list of members of a file whose magic number has been checked.
    pub fn read(path: &Path, file: fs::File) -> Result<Archive, ErrorKind> {
        let mut scanner = Scanner { path, reader: BufReader::new(file), position: MAGIC };
        let mut archive = Archive { path: path.to_owned(), members: Vec::new(), index: None };
        let mut long_names = Vec::new();
        scanner.seek(MAGIC)?;
        while let Some(header) = scanner.header()? {
            let at = scanner.position;
            let start = scanner.skip(HEADER as u64)?;
            let field = |range| header.get(range).and_then(|b| str::from_utf8(b).ok());
            let size = field(48..58).and_then(|size| size.trim_ascii().parse::<usize>().ok());
            let (Some(b"`\n"), Some(size)) = (header.get(58..60), size) else {
                return Err(scanner.malformed("not the header of a member"));
            };
            let name = field(0..16).unwrap_or_default().trim_ascii_end();
            match name {
                "/" => archive.index = Some(Index { bytes: scanner.bytes(size)?, word: 4 }),
                "/SYM64/" => archive.index = Some(Index { bytes: scanner.bytes(size)?, word: 8 }),
                "//" => long_names = scanner.bytes(size)?,
                _ => {
                    let mut member = Member {
                        name: String::new(),
                        header: at,
                        start,
                        size,
                        data: OnceCell::new(),
                    };
                    if let Some(length) = name.strip_prefix("#1/") {
                        let length = length.parse().ok().filter(|&length| length <= MAX_NAME);
                        let rest = length.and_then(|length| size.checked_sub(length));
                        let (Some(length), Some(rest)) = (length, rest) else {
                            return Err(scanner.malformed("bad length of a member's name"));
                        };
                        let bytes = scanner.bytes(length)?;
                        member.name = text(bytes.split(|&b| b == 0).next().unwrap_or_default());
                        member.start = start.saturating_add(length as u64);
                        member.size = rest;
                    } else if let Some(offset) = name.strip_prefix('/') {
                        let offset = offset.parse::<usize>().ok();
                        let Some(rest) = offset.and_then(|offset| long_names.get(offset..)) else {
                            return Err(scanner.malformed("bad offset of a member's name"));
                        };
                        let line = rest.split(|&b| b == b'\n').next().unwrap_or_default();
                        member.name = text(line.strip_suffix(b"/").unwrap_or(line));
                    } else {
                        member.name = name.strip_suffix('/').unwrap_or(name).to_owned();
                    }
                    archive.members.push(member);
                }
            }
            // Data is padded to an even length.
            let padded = (size as u64).saturating_add(size as u64 & 1);
            scanner.seek(start.saturating_add(padded))?;
        }
        Ok(archive)
    }

    /// What is said about a member.
    pub fn member_name(&self, member: usize) -> String {
        let name = self.members.get(member).map_or("?", |member| &member.name);
        format!("{}({name})", self.path.display())
    }

    /// The bytes of a member, which are read the first time.
    pub fn data(&self, member: usize) -> Result<&[u8], ErrorKind> {
        let Some(member) = self.members.get(member) else {
            return Err(ErrorKind::Internal("a member that an archive does not have"));
        };
        if let Some(data) = member.data.get() {
            return Ok(data);
        }
        let unreadable = |error| ErrorKind::Read { path: self.path.clone(), error };
        // A handle is not kept: programs have hundreds of archives.
        let mut file = fs::File::open(&self.path).map_err(unreadable)?;
        file.seek(SeekFrom::Start(member.start)).map_err(unreadable)?;
        let mut data = Vec::new();
        file.take(member.size as u64).read_to_end(&mut data).map_err(unreadable)?;
        if data.len() != member.size {
            return Err(ErrorKind::Malformed {
                file: self.path.display().to_string(),
                offset: member.start as usize,
                message: format!("the end of member `{}` is missing", member.name),
            });
        }
        Ok(member.data.get_or_init(|| data))
    }

    /// The symbols that members define, each with its member; `None` if the archive does not say,
    /// or says that there are none, which programs that do not know the object format write.
    pub fn symbols(&self) -> Result<Option<Vec<(&str, usize)>>, ErrorKind> {
        let Some(index) = &self.index else { return Ok(None) };
        let malformed = |message: &str| ErrorKind::Malformed {
            file: self.path.display().to_string(),
            offset: MAGIC as usize,
            message: message.into(),
        };
        let number = |position: usize| {
            let start = position.checked_mul(index.word)?;
            let bytes = index.bytes.get(start..)?.get(..index.word)?;
            Some(bytes.iter().fold(0u64, |value, &byte| (value << 8) | u64::from(byte)))
        };
        let count = number(0).and_then(|count| usize::try_from(count).ok());
        let names = count
            .and_then(|count| count.checked_add(1)?.checked_mul(index.word))
            .and_then(|start| index.bytes.get(start..));
        let (Some(count), Some(names)) = (count, names) else {
            return Err(malformed("the symbol index is cut off"));
        };
        let mut names = names.split(|&byte| byte == 0);
        let mut symbols = Vec::new();
        for position in 0..count {
            let name = names.next().and_then(|name| str::from_utf8(name).ok());
            let header = number(position.saturating_add(1));
            let member = header.and_then(|header| {
                self.members.binary_search_by_key(&header, |member| member.header).ok()
            });
            match (name, member) {
                (Some(name), Some(member)) => symbols.push((name, member)),
                _ => return Err(malformed("the symbol index names a member that is not there")),
            }
        }
        Ok((!symbols.is_empty()).then_some(symbols))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Scanner<'a> {
    path: &'a Path,
    reader: BufReader<fs::File>,
    /// Of the header that is being read.
    position: u64,
}

impl Scanner<'_> {
    /// The next member's header, unless the file ends here.
    fn header(&mut self) -> Result<Option<Vec<u8>>, ErrorKind> {
        let header = self.up_to(HEADER)?;
        match header.len() {
            0 => Ok(None),
            HEADER => Ok(Some(header)),
            _ => Err(self.malformed("the header of a member is cut off")),
        }
    }

    fn bytes(&mut self, size: usize) -> Result<Vec<u8>, ErrorKind> {
        let bytes = self.up_to(size)?;
        match bytes.len() == size {
            true => Ok(bytes),
            false => Err(self.malformed("a member is cut off")),
        }
    }

    fn up_to(&mut self, size: usize) -> Result<Vec<u8>, ErrorKind> {
        let mut bytes = Vec::new();
        match self.reader.by_ref().take(size as u64).read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(ErrorKind::Read { path: self.path.to_owned(), error }),
        }
    }

    /// A position behind the header that is being read.
    fn skip(&self, bytes: u64) -> Result<u64, ErrorKind> {
        self.position.checked_add(bytes).ok_or_else(|| self.malformed("the archive is too large"))
    }

    fn seek(&mut self, position: u64) -> Result<(), ErrorKind> {
        let unreadable = |error| ErrorKind::Read { path: self.path.to_owned(), error };
        // Relative, so that headers close to each other are read at once.
        let current = self.reader.stream_position().map_err(unreadable)?;
        let distance = i64::try_from(position).ok().zip(i64::try_from(current).ok());
        let distance = distance.and_then(|(to, from)| to.checked_sub(from));
        let distance = distance.ok_or_else(|| self.malformed("the archive is too large"))?;
        self.reader.seek_relative(distance).map_err(unreadable)?;
        self.position = position;
        Ok(())
    }

    fn malformed(&self, message: &str) -> ErrorKind {
        ErrorKind::Malformed {
            file: self.path.display().to_string(),
            offset: self.position as usize,
            message: message.into(),
        }
    }
}
