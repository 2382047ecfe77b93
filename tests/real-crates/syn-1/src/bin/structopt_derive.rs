//! A command line of clap 2.

use structopt::StructOpt;

/// Copies things.
#[derive(StructOpt, Debug)]
#[structopt(name = "copy", rename_all = "kebab-case")]
struct Copy {
    /// Says more
    #[structopt(short, long, parse(from_occurrences))]
    verbose: u64,
    #[structopt(long, default_value = "4", env = "JOBS_THAT_NOBODY_SETS")]
    job_count: usize,
    #[structopt(name = "FILE", required = true, min_values = 1)]
    files: Vec<String>,
    #[structopt(subcommand)]
    then: Option<Then>,
}

#[derive(StructOpt, Debug)]
enum Then {
    /// Deletes them
    Delete {
        #[structopt(long)]
        really: bool,
    },
    #[structopt(external_subcommand)]
    Other(Vec<String>),
}

fn main() {
    for line in [&["copy", "-vv", "a", "b"][..], &["copy", "--job-count", "x", "a"], &["copy"], &["copy", "--help"]] {
        match Copy::from_iter_safe(line) {
            Ok(copy) => println!("{copy:?}"),
            Err(error) => println!("{}", error.message),
        }
    }
}
