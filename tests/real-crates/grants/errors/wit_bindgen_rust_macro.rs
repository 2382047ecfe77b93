//! Interfaces that are not valid.

mod world {
    wit_bindgen::generate!({ path: "files/wit", world: "other" });
}

mod syntax {
    wit_bindgen::generate!({ inline: "package a:b; world c { import }" });
}

mod option {
    wit_bindgen::generate!({ no_such_option: true });
}

fn main() {}
