//! Calls of WASI that name a path. There is one open directory, the root, so that every path that a macro
//! names is known here, and each is asked of the `World`: that decides what may be seen. Nothing is
//! written, ever.

use crate::engine::Type::{I32, I64};
use crate::engine::{Guest, Import, Stop, args, charge, memory, range};
use crate::host::world::{FileError, Kind, Refusal, World};
use crate::limits::{Limit, cost};

use super::errno::{
    self, BAD_FILE_DESCRIPTOR, INVALID, NOT_CAPABLE, NOT_DIRECTORY, READ_ONLY, TOO_MANY_OPEN,
};
use super::files::{MAX_BYTES, Open, ROOT, filestat};
use super::{look, write};

/// Longer paths do not exist on Linux.
const MAX_PATH: u32 = 1 << 12;

/// Bits of `oflags`: create, directory, exclusive, truncate.
const WRITING_OFLAGS: u32 = 1 | 4 | 8;
const OFLAG_DIRECTORY: u32 = 2;

/// `rights::fd_write`.
const RIGHT_WRITE: u64 = 1 << 6;

pub(super) struct Functions<K>(std::marker::PhantomData<K>);

impl<K: 'static> Functions<K> {
    pub(super) const OPEN: Import<K> =
        look("path_open", &[I32, I32, I32, I32, I32, I64, I64, I32, I32], |guest, args, world| {
            at_path(guest, args, world, [0, 2], open)
        });
    pub(super) const FILESTAT: Import<K> =
        look("path_filestat_get", &[I32, I32, I32, I32, I32], |guest, args, world| {
            at_path(guest, args, world, [0, 2], filestat_get)
        });
    pub(super) const READLINK: Import<K> =
        look("path_readlink", &[I32, I32, I32, I32, I32, I32], |guest, args, world| {
            at_path(guest, args, world, [0, 1], readlink)
        });
    pub(super) const CREATE_DIRECTORY: Import<K> =
        look("path_create_directory", &[I32, I32, I32], change::<K, 0, 1>);
    pub(super) const REMOVE_DIRECTORY: Import<K> =
        look("path_remove_directory", &[I32, I32, I32], change::<K, 0, 1>);
    pub(super) const UNLINK: Import<K> =
        look("path_unlink_file", &[I32, I32, I32], change::<K, 0, 1>);
    pub(super) const SET_TIMES: Import<K> =
        look("path_filestat_set_times", &[I32, I32, I32, I32, I64, I64, I32], change::<K, 0, 2>);
    // Of two paths, the one that something would come to.
    pub(super) const SYMLINK: Import<K> =
        look("path_symlink", &[I32, I32, I32, I32, I32], change::<K, 2, 3>);
    pub(super) const RENAME: Import<K> =
        look("path_rename", &[I32, I32, I32, I32, I32, I32], change::<K, 3, 4>);
    pub(super) const LINK: Import<K> =
        look("path_link", &[I32, I32, I32, I32, I32, I32, I32], change::<K, 4, 5>);
}

/// What a call does with the path that it names.
type PathFn<K> = fn(&mut dyn Guest<K>, &[u64], &mut dyn World, Vec<u8>) -> Result<u32, Stop>;

/// Does that. A path is below a descriptor; both are arguments of these numbers, and behind the path there
/// is its length.
fn at_path<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
    [fd, path]: [usize; 2],
    run: PathFn<K>,
) -> Result<u32, Stop> {
    let [fd] = args(arguments.get(fd..).unwrap_or_default())?;
    let [ptr, len] = args(arguments.get(path..).unwrap_or_default())?;
    match resolve(guest, fd, ptr, len)? {
        Ok(path) => run(guest, arguments, world, path),
        Err(error) => Ok(error),
    }
}

