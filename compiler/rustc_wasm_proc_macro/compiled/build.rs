//! Tells the engine's tests that they run compiled code here.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(compiled_engine)");
    println!("cargo::rustc-cfg=compiled_engine");
}
