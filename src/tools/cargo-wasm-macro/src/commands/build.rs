//! `build`: writes the module of a package.

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::build::{Builder, Compiler, Failure, Origin, TARGETS};
use crate::cli::{self, Format};
use crate::record::Settings;
use crate::{code, files, output};

pub fn run(args: cli::Build) -> Result<bool> {
    let origin = origin(&args)?;
    let builder = Builder {
        compiler: Compiler::find(args.toolchain.compiler.rustc.as_deref())?,
        target_dir: args.toolchain.target_dir.clone(),
        offline: args.toolchain.network.offline,
        lock: args.lock.as_deref().map(files::read_text).transpose()?,
        is_locked: false,
    };
    let directory = &args.output;
    std::fs::create_dir_all(directory)
        .with_context(|| format!("`{}` cannot be created", directory.display()))?;
    let built = builder.build(&origin, &settings(&args))?;
    if !built.failures.is_empty() {
        let reason = output::one_line(&Failure::explain(&built.failures));
        eprintln!("note: the module is built for {}: {reason}", built.record.target);
    }
    let path = directory.join(format!("{}.wasm", built.library));
    files::write(&path, &built.bytes)?;
    let code = match args.no_compile {
        true => None,
        false => code::compile_built(args.code.code_dir.clone(), &path, &built.bytes),
    };
    match args.printing.format {
        Format::Text => output::print(&format!("{}\n", path.display()))?,
        Format::Json => output::print_json(&json!({
            "file": path,
            "size": built.bytes.len(),
            "sha256": files::sha256(&built.bytes),
            "code": code,
            "package": built.record,
        }))?,
    }
    Ok(true)
}

fn origin(args: &cli::Build) -> Result<Origin> {
    match (&args.krate, &args.path, &args.git_checkout) {
        (Some(spec), _, _) => Origin::from_spec(spec),
        (_, Some(directory), _) => Ok(Origin::Path(directory.clone(), args.package.clone())),
        (_, _, Some(directory)) => Ok(Origin::Git(directory.clone(), args.package.clone())),
        (None, None, None) => bail!("name a crate, or a directory with `--path`"),
    }
}

fn settings(args: &cli::Build) -> Settings {
    let features = args.features.iter().flat_map(|text| text.split_whitespace());
    let mut features: Vec<String> = features.map(str::to_owned).collect();
    features.sort();
    features.dedup();
    let targets = match &args.target {
        Some(target) => vec![target.clone()],
        None => TARGETS.map(str::to_owned).to_vec(),
    };
    Settings { features, default_features: !args.no_default_features, targets }
}
