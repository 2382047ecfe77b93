//! Files of WASI: descriptors, and what can be read through them. A file is read when it is opened. Times
//! are 0, and numbers of inodes follow from paths.

use crate::engine::Type::{I32, I64};
use crate::engine::{self, Guest, Import, State, Stop, args, charge, memory, range};
use crate::host::world::{Entry, Kind};
use crate::limits::cost;

use super::errno::{BAD_FILE_DESCRIPTOR, INVALID, IS_DIRECTORY};
use super::{function, write};

/// `filetype::directory` and `filetype::regular_file`.
pub(super) const DIRECTORY: u8 = 3;
pub(super) const REGULAR_FILE: u8 = 4;

/// The first descriptor after the standard ones: the root.
pub(super) const ROOT: u32 = 3;

/// What an instance may have open at a time: as many files as a process on Linux, and as many bytes of
/// them as a macro crate could want to embed.
const MAX_OPEN: usize = 1024;
pub(super) const MAX_BYTES: usize = 256 << 20;

/// Sizes in bytes.
const FILESTAT: usize = 64;
const FDSTAT: usize = 24;

pub(super) struct Functions<K>(std::marker::PhantomData<K>);

impl<K: 'static> Functions<K> {
    pub(super) const PRESTAT_GET: Import<K> =
        function("fd_prestat_get", &[I32, I32], fd_prestat_get);
    pub(super) const PRESTAT_DIR_NAME: Import<K> =
        function("fd_prestat_dir_name", &[I32, I32, I32], fd_prestat_dir_name);
    pub(super) const FILESTAT: Import<K> =
        function("fd_filestat_get", &[I32, I32], fd_filestat_get);
    pub(super) const PREAD: Import<K> = function("fd_pread", &[I32, I32, I32, I64, I32], fd_pread);
    pub(super) const SEEK: Import<K> = function("fd_seek", &[I32, I64, I32, I32], fd_seek);
    pub(super) const TELL: Import<K> = function("fd_tell", &[I32, I32], fd_tell);
}

/// What is open in an instance, by descriptors from `ROOT` on.
#[derive(Default)]
pub(crate) struct Files {
    open: Vec<Option<Open>>,
    bytes: usize,
}

/// A file or a directory that is open. Paths are absolute, without a slash at their end.
pub(super) enum Open {
    File { path: Vec<u8>, content: Vec<u8>, position: u64 },
    Directory { path: Vec<u8>, entries: Option<Vec<Entry>> },
}

impl Open {
    fn path(&self) -> &[u8] {
        match self {
            Open::File { path, .. } | Open::Directory { path, .. } => path,
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Open::File { content, .. } => content.len(),
            Open::Directory { entries, .. } => entries.iter().flatten().fold(0, |sum, entry| {
                sum.saturating_add(entry.name.len()).saturating_add(size_of::<Entry>())
            }),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Open::File { content, .. } => {
                Kind::File { len: content.len().try_into().unwrap_or(u64::MAX) }
            }
            Open::Directory { .. } => Kind::Directory,
        }
    }
}

impl Files {
    pub(super) fn get(&mut self, fd: u32) -> Option<&mut Open> {
        if self.open.is_empty() {
            self.open.push(Some(Open::Directory { path: Vec::new(), entries: None }));
        }
        self.open.get_mut(fd.checked_sub(ROOT)? as usize)?.as_mut()
    }

    /// The lowest descriptor that is free, as POSIX has it.
    pub(super) fn insert(&mut self, open: Open) -> Option<u32> {
        let bytes = self.bytes.checked_add(open.len()).filter(|&bytes| bytes <= MAX_BYTES)?;
        self.get(ROOT);
        let index = self.open.iter().position(Option::is_none).unwrap_or(self.open.len());
        if index >= MAX_OPEN {
            return None;
        }
        self.bytes = bytes;
        match self.open.get_mut(index) {
            Some(free) => *free = Some(open),
            None => self.open.push(Some(open)),
        }
        u32::try_from(index).ok()?.checked_add(ROOT)
    }

