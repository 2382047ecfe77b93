//! `cmd!`: commands that are taken apart when they are compiled.
//@ dependency: xshell = "0.2"

use xshell::{Shell, cmd};

fn main() -> xshell::Result<()> {
    let shell = Shell::new()?;
    let (name, list, nothing) = ("a b", ["x", "y z"], None::<&str>);
    println!("{}", cmd!(shell, "echo {name} 'quoted {name}' pre{name}post {list...} {nothing...}"));
    println!("{}", cmd!(shell, "echo {name}").read()?);
    Ok(())
}
