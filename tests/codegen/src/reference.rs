//! Keeps what programs did in a file each, under the hash of all that it depends on. Does not know what
//! that is.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::process::Finished;

/// What was kept for this text, or what `make` says, which is then kept.
pub fn cached(
    directory: &Path,
    depends_on: &str,
    make: impl FnOnce() -> Result<Finished, String>,
) -> Result<Finished, String> {
    let mut hasher = DefaultHasher::new();
    depends_on.hash(&mut hasher);
    let file = directory.join(format!("{:016x}", hasher.finish()));
    if let Some(done) = fs::read_to_string(&file).ok().and_then(|text| read(&text)) {
        return Ok(done);
    }
    let done = make()?;
    if let Some(code) = done.code {
        // Tests run at once; a file is there as a whole or not at all.
        let partial = file.with_extension(format!("{:?}", std::thread::current().id()));
        let text = format!("{code}\n{}\n{}{}", done.stdout.len(), done.stdout, done.stderr);
        fs::create_dir_all(directory)
            .and_then(|()| fs::write(&partial, text))
            .and_then(|()| fs::rename(&partial, &file))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(done)
}

fn read(text: &str) -> Option<Finished> {
    let (code, text) = text.split_once('\n')?;
    let (length, text) = text.split_once('\n')?;
    let (stdout, stderr) = text.split_at_checked(length.parse().ok()?)?;
    Some(Finished { code: Some(code.parse().ok()?), stdout: stdout.into(), stderr: stderr.into() })
}
