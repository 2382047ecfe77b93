//! What a macro in a module sees of the machine that the compiler runs on: variables that Cargo sets or the
//! user allows, the current directory, and files in directories that the user allows. What it is refused is kept
//! for the errors that come of it.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rustc_data_structures::beneath::{self, Opened};
use rustc_middle::ty::tls;
use rustc_span::Symbol;
use rustc_span::def_id::LOCAL_CRATE;
use rustc_wasm_proc_macro::{
    FileError, Granted, Kind, Listing, Refusal, World, is_missed_variable,
};

use super::granted::{self, GrantedDirectories};
use super::{RustcHost, files};

/// How many refusals an error is explained by.
const MAX_REFUSALS: usize = 8;

impl World for RustcHost<'_, '_> {
    fn env_var(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        // There is no way to allow another one.
        let name = str::from_utf8(name).ok()?;
        if self.may_see(name) {
            return tracked_var(name);
        }
        // What is not set is absent natively, too.
        if env::var_os(name).is_some() {
            self.refuse_variable(name);
        }
        None
    }

    fn env_vars(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let mut names: Vec<String> = names.filter(|name| self.may_see(name)).collect();
        names.sort();
        let vars = names.into_iter().map(|name| (tracked_var(&name), name));
        vars.filter_map(|(value, name)| Some((name.into_bytes(), value?))).collect()
    }

    fn current_dir(&mut self) -> Option<Vec<u8>> {
        Some(env::current_dir().ok()?.into_os_string().into_encoded_bytes())
    }

    fn file_kind(&mut self, path: &[u8]) -> Result<Kind, FileError> {
        // `canonicalize` looks at all that is on the way.
        if self.directories().are_below(path) {
            return Ok(Kind::Directory);
        }
        Ok(granted::kind(&self.open(path)?))
    }

    fn read_file(&mut self, path: &[u8], max: u64) -> Result<Vec<u8>, FileError> {
        granted::read(self.open(path)?, max)
    }

    fn read_dir(&mut self, path: &[u8], max: u64) -> Result<Listing, FileError> {
        let opened = self.open(path)?;
        self.directories().list(&opened, path, max)
    }

    fn random_seed(&mut self) -> u64 {
        tls::with(|tcx| tcx.stable_crate_id(LOCAL_CRATE).as_u64())
    }

    fn refused(&mut self, refusal: Refusal) {
        if self.refusals.len() < MAX_REFUSALS && !self.refusals.contains(&refusal) {
            self.refusals.push(refusal);
        }
    }
}

impl RustcHost<'_, '_> {
    /// Notes that a variable is absent, if that is missed.
    pub(super) fn refuse_variable(&mut self, name: &str) {
        if is_missed_variable(name) {
            self.refused(Refusal::Variable(name.to_owned()));
        }
    }

    pub(super) fn may_see(&self, variable: &str) -> bool {
        self.wasm.options.allows_env(variable)
    }

    /// The directories that the user allows.
    fn directories(&self) -> GrantedDirectories {
        let named = self.wasm.options.grants.iter().filter_map(|grant| match &grant.what {
            Granted::Directory(path) => Some(path.clone()),
            Granted::Package => Some(tls::with(|tcx| tcx.sess.package_directory())),
            Granted::Variable(_) => None,
        });
        GrantedDirectories(named.collect())
    }

    /// Opens a file or a directory that the macro may see. The crate depends on it from now on; if it is
    /// missing, on the directory in which something would have to appear first.
    fn open(&mut self, path: &[u8]) -> Result<Opened, FileError> {
        // Other names cannot be in dep-info.
        let shown = String::from_utf8_lossy(path).into_owned();
        let path = PathBuf::from(&shown);
        let is_tracked = tls::with(|tcx| files::untrackable_char(tcx.sess, &shown)).is_none();
        let opened = match is_tracked {
            true => self.directories().open(&path),
            false => Err(beneath::Error::Outside),
        };
        let found = match &opened {
            Err(beneath::Error::Outside) => None,
            Ok(_) | Err(beneath::Error::Irregular) => Some(&*path),
            Err(beneath::Error::Io(_)) => path.ancestors().find(|path| path.exists()),
        };
        if let Some(found) = found.and_then(Path::to_str) {
            let found = Symbol::intern(found);
            tls::with(|tcx| tcx.sess.file_depinfo.borrow_mut().insert(found));
        }
        opened.map_err(|error| {
            let error = self.directories().error(&path, &error);
            if error == FileError::Refused {
                self.refused(Refusal::Read(shown));
            }
            error
        })
    }

    /// What was refused, in words.
    pub(super) fn explained_refusals(&self) -> Vec<String> {
        let shown = self.shown();
        self.refusals.iter().map(|refusal| refusal.explain(&shown, self.krate())).collect()
    }
}

/// The value of a variable of the compiler's environment, on which the crate depends from now on: so say
/// dep-info and incremental compilation.
fn tracked_var(name: &str) -> Option<Vec<u8>> {
    tls::with(|tcx| {
        let value = tcx.env_var_os(OsStr::new(tcx.arena.alloc_str(name)));
        value.map(|value| value.as_encoded_bytes().to_vec())
    })
}
