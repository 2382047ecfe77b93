//! Files and directories that nobody but the user can write to, and that others never see half written.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The extension of files that are being written.
pub(crate) const UNFINISHED: &str = "unfinished";

/// How long somebody may take who writes a file.
pub(crate) const WRITING: Duration = Duration::from_secs(60 * 60);

pub(crate) fn is_before(time: SystemTime, by: Duration) -> bool {
    SystemTime::now().duration_since(time).is_ok_and(|since| since > by)
}

/// Makes a directory that nobody else may write to.
pub(crate) fn create_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file beside the one of this path, and then gives it that name. With `is_synced`, the name does not outlive
/// a machine that stops when its content does not.
pub(crate) fn replace(path: &Path, content: &[u8], is_synced: bool) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.{UNFINISHED}", unique()));
    let written =
        write_new(&unfinished, content, is_synced).and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// A name that no other process has, on a system that knows processes.
fn unique() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    #[cfg(not(target_family = "wasm"))]
    let process = std::process::id();
    // Its standard library panics here.
    #[cfg(target_family = "wasm")]
    let process = 0;
    format!("{process}-{}", since.as_nanos())
}

fn write_new(path: &Path, content: &[u8], is_synced: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    if is_synced { file.sync_data() } else { Ok(()) }
}
