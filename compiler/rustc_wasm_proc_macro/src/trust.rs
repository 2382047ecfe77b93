//! Whether only the user can have written a file or a directory.

use std::fs::Metadata;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;

/// Whoever else may write, in the mode of a file.
#[cfg(unix)]
const GROUP_AND_OTHERS: u32 = 0o022;

#[cfg(unix)]
pub(crate) fn check(metadata: &Metadata) -> Result<(), String> {
    let user = rustix::process::geteuid().as_raw();
    if metadata.uid() != user {
        return Err(format!("it belongs to the user {}, not to {user}", metadata.uid()));
    }
    if metadata.mode() & GROUP_AND_OTHERS != 0 {
        let mode = metadata.mode() & 0o777;
        return Err(format!("others may write there (its mode is {mode:o})"));
    }
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn check(_: &Metadata) -> Result<(), String> {
    Err("on this system it is not known who may write there".to_owned())
}
