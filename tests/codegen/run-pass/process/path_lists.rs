//! Lists of paths, as `PATH` is one, are split and joined, and a path with the separator cannot be in one.
//@ env: PATH=/bin:/usr/bin::here
use std::env;
use std::path::PathBuf;

fn main() {
    let path = env::var_os("PATH").unwrap();
    let paths: Vec<PathBuf> = env::split_paths(&path).collect();
    println!("{paths:?}");
    assert_eq!(paths, ["/bin", "/usr/bin", "", "here"].map(PathBuf::from));
    assert_eq!(env::join_paths(&paths).unwrap(), path);
    for list in ["", ":", "a", "a:", ":a", "a::b"] {
        let paths: Vec<PathBuf> = env::split_paths(list).collect();
        println!("{list:?} has {} paths: {paths:?}", paths.len());
        assert_eq!(env::join_paths(paths).unwrap(), list);
    }
    println!("{}", env::join_paths(["a", "b:c"]).unwrap_err());
}
