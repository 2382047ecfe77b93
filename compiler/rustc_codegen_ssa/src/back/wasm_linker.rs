//! Links WebAssembly in the compiler's own process, where none can be started or `-C linker` asks for it.
//! Does not know how a module is put together.

use std::path::Path;

use rustc_session::Session;
use rustc_target::spec::LinkerFlavor;

use super::command::Command;

/// What `-C linker` calls it where processes can be started.
const NAME: &str = "rustc_wasm_linker";

/// Does what `command` would, or leaves it to a process of its own. Returns what the linker warns of;
/// an error ends the compilation.
pub(super) fn link(
    sess: &Session,
    linker: &Path,
    flavor: LinkerFlavor,
    command: &Command,
) -> Option<String> {
    let has_processes = !cfg!(target_os = "wasi");
    if !matches!(flavor, LinkerFlavor::WasmLld(_))
        || has_processes && linker.as_os_str() != NAME
    {
        return None;
    }
    if !has_processes && let Some(linker) = &sess.opts.cg.linker && linker.as_os_str() != NAME {
        sess.dcx().warn(format!(
            "`-C linker={}` has no effect: no process can be started, and the linker is a part of this compiler",
            linker.display()
        ));
    }
    let linked = sess.time("run_linker", || rustc_wasm_linker::link(command.get_args()));
    match linked {
        Ok(report) => {
            print!("{}", report.printed);
            let warnings = report.warnings.iter().map(|warning| format!("{warning}\n"));
            Some(warnings.collect())
        }
        Err(error) => {
            sess.dcx().fatal(format!("linking failed: {error}"));
        }
    }
}
