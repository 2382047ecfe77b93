//! What is in a directory of WASI: it is read whole when that is first asked for, and given away in parts.

use crate::engine::{Guest, Stop, args, charge};
use crate::host::world::{FileError, World};
use crate::limits::{Limit, cost};

use super::errno::{self, BAD_FILE_DESCRIPTOR, NOT_DIRECTORY, SUCCESS, TOO_MANY_OPEN};
use super::files::{DIRECTORY, Open, REGULAR_FILE, inode};
use super::paths::shown;
use super::write;

/// Size of a `dirent` in bytes.
const DIRENT: usize = 24;

pub(super) fn fd_readdir<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [fd, buf, buf_len, _, used] = args(arguments)?;
    let cookie = arguments.get(3).copied().unwrap_or(0);
    let path = match guest.parts().1.files.get(fd) {
        Some(Open::Directory { path, entries: Some(_) }) => path.clone(),
        Some(Open::Directory { path, entries: None }) => {
            let path = path.clone();
            match list(guest, fd, &path, world)? {
                SUCCESS => path,
                error => return Ok(error),
            }
        }
        Some(Open::File { .. }) => return Ok(NOT_DIRECTORY),
        None => return Ok(BAD_FILE_DESCRIPTOR),
    };
    let Some(Open::Directory { entries: Some(entries), .. }) = guest.parts().1.files.get(fd) else {
        return Ok(BAD_FILE_DESCRIPTOR);
    };
    let mut out = Vec::new();
    let first = usize::try_from(cookie).unwrap_or(usize::MAX);
    let rest = entries.get(first..).unwrap_or_default();
    for (entry, next) in rest.iter().zip(cookie.saturating_add(1)..) {
        if out.len() >= buf_len as usize {
            break;
        }
        let filetype = if entry.is_directory { DIRECTORY } else { REGULAR_FILE };
        let full = [&*path, b"/", &*entry.name].concat();
        let mut dirent = [0; DIRENT];
        let len = u64::try_from(entry.name.len()).unwrap_or(0) | u64::from(filetype) << 32;
        for (to, field) in dirent.chunks_exact_mut(8).zip([next, inode(&full), len]) {
            to.copy_from_slice(&u64::to_le_bytes(field));
        }
        out.extend(dirent);
        out.extend(&entry.name);
    }
    // The last one may be cut short: then there is more.
    out.truncate(buf_len as usize);
    charge(guest, cost::of_bytes(out.len()))?;
    write(guest, buf, &out)?;
    let len = u32::try_from(out.len()).unwrap_or(u32::MAX);
    write(guest, used, &len.to_le_bytes())
}

/// Reads what is in a directory.
fn list<K>(
    guest: &mut dyn Guest<K>,
    fd: u32,
    path: &[u8],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    charge(guest, cost::FILE)?;
    let left = guest.parts().1.output_left;
    let read = match world.read_dir(shown(path), left) {
        Ok(read) => read,
        Err(FileError::TooLarge) => return Err(Stop::Limit(Limit::Output)),
        Err(error) => return Ok(errno::of_file_error(error)),
    };
    let each = u64::try_from(read.entries.len()).unwrap_or(u64::MAX).saturating_add(read.left_out);
    charge(guest, each.saturating_mul(cost::CALL))?;
    charge(guest, read.links.saturating_mul(cost::FILE))?;
    let listed = Open::Directory { path: path.to_vec(), entries: Some(read.entries) };
    charge(guest, cost::of_bytes(listed.len()))?;
    let (_, state) = guest.parts();
    state.send(listed.len()).ok_or(Stop::Limit(Limit::Output))?;
    Ok(if state.files.replace(fd, listed) { SUCCESS } else { TOO_MANY_OPEN })
}
