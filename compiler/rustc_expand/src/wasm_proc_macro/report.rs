//! What each expansion has taken, for `--wasm-proc-macro-report`: a line in a file for each, of macros in
//! modules and of native ones. `docs/cargo.md` describes the lines.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use rustc_middle::ty::tls;
use rustc_span::Span;
use rustc_span::hygiene::ExpnKind;
use rustc_wasm_proc_macro::Usage;

/// An expansion that is running, and is to be reported.
pub(super) struct Measured {
    call_site: Span,
    started: Instant,
}

/// Starts the clock, if there is a report.
pub(super) fn start(call_site: impl FnOnce() -> Span) -> Option<Measured> {
    let is_wanted = tls::with(|tcx| tcx.sess.opts.wasm_proc_macros.report.is_some());
    is_wanted.then(|| Measured { call_site: call_site(), started: Instant::now() })
}

impl Measured {
    /// Adds a line. What a macro in a module has used is known, and nothing of a native one.
    pub(super) fn finish(self, form: &str, usage: Option<Usage>) {
        let elapsed = self.started.elapsed();
        let data = self.call_site.ctxt().outer_expn_data();
        let (ExpnKind::Macro(kind, _), Some(def_id)) = (data.kind, data.macro_def_id) else {
            return;
        };
        tls::with(|tcx| {
            let Some(file) = &tcx.sess.opts.wasm_proc_macros.report else { return };
            let used = |get: fn(&Usage) -> u64| {
                usage.as_ref().map_or_else(|| "-".to_owned(), |usage| get(usage).to_string())
            };
            let source_map = tcx.sess.source_map();
            let loc = source_map.lookup_char_pos(data.call_site.lo());
            let path = loc.file.name.prefer_local_unconditionally().to_string();
            let fields = [
                tcx.sess.opts.crate_name.clone().unwrap_or_default(),
                form.to_owned(),
                tcx.crate_name(def_id.krate).to_string(),
                kind.descr().to_owned(),
                // Whatever the program calls it.
                tcx.item_name(def_id).to_string(),
                path,
                loc.line.to_string(),
                (loc.col.0 + 1).to_string(),
                elapsed.as_nanos().to_string(),
                used(|usage| usage.fuel),
                used(|usage| usage.memory),
                used(|usage| usage.requests),
                // Tells versions apart.
                tcx.used_crate_source(def_id.krate)
                    .paths()
                    .next()
                    .map_or_else(|| "-".to_owned(), |path| path.to_string_lossy().into_owned()),
            ];
            let line = fields.map(|field| escape(&field)).join("\t") + "\n";
            // In one piece, as several compilers may write to the file.
            if let Err(error) = append(file, line.as_bytes()) {
                tcx.dcx().fatal(format!(
                    "`{}`, passed to `--wasm-proc-macro-report`, cannot be written: {error}",
                    file.display()
                ));
            }
        })
    }
}

fn append(path: &Path, line: &[u8]) -> io::Result<()> {
    File::options().create(true).append(true).open(path)?.write_all(line)
}

/// Without the characters that end a field or a line.
fn escape(field: &str) -> String {
    field.replace('\\', r"\\").replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r")
}