    /// Puts something in the place of what is open. Whether there is room for it.
    pub(super) fn replace(&mut self, fd: u32, open: Open) -> bool {
        let (before, now) = (self.bytes, open.len());
        let Some(place) = self.get(fd) else { return false };
        let bytes = before.saturating_sub(place.len()).saturating_add(now);
        if bytes > MAX_BYTES {
            return false;
        }
        *place = open;
        self.bytes = bytes;
        true
    }

    fn close(&mut self, fd: u32) -> bool {
        let index = fd.checked_sub(ROOT).unwrap_or(u32::MAX) as usize;
        // The root stays.
        if index == 0 {
            return true;
        }
        let Some(open) = self.open.get_mut(index).and_then(Option::take) else { return false };
        self.bytes = self.bytes.saturating_sub(open.len());
        true
    }
}

fn fd_prestat_get<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, prestat] = args(arguments)?;
    if fd != ROOT {
        return Ok(BAD_FILE_DESCRIPTOR);
    }
    // The tag of a directory, and the length of its name.
    write(guest, prestat, &[0, 0, 0, 0, 1, 0, 0, 0])
}

fn fd_prestat_dir_name<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, name, len] = args(arguments)?;
    match (fd, len) {
        (ROOT, 0) => Ok(INVALID),
        (ROOT, _) => write(guest, name, b"/"),
        _ => Ok(BAD_FILE_DESCRIPTOR),
    }
}

/// Number of an inode, by which files are told apart: FNV-1a of its path.
pub(super) fn inode(path: &[u8]) -> u64 {
    path.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

pub(super) fn filestat(path: &[u8], kind: Kind) -> [u8; FILESTAT] {
    let (filetype, len) = match kind {
        Kind::Directory => (DIRECTORY, 0),
        Kind::File { len } => (REGULAR_FILE, len),
    };
    // The device, and the times at the end, are 0.
    let fields = [0, inode(path), filetype.into(), 1, len, 0, 0, 0];
    let mut stat = [0; FILESTAT];
    for (to, field) in stat.chunks_exact_mut(8).zip(fields) {
        to.copy_from_slice(&u64::to_le_bytes(field));
    }
    stat
}

fn fd_filestat_get<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, to] = args(arguments)?;
    let (_, state) = guest.parts();
    let stat = match state.files.get(fd) {
        Some(open) => filestat(open.path(), open.kind()),
        None if super::is_open(fd) => {
            let mut stat = [0; FILESTAT];
            if let Some(filetype) = stat.get_mut(16) {
                *filetype = super::CHARACTER_DEVICE;
            }
            stat
        }
        None => return Ok(BAD_FILE_DESCRIPTOR),
    };
    write(guest, to, &stat)
}

/// What `fd_fdstat_get` says of a file or a directory.
pub(super) fn fdstat<K>(state: &mut State<K>, fd: u32) -> Option<[u8; FDSTAT]> {
    let filetype = match state.files.get(fd)?.kind() {
        Kind::Directory => DIRECTORY,
        Kind::File { .. } => REGULAR_FILE,
    };
    // All rights, of itself and of what is opened through it: the C library asks for no others, and
    // what it asks for says what the macro wants.
    let rights = u64::MAX;
    let mut stat = [0; FDSTAT];
    for (to, field) in stat.chunks_exact_mut(8).zip([filetype.into(), rights, rights]) {
        to.copy_from_slice(&u64::to_le_bytes(field));
    }
    Some(stat)
}

pub(super) fn close<K>(state: &mut State<K>, fd: u32) -> bool {
    state.files.close(fd)
}

