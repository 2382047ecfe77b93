//! What compiletest needs to build procedural macros as WebAssembly modules: the standard library of
//! their target. This file knows neither which tests use modules nor how these are built.

use crate::core::builder::{Builder, Compiler};
use crate::core::config::flags::Subcommand;
use crate::core::config::{Config, TargetSelection};

/// As in compiletest, which gets the same arguments.
const ALL: &str = "--wasm-proc-macros";
const TARGET: &str = "--wasm-proc-macro-target";
const DEFAULT_TARGET: &str = "wasm32-unknown-unknown";

/// Builds the standard library of modules, if tests of the suite may need it: those of `ui` can ask for
/// modules one by one, those of other suites get them all or none.
pub(super) fn build_std(builder: &Builder<'_>, compiler: Compiler, suite: &str) {
    // What comes with a stage 0 compiler cannot be added to.
    if compiler.stage > 0 && (suite == "ui" || builder.config.test_args().contains(&ALL)) {
        builder.std(compiler, target(builder.config.test_args()));
    }
}

/// The target of modules where it can be needed, so that bootstrap knows its tools although it is not
/// among the targets that tests are run for.
pub(crate) fn target_to_detect(config: &Config) -> Option<TargetSelection> {
    matches!(config.cmd, Subcommand::Test { .. }).then(|| target(config.test_args()))
}

fn target(test_args: Vec<&str>) -> TargetSelection {
    let mut args = test_args.into_iter();
    let mut target = DEFAULT_TARGET;
    while let Some(arg) = args.next() {
        if arg == TARGET {
            target = args.next().unwrap_or(target);
        } else if let Some(value) = arg.strip_prefix(TARGET).and_then(|arg| arg.strip_prefix('=')) {
            target = value;
        }
    }
    TargetSelection::from_user(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn target_comes_from_arguments_of_compiletest() {
        let target_of = |args: &[&str]| target(args.to_vec()).triple.to_string();
        assert_eq!(target_of(&[]), "wasm32-unknown-unknown");
        assert_eq!(target_of(&["wasm-proc-macro", ALL]), "wasm32-unknown-unknown");
        assert_eq!(target_of(&[TARGET, "wasm32-wasip1", ALL]), "wasm32-wasip1");
        assert_eq!(target_of(&["--wasm-proc-macro-target=wasm32-wasip1"]), "wasm32-wasip1");
        assert_eq!(target_of(&[TARGET]), "wasm32-unknown-unknown");
    }
}
