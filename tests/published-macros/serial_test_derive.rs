//! `#[serial]` and `#[parallel]`: tests that must not run at the same time.
//@ dependency: serial_test = { version = "3", default-features = false }
//@ test

use serial_test::{parallel, serial};

#[test]
#[serial]
fn alone() {}

#[test]
#[serial(first, second)]
fn alone_of_its_keys() -> Result<(), String> {
    Ok(())
}

#[test]
#[parallel(first)]
#[should_panic(expected = "together")]
fn together() {
    panic!("together");
}

#[serial]
mod all {
    #[test]
    fn inner() {
        assert_eq!(super::helper(), 3);
    }
}

fn helper() -> u32 {
    3
}

#[test]
#[serial(crate = serial_test)]
fn with_a_path() {
    assert_eq!(helper(), 3);
}