/// Reads from where the file is.
pub(super) fn fd_read<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, iovs, iovs_len, read] = args(arguments)?;
    let position = match guest.parts().1.files.get(fd) {
        Some(Open::File { position, .. }) => *position,
        Some(Open::Directory { .. }) => return Ok(IS_DIRECTORY),
        None => return Ok(BAD_FILE_DESCRIPTOR),
    };
    let Some(len) = read_at(guest, fd, iovs, iovs_len, position)? else { return Ok(INVALID) };
    if let Some(Open::File { position, .. }) = guest.parts().1.files.get(fd) {
        *position = position.saturating_add(len.into());
    }
    write(guest, read, &len.to_le_bytes())
}

fn fd_pread<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, iovs, iovs_len, _, read] = args(arguments)?;
    let position = arguments.get(3).copied().unwrap_or(0);
    match guest.parts().1.files.get(fd) {
        Some(Open::File { .. }) => {}
        Some(Open::Directory { .. }) => return Ok(IS_DIRECTORY),
        None => return Ok(BAD_FILE_DESCRIPTOR),
    }
    match read_at(guest, fd, iovs, iovs_len, position)? {
        Some(len) => write(guest, read, &len.to_le_bytes()),
        None => Ok(INVALID),
    }
}

/// Fills vectors with what a file has from `position` on, and says how many bytes that were. `None` if
/// there are too many vectors.
fn read_at<K>(
    guest: &mut dyn Guest<K>,
    fd: u32,
    iovs: u32,
    iovs_len: u32,
    position: u64,
) -> Result<Option<u32>, Stop> {
    // An `iovec` is a pointer and a length of 32 bits each.
    let Some(size) = iovs_len.checked_mul(8) else { return Ok(None) };
    charge(guest, cost::of_bytes(size as usize))?;
    let (memory, state) = memory(guest)?;
    let Some(Open::File { content, .. }) = state.files.get(fd) else { return Ok(None) };
    let position = usize::try_from(position).unwrap_or(usize::MAX);
    let mut rest = content.get(position..).unwrap_or_default();
    let before = rest.len();
    let iovs = range(memory, iovs, size).ok_or(Stop::OutOfBounds)?.to_vec();
    for iov in iovs.chunks_exact(8) {
        let (ptr, len) = iov.split_at(4);
        let [ptr, len] = [ptr, len].map(|bytes| bytes.try_into().map_or(0, u32::from_le_bytes));
        let to = engine::range_mut(memory, ptr, len).ok_or(Stop::OutOfBounds)?;
        let (now, later) = rest.split_at(rest.len().min(to.len()));
        for (to, from) in to.iter_mut().zip(now) {
            *to = *from;
        }
        rest = later;
        if rest.is_empty() {
            break;
        }
    }
    let len = before.saturating_sub(rest.len());
    // What is written is in memory, whose length has 32 bits, unless vectors share their bytes.
    charge(guest, cost::of_bytes(len))?;
    Ok(u32::try_from(len).ok())
}

fn fd_seek<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, _, whence, to] = args(arguments)?;
    let offset = arguments.get(1).copied().unwrap_or(0).cast_signed();
    let (content_len, position) = match guest.parts().1.files.get(fd) {
        Some(Open::File { content, position, .. }) => (content.len(), position),
        Some(Open::Directory { .. }) => return Ok(INVALID),
        None => return Ok(BAD_FILE_DESCRIPTOR),
    };
    let start = match whence {
        0 => 0,
        1 => *position,
        2 => u64::try_from(content_len).unwrap_or(u64::MAX),
        _ => return Ok(INVALID),
    };
    // What is not a number of `i64` is no position in a file.
    let Some(new) = start.checked_add_signed(offset).filter(|&new| i64::try_from(new).is_ok())
    else {
        return Ok(INVALID);
    };
    *position = new;
    write(guest, to, &new.to_le_bytes())
}

fn fd_tell<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, to] = args(arguments)?;
    let position = match guest.parts().1.files.get(fd) {
        Some(Open::File { position, .. }) => *position,
        Some(Open::Directory { .. }) => return Ok(INVALID),
        None => return Ok(BAD_FILE_DESCRIPTOR),
    };
    write(guest, to, &position.to_le_bytes())
}
