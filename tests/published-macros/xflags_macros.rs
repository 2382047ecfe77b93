//! `xflags!`: a parser of arguments, written as its own help.
//@ dependency: xflags = "0.3"

mod flags {
    use std::path::PathBuf;

    xflags::xflags! {
        /// Does something.
        cmd app {
            /// How much is said.
            repeated -v, --verbose
            /// A number.
            optional --number n: u32

            /// Adds.
            cmd add {
                required name: String
                repeated rest: PathBuf
            }
            default cmd list {
                optional --all
            }
        }
    }
}

fn main() {
    for args in [&["add", "x", "y", "--number", "3"][..], &["-v", "--verbose"], &["list", "--all"], &["add"], &["--no"]]
    {
        let args = args.iter().map(|arg| arg.into()).collect();
        println!("{:?}", flags::App::from_vec(args).map_err(|error| error.to_string()));
    }
}
