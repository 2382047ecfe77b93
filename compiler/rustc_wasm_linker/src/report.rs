//! What options ask to be told of a link besides the output: `--trace`, `--print-gc-sections` and the
//! version. The words are `wasm-ld`'s, which tools may look for.

use std::fmt::Write;

use crate::args::{self, Config};
use crate::program::{ObjectId, Program};

pub fn before(config: &Config, program: &Program<'_>) -> String {
    let mut text = String::new();
    if config.print_version {
        text.push_str(&args::version());
    }
    if config.trace {
        trace(program, &mut text);
    }
    if config.print_gc {
        removed(program, &mut text);
    }
    text
}

/// The files that are linked, members of archives as they are needed.
fn trace(program: &Program<'_>, text: &mut String) {
    for (_, object) in program.objects.iter() {
        line(text, format_args!("{}", object.name));
    }
}

/// What is not in the output, as nothing needs it.
fn removed(program: &Program<'_>, text: &mut String) {
    let mut remove = |object: Option<ObjectId>, name: &str| {
        let file = object.map_or("<internal>", |object| &program.objects[object].name);
        line(text, format_args!("removing unused section {file}:({name})"));
    };
    for object in program.in_order() {
        let of = |it: Option<ObjectId>| it == Some(object);
        for (_, it) in program.functions.iter().filter(|(_, it)| of(it.object) && !it.live) {
            remove(it.object, it.name.as_str());
        }
        for (_, it) in program.segments.iter().filter(|(_, it)| it.object == object && !it.live) {
            remove(Some(it.object), it.name);
        }
        for (_, it) in program.globals.iter().filter(|(_, it)| of(it.object) && !it.live) {
            remove(it.object, it.name);
        }
    }
    for (_, it) in program.functions.iter().filter(|(_, it)| it.object.is_none() && !it.live) {
        remove(None, it.name.as_str());
    }
    for (_, it) in program.globals.iter().filter(|(_, it)| it.object.is_none() && !it.live) {
        remove(None, it.name);
    }
}

fn line(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{what}");
}
