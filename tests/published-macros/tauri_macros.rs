//! `#[command]` and `generate_handler!`, with types like those of tauri, which needs a window system.
//@ dependency: tauri-macros = { version = "2", default-features = false }
//@ edition: 2021

extern crate self as tauri;

use tauri_macros::{command, generate_handler};

pub mod ipc {
    use std::fmt::Display;

    pub struct Invoke {
        pub message: Message,
        pub resolver: Resolver,
        pub acl: (),
    }

    pub struct Message(pub &'static str);

    pub struct Resolver;

    pub struct CommandItem<'a> {
        pub plugin: Option<&'static str>,
        pub name: &'static str,
        pub key: &'static str,
        pub message: &'a Message,
        pub acl: &'a (),
    }

    pub trait CommandArg: Sized {
        fn from_command(command: CommandItem<'_>) -> Result<Self, String>;
    }

    impl CommandArg for String {
        fn from_command(command: CommandItem<'_>) -> Result<Self, String> {
            Ok(format!("{:?}/{}/{}", command.plugin, command.name, command.key))
        }
    }

    impl CommandArg for u8 {
        fn from_command(command: CommandItem<'_>) -> Result<Self, String> {
            Err(format!("{} is no number", command.key))
        }
    }

    impl Message {
        pub fn command(&self) -> &str {
            self.0
        }
    }

    impl Resolver {
        pub fn invoke_error(self, error: String) {
            println!("error: {error}");
        }
    }

    pub mod private {
        use super::{Display, Resolver};

        pub struct Value;

        impl Value {
            pub fn block(self, value: impl Display, _: Resolver) {
                println!("{value}");
            }
        }

        pub trait Kind {
            fn blocking_kind(&self) -> Value {
                Value
            }
        }

        impl<T: Display> Kind for T {}
    }
}

#[command]
fn greet(first_name: String) -> String {
    format!("Hello, {first_name}")
}

#[command(rename_all = "snake_case", rename = "double")]
fn twice(some_number: u8) -> u8 {
    2 * some_number
}

/// Says what is handled, as tauri's own function does that takes a handler.
fn typed<F: Fn(ipc::Invoke) -> bool>(handler: F) -> F {
    handler
}

fn main() {
    let handler = typed(generate_handler![greet, twice]);
    for name in ["greet", "double", "twice"] {
        let invoke = ipc::Invoke { message: ipc::Message(name), resolver: ipc::Resolver, acl: () };
        println!("{name}: {}", handler(invoke));
    }
}
