//! What a program that uses macros in WebAssembly modules includes, and what such a macro learns of the
//! machine in this way: files and variables of the environment. The rule for files is
//! `rustc_session::wasm_files`'s.

use std::path::{Path, PathBuf};
use std::{env, io};

use rustc_errors::{Diag, ErrorGuaranteed, PResult};
use rustc_macros::{Diagnostic, Subdiagnostic};
use rustc_session::Session;
use rustc_session::wasm_files::{Asker, RefusedFile};
use rustc_span::{Span, Symbol};
use rustc_wasm_proc_macro::Refusal;

use crate::base::resolve;

/// Resolves a `path` mentioned inside Rust code, if that file may be read there.
pub fn resolve_path(sess: &Session, path: impl Into<PathBuf>, span: Span) -> PResult<'_, PathBuf> {
    let path = resolve(sess, path, span)?;
    check(sess, &path, span)?;
    Ok(path)
}

/// Whether the file at `path` may be read as a part of the program.
pub(crate) fn check<'a>(sess: &'a Session, path: &Path, span: Span) -> PResult<'a, ()> {
    sess.check_included_file(path).map_err(|refused| error(sess, path, span, refused))
}

/// Whether a variable of the compiler's environment must not be read, as a macro would be told its
/// value that may not read it. Then it is absent; where that is not enough, it is an error.
pub fn refuses_env_var(sess: &Session, var: &str, span: Span) -> bool {
    let files = &sess.psess.wasm_files;
    let Some(Asker { options, .. }) = files.asker() else { return false };
    if options.allows_env(var) {
        return false;
    }
    if options.deny_env {
        deny_env_var(sess, var, span);
    } else if env::var_os(var).is_some() {
        // What is not set is absent to everybody.
        files.refuse_env_var(Symbol::intern(var));
    }
    true
}

/// Reports that a variable which has to be there is absent to a macro, and that it would not have to be.
pub fn deny_env_var(sess: &Session, var: &str, span: Span) -> Option<ErrorGuaranteed> {
    let Asker { shown, krate, options, refused, .. } = sess.psess.wasm_files.asker()?;
    let is_refused = refused.contains(&Symbol::intern(var));
    if !options.deny_env && !is_refused {
        return None;
    }
    let message = format!("{shown} may not read the environment variable `{var}`");
    let mut error = sess.dcx().struct_span_err(span, message);
    if is_refused {
        error.note(Refusal::Variable(var.to_owned()).explain(&shown, &krate));
    }
    Some(error.emit())
}

/// What in `path` could be read as anything but a part of it when dep-info is read: Make and Ninja run
/// commands that stand there, and files behind a comment would not be tracked. What the path of the
/// package has in it is the user's.
pub(crate) fn untrackable_char(sess: &Session, path: &str) -> Option<char> {
    let directory = sess.package_directory();
    let rest = Path::new(path).strip_prefix(directory).ok().and_then(Path::to_str).unwrap_or(path);
    rest.chars().find(|c| c.is_control() || matches!(c, '$' | ';' | '=' | '#' | '|'))
}

fn error<'a>(sess: &'a Session, path: &Path, span: Span, refused: RefusedFile) -> Diag<'a> {
    let path = path.display().to_string();
    let dcx = sess.dcx();
    let (asker, reason) = match refused {
        RefusedFile::Denied(asker) => (asker, Reason::Denied),
        RefusedFile::Outside(asker, directory) => {
            (asker, Reason::Outside { directory: directory.display().to_string() })
        }
        RefusedFile::TooLong(asker) => {
            let krate = asker.options.limits.last().map(|limit| format!("{}=", limit.krate));
            (asker, Reason::TooLong { limit: krate.unwrap_or_default() + "output" })
        }
        RefusedFile::NotRegular(error) => {
            return dcx.create_err(IncludesIrregularFile { span, path, error });
        }
    };
    dcx.create_err(MacroIncludesFile { span, shown: asker.shown, path, reason })
}

#[derive(Diagnostic)]
#[diag("{$shown} may not include `{$path}`")]
struct MacroIncludesFile {
    #[primary_span]
    span: Span,
    shown: String,
    path: String,
    #[subdiagnostic]
    reason: Reason,
}

#[derive(Subdiagnostic)]
enum Reason {
    #[note("`--wasm-proc-macro-deny-include` lets it include nothing")]
    Denied,
    #[note(
        "a macro in a WebAssembly module is told the contents of what it includes, which has to be a \
         file in `{$directory}`, the directory of the package that is compiled"
    )]
    Outside { directory: String },
    #[note(
        "what it includes would be longer than the limit `output`, which \
         `--wasm-proc-macro-limit {$limit}=VALUE` raises"
    )]
    TooLong { limit: String },
}

#[derive(Diagnostic)]
#[diag("cannot include `{$path}`: {$error}")]
#[note("in a program that uses macros in WebAssembly modules, only regular files can be included")]
struct IncludesIrregularFile {
    #[primary_span]
    span: Span,
    path: String,
    error: io::Error,
}
