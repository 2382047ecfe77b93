// The option needs a name and a path.
//@ revisions: no_path no_name empty
//@[no_path] compile-flags: --wasm-proc-macro name
//@[no_name] compile-flags: --wasm-proc-macro =module.wasm
//@[empty] compile-flags: --wasm-proc-macro=

fn main() {}

//~? ERROR expected `--wasm-proc-macro NAME=PATH`
