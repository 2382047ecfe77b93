//! Programs that use the three kinds of macros from a module compile, and do what they should.

use wasm_proc_macro_tests::{Dir, Form, compile_both, macro_crate};

const PRINTED: &str = "a point and east\nATTRIBUTE\n42 (2, 2)\n";

fn check_program(form: Form) {
    let dir = Dir::new();
    let source = dir.fixture("kinds_program.rs");
    dir.rustc(&source).macros("kinds", &macro_crate("kinds", form)).compile().silent_success();
    assert_eq!(dir.run("kinds_program").success().stdout, PRINTED);
}

#[test]
fn native_crate() {
    check_program(Form::Native);
}

#[test]
fn module_for_wasm32_unknown_unknown() {
    check_program(Form::Unknown);
}

#[test]
fn module_for_wasm32_wasip1() {
    check_program(Form::Wasip1);
}

#[test]
fn two_modules_at_once() {
    let dir = Dir::with_main(
        r#"
        use kinds::Describe;
        use names::Answer;

        #[derive(Describe, Answer)]
        #[describe("answer")]
        struct Both;

        #[kinds::renamed(main)]
        fn start() {
            println!("{} {} {}", Both::describe(), Both::answer(), kinds::sum!(40, 2));
            println!("{:?}", kinds::twice!(names::answer!()));
        }
        "#,
    );
    let [kinds, names] = ["kinds", "names"].map(|name| macro_crate(name, Form::Unknown));
    dir.rustc("main.rs").macros("kinds", &kinds).macros("names", &names).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "answer 42 42\n(42, 42)\n");
}

#[test]
fn modules_for_both_targets_and_a_native_crate_at_once() {
    let dir =
        Dir::with_main("fn main() { print!(\"{}\", a::sum!(1) + b::sum!(20) + c::sum!(300)) }");
    let rustc = dir.rustc("main.rs").macros("a", &macro_crate("kinds", Form::Unknown));
    let rustc = rustc.macros("b", &macro_crate("kinds", Form::Wasip1));
    rustc.macros("c", &macro_crate("kinds", Form::Native)).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "321");
}

/// On wasm32-wasip1 `println!` goes where it goes natively.
#[test]
fn what_a_wasip1_module_prints() {
    let dir = Dir::with_main("kinds::say!(one); kinds::say!(two); fn main() {}");
    let compile =
        |form| dir.rustc("main.rs").macros("kinds", &macro_crate("kinds", form)).compile();
    let native = compile(Form::Native).success();
    assert_eq!(native.stdout, "stdout: one\nstdout: two\n");
    assert_eq!(native.stderr, "stderr: one\nstderr: two\n");
    compile(Form::Wasip1).same_as(&native);
}

/// Code generation for another target than the host's runs the same macros.
#[test]
fn cross_compilation() {
    let dir = Dir::with_main("pub const ANSWER: u64 = kinds::sum!(40, 2);");
    let args = ["--crate-type", "lib", "--target", "wasm32-unknown-unknown", "--emit", "llvm-ir"];
    compile_both(&dir, "main.rs", "kinds", &args).silent_success();
    let args = ["--crate-type", "lib", "--target", "wasm32-unknown-unknown", "-Zunpretty=expanded"];
    let expanded = compile_both(&dir, "main.rs", "kinds", &args).silent_success();
    assert!(expanded.stdout.contains("pub const ANSWER: u64 = 42u64;"), "{expanded}");
}
