//! What calls of WASI return, as the witx of preview 1 numbers it.

use crate::host::world::FileError;

pub(super) const SUCCESS: u32 = 0;
pub(super) const BAD_FILE_DESCRIPTOR: u32 = 8;
pub(super) const FILE_TOO_LARGE: u32 = 22;
pub(super) const INVALID: u32 = 28;
pub(super) const IO: u32 = 29;
pub(super) const IS_DIRECTORY: u32 = 31;
pub(super) const TOO_MANY_OPEN: u32 = 33;
pub(super) const NO_ENTRY: u32 = 44;
pub(super) const NOT_DIRECTORY: u32 = 54;
pub(super) const NOT_SUPPORTED: u32 = 58;
pub(super) const READ_ONLY: u32 = 69;
pub(super) const NOT_CAPABLE: u32 = 76;

pub(super) fn of_file_error(error: FileError) -> u32 {
    match error {
        FileError::Refused => NOT_CAPABLE,
        FileError::NotFound => NO_ENTRY,
        FileError::NotDirectory => NOT_DIRECTORY,
        FileError::IsDirectory => IS_DIRECTORY,
        FileError::TooLarge => FILE_TOO_LARGE,
        FileError::Other => IO,
    }
}
