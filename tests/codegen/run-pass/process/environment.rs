//! Variables of the environment are read, set and removed.
//@ env: ONE=first value
//@ env: EMPTY=
//@ env: EQUALS=a=b
use std::env;

fn main() {
    let mut all: Vec<(String, String)> = env::vars().collect();
    all.sort();
    println!("{all:?}");
    println!("{:?} {:?} {:?}", env::var("ONE"), env::var("EMPTY"), env::var("MISSING"));
    println!("{:?}", env::var_os("EQUALS"));
    // SAFETY: there are no threads.
    unsafe {
        env::set_var("NEW", "new");
        env::set_var("ONE", "changed");
        env::remove_var("EMPTY");
    }
    println!("{:?} {:?} {:?}", env::var("NEW"), env::var("ONE"), env::var("EMPTY").is_err());
    println!("{} {:?}", env::vars().count(), option_env!("SURELY_NOT_SET_AT_COMPILE_TIME"));
    println!("{} {} {}", env::consts::ARCH, env::consts::OS, env::consts::FAMILY);
}
