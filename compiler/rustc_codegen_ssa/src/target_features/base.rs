//! The features of each built-in target's CPU, for a compiler without an LLVM that could be asked.
//!
//! They are in `base.txt`, which a test compares with what LLVM says.

use rustc_macros::Diagnostic;
use rustc_session::Session;
use rustc_session::config::PrintRequest;

use super::cfg_target_feature;
use crate::TargetConfig;

const TABLE: &str = include_str!("base.txt");

/// What `base.txt` says about targets that have the same features.
struct Line {
    features: Vec<&'static str>,
    /// `f16`, `f16_math`, `f128`, `f128_math`: what is reliable.
    floats: Vec<&'static str>,
    /// Names of targets, or `ARCHITECTURE@CPU` for a CPU that is not the target's own.
    targets: Vec<&'static str>,
}

fn lines() -> impl Iterator<Item = Line> {
    TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut parts = line.split('|').map(|part| part.split_whitespace().collect());
        let mut part = || parts.next().expect("a line of `base.txt` has three parts");
        Line { features: part(), floats: part(), targets: part() }
    })
}

fn line_of(target: &str) -> Option<Line> {
    lines().find(|line| line.targets.contains(&target))
}

/// What code for the session's target can rely on, with the features of the command line.
pub fn target_config(sess: &Session) -> TargetConfig {
    let own = line_of(sess.opts.target_triple.tuple());
    let mut features = sess.target.abi_required_features().required.to_vec();
    match (other_cpu(sess), &own) {
        (None, Some(own)) => features.extend(&own.features),
        (cpu, _) => {
            // What the target adds to any CPU's, as far as Rust has the same names as LLVM.
            let added = sess.target.features.split(',');
            features.extend(added.filter_map(|feature| feature.strip_prefix('+')));
            features.extend(cpu.unwrap_or_default());
        }
    }
    let (unstable_target_features, target_features) =
        cfg_target_feature::<0>(sess, |_| Default::default(), |name| features.contains(&name));
    let is_reliable = |float| own.as_ref().is_none_or(|line| line.floats.contains(&float));
    TargetConfig {
        target_features,
        unstable_target_features,
        has_reliable_f16: is_reliable("f16"),
        has_reliable_f16_math: is_reliable("f16_math"),
        has_reliable_f128: is_reliable("f128"),
        has_reliable_f128_math: is_reliable("f128_math"),
    }
}

/// The features of the CPU that the command line names, if it is a known one and not the target's own.
fn other_cpu(sess: &Session) -> Option<Vec<&'static str>> {
    let cpu = sess.opts.cg.target_cpu.as_deref()?;
    if cpu == sess.target.cpu {
        return None;
    }
    let line = line_of(&format!("{}@{cpu}", sess.target.arch.desc()));
    if line.is_none() {
        sess.dcx().emit_warn(UnknownTargetCpu { cpu });
    }
    line.map(|line| line.features)
}

/// Ends the compilation where LLVM would print a list: nothing would be a wrong answer.
pub fn refuse_to_print(request: &PrintRequest, sess: &Session, backend: &str) -> ! {
    sess.dcx().emit_fatal(ListOfLlvm { list: request.kind.to_string(), backend })
}

#[derive(Diagnostic)]
#[diag("`--print={$list}` needs LLVM, which the codegen backend `{$backend}` does without")]
struct ListOfLlvm<'a> {
    list: String,
    backend: &'a str,
}

#[derive(Diagnostic)]
#[diag("the features of the CPU `{$cpu}` are unknown to a compiler without LLVM")]
#[help("those of the target's own CPU are assumed; add others with `-Ctarget-feature`")]
struct UnknownTargetCpu<'a> {
    cpu: &'a str,
}
