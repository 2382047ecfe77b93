//! Programs made at random do the same in all modes: those of `seeds.txt`, and new ones for as long as
//! `CODEGEN_SECONDS` says.

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use codegen_tests::modes::{self, Mode, OTHERS, REFERENCE};
use codegen_tests::random;
use libtest_mimic::{Arguments, Trial};

/// How many tests make new programs: as many as machines have cores.
const WORKERS: u64 = 2;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    if modes::available(&[REFERENCE]).is_empty() {
        return ExitCode::SUCCESS;
    }
    let modes: Vec<Mode> =
        modes::available(&OTHERS).into_iter().filter(|m| !m.is_mixed()).collect();
    let mut tests = Vec::new();
    for seed in random::seeds().expect("the seeds can be read") {
        let modes = modes.clone();
        tests.push(Trial::test(format!("seed/{seed}"), move || Ok(check(seed, &modes)?)));
    }
    if let Some(seed) = number("CODEGEN_SEED") {
        let modes = modes.clone();
        tests.push(Trial::test(format!("seed/{seed}"), move || Ok(check(seed, &modes)?)));
    }
    let seconds = Duration::from_secs(number("CODEGEN_SECONDS").unwrap_or(20));
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    for worker in 0..WORKERS {
        let modes = modes.clone();
        let first = clock * 1_000_000 + worker * 500_000;
        let name = format!("new/{worker}");
        tests.push(Trial::test(name, move || Ok(check_new(first, seconds, &modes)?)));
    }
    libtest_mimic::run(&args, tests).exit_code()
}

fn number(variable: &str) -> Option<u64> {
    let value = env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("`{variable}` is not a number: `{value}`")))
}

fn check(seed: u64, modes: &[Mode]) -> Result<(), String> {
    random::check(seed, modes, Path::new(env!("CARGO_TARGET_TMPDIR")))
}

fn check_new(first: u64, time: Duration, modes: &[Mode]) -> Result<(), String> {
    let start = Instant::now();
    let mut seed = first;
    while start.elapsed() < time {
        check(seed, modes)
            .map_err(|error| format!("add the seed to seeds.txt once it is fixed\n{error}"))?;
        seed += 1;
    }
    println!("seeds {first}..{seed}: the same in all modes");
    Ok(())
}