/// The absolute path that a module means by one below a descriptor. `.` and `..` are resolved by names
/// alone; above the root there is the root.
fn resolve<K>(
    guest: &mut dyn Guest<K>,
    fd: u32,
    ptr: u32,
    len: u32,
) -> Result<Result<Vec<u8>, u32>, Stop> {
    if len > MAX_PATH {
        return Ok(Err(INVALID));
    }
    charge(guest, cost::of_bytes(len as usize))?;
    let (memory, state) = memory(guest)?;
    let name = range(memory, ptr, len).ok_or(Stop::OutOfBounds)?;
    let base = match state.files.get(fd) {
        Some(Open::Directory { path, .. }) => path.clone(),
        Some(Open::File { .. }) => return Ok(Err(NOT_DIRECTORY)),
        None => return Ok(Err(BAD_FILE_DESCRIPTOR)),
    };
    if name.contains(&0) {
        return Ok(Err(INVALID));
    }
    // Also absolute paths are below the descriptor.
    if name.starts_with(b"/") && fd != ROOT {
        return Ok(Err(NOT_CAPABLE));
    }
    let mut path = base;
    for part in name.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                let end = path.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
                path.truncate(end);
            }
            part => {
                path.push(b'/');
                path.extend(part);
            }
        }
    }
    if path.len() > MAX_PATH as usize {
        return Ok(Err(INVALID));
    }
    Ok(Ok(path))
}

/// What the standard library and C call the root.
pub(super) fn shown(path: &[u8]) -> &[u8] {
    if path.is_empty() { b"/" } else { path }
}

fn text(path: &[u8]) -> String {
    String::from_utf8_lossy(shown(path)).into_owned()
}

/// What there is at a path. The root and the current directory are directories for everybody, as the
/// C library wants to know before it changes there.
fn kind<K>(
    guest: &mut dyn Guest<K>,
    world: &mut dyn World,
    path: &[u8],
) -> Result<Result<Kind, u32>, Stop> {
    charge(guest, cost::FILE)?;
    if path.is_empty() || world.current_dir().is_some_and(|directory| directory == path) {
        return Ok(Ok(Kind::Directory));
    }
    Ok(world.file_kind(path).map_err(errno::of_file_error))
}

fn open<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
    path: Vec<u8>,
) -> Result<u32, Stop> {
    let [_fd, _lookup, _ptr, _len, oflags, _, _, _fdflags, opened] = args(arguments)?;
    let rights = arguments.get(5).copied().unwrap_or(0);
    // Whoever asks for all rights, as for a directory, does not mean to write.
    let writes = rights & RIGHT_WRITE != 0 && oflags & OFLAG_DIRECTORY == 0;
    if oflags & WRITING_OFLAGS != 0 || writes {
        world.refused(Refusal::Write(text(&path)));
        return Ok(READ_ONLY);
    }
    let open = match kind(guest, world, &path)? {
        Ok(Kind::Directory) => Open::Directory { path, entries: None },
        Ok(Kind::File { .. }) if oflags & OFLAG_DIRECTORY != 0 => return Ok(NOT_DIRECTORY),
        Ok(Kind::File { .. }) => {
            let left = guest.parts().1.output_left;
            let max = left.min(MAX_BYTES.try_into().unwrap_or(u64::MAX));
            match world.read_file(&path, max) {
                Ok(content) => Open::File { path, content, position: 0 },
                Err(FileError::TooLarge) if left == max => return Err(Stop::Limit(Limit::Output)),
                Err(error) => return Ok(errno::of_file_error(error)),
            }
        }
        Err(error) => return Ok(error),
    };
    charge(guest, cost::of_bytes(open.len()))?;
    let (_, state) = guest.parts();
    state.send(open.len()).ok_or(Stop::Limit(Limit::Output))?;
    let Some(fd) = state.files.insert(open) else { return Ok(TOO_MANY_OPEN) };
    write(guest, opened, &fd.to_le_bytes())
}

fn filestat_get<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
    path: Vec<u8>,
) -> Result<u32, Stop> {
    let [_fd, _flags, _ptr, _len, stat] = args(arguments)?;
    match kind(guest, world, &path)? {
        Ok(kind) => write(guest, stat, &filestat(&path, kind)),
        Err(error) => Ok(error),
    }
}

/// Links are followed by the host, and are not seen as such.
fn readlink<K>(
    guest: &mut dyn Guest<K>,
    _: &[u64],
    world: &mut dyn World,
    path: Vec<u8>,
) -> Result<u32, Stop> {
    Ok(kind(guest, world, &path)?.map_or_else(|error| error, |_| INVALID))
}

/// What would change something at a path.
fn change<K, const FD: usize, const PATH: usize>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    at_path(guest, arguments, world, [FD, PATH], |_, _, world, path| {
        world.refused(Refusal::Write(text(&path)));
        Ok(READ_ONLY)
    })
}
